"""Whether a catalogue is better found through a map fitted on its own photos: values and rule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LEAST_ASKED = 30
"""Photos with a sibling that must be there: what fewer of them say is luck."""

LEAST_PRODUCTS = 5
"""Products with two photos or more that must be there."""

LEAST_GAIN = 0.015
"""A smaller share of photos that come right is not worth another space."""

MOST_LOST_FIVE = 0.5
"""Of what is gained at the first place so much may be lost among the first five."""

MOST_CHANCE = 0.05
"""How likely a gain may be by chance (sign test, one-sided)."""


class AdaptationVerdict(StrEnum):
    """What a trial came to."""

    HELPS = "helps"
    NO_GAIN = "no_gain"
    """As many photos come right without the map, or more."""
    UNSURE = "unsure"
    """A gain so small that it may be chance."""
    TOO_FEW = "too_few"
    """Too few products have two photos or more."""


@dataclass(frozen=True, slots=True)
class AdaptationFigures:
    """Photos of the catalogue, each asked of a few others at a time; shares from 0 to 1.

    Attributes:
        asked: photos that were asked.
        products: products with two photos or more.
        before_1, before_5: right first and right among five, plain.
        after_1, after_5: the same through a map fitted without the photo, its shrinkage chosen
            without it too.
        won, lost: photos that come right more often through the map, and less often.
    """

    asked: int
    products: int
    before_1: float = math.nan
    before_5: float = math.nan
    after_1: float = math.nan
    after_5: float = math.nan
    won: int = 0
    lost: int = 0

    @property
    def chance(self) -> float:
        """How likely so many of the photos that changed would come right by chance alone."""
        return sign_test(self.won, self.lost)

    @property
    def verdict(self) -> AdaptationVerdict:
        """Kept are maps that help by a clear margin, nothing else."""
        if self.asked < LEAST_ASKED or self.products < LEAST_PRODUCTS:
            return AdaptationVerdict.TOO_FEW
        gain = self.after_1 - self.before_1
        if (
            not gain > 0
            or self.won <= self.lost
            or self.before_5 - self.after_5 > MOST_LOST_FIVE * gain
        ):
            return AdaptationVerdict.NO_GAIN
        if gain < LEAST_GAIN or self.chance > MOST_CHANCE:
            return AdaptationVerdict.UNSURE
        return AdaptationVerdict.HELPS


@dataclass(frozen=True, slots=True)
class AdaptationReport:
    """One trial.

    Attributes:
        figures: what it came to.
        shrink: of the map that all photos together gave; 0 where there is none.
        is_kept: whether lookups go through that map now.
        was_taken_back: a map that was in use before is not any more.
        seconds: how long it took.
    """

    figures: AdaptationFigures
    shrink: float = 0.0
    is_kept: bool = False
    was_taken_back: bool = False
    seconds: float = 0.0

    @property
    def verdict(self) -> AdaptationVerdict:
        return self.figures.verdict


@dataclass(frozen=True, slots=True)
class ActiveAdaptation:
    """The map in use: since when, by whom, and what its trial came to."""

    at: datetime
    person: str
    shrink: float
    figures: AdaptationFigures
    digest: str


def sign_test(won: int, lost: int) -> float:
    """Probability of at least *won* heads in won + lost throws of a fair coin.

    Raises:
        ValueError: a count is negative.
    """
    if won < 0 or lost < 0:
        raise ValueError("counts are not negative")
    throws = won + lost
    if not throws:
        return 1.0
    if throws > 1000:  # the normal curve, with its correction for whole numbers
        deviation = (won - 0.5 - throws / 2) / math.sqrt(throws / 4)
        return 0.5 * math.erfc(deviation / math.sqrt(2))
    return float(sum(math.comb(throws, heads) for heads in range(won, throws + 1)) / 2**throws)
