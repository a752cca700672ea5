"""The page to find with, and the start page in its place while the catalogue is empty."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop_app.gui.find_page import FindPage
from desktop_app.gui.page_host import PageHost
from desktop_app.gui.page_names import FIND
from desktop_app.gui.samples import sample_photos
from desktop_app.gui.start_page import StartPage
from desktop_app.gui.status import StatusBar
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.gui.import_panel import ImportPanel
    from desktop_app.services.bundle import Services


class StartFlow(QObject):
    """Follows what the status bar knows of the catalogue."""

    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        host: PageHost,
        status_bar: StatusBar,
        find_page: FindPage,
        tasks: TaskRunner,
        *,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.page = StartPage()
        self._catalogue, self._host, self._status_bar = services.catalogue, host, status_bar
        self._find_page, self._tasks = find_page, tasks
        host.pages.addWidget(self.page)
        status_bar.facts_changed.connect(self._follow)

    def connect_imports(self, import_panel: Callable[[], ImportPanel]) -> None:
        """The page of imports is made when one of the buttons is pressed, not before."""
        ways: dict[SignalInstance, Callable[[ImportPanel], None]] = {
            self.page.demo_asked: lambda panel: panel.start_demo(),
            self.page.table_asked: lambda panel: panel.chooser.choose_table(),
            self.page.folder_asked: lambda panel: panel.chooser.choose_folder(),
        }
        for asked, go in ways.items():
            asked.connect(lambda go=go: go(import_panel()))

    @property
    def _is_empty(self) -> bool:
        facts = self._status_bar.facts
        return facts is not None and facts.counts.products == 0

    def show_find(self) -> None:
        """Show the page to find with, or how to begin where there is nothing to find."""
        asked = self._find_page.query.query.photos or self._find_page.query.query.text
        asked_for = bool(asked) or self._find_page.camera.is_on
        self._host.show_page(FIND, self.page if self._is_empty and not asked_for else None)
        if not self._is_empty:
            self._find_page.query.focus_field()

    def _follow(self) -> None:
        """First facts, or the catalogue changed: the start page comes and goes with its content."""
        shown = self._host.pages.currentWidget()
        if shown in (self.page, self._find_page) and self._is_empty != (shown is self.page):
            self.show_find()
        self._look_for_samples()

    def _look_for_samples(self) -> None:
        """Sample photos appear with the demo catalogue; whether it is there, the database knows."""
        work = partial(sample_photos, self._catalogue)
        self._tasks.submit(work, self._find_page.empty.show_samples, self.failed.emit)
