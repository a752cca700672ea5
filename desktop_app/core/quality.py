"""How good a catalogue answers: values of the leave-one-photo-out measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from desktop_app.core.metrics import Outcome
from desktop_app.core.precision_curve import PrecisionCurve
from desktop_app.core.types import Verdict


@dataclass(frozen=True, slots=True)
class Guess:
    """The answer to a photo, as far as the figures need it.

    Attributes:
        proposed: products, the first one first; at most 10.
        score: probability of the first one, or its similarity where nothing is calibrated.
        may_match: whether it is a match as soon as its score reaches the threshold.
    """

    proposed: tuple[int, ...]
    score: float
    verdict: Verdict
    may_match: bool


@dataclass(frozen=True, slots=True)
class AskedPhoto:
    """A photo of the catalogue that was asked as though it were not in it.

    Attributes:
        guess: the answer without this photo.
        foreign: the answer without the whole product, as to an item that the catalogue lacks.
        has_sibling: whether the product has another photo; without one nothing can be found.
        own_similarity: the product's nearest other reference; -1 if it has none.
        rival_id, rival_similarity: the nearest other product; 0 and -1 if there is none.
        rival_photo_id: its photo that was nearest; None if that was its text.
        own_twin_id, foreign_twin_id: a photo of the same product and one of another product that
            are almost the same picture, if any.
    """

    photo_id: int
    product_id: int
    guess: Guess
    foreign: Guess
    has_sibling: bool
    own_similarity: float = -1.0
    rival_id: int = 0
    rival_similarity: float = -1.0
    rival_photo_id: int | None = None
    own_twin_id: int | None = None
    foreign_twin_id: int | None = None

    @property
    def is_right(self) -> bool:
        return self.guess.proposed[:1] == (self.product_id,)

    def outcome(self, *, calibrated: bool) -> Outcome:
        """As `core.metrics` wants it; products stand for their SKUs."""
        return _outcome(str(self.product_id), self.guess, calibrated=calibrated)

    def foreign_outcome(self, *, calibrated: bool) -> Outcome:
        """As `outcome`, of an item that the catalogue lacks."""
        return _outcome("", self.foreign, calibrated=calibrated)


def _outcome(wanted: str, guess: Guess, *, calibrated: bool) -> Outcome:
    named = tuple(map(str, guess.proposed))
    return Outcome(wanted, named, guess.score, guess.verdict, calibrated=calibrated)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1; nan where there was nothing to count.

    Attributes:
        asked: photos that were asked.
        recall_1, recall_5: right product first, or among the first five.
        precision: right ones among those called a match.
        coverage: photos called a match.
        wrong_matches: photos called a match that name another product.
    """

    asked: int
    recall_1: float
    recall_5: float
    precision: float
    coverage: float
    wrong_matches: int = 0


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """Figures of the photos of one category; its name is empty for products without one."""

    category: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Two products that the model confuses, or nearly so.

    Attributes:
        first_id, second_id: the products, smaller id first.
        wrong: photos of either that are nearer to the other one.
        asked: photos of either that were asked.
        similarity: of the nearest photos.
        margin: least lead of the right product over the other; below 0 where it was wrong.
        first_photo_id, second_photo_id: photos to show; None: the product's first.
    """

    first_id: int
    second_id: int
    wrong: int
    asked: int
    similarity: float
    margin: float
    first_photo_id: int | None = None
    second_photo_id: int | None = None


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """What a measurement depends on: the same state gives the same figures.

    Attributes:
        fingerprint: of the model pack.
        generation: of the catalogue; rises with every change of photos and texts.
        threshold: lowest probability of a match in force; None where nothing is calibrated.
    """

    fingerprint: str
    generation: int
    threshold: float | None


@dataclass(frozen=True, slots=True)
class QualityRun:
    """One measurement, as the history keeps it."""

    at: datetime
    person: str
    state: CatalogueState
    products: int
    photos: int
    figures: Figures
    foreign_matches: float
    categories: tuple[CategoryFigures, ...] = ()
    run_id: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class QualityReport:
    """The whole measurement.

    Attributes:
        run: what the history keeps of it.
        testable: photos of products that have another photo; `run.figures.asked` of them were
            asked, which is fewer in a very large catalogue.
        single, without: products with one photo, and with none.
        taught: figures of the photos that people taught in lookups; None if there are none.
        twins: asked photos with an almost equal one in the same product, which flatter.
        metrics: what `shelfsight evaluate` says of the same photos, by name.
        standard: threshold that the model pack brings; None where nothing is calibrated.
        seconds: how long it took.
    """

    run: QualityRun
    testable: int
    single: int
    without: int
    curve: PrecisionCurve
    look_alikes: tuple[LookAlikes, ...]
    asked: tuple[AskedPhoto, ...]
    standard: float | None
    taught: Figures | None = None
    twins: int = 0
    metrics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    seconds: float = 0.0

    @property
    def is_sample(self) -> bool:
        return self.run.figures.asked < self.testable
