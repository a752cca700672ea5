"""Whether a rule learned at one catalogue is better than the pack's: cross-validated by product."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import DecisionRule, probabilities
from desktop_app.core.metrics import expected_calibration_error
from desktop_app.core.own_calibration import (
    STRANGER,
    UNMOVED,
    Judged,
    Move,
    fit_move,
    log_losses,
    with_strangers,
)
from desktop_app.core.types import ShouldStop, never_stop

_Values: TypeAlias = npt.NDArray[np.float64]

LEAST_JUDGED = 20
LEAST_WRONG = 3
"""Lookups whose first product was not right: without them nothing says what a wrong one is like."""

FOLDS = 5


class CalibrationVerdict(StrEnum):
    """What came of a trial."""

    HELPS = "helps"
    NO_GAIN = "no_gain"
    TOO_FEW = "too_few"
    ALL_RIGHT = "all_right"
    """Nothing that was wrong has been judged: probably nobody says so."""


@dataclass(frozen=True, slots=True)
class CalibrationFigures:
    """Of judged lookups, by the pack's rule and by rules that were fitted on other products.

    Shares are nan where too few were judged. "Match" and "wrong" are by likeness, look-alikes
    aside.

    Attributes:
        judged: how many; `strangers` of them are not in the catalogue.
        right: share with the right product first.
        said_before, said_after: mean probability of the first product.
        ece_before, ece_after: expected calibration error.
        loss_before, loss_after: mean log loss, strangers that were made of known ones included.
        matches_before, matches_after: called a match by likeness.
        wrong_before, wrong_after: of these wrong.
    """

    judged: int
    strangers: int
    right: float = float("nan")
    said_before: float = float("nan")
    said_after: float = float("nan")
    ece_before: float = float("nan")
    ece_after: float = float("nan")
    loss_before: float = float("nan")
    loss_after: float = float("nan")
    matches_before: int = 0
    matches_after: int = 0
    wrong_before: int = 0
    wrong_after: int = 0


@dataclass(frozen=True, slots=True)
class CalibrationTrial:
    """The verdict, its figures, and the move fitted on all that was judged."""

    verdict: CalibrationVerdict
    figures: CalibrationFigures
    move: Move = UNMOVED


def tried(
    judged: Sequence[Judged], rule: DecisionRule, should_stop: ShouldStop = never_stop
) -> CalibrationTrial:
    """Fit on some products, look at the others; kept only if loss and calibration both gain.

    Raises:
        Cancelled: *should_stop* said so; 5000 lookups take half a minute.
    """
    usable = [each for each in judged if each.similarities]
    strangers = sum(each.right == STRANGER for each in usable)
    figures = CalibrationFigures(len(usable), strangers)
    if len(usable) < LEAST_JUDGED or len({each.group for each in usable}) < FOLDS:
        return CalibrationTrial(CalibrationVerdict.TOO_FEW, figures)
    if sum(not each.is_right for each in usable) < LEAST_WRONG:
        return CalibrationTrial(CalibrationVerdict.ALL_RIGHT, figures)
    figures = _figures(usable, rule, _fold_rules(usable, rule, should_stop))
    better = figures.loss_after < figures.loss_before and figures.ece_after < figures.ece_before
    verdict = CalibrationVerdict.HELPS if better else CalibrationVerdict.NO_GAIN
    return CalibrationTrial(verdict, figures, fit_move(with_strangers(usable), rule, should_stop))


def _fold(judged: Judged) -> int:
    return zlib.crc32(judged.group.encode()) % FOLDS


def _fold_rules(
    judged: Sequence[Judged], rule: DecisionRule, should_stop: ShouldStop
) -> list[DecisionRule]:
    """For each fold the rule that was fitted on the others."""
    found = []
    for fold in range(FOLDS):
        others = [each for each in judged if _fold(each) != fold]
        found.append(fit_move(with_strangers(others), rule, should_stop).applied(rule))
    return found


def _figures(
    judged: Sequence[Judged], rule: DecisionRule, rules: Sequence[DecisionRule]
) -> CalibrationFigures:
    weight = np.array([each.weight for each in judged])
    right = np.array([each.is_right for each in judged])
    before = _shares(judged, [rule] * len(judged))
    after = _shares(judged, [rules[_fold(each)] for each in judged])
    mixed = with_strangers(judged)
    mixed_weight = np.array([each.weight for each in mixed])
    losses = log_losses(mixed, rule), np.zeros(len(mixed))
    for fold, own in enumerate(rules):
        rows = [row for row, each in enumerate(mixed) if _fold(each) == fold]
        losses[1][rows] = log_losses([mixed[row] for row in rows], own)
    matches = [_matches(*each, rule) for each in (before, after)]
    said = [float(np.average(first, weights=weight)) for first, _ in (before, after)]
    ece = [expected_calibration_error(first, right) for first, _ in (before, after)]
    loss = [float(np.average(each, weights=mixed_weight)) for each in losses]
    return CalibrationFigures(
        judged=len(judged),
        strangers=sum(each.right == STRANGER for each in judged),
        right=float(np.average(right, weights=weight)),
        said_before=said[0],
        said_after=said[1],
        ece_before=ece[0],
        ece_after=ece[1],
        loss_before=loss[0],
        loss_after=loss[1],
        matches_before=int(matches[0].sum()),
        matches_after=int(matches[1].sum()),
        wrong_before=int((matches[0] & ~right).sum()),
        wrong_after=int((matches[1] & ~right).sum()),
    )


def _matches(first: _Values, none: _Values, rule: DecisionRule) -> npt.NDArray[np.bool_]:
    """Which lookups are called a match, look-alikes aside."""
    said: npt.NDArray[np.bool_] = first >= rule.match_probability
    return said & (none < rule.reject_probability)


def _shares(judged: Sequence[Judged], rules: Sequence[DecisionRule]) -> tuple[_Values, _Values]:
    """Probability of the first product and of none of them, one a lookup."""
    found = [probabilities(each.similarities, own) for each, own in zip(judged, rules, strict=True)]
    first = np.array([float(each.candidates[0]) for each in found])
    return first, np.array([each.none for each in found])
