"""The program starts, shows its window, and ends when the window is closed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import application
from desktop_app.gui.main_window import MainWindow
from tests.fakes_gui import FakeServices


def test_the_program_runs_until_its_window_is_closed(
    qtbot: QtBot, qapp: QApplication, services: FakeServices, theme
) -> None:
    hook, seen = sys.excepthook, []

    def close_window() -> None:
        windows = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        seen.extend(window.windowTitle() for window in windows)
        for window in windows:
            window.close()

    QTimer.singleShot(50, close_window)
    assert application.run(services) == 0
    assert seen == ["Shelfsight"]
    assert sys.excepthook is hook
