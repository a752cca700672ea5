"""How far a long job is, how quickly it goes now, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from desktop_app.core.types import Progress, ProgressReport

WINDOW_S = 20.0
"""The rate is that of the last seconds: a resumed import rushes through what is done already."""
WARM_UP_S = 1.0
EVERY_S = 0.1


class ProgressMeter:
    """Turns counts into reports, at most ten a second."""

    def __init__(
        self, progress: Progress, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._total = total
        self._clock = clock
        self._marks = deque([(clock(), 0)])
        self._told = float("-inf")

    def update(self, done: int, label: str = "") -> None:
        """Say that *done* of the total are done."""
        now = self._clock()
        if now - self._told < EVERY_S:
            return
        self._told = now
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= WINDOW_S:
            self._marks.popleft()
        self._progress(self._report(done, label))

    def finish(self, done: int) -> None:
        """Say that all is done, *done* in number."""
        self._progress(ProgressReport(done, done, self._rate(), 0.0))

    def _report(self, done: int, label: str) -> ProgressReport:
        total, rate = max(self._total, done), self._rate()
        seconds_left = (total - done) / rate if rate > 0 else None
        return ProgressReport(done, total, rate, seconds_left, label)

    def _rate(self) -> float:
        (start, before), (end, after) = self._marks[0], self._marks[-1]
        return (after - before) / (end - start) if end - start >= WARM_UP_S else 0.0
