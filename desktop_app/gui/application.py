"""Starts Qt: fonts, look, language, and the window, shown before the catalogue is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.gui.crash import CrashGuard
from desktop_app.gui.dead_objects import rare_collections
from desktop_app.gui.languages import install
from desktop_app.gui.main_window import Known, MainWindow
from desktop_app.gui.opening import LATEST_MS, Opening
from desktop_app.gui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.core.errors import UserError
    from desktop_app.gui.one_instance import CallListener
    from desktop_app.services.bundle import Services
    from desktop_app.services.rescue import Rescue, Way
    from desktop_app.settings import Language, Settings


def show_failure(error: UserError, language: Language) -> None:
    """Say why the program cannot start, where there is no terminal to say it."""
    from desktop_app.gui.error_dialog import ErrorDialog
    from desktop_app.gui.messages import notice_of

    app = _application()
    install(app, language)
    ErrorDialog(notice_of(error), Theme(app, "system")).exec()


def run(known: Known, open_services: Callable[[], Services], files: Sequence[Path] = ()) -> int:
    """Show the window and stay until it is closed; the exit code of the program.

    Args:
        known: what the first picture of the window is made from.
        open_services: called once on another thread, as soon as the window can be seen; it has
            ended when this returns.
        files: looked up or imported at once, as if they were dropped.

    Raises:
        Exception: what *open_services* raised; the window is closed.
    """
    with rare_collections() as loaded:
        return _run(known, open_services, files, loaded)


def _run(
    known: Known,
    open_services: Callable[[], Services],
    files: Sequence[Path],
    loaded: Callable[[], None],
) -> int:
    app = _application()
    install(app, known.settings.language, known.data_folder.translations)
    window = MainWindow(known, Theme(app, known.settings.theme), opened=False)
    guard, opening = CrashGuard(app), Opening(open_services)
    guard.caught.connect(window.show_error)
    guard.install()
    start = _Behind(app, window, known.data_folder.root, opening)
    opening.opened.connect(partial(_show_pages, window, files, loaded))
    opening.failed.connect(window.close)
    window.front.painted.connect(start.begin)
    QTimer.singleShot(LATEST_MS, start.begin)
    window.show()
    try:
        code = app.exec()
    finally:
        opening.wait()
        opening.blockSignals(True)  # noqa: FBT003  (nobody is left to hear it)
        guard.release()
        start.end()
        window.deleteLater()  # now, while the application that it needs lives
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    if opening.error is not None:
        raise opening.error
    return code


class _Behind:
    """What is not needed for the first picture of the window; it begins once."""

    def __init__(self, app: QApplication, window: MainWindow, root: Path, opening: Opening) -> None:
        self._app, self._window, self._root, self._opening = app, window, root, opening
        self._calls: CallListener | None = None

    def begin(self) -> None:
        if self._calls is not None:
            return
        from desktop_app.gui.one_instance import CallListener

        self._calls = CallListener(self._root, self._app)
        self._calls.called.connect(partial(_come_forward, self._window))
        self._opening.start()
        self._decorate()

    def _decorate(self) -> None:
        from desktop_app.gui.icons import app_icon
        from desktop_app.gui.opened_files import OpenedFiles
        from desktop_app.gui.plain_words import PlainWords

        self._app.setWindowIcon(app_icon())
        self._app.installEventFilter(PlainWords(self._app))
        OpenedFiles(self._app, self._take)

    def _take(self, file: Path) -> None:
        from desktop_app.gui.incoming import read_paths

        self._window.receive(read_paths([file]))

    def end(self) -> None:
        if self._calls is not None:
            self._calls.close()
            self._calls.deleteLater()


def _show_pages(
    window: MainWindow, files: Sequence[Path], loaded: Callable[[], None], services: Services
) -> None:
    if not window.isVisible():
        return  # it was closed while the catalogue was being opened
    if files:
        from desktop_app.gui.incoming import read_paths

        window.front.kept.insert(0, (read_paths(files), False))
    window.use_services(services)
    loaded()


def _come_forward(window: MainWindow, files: list[Path]) -> None:
    """Another start of the program: what it was given is for this window."""
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    if files:
        from desktop_app.gui.incoming import read_paths

        window.receive(read_paths(files))


def run_repair(
    rescue: Rescue, problem: UserError | None, settings: Settings, restore: str = ""
) -> Way | None:
    """Show the repair page in place of the window; the way that was chosen, None to leave.

    With *restore* that backup is brought back at once: somebody asked for it in the window.
    """
    from desktop_app.gui.repair_dialog import RepairDialog

    app = _application()
    install(app, settings.language)
    dialog = RepairDialog(rescue, problem, Theme(app, settings.theme))
    if restore:
        dialog.restore_named(restore)
    try:
        dialog.exec()
        return dialog.way
    finally:
        dialog.deleteLater()
        app.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Shelfsight")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("shelfsight")
    return app
