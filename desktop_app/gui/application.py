"""Starts Qt: fonts, look, language, and the window over the services it is given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.core.errors import UserError
from desktop_app.gui.crash import CrashGuard
from desktop_app.gui.error_dialog import ErrorDialog
from desktop_app.gui.icons import app_icon
from desktop_app.gui.incoming import read_paths
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.messages import notice_of
from desktop_app.gui.one_instance import CallListener
from desktop_app.gui.opened_files import OpenedFiles
from desktop_app.gui.plain_words import PlainWords
from desktop_app.gui.repair_dialog import RepairDialog
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import install
from desktop_app.services.rescue import Rescue, Way
from desktop_app.settings import Language, Settings

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


def show_failure(error: UserError, language: Language) -> None:
    """Say why the program cannot start, where there is no terminal to say it."""
    app = _application()
    install(app, language)
    ErrorDialog(notice_of(error), Theme(app, "system")).exec()


def run(services: Services, files: Sequence[Path] = ()) -> int:
    """Show the window and stay until it is closed; the exit code of the program.

    *files* are looked up or imported at once, as if they were dropped.
    """
    app = _application()
    install(app, services.settings.language, services.data_folder.translations)
    theme = Theme(app, services.settings.theme)
    window = MainWindow(services, theme)
    guard = CrashGuard(app)
    guard.caught.connect(window.show_error)
    guard.install()
    app.installEventFilter(PlainWords(app))
    window.show()
    calls = CallListener(services.data_folder.root, app)
    calls.called.connect(partial(_come_forward, window))
    OpenedFiles(app, lambda file: window.receive(read_paths([file])))
    if files:
        window.receive(read_paths(files))
    try:
        return app.exec()
    finally:
        guard.release()
        calls.close()
        calls.deleteLater()
        window.deleteLater()  # now, while the application that it needs lives
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _come_forward(window: MainWindow, files: list[Path]) -> None:
    """Another start of the program: what it was given is for this window."""
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    if files:
        window.receive(read_paths(files))


def run_repair(
    rescue: Rescue, problem: UserError | None, settings: Settings, restore: str = ""
) -> Way | None:
    """Show the repair page in place of the window; the way that was chosen, None to leave.

    With *restore* that backup is brought back at once: somebody asked for it in the window.
    """
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
    app.setWindowIcon(app_icon())
    return app
