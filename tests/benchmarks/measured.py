"""What a benchmark gives: a value beside the floor of the same run, and a target for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; all values in `unit`.

    Attributes:
        what: told by people, the same in every run.
        floor: of the bare libraries in the same run; None where the target is a plain number.
        most: target, as a multiple of the floor or in `unit` where there is none.
        least: instead of `most` where more is better (photos a second, recall).
        extra: allowed on top of the multiple of the floor, in `unit`.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    most: float | None = None
    least: float | None = None
    extra: float = 0.0
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the target was met; None where there is none."""
        unit = self.floor or 1.0
        if self.most is not None:
            return self.value <= self.most * unit + self.extra
        return self.value >= self.least * unit if self.least is not None else None


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class Work:
    """Processor time, in milliseconds, of this process and of the one with the model beside it."""

    def __init__(self, worker: int | None = None) -> None:
        self._processes = [psutil.Process()] + ([psutil.Process(worker)] if worker else [])
        self._before = self._now()

    def _now(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self._processes) * 1000

    def done(self) -> float:
        """Since it was made."""
        return self._now() - self._before


def interleaved(rounds: Iterable[Sequence[Callable[[], object]]]) -> list[float]:
    """Medians of several ways to do the same, each round one after the other.

    Interleaved, because other programs on the machine slow down neighbouring runs alike.
    """
    times = [[clocked(way) for way in ways] for ways in rounds]
    return [statistics.median(column) for column in zip(*times, strict=True)]
