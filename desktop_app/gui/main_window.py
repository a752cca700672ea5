"""The window: which page is shown, shortcuts, drop and paste anywhere. The pages do the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop_app.gui.front import Front
from desktop_app.gui.page_names import BATCH, FIND, IMPORT
from desktop_app.gui.theme import Theme
from desktop_app.gui.window_state import load_state, read_window, save_state, use_state

if TYPE_CHECKING:
    from desktop_app.core.camera import CameraChoice
    from desktop_app.core.scanner import Scan
    from desktop_app.core.types import Answer, HistoryEntry
    from desktop_app.gui.batch_page import BatchPage
    from desktop_app.gui.import_panel import ImportPanel
    from desktop_app.gui.incoming import Incoming
    from desktop_app.gui.page import Page
    from desktop_app.gui.page_area import Pages
    from desktop_app.gui.result_layout import ResultLayout
    from desktop_app.paths import DataFolder
    from desktop_app.services.bundle import Services
    from desktop_app.settings import Settings

LEAST_SIZE = (800, 420)
"""A screen of 1366 x 768 at 150 % has room for 910 x 512, less its bars. Pages scroll in it."""


class Known(Protocol):
    """What the window knows before the catalogue is open; `Services` knows it too."""

    @property
    def settings(self) -> Settings:
        """What the person chose."""

    @property
    def data_folder(self) -> DataFolder:
        """Where the catalogue lies."""


class MainWindow(QMainWindow):
    """Shelfsight's window over one catalogue.

    With *opened*, *known* is the services. Without, it is shown at once with the entry field
    alone, and imports nothing that takes long until `use_services` is called.
    """

    def __init__(
        self,
        known: Known,
        theme: Theme | None = None,
        parent: QWidget | None = None,
        *,
        opened: bool = True,
    ) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  (a window needs an application)
        self._app = app
        self._settings = known.settings
        self._root = known.data_folder.root
        self._theme = theme or Theme(app, known.settings.theme)
        self._theme.use(known.settings)
        self.is_open = False
        self.front = Front()
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1360, 860)
        self.setWindowTitle("Shelfsight")
        self._state = load_state(self._root)
        if opened:
            self.use_services(cast("Services", known))
            return
        self.setCentralWidget(self.front)
        self.front.setFocus()
        use_state(self._state, self)

    def use_services(self, services: Services) -> None:
        """Show the pages over *services*; what was typed and dropped until now goes to them."""
        from desktop_app.gui.window_parts import WindowParts

        self._services, self._settings = services, services.settings
        parts = WindowParts(self, self._app, services, self._theme)
        self._tasks, self._pictures = parts.tasks, parts.pictures
        self.rail, self.status_bar, self.host = parts.rail, parts.status_bar, parts.host
        self.packs, self.dialogs = parts.packs, parts.dialogs
        self.gun, self.announcer, self.overlay = parts.gun, parts.announcer, parts.overlay
        self.host.page_made.connect(self._connect_page)
        self.find_page = parts.first_page()
        self.arrivals, self.start = parts.arrivals(self.find_page), parts.start(self.find_page)
        self.is_open = True
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self._recolour()
        self._show_first(services)

    def _show_first(self, services: Services) -> None:
        from desktop_app.gui.front_replay import replay
        from desktop_app.gui.messages import notice

        use_state(self._state, self)
        self.show_page(self._state.page)
        if (problem := services.pack_choice.problem) is not None:
            self.find_page.message.show_notice(notice(problem), "warning")
        self.status_bar.refresh()
        if self.front.kept:
            self.host.show_page(FIND)
            self.host.show()  # Qt would show it later; only what is shown can have the focus
        replay(self.front, self.find_page.query.field, self.receive)
        self.front.deleteLater()

    def _lay_out(self) -> None:
        self.dialogs.add_to(self.rail)
        self.setCentralWidget(self.host)
        self.setStatusBar(self.status_bar)

    def _connect_page(self, page: Page, name: str) -> None:
        """What every page may tell the window."""
        from desktop_app.gui.icons import refresh_icons

        page.catalogue_changed.connect(self.status_bar.refresh)
        page.answer_opened.connect(self._open_again)
        page.sought.connect(self.look_up)
        if name == IMPORT:
            self._connect_import(cast("ImportPanel", page))
        refresh_icons(page, self._theme.tokens)

    def _connect_import(self, panel: ImportPanel) -> None:
        panel.session.started.connect(self._show_import)
        panel.reported.connect(self.status_bar.show_import)
        panel.done.connect(self.start.show_find)

    def _connect(self) -> None:
        self.host.page_asked.connect(self.show_page)
        self.dialogs.settings_changed.connect(self.use_settings)
        self.start.connect_imports(lambda: self.import_panel)
        self.start.failed.connect(self.show_error)
        self.find_page.open_asked.connect(self.arrivals.open_photos)
        self.find_page.add_asked.connect(self.arrivals.add_photos)
        self.find_page.paste_asked.connect(self.arrivals.paste)
        self.find_page.camera.choice_changed.connect(self._keep_camera)
        self.find_page.answered.connect(self.status_bar.show_answer)
        self.find_page.answered.connect(self.announcer.say_answer)
        self.find_page.results_bar.layout_chosen.connect(self._use_layout)
        self.status_bar.facts_changed.connect(self.find_page.filters.refresh)
        self.packs.progressed.connect(self.status_bar.show_switch)
        self.packs.switched.connect(self.status_bar.refresh)
        self._theme.changed.connect(self._recolour)
        self.gun.scanned.connect(self.receive_scan)
        self._listen_for_scans()

    def _add_shortcuts(self) -> None:
        from desktop_app.gui.camera_head import CAMERA_KEY
        from desktop_app.gui.results_bar import LAYOUT_KEY

        reactions: dict[str, Callable[[], None]] = {
            spec.keys: partial(self.show_page, spec.name) for spec in self.host.specs if spec.keys
        }
        reactions |= {
            "Ctrl+O": self.arrivals.open_photos,
            "Ctrl+Shift+O": self.arrivals.add_photos,
            "Ctrl+V": self.arrivals.paste,
            "Ctrl+Shift+V": self.arrivals.paste_more,
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
        page = self.page(self.host.name)
        reaction = page.shortcuts.get(keys)
        if reaction is not None and self.pages.currentWidget() is page:
            reaction()

    # pages

    @property
    def pages(self) -> Pages:
        return self.host.pages

    def page(self, name: str) -> Page:
        """Page *name* of `pages`."""
        return self.host.page(name)

    @property
    def batch_page(self) -> BatchPage:
        return cast("BatchPage", self.host.page(BATCH))

    @property
    def import_panel(self) -> ImportPanel:
        return cast("ImportPanel", self.host.page(IMPORT))

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show page *name*; the page to find with, where there is none of this name."""
        if name == FIND or name not in {spec.name for spec in self.host.specs}:
            self.start.show_find()
        else:
            self.host.show_page(name)

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

    def receive(self, incoming: Incoming, *, add: bool = False) -> None:
        """Take what was dropped, pasted or opened; it waits while the catalogue is opened."""
        if self.is_open:
            self.arrivals.receive(incoming, add=add)
        else:
            self.front.keep(incoming, add=add)

    @Slot(object)
    def receive_scan(self, scan: Scan) -> None:
        """Look up a code of the scanner gun, whatever page is shown."""
        if self._settings.scan_sound:
            self._app.beep()
        self.arrivals.receive_scan(scan)

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
        page = self.host.current
        if page is None or not page.step_back():
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
        from desktop_app.gui.error_dialog import ErrorDialog
        from desktop_app.gui.messages import notice_of

        dialog = ErrorDialog(notice_of(error), self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def use_settings(self, settings: Settings) -> None:
        """Keep *settings*; language and look change at once."""
        from desktop_app.gui.languages import install

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
        from desktop_app.gui.icons import refresh_icons

        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self.host.retranslate()
        self.dialogs.name_buttons(self.rail)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from desktop_app.gui.incoming import is_welcome

        if is_welcome(event.mimeData()):
            if self.is_open:
                self.overlay.cover()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self.is_open:
            self.overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        from desktop_app.gui.incoming import read_mime

        if self.is_open:
            self.overlay.hide()
        more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.receive(read_mime(event.mimeData()), add=more)
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.is_open:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.host.name if self.is_open else self._state.page
        save_state(read_window(self, page, self._state), self._root)
        self.hide()
        if self.is_open:
            self._close_parts()
        super().closeEvent(event)

    def _close_parts(self) -> None:
        self.gun.close()
        self.host.close_pages()
        self.packs.close()
        self.status_bar.close_session()
        self._tasks.close()
        self._pictures.close()
