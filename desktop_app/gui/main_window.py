"""The window: which page is shown, shortcuts, drop and paste anywhere. The pages do the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import CameraChoice
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.scanner import Scan
from desktop_app.core.types import Answer, HistoryEntry
from desktop_app.gui.announcer import Announcer
from desktop_app.gui.batch_page import BatchPage
from desktop_app.gui.camera_head import CAMERA_KEY
from desktop_app.gui.drop_overlay import DropOverlay
from desktop_app.gui.find_page import FindPage
from desktop_app.gui.icons import app_icon, refresh_icons
from desktop_app.gui.import_panel import ImportPanel
from desktop_app.gui.incoming import PHOTO_SUFFIXES, Incoming, is_welcome, read_mime
from desktop_app.gui.messages import notice
from desktop_app.gui.navigation import NavigationRail
from desktop_app.gui.pack_session import PackSession
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.page_area import Pages
from desktop_app.gui.page_host import PageHost
from desktop_app.gui.pages import BATCH, FIND, IMPORT, SECTIONS
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.results_bar import LAYOUT_KEY
from desktop_app.gui.samples import sample_photos
from desktop_app.gui.scanner_gun import ScannerGun
from desktop_app.gui.start_page import StartPage
from desktop_app.gui.status import StatusBar
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import install
from desktop_app.gui.window_dialogs import WindowDialogs
from desktop_app.gui.window_state import load_state, read_window, save_state, use_state

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.settings import Settings

LEAST_SIZE = (800, 420)
"""A screen of 1366 x 768 at 150 % has room for 910 x 512, less its bars. Pages scroll in it."""


class MainWindow(QMainWindow):
    """Shelfsight's window over one open catalogue."""

    def __init__(
        self, services: Services, theme: Theme | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  (a window needs an application)
        self._app = app
        self._services = services
        self._settings = services.settings
        self._tasks = TaskRunner("window", parent=self)
        self._theme = theme or Theme(app, services.settings.theme)
        self._theme.use(services.settings)
        self._pictures = PictureLoader(self)
        self.rail = NavigationRail(self._theme)
        self.status_bar = StatusBar(services, self._theme)
        self.packs = PackSession(services, self)
        self.dialogs = WindowDialogs(self, services, self._theme, self.packs, self.status_bar)
        self.host = PageHost(
            PageContext(services, self._pictures, self._theme), SECTIONS, self.rail
        )
        self.host.page_made.connect(self._connect_page)
        self.start_page = StartPage()
        self.find_page = self.host.page_of(FIND, FindPage)
        self.batch_page = self.host.page_of(BATCH, BatchPage)
        self.import_panel = self.host.page_of(IMPORT, ImportPanel)
        self.gun = ScannerGun(app, self)
        self.announcer = Announcer(self)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self._recolour()
        self._state = load_state(services.data_folder.root)
        use_state(self._state, self)
        self.show_page(self._state.page)
        if (problem := services.pack_choice.problem) is not None:
            self.find_page.message.show_notice(notice(problem), "warning")
        self.status_bar.refresh()

    def _lay_out(self) -> None:
        self.dialogs.add_to(self.rail)
        self.host.pages.addWidget(self.start_page)
        self.setCentralWidget(self.host)
        self.setStatusBar(self.status_bar)
        self.overlay = DropOverlay(self._theme, self)
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1360, 860)

    def _connect_page(self, page: Page) -> None:
        """What every page may tell the window."""
        page.catalogue_changed.connect(self.status_bar.refresh)
        page.answer_opened.connect(self._open_again)
        page.sought.connect(self.look_up)
        refresh_icons(page, self._theme.tokens)

    def _connect(self) -> None:
        self.host.page_asked.connect(self.show_page)
        self.dialogs.settings_changed.connect(self.use_settings)
        self.start_page.demo_asked.connect(self.import_panel.start_demo)
        self.start_page.table_asked.connect(self.import_panel.chooser.choose_table)
        self.start_page.folder_asked.connect(self.import_panel.chooser.choose_folder)
        self.find_page.open_asked.connect(self.open_photos)
        self.find_page.add_asked.connect(self.add_photos)
        self.find_page.paste_asked.connect(self.paste)
        self.find_page.camera.choice_changed.connect(self._keep_camera)
        self.find_page.answered.connect(self.status_bar.show_answer)
        self.find_page.answered.connect(self.announcer.say_answer)
        self.find_page.results_bar.layout_chosen.connect(self._use_layout)
        self.status_bar.facts_changed.connect(self.find_page.filters.refresh)
        self.import_panel.session.started.connect(self._show_import)
        self.import_panel.reported.connect(self.status_bar.show_import)
        self.import_panel.done.connect(self._show_find)
        self.status_bar.facts_changed.connect(self._show_start_if_empty)
        self.packs.progressed.connect(self.status_bar.show_switch)
        self.packs.switched.connect(self.status_bar.refresh)
        self._theme.changed.connect(self._recolour)
        self.gun.scanned.connect(self.receive_scan)
        self._listen_for_scans()

    def _add_shortcuts(self) -> None:
        reactions: dict[str, Callable[[], None]] = {
            spec.keys: partial(self.show_page, spec.name) for spec in self.host.specs if spec.keys
        }
        reactions |= {
            "Ctrl+O": self.open_photos,
            "Ctrl+Shift+O": self.add_photos,
            "Ctrl+V": self.paste,
            "Ctrl+Shift+V": self.paste_more,
            "Ctrl+L": self._focus_field,
            "Ctrl+F": self._focus_field,
            "Ctrl+E": self.find_page.query.edit_photo,
            "Ctrl+PgDown": partial(self.host.step_page, 1),
            "Ctrl+PgUp": partial(self.host.step_page, -1),
            LAYOUT_KEY: self._on_answer(self._toggle_layout),
            CAMERA_KEY: self._toggle_camera,
            "Esc": self._step_back,
            "F1": self.dialogs.show_shortcuts,
            "?": self.dialogs.show_shortcuts,
            "Ctrl+,": self.dialogs.show_settings,
            "F11": self._toggle_full_screen,
        }
        reactions |= {keys: partial(self._react, keys) for keys in self.find_page.shortcuts}
        for keys, reaction in reactions.items():
            QShortcut(QKeySequence(keys), self).activated.connect(reaction)

    def _on_answer(self, reaction: Callable[[], None]) -> Callable[[], None]:
        """*reaction*, but only while the answer that it is about can be seen."""

        def react() -> None:
            if self.pages.currentWidget() is self.find_page:
                reaction()

        return react

    def _react(self, keys: str) -> None:
        """Do what *keys* mean to the page that is shown."""
        page = self.pages.currentWidget()
        reaction = page.shortcuts.get(keys) if isinstance(page, Page) else None
        if reaction is not None:
            reaction()

    # pages

    @property
    def pages(self) -> Pages:
        return self.host.pages

    def page(self, name: str) -> Page:
        """Page *name* of `pages`."""
        return self.host.page(name)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show page *name*; the page to find with, where there is none of this name."""
        if name == FIND or name not in {spec.name for spec in self.host.specs}:
            self._show_find()
        else:
            self.host.show_page(name)

    def _show_find(self) -> None:
        empty = self.status_bar.facts is not None and self.status_bar.facts.counts.products == 0
        asked = self.find_page.query.query.photos or self.find_page.query.query.text
        asked_for = bool(asked) or self.find_page.camera.is_on
        self.host.show_page(FIND, self.start_page if empty and not asked_for else None)
        if not empty:
            self.find_page.query.focus_field()

    @Slot(object, object)
    def _open_again(self, entry: HistoryEntry, answer: Answer) -> None:
        self.host.show_page(FIND)
        self.find_page.show_stored(entry, answer)

    @Slot(str)
    def look_up(self, words: str) -> None:
        """Find a SKU, a code or words that another page speaks of."""
        self.host.show_page(FIND)
        self.find_page.query.use_text(words)

    def _show_import(self) -> None:
        self.show_page(IMPORT)

    def _show_start_if_empty(self) -> None:
        """First facts, or the catalogue changed: the start page comes and goes with its content."""
        if self.pages.currentWidget() in (self.start_page, self.find_page):
            self._show_find_page_kept()
        self._look_for_samples()

    def _show_find_page_kept(self) -> None:
        empty = self.status_bar.facts is not None and self.status_bar.facts.counts.products == 0
        if empty != (self.pages.currentWidget() is self.start_page):
            self._show_find()

    def _look_for_samples(self) -> None:
        """Sample photos appear with the demo catalogue; whether it is there, the database knows."""
        work = partial(sample_photos, self._services.catalogue)
        self._tasks.submit(work, self.find_page.empty.show_samples, self.show_error)

    # what comes in

    def open_photos(self) -> None:
        self._ask_for_photos(add=False)

    def add_photos(self) -> None:
        self._ask_for_photos(add=True)

    def _ask_for_photos(self, *, add: bool) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Open photos of one item"),
            "",
            self.tr("Photos ({list})").format(list=patterns),
        )
        if names:
            photos = tuple(PhotoInput.from_path(Path(name)) for name in names)
            self.receive(Incoming(photos=photos), add=add)

    def paste(self) -> None:
        self.receive(read_mime(QGuiApplication.clipboard().mimeData()))

    def paste_more(self) -> None:
        self.receive(read_mime(QGuiApplication.clipboard().mimeData()), add=True)

    def receive(self, incoming: Incoming, *, add: bool = False) -> None:
        """Send what was dropped, pasted or opened to the page that knows what to do with it."""
        page = self.pages.currentWidget()
        if isinstance(page, Page) and page is not self.find_page and page.receive(incoming):
            return
        if incoming.catalogue is not None:
            self.show_page(IMPORT)
            self.import_panel.prepare(incoming.catalogue)
        elif incoming.web_link:
            link = notice(Message.of(MessageId.LINK_NOT_LOCAL, name=incoming.web_link))
            self.host.show_page(FIND)
            self.find_page.message.show_notice(link, "warning")
        elif incoming:
            self.host.show_page(FIND)
            self.find_page.receive(incoming, add=add)

    @Slot(object)
    def receive_scan(self, scan: Scan) -> None:
        """Look up a code of the scanner gun, whatever page is shown."""
        if self._settings.scan_sound:
            self._app.beep()
        self.host.show_page(FIND)
        self.find_page.use_scan(scan)

    def _listen_for_scans(self) -> None:
        self.gun.use(self._settings.scan_rules, enabled=self._settings.scanner)

    # keys and dialogs

    def _use_layout(self, layout: ResultLayout) -> None:
        """Tiles or rows, also at the next start."""
        self.find_page.show_layout(layout)
        self.use_settings(replace(self._settings, results=layout.value))

    def _toggle_layout(self) -> None:
        self._use_layout(self.find_page.grid.layout_shown.other)

    def _focus_field(self) -> None:
        self.show_page(FIND)
        self.find_page.query.focus_field()

    def _step_back(self) -> None:
        page = self.pages.currentWidget()
        if not (isinstance(page, Page) and page.step_back()):
            self.show_page(FIND)

    def _toggle_camera(self) -> None:
        self.host.show_page(FIND)
        self.find_page.camera.toggle()

    @Slot(object)
    def _keep_camera(self, choice: CameraChoice) -> None:
        self.use_settings(self._settings.with_camera(choice))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_error(self, error: BaseException) -> None:
        """An error that nobody caught; the window stays."""
        self.dialogs.show_error(error)

    @Slot(object)
    def use_settings(self, settings: Settings) -> None:
        """Keep *settings*; language and look change at once."""
        old, self._settings = self._settings, settings
        save = partial(self._services.save_settings, settings)
        self._tasks.submit(save, self._settings_saved, self._settings_refused)
        self._listen_for_scans()
        self._theme.use(settings)
        if settings.language != old.language:
            install(self._app, settings.language, self._services.data_folder.translations)

    def _settings_saved(self, nothing: None) -> None:
        """Nothing to show: what changed is seen already."""

    def _settings_refused(self, error: BaseException) -> None:
        self._settings = self._services.settings
        self.show_error(error)

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self.setWindowTitle("Shelfsight")
        self.host.retranslate()
        self.dialogs.name_buttons(self.rail)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_welcome(event.mimeData()):
            self.overlay.cover()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.receive(read_mime(event.mimeData()), add=more)
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        save_state(read_window(self, self.host.name, self._state), self._services.data_folder.root)
        self.hide()
        self.gun.close()
        self.host.close_pages()
        self.packs.close()
        self.status_bar.close_session()
        self._tasks.close()
        self._pictures.close()
        super().closeEvent(event)
