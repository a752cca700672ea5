"""A stand-in for the service that fits lookups to a catalogue, with made-up figures."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop_app.core.adaptation import ActiveAdaptation, AdaptationFigures, AdaptationReport
from desktop_app.core.errors import Cancelled
from desktop_app.core.messages import Message
from desktop_app.core.types import ProgressReport
from desktop_app.services.adaptations import AdaptationState

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
HELPFUL = AdaptationFigures(360, 12, 0.806, 0.997, 0.964, 1.0, won=193, lost=5)
USELESS = AdaptationFigures(2721, 81, 0.977, 1.0, 0.976, 1.0, won=82, lost=90)


class FakeAdaptations:
    """Tries come to `figures`; with `gate` a trial waits for it, and can be stopped."""

    def __init__(self) -> None:
        self.figures = HELPFUL
        self.active: ActiveAdaptation | None = None
        self.problem: Message | None = None
        self.of_other_packs = 0
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.began = threading.Event()
        self.was_declined = False

    @property
    def state(self) -> AdaptationState:
        return AdaptationState(self.active, self.problem, self.of_other_packs)

    def fit(self, *, person: str, progress: Any, should_stop: Any) -> AdaptationReport:
        progress(ProgressReport(11, 48))
        self.began.set()
        while self.gate is not None and not self.gate.wait(0.01):
            if should_stop():
                raise Cancelled("the trial was stopped")
        if self.error is not None:
            raise self.error
        report = AdaptationReport(self.figures, 0.02, seconds=3.2)
        if self.figures is HELPFUL:
            self.active = ActiveAdaptation(NOON, person, 0.02, self.figures, "d" * 64)
            return replace(report, is_kept=True)
        was_active, self.active = self.active is not None, None
        return replace(report, was_taken_back=was_active)

    def remove(self, person: str) -> bool:
        del person
        if self.error is not None:
            raise self.error
        was_active, self.active = self.active is not None, None
        self.problem = None
        self.was_declined = was_active
        return was_active
