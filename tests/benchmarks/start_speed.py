"""From the start of Python to a window that is painted, beside a bare PySide6 window; offscreen."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measured import Line

ROUNDS = 3
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
"""
OURS = """
import sys
from pathlib import Path
from desktop_app.app import open_services
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
services = open_services(DataFolder(Path(sys.argv[1])), Settings(provider="cpu"))
from desktop_app.gui.application import _application
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
app = _application()
window = MainWindow(services, Theme(app, "light"))
window.resize(1440, 900)
window.show()
app.processEvents()
"""
TELL = """
import os, resource, time
usage = resource.getrusage(resource.RUSAGE_SELF)
print(time.time() - float(os.environ["STARTED_AT"]), usage.ru_utime + usage.ru_stime, flush=True)
os._exit(0)
"""
CLOCK = "import os, time; os.environ['STARTED_AT'] = str(time.time())\n"


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        _run(OURS, folder)  # makes the catalogue
        pairs = [(_run(BARE, folder), _run(OURS, folder)) for _ in range(ROUNDS)]
    bare, ours = zip(*pairs, strict=True)
    walls = [statistics.median(run[0] for run in runs) * 1000 for runs in (bare, ours)]
    work = [statistics.median(run[1] for run in runs) * 1000 for runs in (bare, ours)]
    name = "start with an empty catalogue"
    return [
        Line(name, walls[1], "ms", walls[0], most=2),
        Line(f"{name}, processor time", work[1], "ms", work[0], most=2),
    ]


def _run(script: str, folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor until the window is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", CLOCK + script + TELL, str(folder)]
    found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    wall, work = map(float, found.stdout.split()[-2:])
    return wall, work
