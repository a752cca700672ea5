"""Measures off the GUI thread and tells the page what came out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Cancelled
from desktop_app.core.quality import QualityReport, QualityRun
from desktop_app.core.types import Product, ProgressReport
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.live_set import LiveFigures
from desktop_app.services.photo_care import CareNote, PhotoCare
from desktop_app.services.quality import Quality

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What the page shows: the measurement, confirmed lookups, the history, and its products."""

    report: QualityReport
    live: LiveFigures
    runs: tuple[QualityRun, ...]
    products: dict[int, Product]


@dataclass(frozen=True, slots=True)
class NewThreshold:
    """What decides from now on: a person's own threshold, or the model's."""

    before: float
    value: float
    is_own: bool


class QualitySession(QObject):
    """One measurement at a time; a newer one waits for it."""

    measured = Signal(object)  # Findings
    noted = Signal(object)  # list[CareNote]
    looked_up = Signal(object)  # dict[int, Product]
    saved = Signal(object)  # NewThreshold
    progressed = Signal(object)  # ProgressReport
    failed = Signal(object)  # BaseException
    _reported = Signal(object)  # from the worker's thread

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("quality", parent=self)
        self._products = TaskRunner("quality-products", parent=self)
        self._stop = threading.Event()
        self._reported.connect(self.progressed)

    @property
    def is_busy(self) -> bool:
        return self._tasks.is_busy()

    def measure(self, *, anew: bool = False) -> None:
        """Measure if something changed since the last time, or *anew* in any case."""
        if self._tasks.is_busy():
            return
        work = partial(_measure, self._services, self._reported.emit, self._stop.is_set, anew=anew)
        self._tasks.submit(work, self._measured, self._failed)

    def load_products(self, ids: list[int]) -> None:
        """Ask for products; `looked_up` follows."""
        work = partial(self._services.catalogue.products, ids)
        self._products.submit(work, self.looked_up.emit, self._failed)

    def save_threshold(self, value: float | None, matches: int) -> None:
        """Decide by *value* from now on, None: by the model's own; then measure again."""
        person = self._services.settings.person_or_login
        work = partial(_save, self._services.quality, value, matches, person)
        self._products.submit(work, self._saved, self._failed)

    def close(self) -> None:
        self._stop.set()
        self._tasks.close()
        self._products.close()

    def _measured(self, findings: Findings) -> None:
        self.measured.emit(findings)
        work = partial(
            _notes, self._services.photo_care, findings, self._reported.emit, self._stop.is_set
        )
        self._tasks.submit(work, self.noted.emit, self._failed)

    def _saved(self, new: NewThreshold) -> None:
        self.saved.emit(new)
        self.measure()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _measure(
    services: Services,
    progress: Callable[[ProgressReport], None],
    should_stop: Callable[[], bool],
    *,
    anew: bool,
) -> Findings:
    quality = services.quality
    report = quality.latest
    if anew or report is None or not quality.is_current():
        person = services.settings.person_or_login
        report = quality.measure(person=person, progress=progress, should_stop=should_stop)
    ids = {i for pair in report.look_alikes for i in (pair.first_id, pair.second_id)}
    products = services.catalogue.products(sorted(ids))
    return Findings(report, services.live_set.figures(), tuple(quality.history()), products)


def _notes(
    care: PhotoCare,
    findings: Findings,
    progress: Callable[[ProgressReport], None],
    should_stop: Callable[[], bool],
) -> list[CareNote]:
    return care.notes(findings.report.asked, progress=progress, should_stop=should_stop)


def _save(quality: Quality, value: float | None, matches: int, person: str) -> NewThreshold:
    before = quality.thresholds.in_force or 0.0
    if value is None:
        quality.thresholds.reset(person)
    else:
        quality.thresholds.save(value, matches, person)
    return NewThreshold(before, quality.thresholds.in_force or 0.0, is_own=value is not None)
