"""Stand-ins for the services of quality and recommendations, with made-up figures."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.association import Association
from desktop_app.core.best_fit import rank_fits
from desktop_app.core.photo_traits import PhotoProblem
from desktop_app.core.precision_curve import PrecisionCurve
from desktop_app.core.quality import (
    CatalogueState,
    CategoryFigures,
    Figures,
    LookAlikes,
    QualityReport,
    QualityRun,
)
from desktop_app.core.types import Candidate, Product
from desktop_app.services.live_set import LiveFigures, LiveMonth
from desktop_app.services.photo_care import CareNote
from desktop_app.services.recommendations import BestFit, Companion, PhotoVote, Recommendation

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
STANDARD = 0.9
CATEGORIES = ("Cleaning", "Fasteners", "Gloves", "Infusion", "Office")


def curve_of(count: int = 1200) -> PrecisionCurve:
    """Scores as a good model gives them: nearly all high, the wrong ones lower."""
    generator = np.random.default_rng(11)
    scores = 1 - generator.beta(1.1, 7, count)
    right = generator.random(count) < np.clip(scores**0.6 + 0.05, 0, 1)
    strangers = generator.beta(2, 6, count // 2)
    return PrecisionCurve.of(scores, right, count + 60, strangers, count + 60)


def run_of(number: int, threshold: float | None = STANDARD, asked: int = 1260) -> QualityRun:
    """Measurement *number*; each is a little better than the one before."""
    better = 0.01 * number
    figures = Figures(asked, 0.83 + better, 0.93 + better / 2, 0.965, 0.71 + better, 31)
    groups = tuple(
        CategoryFigures(name, replace(figures, asked=asked // 5, recall_1=0.7 + 0.06 * place))
        for place, name in enumerate(CATEGORIES)
    )
    state = CatalogueState("f" * 64, 10 + number, threshold)
    at = NOON + timedelta(days=3 * number)
    return QualityRun(at, "Li", state, 420, asked + 40, figures, 0.021, groups, number)


class FakeThresholds:
    """Remembers what was saved."""

    def __init__(self) -> None:
        self.standard: float | None = STANDARD
        self.in_force: float | None = STANDARD
        self.saved: list[tuple[float | None, int, str]] = []

    def save(self, value: float, matches: int, person: str) -> None:
        self.saved.append((value, matches, person))
        self.in_force = value

    def reset(self, person: str) -> None:
        self.saved.append((None, 0, person))
        self.in_force = self.standard


class FakeQuality:
    """A catalogue that was measured six times; `error` is raised instead if it is set."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue = catalogue
        self.thresholds = FakeThresholds()
        self.latest: QualityReport | None = None
        self.measured = 0
        self.gate: threading.Event | None = None
        self.error: Exception | None = None

    def is_current(self) -> bool:
        latest = self.latest
        return latest is not None and latest.run.state.threshold == self.thresholds.in_force

    def measure(self, *, person: str = "", progress: Any = None, should_stop: Any = None) -> Any:
        if self.gate is not None:
            self.gate.wait(10)
        if self.error is not None:
            raise self.error
        self.measured += 1
        self.latest = self._report()
        return self.latest

    def history(self, limit: int = 200) -> list[QualityRun]:
        return [run_of(number) for number in range(5, -1, -1)]

    def _report(self) -> QualityReport:
        products: list[Product] = self._catalogue.all
        empty = not products
        pairs = tuple(
            LookAlikes(a.product_id, b.product_id, max(0, 5 - n), 24, 0.93, -0.05 + 0.01 * n)
            for n, (a, b) in enumerate(pairwise(products))
        )
        run = run_of(5, self.thresholds.in_force)
        return QualityReport(
            replace(run, products=0) if empty else run,
            testable=0 if empty else 1260,
            single=12,
            without=3,
            curve=curve_of(),
            look_alikes=pairs,
            asked=(),
            standard=self.thresholds.standard,
            taught=Figures(40, 0.8, 0.95, 0.97, 0.7, 1),
            twins=18,
            seconds=1.4,
        )


class FakeLiveSet:
    def figures(self) -> LiveFigures:
        figures = Figures(86, 0.88, 0.96, 0.97, 0.75, 2)
        return LiveFigures(figures, 9, 1, (LiveMonth("2026-03", "f" * 64, figures),))


class FakePhotoCare:
    """One note of each kind for the catalogue's products; `notes_wanted` copies of them."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue = catalogue
        self.notes_wanted = 1

    def notes(self, asked: Any = (), *, progress: Any = None, should_stop: Any = None) -> Any:
        products: list[Product] = self._catalogue.all
        if not products:
            return []
        return [
            CareNote(
                product.product_id,
                problem,
                product.photos[0].photo_id if problem > PhotoProblem.MISSING else None,
                products[0].product_id if problem is PhotoProblem.DUPLICATE else None,
            )
            for product, problem in zip(products, PhotoProblem, strict=False)
        ] * self.notes_wanted


class FakeRecommendations:
    """Recommends the other products; `sessions` of them are enough to say what goes with it."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue = catalogue
        self.sessions = 240
        self.compared: list[list[str]] = []
        self.photos: list[list[str]] = []

    def recommend(self, product: Product) -> Recommendation:
        others = [p for p in self._catalogue.all if p.product_id != product.product_id]
        alike = tuple(Candidate(p, 0.9 - 0.05 * n, None) for n, p in enumerate(others[:4]))
        stocked = tuple(c for c in alike if c.product.stock)
        together = tuple(
            Companion(p, Association(p.sku, 18 - n, 30, 0.075, 0.6 - 0.1 * n, 4.2 - n), n > 0)
            for n, p in enumerate(others[2:5])
        )
        return Recommendation(
            product, alike, stocked, together if self.sessions else (), self.sessions, 30
        )

    def compare(self, products: Sequence[Product]) -> BestFit:
        self.compared.append([product.sku for product in products])
        return BestFit(tuple(rank_fits(products, {})), {})

    def compare_photos(self, photos: Sequence[PhotoInput]) -> BestFit:
        self.photos.append([photo.name for photo in photos])
        products = self._catalogue.all[:3]
        likeness = {p.product_id: 0.9 - 0.4 * n for n, p in enumerate(products)}
        votes = tuple(PhotoVote(photo.name, None) for photo in photos)
        return BestFit(tuple(rank_fits(products, likeness)), likeness, votes)
