"""What a person at the window sees: from the drop of a photo to the painted answer; offscreen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings
from tests.benchmarks.lookup_speed import PRODUCTS, WORDS
from tests.benchmarks.made_up_catalogue import make_catalogue, query_photos
from tests.benchmarks.measured import Line, clocked

PHOTOS, FIRST, LONGEST_MS = 12, 100, 10_000


def measure(lookups: int) -> list[Line]:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings = Settings(provider="cpu", theme="light", language="en")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_catalogue(folder / "data", PRODUCTS)
        photos = query_photos(folder, 866, PHOTOS)
        with opened_services(DataFolder(folder / "data"), settings) as services:
            services.lookup.service.lookup(Query(text="warm up"))
            window = MainWindow(services, Theme(app, "light"))
            window.resize(1440, 900)
            window.show()
            app.processEvents()
            painted = _Painted(window)
            times = [clocked(partial(_drop, painted, window, photo)) for photo in photos]
            grown = _memory(services, lookups)
            window.close()
    seen = statistics.median(times[2:])
    return [
        Line("photo dropped to answer painted, 1 MP", seen, "ms", most=150),
        Line(f"memory after {lookups} lookups", grown[1], "MB", grown[0], most=1.1),
    ]


class _Painted(QObject):
    """Says when the results have been painted after an answer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.loop = QEventLoop()
        self._answered = False
        self._grid = window.find_page.grid.viewport()
        self._grid.installEventFilter(self)
        window.find_page.answered.connect(self._note_answer)

    def _note_answer(self) -> None:
        self._answered = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._answered and watched is self._grid and event.type() == QEvent.Type.Paint:
            self._answered = False
            # Behind what is still to be painted in this turn.
            QTimer.singleShot(0, self.loop.quit)
        return False


def _drop(painted: _Painted, window: MainWindow, photo: Path) -> None:
    limit = QTimer(singleShot=True)
    limit.timeout.connect(painted.loop.quit)
    limit.start(LONGEST_MS)
    window.find_page.query.use_photos([PhotoInput.from_path(photo)])
    painted.loop.exec()
    assert limit.isActive(), "no answer was painted"


def _memory(services: object, lookups: int) -> tuple[float, float]:
    """Megabytes of this process after the first hundred lookups, and after all of them."""
    lookup = services.lookup.lookup  # type: ignore[attr-defined]
    held = []
    for number in range(lookups):
        if number == FIRST:
            held.append(_megabytes())
        lookup(Query(text=f"{WORDS[number % len(WORDS)]} {number % 50}"))
    return held[0], _megabytes()


def _megabytes() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6
