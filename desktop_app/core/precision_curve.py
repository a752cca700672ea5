"""Precision against recall, for every threshold of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.proportion import interval

Scores: TypeAlias = npt.NDArray[np.float64]

FEW_MATCHES = 100
"""A threshold that was chosen on fewer matches than this is a guess, and is called one."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What happens at one threshold.

    Attributes:
        threshold: lowest score of a match.
        matches, right: photos called a match, and those among them that are right.
        recall: right matches among all photos asked.
        foreign_matches: share of items that the catalogue lacks that are called a match.
        at_least: precision that holds in 95 of 100 cases, for so few matches.
    """

    threshold: float
    matches: int
    right: int
    precision: float
    recall: float
    foreign_matches: float
    at_least: float

    @property
    def is_guess(self) -> bool:
        """Whether so few matches say little about the next ones."""
        return self.matches < FEW_MATCHES


@dataclass(frozen=True, slots=True, eq=False)
class PrecisionCurve:
    """Scores of the photos that may be a match, and whether they are right.

    Attributes:
        scores: shape (n,), falling.
        right: shape (n,), how many of the first i + 1 are right.
        asked: all photos, those that may be no match at all included.
        foreign: scores of items that the catalogue lacks and that may be a match, falling.
        foreign_asked: all such items.
    """

    scores: Scores
    right: npt.NDArray[np.int64]
    asked: int
    foreign: Scores
    foreign_asked: int

    @classmethod
    def of(
        cls,
        scores: npt.ArrayLike,
        right: npt.ArrayLike,
        asked: int,
        foreign: npt.ArrayLike = (),
        foreign_asked: int = 0,
    ) -> PrecisionCurve:
        """From scores in any order, each with whether it is right."""
        values, hits = np.asarray(scores, float), np.asarray(right, bool)
        order = np.argsort(-values, kind="stable")
        return cls(
            values[order],
            np.cumsum(hits[order], dtype=np.int64),
            asked,
            -np.sort(-np.asarray(foreign, float)),
            foreign_asked,
        )

    def at(self, threshold: float) -> CurvePoint:
        """What happens where the lowest score of a match is *threshold*."""
        matches = int(np.searchsorted(-self.scores, -threshold, side="right"))
        right = int(self.right[matches - 1]) if matches else 0
        strangers = int(np.searchsorted(-self.foreign, -threshold, side="right"))
        nan = float("nan")
        return CurvePoint(
            threshold,
            matches,
            right,
            right / matches if matches else nan,
            right / self.asked if self.asked else nan,
            strangers / self.foreign_asked if self.foreign_asked else nan,
            interval(right, matches)[0],
        )

    def points(self, most: int = 400) -> tuple[CurvePoint, ...]:
        """Points of the curve from the highest threshold to the lowest, at most *most*."""
        different = np.unique(self.scores)[::-1]
        if len(different) > most:
            different = different[np.linspace(0, len(different) - 1, most).astype(int)]
        return tuple(self.at(float(score)) for score in different)

    def lowest_for(self, precision: float) -> float | None:
        """The lowest threshold with at least that precision; None if no threshold has it."""
        if not len(self.scores):
            return None
        shares = self.right / np.arange(1, len(self.right) + 1)
        last_of_equal = np.append(self.scores[1:] != self.scores[:-1], True)
        enough = np.flatnonzero((shares >= precision) & last_of_equal)
        return float(self.scores[enough[-1]]) if len(enough) else None
