"""Decision rules for similarities of another scale: as sure as before, on the same photos.

A map of the embeddings changes how large similarities are. Fitting the calibration anew on photos
of the catalogue would make it too sure: they are easier than a customer's photo. What the model
pack knows of customers' photos is kept instead. The same photos are answered plain and through
the map, and temperature and level of "none" are moved until the probabilities of the first product
and of "none of them" are spread as they were, for photos of known products and for the same photos
with their product taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import COHORT, MOST_BACKGROUND, CohortScale, DecisionRule
from desktop_app.core.types import QueryKind

_Values: TypeAlias = npt.NDArray[np.float64]

REFINEMENTS = 5
STEPS = 9
WIDEST = 1.5
"""Octaves that a scale may move by, from what the mean similarities suggest."""

_DECIMALS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Similarities of answers, nearest product first, one row an answer: shape (n, k)."""

    known: _Values
    """With the right product among them."""
    foreign: _Values
    """The same photos, the right product taken away."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How much farther things lie from a perfect likeness, where they lay at some distance.

    Attributes:
        temperature: factor of the temperature.
        distance: factor of 1 - level of "none".
    """

    temperature: float
    distance: float

    def of(self, temperature: float, level: float) -> tuple[float, float]:
        return (
            round(temperature * self.temperature, _DECIMALS),
            round(1 - (1 - level) * self.distance, _DECIMALS),
        )


def transferred(
    rules: Mapping[QueryKind, DecisionRule], plain: Ranked, mapped: Ranked, words: float
) -> Mapping[QueryKind, DecisionRule]:
    """*rules* for similarities as in *mapped* instead of *plain*.

    Photos with words move as photos do: no such query is at hand. *words* is how many times
    farther from a perfect likeness the words of other products lie.
    """
    photo = rules.get(QueryKind.PHOTO)
    found = dict(rules)
    if photo is not None:
        found[QueryKind.PHOTO] = _photo_rule(photo, plain, mapped)
    if QueryKind.PHOTO_TEXT in rules:
        rule = rules[QueryKind.PHOTO_TEXT]
        stretch = _stretch(plain, mapped, rule.temperature, rule.none_similarity)
        found[QueryKind.PHOTO_TEXT] = _stretched(rule, stretch)
    if QueryKind.TEXT in rules:
        found[QueryKind.TEXT] = _stretched(rules[QueryKind.TEXT], Stretch(words, words))
    return MappingProxyType(found)


def _photo_rule(rule: DecisionRule, plain: Ranked, mapped: Ranked) -> DecisionRule:
    stretch = _stretch(plain, mapped, rule.temperature, rule.none_similarity)
    moved = _stretched(rule, stretch)
    if rule.cohort is None or plain.foreign.shape[1] < COHORT.stop:
        return moved
    scale = rule.cohort
    plain, mapped = _related(plain), _related(mapped)
    stretch = _stretch(plain, mapped, scale.temperature, scale.none_level)
    return replace(moved, cohort=CohortScale(*stretch.of(scale.temperature, scale.none_level)))


def _stretched(rule: DecisionRule, stretch: Stretch) -> DecisionRule:
    temperature, level = stretch.of(rule.temperature, rule.none_similarity)
    margin = round(rule.min_margin * stretch.temperature, _DECIMALS)
    return replace(rule, temperature=temperature, none_similarity=level, min_margin=margin)


def _related(ranked: Ranked) -> Ranked:
    return Ranked(_to_background(ranked.known), _to_background(ranked.foreign))


def _to_background(values: _Values) -> _Values:
    background = np.minimum(values[:, COHORT].mean(axis=1, keepdims=True), MOST_BACKGROUND)
    related: _Values = (values - background) / (1 - background)
    return related


def _stretch(plain: Ranked, mapped: Ranked, temperature: float, level: float) -> Stretch:
    """The two factors with which the mapped probabilities are spread as the plain ones."""
    wanted = _spread(plain, temperature, level)
    start = float((1 - mapped.foreign[:, 0]).mean() / max(1e-6, (1 - plain.foreign[:, 0]).mean()))
    best, width = (np.log2(start), np.log2(start)), WIDEST
    for _ in range(REFINEMENTS):
        steps = np.linspace(-width, width, STEPS)
        tried = [(best[0] + first, best[1] + second) for first in steps for second in steps]
        gaps = [_gap(wanted, mapped, temperature, level, octaves) for octaves in tried]
        best = tried[int(np.argmin(gaps))]
        width *= 0.4
    return Stretch(float(2 ** best[0]), float(2 ** best[1]))


def _gap(
    wanted: _Values, mapped: Ranked, temperature: float, level: float, octaves: tuple[float, float]
) -> float:
    factor, distance = 2.0 ** octaves[0], 2.0 ** octaves[1]
    spread = _spread(mapped, temperature * factor, 1 - (1 - level) * distance)
    return float(((spread - wanted) ** 2).mean())


def _spread(ranked: Ranked, temperature: float, level: float) -> _Values:
    """Probabilities of the first product and of none, sorted, for known and foreign photos."""
    rows = []
    for values in (ranked.known, ranked.foreign):
        first = np.maximum(values[:, 0], level)
        weights = np.exp((values - first[:, None]) / temperature)
        none = np.exp((level - first) / temperature)
        total = weights.sum(axis=1) + none
        rows += [np.sort(weights[:, 0] / total), np.sort(none / total)]
    return np.stack(rows)
