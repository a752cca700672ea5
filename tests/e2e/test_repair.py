"""The whole program on a damaged catalogue: the repair page comes, restores, and the window opens.

And the second start of the program, which calls the first window instead of opening another.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.catalog.backup_records import BackupReason
from desktop_app.paths import DATA_DIR_VARIABLE
from tests.catalog.shops import filled

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

qapp = QApplication([])
seen = []

def act():
    for widget in qapp.topLevelWidgets():
        name = type(widget).__name__
        if not widget.isVisible() or name in seen:
            continue
        if name == "RepairDialog" and widget.restore_button.isEnabled():
            seen.append(name)
            widget.restore_button.click()
        elif name == "MainWindow" and widget.is_open:
            seen.append(name)
            widget.close()
    QTimer.singleShot(100, act)

QTimer.singleShot(100, act)
from desktop_app import window_start
code = window_start.main()
print(",".join(seen))
sys.exit(code)
"""
STAYING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

qapp = QApplication([])
from desktop_app.gui import application

def came(window, files):
    print("called", len(files), flush=True)
    window.close()

application._come_forward = came

def tell():
    if any(type(w).__name__ == "MainWindow" and w.isVisible() for w in qapp.topLevelWidgets()):
        print("open", flush=True)
    else:
        QTimer.singleShot(100, tell)

QTimer.singleShot(100, tell)
from desktop_app import window_start
sys.exit(window_start.main())
"""


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {DATA_DIR_VARIABLE: str(folder), "QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.slow
def test_a_damaged_catalogue_is_restored_in_place_of_the_window(tmp_path: Path) -> None:
    place = filled(tmp_path / "data")
    assert place.backups.make(place.file, place.photos, BackupReason.ASKED)
    names = place.names()
    place.file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=environment(place.root),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "RepairDialog,MainWindow" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert place.names() == names


@pytest.mark.slow
def test_the_second_start_calls_the_first_window(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", STAYING],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        second = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from desktop_app.window_start import main; sys.exit(main())",
            ],
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert second.returncode == 0, second.stderr
        assert first.stdout.readline() == "called 0\n"
        assert first.wait(30) == 0
    finally:
        first.kill()
        first.communicate()
