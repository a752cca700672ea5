"""What the window is made of once the catalogue is open; importing it loads most of the program.

The pages of batches and imports are made when they are first asked for, as all but the first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop_app.gui.announcer import Announcer
from desktop_app.gui.arrivals import Arrivals
from desktop_app.gui.drop_overlay import DropOverlay
from desktop_app.gui.find_page import FindPage
from desktop_app.gui.navigation import NavigationRail
from desktop_app.gui.pack_session import PackSession
from desktop_app.gui.page import PageContext
from desktop_app.gui.page_host import PageHost
from desktop_app.gui.page_names import FIND
from desktop_app.gui.pages import SECTIONS
from desktop_app.gui.scanner_gun import ScannerGun
from desktop_app.gui.start_flow import StartFlow
from desktop_app.gui.status import StatusBar
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.services.bundle import Services


class WindowParts:
    """The parts, made but for the first page; `make_pages` comes once the window listens."""

    def __init__(
        self, window: MainWindow, app: QApplication, services: Services, theme: Theme
    ) -> None:
        self.tasks = TaskRunner("window", parent=window)
        self.pictures = PictureLoader(window)
        self.rail = NavigationRail(theme)
        self.status_bar = StatusBar(services, theme)
        self.packs = PackSession(services, window)
        self.dialogs = WindowDialogs(window, services, theme, self.packs, self.status_bar)
        self.host = PageHost(PageContext(services, self.pictures, theme), SECTIONS, self.rail)
        self.gun = ScannerGun(app, window)
        self.announcer = Announcer(window)
        self.overlay = DropOverlay(theme, window)
        self._window, self._services = window, services

    def first_page(self) -> FindPage:
        return self.host.page_of(FIND, FindPage)

    def start(self, find_page: FindPage) -> StartFlow:
        return StartFlow(
            self._services,
            self.host,
            self.status_bar,
            find_page,
            self.tasks,
            window=self._window,
        )

    def arrivals(self, find_page: FindPage) -> Arrivals:
        def start_import(catalogue: Path) -> None:
            window.import_panel.prepare(catalogue)

        window = self._window
        return Arrivals(self.host, find_page, window.show_page, start_import, window)
