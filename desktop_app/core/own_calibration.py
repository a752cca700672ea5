"""Temperature and level of "none" learned from what people decided at one catalogue.

The rule of the pack is the start and the prior: a penalised likelihood draws both numbers towards
it (MAP estimate, Platt 1999 and Guo et al. 2017 without the pull), so that 20 judged lookups move
it little and 200 decide. What is fitted is what a person is shown: the probability that the first
product is right, and that it is none of them.

Strangers are rare in what people decide, and a level of "none" fitted without any would vanish.
Each judged lookup of a known product is therefore asked once more with its product taken away, as
the pack's own fit does; these count as much as real strangers lack (`expected_strangers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import (
    COHORT,
    CohortScale,
    DecisionRule,
    related_to_background,
)
from desktop_app.core.errors import Cancelled
from desktop_app.core.types import ShouldStop, never_stop

_Values: TypeAlias = npt.NDArray[np.float64]

STRANGER = -1
UNRANKED = -2

STRANGER_SHARE = 0.2
"""Share of strangers that the pack's own fit assumes."""

PRIOR_LOOKUPS = 30
"""So many lookups weigh as much as what the pack assumes."""

OCTAVES = 0.5
"""How far a temperature lies from the pack's, in doublings: standard deviation of the prior."""

LEVELS = 0.03
"""How far a level of "none" lies from the pack's: standard deviation of the prior. With T of 0.07
and a fifth of the lookups in doubt, about `PRIOR_LOOKUPS` weigh as much as this."""

WIDEST = (2.0, 0.3)
"""Octaves and levels that are tried at most."""

REFINEMENTS = 6
STEPS = 9
_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """One lookup of which it is known what was right.

    Attributes:
        similarities: of the products that were ranked, nearest first.
        right: place of the right product, 0 for the first; `STRANGER` if the catalogue lacks it,
            `UNRANKED` if it has it and the ranking does not name it.
        group: what must not be in two folds: the SKU of the product.
        weight: how much it counts.
    """

    similarities: tuple[float, ...]
    right: int
    group: str
    weight: float = 1.0

    @property
    def is_right(self) -> bool:
        return self.right == 0


@dataclass(frozen=True, slots=True)
class Move:
    """How an own rule differs from the pack's: `octaves` of T, and `level` added to b."""

    octaves: float = 0.0
    level: float = 0.0

    def of(self, temperature: float, none_level: float) -> tuple[float, float]:
        """T and b after the move."""
        moved = temperature * 2**self.octaves
        return round(moved, _DECIMALS), round(none_level + self.level, _DECIMALS)

    def applied(self, rule: DecisionRule) -> DecisionRule:
        """*rule* with both scales moved; thresholds are probabilities and stay."""
        temperature, level = self.of(rule.temperature, rule.none_similarity)
        cohort = rule.cohort
        if cohort is not None:
            cohort = CohortScale(*self.of(cohort.temperature, cohort.none_level))
        return replace(rule, temperature=temperature, none_similarity=level, cohort=cohort)


UNMOVED = Move()


def with_strangers(judged: Sequence[Judged]) -> list[Judged]:
    """*judged*, and what of them is asked once more without its product.

    Together the strangers weigh what is expected; real ones never count less than they are.
    """
    real = sum(each.weight for each in judged if each.right == STRANGER)
    known = sum(each.weight for each in judged if each.right != STRANGER)
    without = [_taken_away(each) for each in judged if each.right >= 0]
    usable = [each for each in without if each.similarities]
    share = expected_strangers(real, known)
    lacking, total = known * share / (1 - share) - real, sum(each.weight for each in usable)
    if lacking <= 0 or not total:
        return list(judged)
    return [*judged, *(replace(each, weight=each.weight * lacking / total) for each in usable)]


def expected_strangers(real: float, known: float) -> float:
    """Share of lookups of what the catalogue lacks: the pack's, moved by what was judged here."""
    return (real + PRIOR_LOOKUPS * STRANGER_SHARE) / (real + known + PRIOR_LOOKUPS)


def _taken_away(judged: Judged) -> Judged:
    left = judged.similarities[: judged.right] + judged.similarities[judged.right + 1 :]
    return replace(judged, similarities=left, right=STRANGER)


def fit_move(
    judged: Sequence[Judged], rule: DecisionRule, should_stop: ShouldStop = never_stop
) -> Move:
    """The move of the greatest penalised likelihood; none where nothing was judged.

    Raises:
        Cancelled: *should_stop* said so.
    """
    tables = [table for table in _tables(judged, rule) if len(table.weight)]
    if not tables:
        return UNMOVED
    best, width = (0.0, 0.0), WIDEST
    for _ in range(REFINEMENTS):
        if should_stop():
            raise Cancelled("the fit of probabilities was stopped")
        steps = np.linspace(-1, 1, STEPS)
        tried = [
            (
                float(np.clip(best[0] + width[0] * a, -WIDEST[0], WIDEST[0])),
                float(np.clip(best[1] + width[1] * b, -WIDEST[1], WIDEST[1])),
            )
            for a in steps
            for b in steps
        ]
        losses = [_penalised(tables, *each) for each in tried]
        best = tried[int(np.argmin(losses))]
        width = (width[0] * 0.4, width[1] * 0.4)
    return Move(round(best[0], _DECIMALS), round(best[1], _DECIMALS))


def log_losses(judged: Sequence[Judged], rule: DecisionRule) -> _Values:
    """Minus the log of the probability of what happened, one number a lookup.

    What happens is one of three: the first product, another product, none of them.
    """
    found = np.zeros(len(judged))
    for table in _tables(judged, rule):
        found[table.rows] = table.losses(0.0, 0.0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Judged lookups that share T and b; `values` are padded with -inf, shape (n, k)."""

    rows: npt.NDArray[np.int64]
    values: _Values
    right: npt.NDArray[np.int64]
    weight: _Values
    temperature: float
    level: float

    def losses(self, octaves: float, level: float) -> _Values:
        if not len(self.rows):
            return np.zeros(0)
        temperature = self.temperature * 2**octaves
        none = (self.level + level) / temperature
        logits = self.values / temperature
        top = np.maximum(logits[:, 0], none)
        weights = np.exp(logits - top[:, None])
        first, of_none = weights[:, 0], np.exp(none - top)
        others = weights[:, 1:].sum(axis=1)
        happened = np.where(
            self.right == STRANGER, of_none, np.where(self.right == 0, first, others)
        )
        shares = happened / (first + of_none + others)
        losses: _Values = -np.log(np.maximum(shares, 1e-9))
        return losses


def _tables(judged: Sequence[Judged], rule: DecisionRule) -> list[_Table]:
    """The lookups with enough products for a background, and those without, apart."""
    cohort = rule.cohort
    related = [len(each.similarities) >= COHORT.stop and cohort is not None for each in judged]
    found = []
    for is_related in (False, True):
        rows = [
            row
            for row, each in enumerate(judged)
            if related[row] is is_related and each.similarities
        ]
        scale = (rule.temperature, rule.none_similarity)
        if is_related and cohort is not None:
            scale = (cohort.temperature, cohort.none_level)
        values = _padded(
            [np.array(judged[row].similarities) for row in rows], is_related=is_related
        )
        right = np.array([judged[row].right for row in rows], np.int64)
        weight = np.array([judged[row].weight for row in rows], np.float64)
        found.append(_Table(np.array(rows, np.int64), values, right, weight, *scale))
    return found


def _padded(rankings: Sequence[_Values], *, is_related: bool) -> _Values:
    widest = max(map(len, rankings), default=0)
    table = np.full((len(rankings), widest), -np.inf)
    for row, values in zip(table, rankings, strict=True):
        row[: len(values)] = related_to_background(values) if is_related else values
    return table


def _penalised(tables: Sequence[_Table], octaves: float, level: float) -> float:
    pull = ((octaves / OCTAVES) ** 2 + (level / LEVELS) ** 2) / 2
    return pull + sum(float(table.weight @ table.losses(octaves, level)) for table in tables)
