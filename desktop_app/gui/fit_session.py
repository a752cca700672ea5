"""The trial of a fit behind the window: begin, stop, take back, and what holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.adaptation import AdaptationReport
from desktop_app.core.types import ProgressReport
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.adaptations import AdaptationState

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.import_report import ImportReport


@dataclass(frozen=True, slots=True)
class FitNews:
    """What holds now, and the trial that was just made, if one was.

    `is_calibrated`: probabilities were learned for what holds, which another fit would end.
    """

    state: AdaptationState
    report: AdaptationReport | None = None
    was_taken_back: bool = False
    is_calibrated: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether lookups are answered in another way than before."""
        report = self.report
        return self.was_taken_back or (
            report is not None and (report.is_kept or report.was_taken_back)
        )


class FitSession(QObject):
    """One piece of work at a time, off the GUI thread."""

    told = Signal(object)  # FitNews
    progressed = Signal(object)  # ProgressReport
    failed = Signal(object)  # BaseException; core.errors.Cancelled if it was stopped
    _reported = Signal(object)  # from the worker's thread

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("fit", parent=self)
        self._stop = threading.Event()
        self._reported.connect(self.progressed)

    @property
    def is_busy(self) -> bool:
        return self._tasks.is_busy()

    def look(self) -> None:
        """Ask what holds; `told` follows."""
        self._tasks.submit(partial(_state, self._services), self.told.emit, self.failed.emit)

    def fit(self) -> None:
        """Try a fit, and keep it if it helps; `told` or `failed` follows."""
        work = partial(_fit, self._services, self._reported.emit, self._new_stop())
        self._tasks.submit(work, self.told.emit, self.failed.emit)

    def fit_after(self, report: ImportReport) -> None:
        """The trial that is due after an import, if one is; `told` or `failed` follows."""
        work = partial(_fit_after, self._services, report, self._reported.emit, self._new_stop())
        self._tasks.submit(work, self.told.emit, self.failed.emit)

    def take_back(self) -> None:
        self._tasks.submit(partial(_take_back, self._services), self.told.emit, self.failed.emit)

    def stop(self) -> None:
        """Ask a running trial to end; nothing is changed then."""
        self._stop.set()

    def _new_stop(self) -> Callable[[], bool]:
        """What the next trial asks; one that was told to stop before stays told so."""
        self._stop = threading.Event()
        return self._stop.is_set

    def close(self) -> None:
        self.stop()
        self._tasks.close()


def _state(services: Services) -> FitNews:
    return _news(services)


def _fit(
    services: Services,
    progress: Callable[[ProgressReport], None],
    should_stop: Callable[[], bool],
) -> FitNews:
    report = services.adaptations.fit(
        person=services.access.person, progress=progress, should_stop=should_stop
    )
    return _news(services, report)


def _fit_after(
    services: Services,
    imported: ImportReport,
    progress: Callable[[ProgressReport], None],
    should_stop: Callable[[], bool],
) -> FitNews:
    fit = services.fit_after_import
    if not fit.is_due(imported):
        return _news(services)
    report = fit.run(person=services.access.person, progress=progress, should_stop=should_stop)
    return _news(services, report)


def _take_back(services: Services) -> FitNews:
    was_there = services.adaptations.remove(services.access.person)
    return _news(services, was_taken_back=was_there)


def _news(
    services: Services, report: AdaptationReport | None = None, *, was_taken_back: bool = False
) -> FitNews:
    is_calibrated = services.calibrations.saved is not None
    return FitNews(services.adaptations.state, report, was_taken_back, is_calibrated)
