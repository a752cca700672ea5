"""Until the window has been painted nothing is loaded that takes long; each name says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.paths import DATA_DIR_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
THREAD_TIMEOUT = "OPENBLAS_THREAD_TIMEOUT"
HEAVY = {
    "numpy": "60 to 100 ms; core.types names its arrays in quotes",
    "sqlalchemy": "130 ms; with the services, behind the window",
    "alembic": "90 ms; only where a catalogue is brought up to date",
    "openpyxl": "55 ms; only where a workbook is read or written",
    "cv2": "in the worker process alone",
    "onnxruntime": "in the worker process alone",
    "hnswlib": "with the services",
    "typer": "only for commands",
    "rich": "only for commands",
    "asyncio": "comes with SQLAlchemy",
    "multiprocessing": "with the worker process",
    "PySide6.QtNetwork": "once the window is shown",
    "PySide6.QtSvg": "signs come with the pages",
    "desktop_app.app": "everything behind the window",
    "desktop_app.upkeep": "the same",
    "desktop_app.without_model": "the same",
    "desktop_app.cli": "only for commands",
    "desktop_app.gui.find_page": "with the services",
}
PROGRAM = """
import json, sys
from PySide6.QtWidgets import QApplication
def look(*nothing):
    app = QApplication.instance()
    app.processEvents()
    window = next(w for w in app.topLevelWidgets() if type(w).__name__ == "MainWindow")
    print(json.dumps([window.isVisible(), window.is_open, sorted(sys.modules)]), flush=True)
    window.close()
    return 0
QApplication.exec = look
from desktop_app import __main__
sys.argv = ["shelfsight"]
sys.exit(getattr(__main__, ENTRY)())
"""


@pytest.mark.parametrize("entry", ["main", "window"])
def test_heavy_modules_wait_until_the_window_is_painted(tmp_path: Path, entry: str) -> None:
    # Its timer that would open the catalogue must not fire before the modules are counted.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", DATA_DIR_VARIABLE: str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("ENTRY", repr(entry))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    visible, is_open, loaded = json.loads(ran.stdout.splitlines()[0])
    assert visible
    assert not is_open
    early = {name: reason for name, reason in HEAVY.items() if name in loaded}
    assert not early


def test_a_workbook_is_what_loads_openpyxl(tmp_path: Path) -> None:
    """The services load without it; most catalogues are CSV."""
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, desktop_app.app; print('openpyxl' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert ran.stdout.strip() == "False"


def test_threads_of_numpy_are_told_to_sleep_before_it_is_loaded() -> None:
    """They would keep a core busy after each search; the library looks at this once."""
    code = "import sys, os, desktop_app; print(os.environ[NAME], 'numpy' in sys.modules)"
    environment = {name: text for name, text in os.environ.items() if name != THREAD_TIMEOUT}
    ran = subprocess.run(
        [sys.executable, "-c", code.replace("NAME", repr(THREAD_TIMEOUT))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert ran.stdout.split() == ["4", "False"]
