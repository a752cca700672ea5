"""The program starts, shows its window, and ends when the window is closed."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app import log_files, window_start
from desktop_app.gui import application
from desktop_app.gui.dead_objects import YOUNG_OBJECTS, rare_collections
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.repair_dialog import RepairDialog
from desktop_app.paths import DATA_DIR_VARIABLE
from tests.fake_services.all_services import FakeServices


def test_the_program_runs_until_its_window_is_closed(
    qtbot: QtBot, qapp: QApplication, services: FakeServices, theme
) -> None:
    hook, seen, left_alone = sys.excepthook, [], []

    def close_window() -> None:
        windows = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if not any(window.is_open for window in windows):
            QTimer.singleShot(20, close_window)
            return
        seen.extend(window.windowTitle() for window in windows)
        left_alone.append(gc.get_freeze_count())
        for window in windows:
            window.close()

    QTimer.singleShot(50, close_window)
    assert application.run(services, lambda: services) == 0
    assert seen == ["Shelfsight"]
    assert sys.excepthook is hook
    assert left_alone[0] > 10_000  # Python does not look through the program again and again
    assert gc.get_freeze_count() == 0


def test_dead_objects_that_came_later_are_still_found() -> None:
    class Part:
        pass

    with rare_collections() as loaded:
        loaded()
        assert gc.get_threshold()[0] == YOUNG_OBJECTS
        part = Part()
        part.itself = part  # type: ignore[attr-defined]
        gone = weakref.ref(part)
        del part
        gc.collect()
        assert gone() is None
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold()[0] != YOUNG_OBJECTS


def test_a_catalogue_that_cannot_be_opened_leads_to_the_repair_page(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"this is no catalogue at all" * 40)
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    monkeypatch.setattr(log_files, "start_logging", lambda _folder: None)
    seen = []

    def close_dialog() -> None:
        dialogs = [w for w in qapp.topLevelWidgets() if isinstance(w, RepairDialog)]
        if not dialogs or not dialogs[0].isVisible():
            QTimer.singleShot(50, close_dialog)
            return
        seen.append(" ".join(label.text() for label in dialogs[0].findChildren(QLabel)))
        dialogs[0].reject()

    QTimer.singleShot(50, close_dialog)
    assert window_start.main() == window_start.CANNOT_START
    assert "catalogue" in seen[0]
    assert "The file was left as it is." in seen[0]
