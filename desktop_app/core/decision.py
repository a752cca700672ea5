"""From ranked similarities to calibrated probabilities and a verdict.

Open-set softmax: every product of the gallery is a class with logit s / T, where s is its best
similarity to the query and T a temperature (Guo et al. 2017, "On Calibration of Modern Neural
Networks"); "not in the catalogue" is one more class with the fixed logit b / T, so that its
probability grows when nothing is near.

Similarities of one query lie higher than those of another, and higher in one catalogue than in the
next. Where there are enough products, each similarity is therefore first related to the query's
own background, the mean m of the products behind the best two: s' = (s - m) / (1 - m). This is the
score normalisation of speaker verification (Auckenthaler et al. 2000, "Score Normalization for
Text-Independent Speaker Verification Systems", T-norm) with the distance to a perfect likeness as
the scale. T, b and the thresholds are fitted by `models_onnx/training/calibrate.py`, on queries
that nothing was learned from, and are read from the card of the model pack.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Reason, Verdict

COHORT = slice(2, 20)
"""Ranks of the products that make the background of a query."""

MOST_BACKGROUND = 0.99
"""A background above this is taken as this, so that the scale does not vanish."""


@dataclass(frozen=True, slots=True)
class CohortScale:
    """T and b for similarities related to the query's background; both without unit."""

    temperature: float
    none_level: float

    def __post_init__(self) -> None:
        if not self.temperature > 0:
            raise ValueError("temperature must be greater than 0")


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """Calibration and thresholds for one kind of query.

    Attributes:
        temperature: T of the softmax, > 0, where there are too few products for a background.
        none_similarity: b, the similarity at which a sole candidate is as likely as none.
        match_probability: lowest probability of the first candidate for `match`.
        reject_probability: lowest probability of "none of them" for `not_in_catalogue`.
        min_margin: first and second product nearer than this are look-alikes: never `match`.
        cohort: T and b where there are enough products for a background; None: never used.
    """

    temperature: float
    none_similarity: float
    match_probability: float = 0.9
    reject_probability: float = 0.5
    min_margin: float = 0.0
    cohort: CohortScale | None = None

    def __post_init__(self) -> None:
        if not self.temperature > 0:
            raise ValueError("temperature must be greater than 0")
        for probability in (self.match_probability, self.reject_probability):
            if not 0 <= probability <= 1:
                raise ValueError("probabilities lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Probability of each candidate, in the order given, and of none of them; they sum to 1."""

    candidates: npt.NDArray[np.float64]
    none: float


def probabilities(similarities: npt.ArrayLike, rule: DecisionRule) -> Probabilities:
    """Calibrated probabilities of products with the given best similarities.

    Raises:
        ValueError: a similarity is not finite.
    """
    values = np.asarray(similarities, dtype=np.float64)
    if not np.isfinite(values).all():
        raise ValueError("similarities must be finite")
    logits = _logits(values, rule)
    weights = np.exp(logits - logits.max())
    shares = weights / weights.sum()
    return Probabilities(shares[:-1], float(shares[-1]))


def related_to_background(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Similarities of at least `COHORT.stop` products, related to the query's own background."""
    background = min(float(np.sort(values)[::-1][COHORT].mean()), MOST_BACKGROUND)
    return (values - background) / (1 - background)


def _logits(values: npt.NDArray[np.float64], rule: DecisionRule) -> npt.NDArray[np.float64]:
    """Logits of all products and, last, of none of them."""
    if rule.cohort is None or values.size < COHORT.stop:
        return np.append(values, rule.none_similarity) / rule.temperature
    related = related_to_background(values)
    return np.append(related, rule.cohort.none_level) / rule.cohort.temperature


def decide(similarities: npt.ArrayLike, rule: DecisionRule) -> tuple[Verdict, Reason]:
    """Verdict on products ranked by similarity, nearest first, with the reason for it."""
    ranked = np.asarray(similarities, dtype=np.float64)
    if ranked.size == 0:
        return Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND
    shares = probabilities(ranked, rule)
    if shares.none >= rule.reject_probability:
        return Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD
    if ranked.size > 1 and ranked[0] - ranked[1] < rule.min_margin:
        return Verdict.UNSURE, Reason.LOOK_ALIKES
    if shares.candidates[0] >= rule.match_probability:
        return Verdict.MATCH, Reason.CONFIDENT
    return Verdict.UNSURE, Reason.LOW_PROBABILITY
