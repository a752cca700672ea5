"""Learning how sure answers are, behind the window: learn, take back, and what holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.calibration_trial import CalibrationFigures
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.calibrations import CalibrationReport

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


@dataclass(frozen=True, slots=True)
class CertaintyNews:
    """What holds now, and the trial that was just made, if one was.

    `since` is None where the model's rules hold; `figures` are of what was learned then.
    """

    since: datetime | None
    person: str = ""
    figures: CalibrationFigures | None = None
    report: CalibrationReport | None = None
    was_taken_back: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether lookups are answered in another way than before."""
        return self.was_taken_back or (self.report is not None and self.report.is_kept)


class CertaintySession(QObject):
    """One piece of work at a time, off the GUI thread."""

    told = Signal(object)  # CertaintyNews
    failed = Signal(object)  # BaseException; core.errors.Cancelled if it was stopped

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("certainty", parent=self)
        self._stop = threading.Event()

    @property
    def is_busy(self) -> bool:
        return self._tasks.is_busy()

    def look(self) -> None:
        """Ask what holds; `told` follows."""
        self._submit(partial(_news, self._services))

    def learn(self) -> None:
        """Learn from the history, and keep it if that is better; `told` or `failed` follows."""
        self._submit(partial(_learn, self._services, self._stop.is_set))

    def take_back(self) -> None:
        """Decide by the model's rules again; `told` or `failed` follows."""
        self._submit(partial(_take_back, self._services))

    def close(self) -> None:
        """What is being learned is dropped."""
        self._stop.set()
        self._tasks.close()

    def _submit(self, work: partial[CertaintyNews]) -> None:
        self._tasks.submit(work, self.told.emit, self.failed.emit)


def _news(
    services: Services, report: CalibrationReport | None = None, *, was_taken_back: bool = False
) -> CertaintyNews:
    saved = services.calibrations.saved
    if saved is None:
        return CertaintyNews(None, report=report, was_taken_back=was_taken_back)
    return CertaintyNews(saved.at, saved.person, saved.figures, report, was_taken_back)


def _learn(services: Services, should_stop: Callable[[], bool]) -> CertaintyNews:
    calibrations, person = services.calibrations, services.access.person
    judged = calibrations.from_history()
    return _news(services, calibrations.learn(judged, person=person, should_stop=should_stop))


def _take_back(services: Services) -> CertaintyNews:
    was_there = services.calibrations.reset(services.access.person)
    return _news(services, was_taken_back=was_there)
