"""From the start of Python to the window, and to the first answer, beside a bare PySide6 window.

Offscreen, by the program's own entry point. Two moments: the window has been painted and takes
what is typed, and words that were typed into it at once have been answered.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop_app.paths import DATA_DIR_VARIABLE
from tests.benchmarks.measured import Line

ROUNDS = 5
CLOCK = "import os, sys, time; started = time.time()\n"
USED = """
import json
from resource import RUSAGE_SELF, getrusage
def used():
    usage = getrusage(RUSAGE_SELF)
    return time.time() - started, usage.ru_utime + usage.ru_stime
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
"""
OURS = """
from PySide6.QtWidgets import QApplication
found = []
def stay(*nothing):
    app = QApplication.instance()
    app.processEvents()
    found.append(used())
    from PySide6.QtTest import QTest
    window = next(w for w in app.topLevelWidgets() if type(w).__name__ == "MainWindow")
    QTest.keyClicks(window.front.field, "saw")
    QTest.keyClick(window.front.field, "\\r")
    while not window.is_open:
        app.processEvents()
        time.sleep(0.002)
    found.append(used())
    answers = []
    window.find_page.answered.connect(answers.append)
    while not answers:
        app.processEvents()
        time.sleep(0.002)
    found.append(used())
    window.close()
    return 0
QApplication.exec = stay
from desktop_app.__main__ import main
sys.argv = ["shelfsight"]
main()
print(json.dumps(found), flush=True)
"""


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        _run(OURS, folder)  # makes the catalogue
        pairs = [(_run(_bare(), folder)[0], _run(OURS, folder)) for _ in range(ROUNDS)]
    bare_wall, bare_work = _medians([pair[0] for pair in pairs])
    shown, opened, answered = (_medians([pair[1][n] for pair in pairs]) for n in range(3))
    name = "start with an empty catalogue"
    return [
        Line(name, shown[0], "ms", bare_wall, most=2),
        Line(f"{name}, processor time", shown[1], "ms", bare_work, most=2),
        Line(f"{name}, to the pages", opened[0], "ms"),
        Line(f"{name}, to the pages, processor time of the window", opened[1], "ms"),
        Line(f"{name}, to the answer to words typed at once", answered[0], "ms"),
    ]


def _bare() -> str:
    return BARE + "print(json.dumps([used()]), flush=True)\nos._exit(0)\n"


def _medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    wall, work = zip(*runs, strict=True)
    return statistics.median(wall) * 1000, statistics.median(work) * 1000


def _run(script: str, folder: Path) -> list[tuple[float, float]]:
    """Seconds by the clock and of the processor at each moment that *script* tells of."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", DATA_DIR_VARIABLE: str(folder)}
    command = [sys.executable, "-c", CLOCK + USED + script]
    found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return [(wall, work) for wall, work in json.loads(found.stdout.splitlines()[-1])]
