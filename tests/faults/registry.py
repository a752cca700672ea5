"""What a fault trial is, what it counts, and the list of all of them.

A part is a module `tests/faults/part_<name>.py` with `FAULTS: tuple[Fault, ...]`. `test_faults`
runs the quick form of each in every run of the tests, `full_run` the full form of all.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARTS = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the trials of one fault.

    Attributes:
        tried: trials: kills, damages, malformed files, operations of a soak.
        lost: things that the program said were saved and that are gone.
        crashes: ends of the program or its window that nobody asked for.
        wrong_unmarked: wrong answers, or silently changed content, without a mark.
        hangs: trials that did not end in their time.
        findings: one line each of what went wrong, so that it can be repeated.
        figures: what else was measured, name -> value.
    """

    tried: int = 0
    lost: int = 0
    crashes: int = 0
    wrong_unmarked: int = 0
    hangs: int = 0
    findings: tuple[str, ...] = ()
    figures: dict[str, float | str] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether something was tried and nothing went wrong."""
        broken = self.lost or self.crashes or self.wrong_unmarked or self.hangs or self.findings
        return self.tried > 0 and not broken

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.tried + other.tried,
            self.lost + other.lost,
            self.crashes + other.crashes,
            self.wrong_unmarked + other.wrong_unmarked,
            self.hangs + other.hangs,
            (*self.findings, *other.findings),
            {**self.figures, **other.figures},
        )


Trial = Callable[[Path], Tally]
"""Runs in a process of its own, with an empty folder for whatever it needs."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the test plan: `quick` in every run of the tests, `full` on demand.

    A full form of several trials has a process for each; what they count is added up. A trial that
    runs longer than its limit, in seconds, is ended and counts as a hang.
    """

    id: str
    title: str
    quick: Trial
    full: Trial | tuple[Trial, ...]
    quick_limit_s: float = 90.0
    full_limit_s: float = 1500.0

    def trials(self, form: str) -> tuple[Trial, ...]:
        """What makes up the form `quick` or `full`."""
        chosen = self.full if form == "full" else self.quick
        return chosen if isinstance(chosen, tuple) else (chosen,)


def part_names() -> list[str]:
    return sorted(path.stem for path in PARTS.glob("part_*.py"))


def faults_of(part: str) -> tuple[Fault, ...]:
    faults: tuple[Fault, ...] = importlib.import_module(f"tests.faults.{part}").FAULTS
    return faults


def all_faults() -> Iterator[tuple[str, Fault]]:
    """Every fault with the name of its part."""
    for part in part_names():
        for fault in faults_of(part):
            yield part, fault
