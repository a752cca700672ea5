"""How good this catalogue answers, measured on its own photos, and what could make it better."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from desktop_app.catalog.quality_store import QualityStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import Cancelled
from desktop_app.core.look_alikes import look_alikes
from desktop_app.core.metrics import summary
from desktop_app.core.precision_curve import PrecisionCurve
from desktop_app.core.quality import (
    AskedPhoto,
    CatalogueState,
    CategoryFigures,
    Figures,
    QualityReport,
    QualityRun,
)
from desktop_app.core.types import (
    Progress,
    QueryKind,
    ShouldStop,
    Verdict,
    never_stop,
    no_progress,
)
from desktop_app.services.adaptations import AdaptedModel
from desktop_app.services.leave_one_out import LeaveOneOut
from desktop_app.services.thresholds import Thresholds

MOST_ASKED = 10_000
"""Photos asked at most; of a larger catalogue a sample, which is the same from day to day."""

MOST_RUNS = 200

MOST_KEPT_UP = 20_000
"""Photos of a catalogue that is measured at the start without being asked."""

_SPREAD = 2654435761  # Knuth's multiplicative hash: neighbours in time fall far apart
_NAN = float("nan")


class Quality:
    """Measures the catalogue; safe to call from several threads, one measures at a time."""

    def __init__(
        self,
        store: QualityStore,
        repository: CatalogRepository,
        model: Callable[[], ModelInfo],
        thresholds: Thresholds,
        *,
        adapted: AdaptedModel | None = None,
        most_asked: int = MOST_ASKED,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self.thresholds = thresholds
        self._store = store
        self._repository = repository
        self._model = model
        self._adapted = adapted
        self._most_asked = most_asked
        self._clock = clock
        self._latest: QualityReport | None = None
        self._measuring = threading.Lock()

    @property
    def latest(self) -> QualityReport | None:
        """What was measured last since the program began."""
        return self._latest

    def state(self) -> CatalogueState:
        """What a measurement of now would be about.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        generation = self._repository.generation()
        name = self._model().fingerprint if self._adapted is None else self._adapted.state_name
        name += self.thresholds.mark
        return CatalogueState(name, generation, self.thresholds.in_force)

    def is_current(self) -> bool:
        """Whether `latest` is about the catalogue, the model and the threshold of now.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        return self._latest is not None and self._latest.run.state == self.state()

    def is_recorded(self) -> bool:
        """Whether the newest measurement of the history is about the state of now.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        newest = self._store.runs(1)
        return bool(newest) and newest[0].state == self.state()

    def measure(
        self,
        *,
        person: str = "",
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> QualityReport:
        """Ask for every photo that has a sibling, and keep the figures in the history.

        Raises:
            CatalogueError: the catalogue cannot be read or written.
            Cancelled: *should_stop* said so.
        """
        with self._measuring:
            started = time.monotonic()
            report = self._measured(person, progress, should_stop)
            self._store.add_run(report.run)
            self._latest = replace(report, seconds=time.monotonic() - started)
            return self._latest

    def keep_up(self, *, should_stop: ShouldStop = never_stop) -> bool:
        """Measure if photos, model or threshold changed since the last time; whether it was done.

        A very large catalogue is left until somebody asks: that takes minutes.

        Raises:
            CatalogueError: the catalogue cannot be read or written.
            Cancelled: *should_stop* said so.
        """
        n_photos = self._repository.counts().photos
        if should_stop() or not 0 < n_photos <= MOST_KEPT_UP or self.is_recorded():
            return False
        self.measure(should_stop=should_stop)
        return True

    def history(self, limit: int = MOST_RUNS) -> list[QualityRun]:
        """Measurements of this catalogue, newest first; one a state.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        return self._store.runs(limit)

    def _measured(self, person: str, progress: Progress, should_stop: ShouldStop) -> QualityReport:
        state, rule = self.state(), self.thresholds.rule(QueryKind.PHOTO)
        references = self._store.references(self._model().fingerprint)
        if self._adapted is not None:
            references = self._adapted.through(references)
        photos, categories = self._store.photos(), self._store.categories()
        owners: dict[int, list[int]] = defaultdict(list)
        for product_id, photo_id in zip(
            references.product_ids.tolist(), references.photo_ids.tolist(), strict=True
        ):
            if photo_id:
                owners[product_id].append(photo_id)
        testable = [photo for own in owners.values() if len(own) > 1 for photo in own]
        loo = LeaveOneOut(references, rule)
        asked = loo.ask(self._sample(testable), progress=progress, should_stop=should_stop)
        if should_stop():
            raise Cancelled("the measurement was stopped")
        calibrated = rule is not None
        taught_ids = {photo.photo_id for photo in photos if photo.is_taught}
        taught = [photo for photo in asked if photo.photo_id in taught_ids]
        curve = _curve(asked)
        with_photo = {photo.product_id for photo in photos}
        run = QualityRun(
            self._clock(),
            person,
            state,
            len(categories),
            len(photos),
            figures(asked),
            curve.at(state.threshold).foreign_matches if state.threshold is not None else _NAN,
            tuple(_by_category(asked, categories)),
        )
        return QualityReport(
            run,
            len(testable),
            sum(len(own) == 1 for own in owners.values()),
            len(categories) - len(with_photo & categories.keys()),
            curve,
            look_alikes(asked),
            tuple(asked),
            self.thresholds.standard,
            figures(taught) if taught else None,
            sum(photo.own_twin_id is not None for photo in asked),
            _metrics(asked, calibrated=calibrated),
        )

    def _sample(self, photo_ids: Sequence[int]) -> set[int]:
        if len(photo_ids) <= self._most_asked:
            return set(photo_ids)
        spread = sorted(photo_ids, key=lambda photo_id: photo_id * _SPREAD % 2**32)
        return set(spread[: self._most_asked])


def figures(asked: Sequence[AskedPhoto]) -> Figures:
    """The figures of some photos, defined as in `core.metrics`."""
    metrics = summary([photo.outcome(calibrated=True) for photo in asked])
    said = [photo for photo in asked if photo.guess.verdict is Verdict.MATCH]
    return Figures(
        len(asked),
        metrics.get("recall@1", _NAN),
        metrics.get("recall@5", _NAN),
        metrics.get("match_precision", _NAN),
        len(said) / len(asked) if asked else _NAN,
        sum(not photo.is_right for photo in said),
    )


def _metrics(asked: Sequence[AskedPhoto], *, calibrated: bool) -> Mapping[str, float]:
    known = summary([photo.outcome(calibrated=calibrated) for photo in asked])
    return MappingProxyType(known)


def _by_category(
    asked: Iterable[AskedPhoto], categories: Mapping[int, str]
) -> Iterable[CategoryFigures]:
    groups: dict[str, list[AskedPhoto]] = defaultdict(list)
    for photo in asked:
        groups[categories.get(photo.product_id, "")].append(photo)
    return (CategoryFigures(name, figures(group)) for name, group in sorted(groups.items()))


def _curve(asked: Sequence[AskedPhoto]) -> PrecisionCurve:
    open_ = [photo for photo in asked if photo.guess.may_match]
    strangers = [photo.foreign.score for photo in asked if photo.foreign.may_match]
    return PrecisionCurve.of(
        [photo.guess.score for photo in open_],
        [photo.is_right for photo in open_],
        len(asked),
        strangers,
        len(asked),
    )
