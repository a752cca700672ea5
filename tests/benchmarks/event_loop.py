"""Longest stops of the window's event loop while the demo is imported and photos are looked up.

    python -m tests.benchmarks.event_loop

A timer of 5 ms is watched; printed are the longest gap between two of its ticks in each window of
0.7 s, their median, and the longest time that the window's own thread worked between two ticks.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.settings import Settings

TICK_MS, WINDOW_MS, WINDOWS = 5, 700, 12
STEP = 7
"""From one photo to the next: not two of one product in a row."""


class Watch:
    """Gaps between ticks, by the clock and by the thread's own processor time."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._clock, self._thread = time.perf_counter(), time.thread_time()

    def tick(self) -> None:
        clock, thread = time.perf_counter(), time.thread_time()
        self.gaps.append((clock - self._clock) * 1000)
        self.work.append((thread - self._thread) * 1000)
        self._clock, self._thread = clock, thread


def spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measure(
    app: QApplication, folder: Path, windows: int = WINDOWS
) -> tuple[list[float], list[float]]:
    photos = sorted((demo_folder() / "queries").glob("*.jpg"))
    watch, timer = Watch(), QTimer()
    timer.setInterval(TICK_MS)
    timer.timeout.connect(watch.tick)
    gaps, work = [], []
    with opened_services(DataFolder(folder), Settings(theme="light", language="en")) as services:
        window = MainWindow(services, Theme(app, "light"))
        window.resize(1440, 900)
        window.show()
        timer.start()
        spin(2 * WINDOW_MS)
        window.receive(Incoming(catalogue=demo_folder() / "catalogue.csv"))
        for number in range(windows):
            photo = photos[number * STEP % len(photos)]
            window.show_page("find")
            window.find_page.query.use_photos([PhotoInput.from_path(photo)])
            watch.gaps.clear()
            watch.work.clear()
            spin(WINDOW_MS)
            gaps.append(max(watch.gaps))
            work.append(max(watch.work))
        window.close()
    return gaps, work


def main() -> None:
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        gaps, work = measure(app, Path(folder))
    sys.stdout.write(
        f"longest gaps, ms: {[round(gap) for gap in gaps]}\n"
        f"median {statistics.median(gaps):.0f} ms, longest {max(gaps):.0f} ms; "
        f"the window's own work at most {max(work):.0f} ms\n"
    )


if __name__ == "__main__":
    main()
