"""The window: pages, shortcuts, drop and paste anywhere. What the pages do is in the pages."""

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
from desktop_app.gui.about_dialog import AboutDialog
from desktop_app.gui.announcer import Announcer
from desktop_app.gui.batch_page import BatchPage
from desktop_app.gui.camera_head import CAMERA_KEY
from desktop_app.gui.drop_overlay import DropOverlay
from desktop_app.gui.error_dialog import ErrorDialog
from desktop_app.gui.find_page import FindPage
from desktop_app.gui.history_page import HistoryPage
from desktop_app.gui.icons import app_icon, refresh_icons
from desktop_app.gui.import_panel import ImportPanel
from desktop_app.gui.incoming import PHOTO_SUFFIXES, Incoming, is_welcome, read_mime
from desktop_app.gui.inquiries_page import LIST_KEY, InquiriesPage
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.navigation import NavigationRail
from desktop_app.gui.pack_session import PackSession
from desktop_app.gui.packs_dialog import PacksDialog
from desktop_app.gui.page_area import PageArea, Pages
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.results_bar import LAYOUT_KEY
from desktop_app.gui.samples import sample_photos
from desktop_app.gui.scanner_gun import ScannerGun
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.gui.shortcut_sheet import ShortcutSheet
from desktop_app.gui.start_page import StartPage
from desktop_app.gui.status import StatusBar
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.taught_page import TaughtPage
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import install
from desktop_app.gui.widgets import row
from desktop_app.gui.window_state import load_state, read_window, save_state, use_state

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.settings import Settings

FIND, BATCH, IMPORT, TAUGHT, HISTORY = "find", "batch", "import", "taught", "history"
INQUIRIES = "inquiries"
LEAST_SIZE = (800, 420)
"""A screen of 1366 x 768 at 150 % has room for 910 x 512, less its bars. Pages scroll in it."""
SETTINGS, KEYS, ABOUT = "settings", "keyboard", "info"


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
        self.start_page = StartPage()
        self.find_page = FindPage(services, self._pictures, self._theme)
        self.batch_page = BatchPage(services, self._pictures, self._theme)
        self.import_panel = ImportPanel(services, self._theme)
        self.taught_page = TaughtPage(services, self._pictures, self._theme)
        self.history_page = HistoryPage(services, self._pictures, self._theme)
        self.inquiries_page = InquiriesPage(services, self._pictures, self._theme)
        self.status_bar = StatusBar(services, self._theme)
        self.packs = PackSession(services, self)
        self.pages = Pages()
        self.gun = ScannerGun(app, self)
        self.announcer = Announcer(self)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self._recolour()
        self._state = load_state(services.data_folder.root)
        use_state(self._state, self)
        self.show_page(self._state.page if self._state.page in self.rail.pages else FIND)
        if (problem := services.pack_choice.problem) is not None:
            self.find_page.message.show_notice(notice(problem), "warning")
        self.status_bar.refresh()

    def _lay_out(self) -> None:
        for page in (
            self.start_page,
            self.find_page,
            self.batch_page,
            self.import_panel,
            self.taught_page,
            self.history_page,
            self.inquiries_page,
        ):
            self.pages.addWidget(page)
        self.rail.add_page(FIND, "find")
        self.rail.add_page(BATCH, "batch")
        self.rail.add_page(IMPORT, "import")
        self.rail.add_page(TAUGHT, "taught")
        self.rail.add_page(INQUIRIES, "inquiry")
        self.rail.add_page(HISTORY, "clock")
        for action in (KEYS, SETTINGS, ABOUT):
            self.rail.add_action(action, action)
        middle = QWidget()
        layout = row(self.rail, PageArea(self.pages), gap=0)
        layout.setStretch(1, 1)
        middle.setLayout(layout)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status_bar)
        self.overlay = DropOverlay(self._theme, self)
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1360, 860)

    def _connect(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.rail.action_chosen.connect(self._open_dialog)
        self.start_page.demo_asked.connect(self._load_demo)
        self.start_page.table_asked.connect(self.import_panel.chooser.choose_table)
        self.start_page.folder_asked.connect(self.import_panel.chooser.choose_folder)
        self.find_page.open_asked.connect(self.open_photos)
        self.find_page.add_asked.connect(self.add_photos)
        self.find_page.paste_asked.connect(self.paste)
        self.find_page.camera.choice_changed.connect(self._keep_camera)
        self.find_page.camera.enrolled.connect(self.status_bar.refresh)
        self.find_page.answered.connect(self.status_bar.show_answer)
        self.find_page.answered.connect(self.announcer.say_answer)
        for changed in (self.find_page.teach.taught, self.find_page.teach.undone):
            changed.connect(self.status_bar.refresh)
        self.batch_page.taught.connect(self.status_bar.refresh)
        self.batch_page.progressed.connect(self._name_batch)
        self.history_page.opened.connect(self._open_again)
        self.taught_page.withdrawn.connect(self.status_bar.refresh)
        self.inquiries_page.taught.connect(self.status_bar.refresh)
        self.find_page.results_bar.layout_chosen.connect(self._use_layout)
        self.status_bar.facts_changed.connect(self.find_page.filters.refresh)
        self.import_panel.session.started.connect(self._show_import)
        self.import_panel.progressed.connect(self.status_bar.show_import)
        self.import_panel.catalogue_changed.connect(self._catalogue_changed)
        self.import_panel.done.connect(self._show_find)
        self.status_bar.facts_changed.connect(self._show_start_if_empty)
        self.packs.progressed.connect(self.status_bar.show_switch)
        self.packs.switched.connect(self.status_bar.refresh)
        self._theme.changed.connect(self._recolour)
        self.gun.scanned.connect(self.receive_scan)
        self._listen_for_scans()

    def _add_shortcuts(self) -> None:
        reactions: dict[str, Callable[[], None]] = {
            "Ctrl+O": self.open_photos,
            "Ctrl+Shift+O": self.add_photos,
            "Ctrl+V": self.paste,
            "Ctrl+Shift+V": self.paste_more,
            "Ctrl+L": self._focus_field,
            "Ctrl+F": self._focus_field,
            "Ctrl+E": self.find_page.query.edit_photo,
            "Ctrl+B": partial(self.show_page, BATCH),
            "Ctrl+I": self._show_import,
            "Ctrl+H": partial(self.show_page, HISTORY),
            "Ctrl+T": partial(self.show_page, TAUGHT),
            LIST_KEY: partial(self.show_page, INQUIRIES),
            LAYOUT_KEY: self._on_answer(self._toggle_layout),
            CAMERA_KEY: self._toggle_camera,
            "Esc": self._step_back,
            "F1": self.show_shortcuts,
            "?": self.show_shortcuts,
            "Ctrl+,": self.show_settings,
            "F11": self._toggle_full_screen,
        }
        on_answer = self.find_page.shortcuts.items()
        reactions |= {keys: self._on_answer(reaction) for keys, reaction in on_answer}
        for keys, reaction in reactions.items():
            QShortcut(QKeySequence(keys), self).activated.connect(reaction)

    def _on_answer(self, reaction: Callable[[], None]) -> Callable[[], None]:
        """*reaction*, but only while the answer that it is about can be seen."""

        def react() -> None:
            if self.pages.currentWidget() is self.find_page:
                reaction()

        return react

    # pages

    @Slot(str)
    def show_page(self, page: str) -> None:
        self.rail.show_page(page)
        others = {
            BATCH: self.batch_page,
            IMPORT: self.import_panel,
            TAUGHT: self.taught_page,
            INQUIRIES: self.inquiries_page,
            HISTORY: self.history_page,
        }
        if page in others:
            self.pages.setCurrentWidget(others[page])
        else:
            self._show_find()

    def _show_find(self) -> None:
        self.rail.show_page(FIND)
        empty = self.status_bar.facts is not None and self.status_bar.facts.counts.products == 0
        asked = self.find_page.query.query.photos or self.find_page.query.query.text
        asked_for = bool(asked) or self.find_page.camera.is_on
        self.pages.setCurrentWidget(self.start_page if empty and not asked_for else self.find_page)
        if not empty:
            self.find_page.query.focus_field()

    @Slot(object, object)
    def _open_again(self, entry: HistoryEntry, answer: Answer) -> None:
        self.rail.show_page(FIND)
        self.pages.setCurrentWidget(self.find_page)
        self.find_page.show_stored(entry, answer)

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

    def _catalogue_changed(self) -> None:
        self.status_bar.refresh()

    def _load_demo(self) -> None:
        self.import_panel.start_demo()

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
        if self.pages.currentWidget() is self.batch_page and self.batch_page.receive(incoming):
            return
        if incoming.catalogue is not None:
            self.show_page(IMPORT)
            self.import_panel.start(incoming.catalogue)
        elif incoming.web_link:
            self._show_find()
            link = notice(Message.of(MessageId.LINK_NOT_LOCAL, name=incoming.web_link))
            self.pages.setCurrentWidget(self.find_page)
            self.find_page.message.show_notice(link, "warning")
        elif incoming:
            self.rail.show_page(FIND)
            self.pages.setCurrentWidget(self.find_page)
            self.find_page.receive(incoming, add=add)

    @Slot(object)
    def receive_scan(self, scan: Scan) -> None:
        """Look up a code of the scanner gun, whatever page is shown."""
        if self._settings.scan_sound:
            self._app.beep()
        self.rail.show_page(FIND)
        self.pages.setCurrentWidget(self.find_page)
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
        if self.pages.currentWidget() is self.find_page:
            self.find_page.step_back()
        elif self.pages.currentWidget() is self.batch_page and self.batch_page.step_back():
            pass
        elif not self.import_panel.session.is_running:
            self.show_page(FIND)

    def _toggle_camera(self) -> None:
        self.rail.show_page(FIND)
        self.pages.setCurrentWidget(self.find_page)
        self.find_page.camera.toggle()

    @Slot(object)
    def _keep_camera(self, choice: CameraChoice) -> None:
        self.use_settings(self._settings.with_camera(choice))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot(str)
    def _open_dialog(self, which: str) -> None:
        {SETTINGS: self.show_settings, KEYS: self.show_shortcuts, ABOUT: self.show_about}[which]()

    def show_settings(self) -> None:
        dialog = SettingsDialog(self._settings, self._services.data_folder, self._theme, self)
        dialog.changed.connect(self.use_settings)
        dialog.show_pack(self.packs.in_use)
        dialog.packs_asked.connect(self.show_packs)
        self._show_dialog(dialog)

    def show_packs(self) -> None:
        self._show_dialog(PacksDialog(self.packs, self._theme, self))

    def show_about(self) -> None:
        self._show_dialog(AboutDialog(self.status_bar.facts, self._theme, self))

    def show_shortcuts(self) -> None:
        self._show_dialog(ShortcutSheet(self._theme, self))

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """An error that nobody caught; the window stays."""
        self._show_dialog(ErrorDialog(notice_of(error), self._theme, self))

    def _show_dialog(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()  # type: ignore[attr-defined]

    @Slot(object)
    def use_settings(self, settings: Settings) -> None:
        """Keep *settings*; language and look change at once."""
        old, self._settings = self._settings, settings
        save = partial(self._services.save_settings, settings)
        self._tasks.submit(save, self._settings_saved, self.show_error)
        self._listen_for_scans()
        self._theme.use(settings)
        if settings.language != old.language:
            install(self._app, settings.language, self._services.data_folder.translations)

    def _settings_saved(self, nothing: None) -> None:
        """Nothing to show: what changed is seen already."""

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self.setWindowTitle("Shelfsight")
        self.rail.name_button(FIND, self.tr("Find"), "Ctrl+F")
        self._name_batch(-1)
        self.rail.name_button(IMPORT, self.tr("Import"), "Ctrl+I")
        self.rail.name_button(TAUGHT, self.tr("Taught"), "Ctrl+T")
        self.rail.name_button(INQUIRIES, self.tr("Inquiries"), LIST_KEY)
        self.rail.name_button(HISTORY, self.tr("History"), "Ctrl+H")
        self.rail.name_button(KEYS, self.tr("Keys"), "F1")
        self.rail.name_button(SETTINGS, self.tr("Settings"), "Ctrl+,")
        self.rail.name_button(ABOUT, self.tr("About"))

    @Slot(int)
    def _name_batch(self, percent: int) -> None:
        """The button of the batches says how far the running one is."""
        name = self.tr("Batch") if percent < 0 else self.tr("Batch {n} %").format(n=percent)
        self.rail.name_button(BATCH, name, "Ctrl+B")

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
        save_state(read_window(self, self.rail.page, self._state), self._services.data_folder.root)
        self.hide()
        self.gun.close()
        self.batch_page.close_session()
        self.import_panel.close_session()
        self.find_page.close_session()
        self.taught_page.close_session()
        self.history_page.close_session()
        self.inquiries_page.close_session()
        self.packs.close()
        self.status_bar.close_session()
        self._tasks.close()
        self._pictures.close()
        super().closeEvent(event)
