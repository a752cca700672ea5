"""A stand-in for the service that learns how sure answers are, with made-up figures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from desktop_app.core.calibration_trial import (
    CalibrationFigures,
    CalibrationTrial,
    CalibrationVerdict,
)
from desktop_app.core.errors import Cancelled
from desktop_app.core.own_calibration import Move
from desktop_app.services.calibrations import CalibrationReport
from desktop_app.services.judged_lookups import JudgedSet

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
FIGURES = CalibrationFigures(
    140, 3, 0.59, 0.23, 0.44, 0.354, 0.172, 1.4, 1.1, matches_after=6, matches_before=0
)


class FakeCalibrations:
    """Trials come to `verdict`; with `gate` one waits for it, `error` is raised if it is set."""

    def __init__(self) -> None:
        self.verdict = CalibrationVerdict.HELPS
        self.saved: Any = None
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.began, self.was_stopped = threading.Event(), threading.Event()

    def from_history(self) -> JudgedSet:
        return JudgedSet((), left_out=2)

    def learn(
        self, judged: JudgedSet, *, person: str = "", should_stop: Callable[[], bool]
    ) -> CalibrationReport:
        self.began.set()
        while self.gate is not None and not self.gate.wait(0.01):
            if should_stop():
                self.was_stopped.set()
                raise Cancelled("learning was stopped")
        if self.error is not None:
            raise self.error
        move = Move(-0.4, -0.15)
        is_kept = self.verdict is CalibrationVerdict.HELPS
        if is_kept:
            self.saved = SimpleNamespace(at=NOON, person=person, figures=FIGURES, move=move)
        trial = CalibrationTrial(self.verdict, FIGURES, move)
        return CalibrationReport(trial, judged.left_out, is_kept)

    def reset(self, person: str = "") -> bool:
        del person
        was_there, self.saved = self.saved is not None, None
        return was_there
