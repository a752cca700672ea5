"""The whole program, in a process of its own: it opens its window, closes it, and ends cleanly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.paths import DATA_DIR_VARIABLE

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

qapp = QApplication([])

def close_when_shown():
    shown = [w for w in qapp.topLevelWidgets() if w.isVisible() and w.is_open]
    if not shown:
        QTimer.singleShot(50, close_when_shown)
    for window in shown:
        window.close()

QTimer.singleShot(50, close_when_shown)
from desktop_app import window_start
sys.exit(window_start.main())
"""


@pytest.mark.slow
def test_the_program_opens_its_window_and_ends_without_a_complaint(tmp_path: Path) -> None:
    environment = os.environ | {DATA_DIR_VARIABLE: str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).resolve().parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "catalogue.sqlite").is_file()
