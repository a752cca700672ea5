"""Longest stops of the window's event loop while a camera is live and photos are looked up.

    python -m tests.benchmarks.camera

A video of 1280 x 720 pixels at 30 pictures a second stands for the camera; the demo catalogue is
loaded. In each window of 0.7 s one photo is taken and looked up. Printed are the longest gap
between two ticks of a 5 ms timer in each window, their median, the pictures shown a second, and
the memory of the window's process before and after as many windows without a lookup.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.settings import Settings
from tests.benchmarks.event_loop import TICK_MS, WINDOW_MS, WINDOWS, Watch, spin
from tests.camera_files import write_video

FPS, SIZE = 30, (1280, 720)
SECONDS = 24


def film(file: Path) -> Path:
    """Demo queries that pass by, each for half a second, moving a little."""
    photos = sorted((demo_folder() / "queries").glob("*.jpg"))[: 2 * SECONDS]
    pictures = []
    for photo in photos:
        picture = cv2.resize(cv2.imread(str(photo)), SIZE)
        pictures += [np.roll(picture, 3 * number, axis=1) for number in range(FPS // 2)]
    return write_video(file, pictures, FPS)


def memory_mb() -> float:
    return psutil.Process().memory_info().rss / 2**20


def measure(app: QApplication, folder: Path) -> None:
    video = film(folder / "shelf.avi")
    settings = Settings(language="en", scanner=False, camera=f"file:{video}")
    watch, timer, shown = Watch(), QTimer(), []
    timer.setInterval(TICK_MS)
    timer.timeout.connect(watch.tick)
    gaps, work = [], []
    with opened_services(DataFolder(folder / "data"), settings) as services:
        services.load_demo()
        window = MainWindow(services, Theme(app, "light"))
        window.resize(1440, 900)
        window.show()
        timer.start()
        spin(2 * WINDOW_MS)
        window.find_page.camera.toggle()
        window.find_page.camera.session.shown.connect(lambda image: shown.append(image.width()))
        spin(2 * WINDOW_MS)
        shown.clear()
        before = memory_mb()
        spin(WINDOWS * WINDOW_MS)
        after, count = memory_mb(), len(shown)
        for _ in range(WINDOWS):
            watch.gaps.clear()
            watch.work.clear()
            window.find_page.camera.take()
            spin(WINDOW_MS)
            gaps.append(max(watch.gaps))
            work.append(max(watch.work))
        window.close()
    sys.stdout.write(
        f"longest gaps, ms: {[round(gap) for gap in gaps]}\n"
        f"median {statistics.median(gaps):.0f} ms, longest {max(gaps):.0f} ms; "
        f"the window's own work at most {max(work):.0f} ms\n"
        f"{count / (WINDOWS * WINDOW_MS / 1000):.1f} pictures shown a second; "
        f"memory {before:.0f} -> {after:.0f} MB meanwhile\n"
    )


def main() -> None:
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        measure(app, Path(folder))


if __name__ == "__main__":
    main()
