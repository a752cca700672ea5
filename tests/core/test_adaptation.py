"""Kept or not: the rule as a table, its chance, and its words."""

from __future__ import annotations

import math

import pytest

from desktop_app.core.adaptation import (
    AdaptationFigures,
    AdaptationReport,
    AdaptationVerdict,
    sign_test,
)
from desktop_app.core.adaptation_wording import counts_words, verdict_words

HELPS, NO_GAIN = AdaptationVerdict.HELPS, AdaptationVerdict.NO_GAIN
UNSURE, TOO_FEW = AdaptationVerdict.UNSURE, AdaptationVerdict.TOO_FEW


def figures(
    before: float,
    after: float,
    won: int,
    lost: int,
    *,
    five: tuple[float, float] = (0.99, 0.99),
    asked: int = 400,
    products: int = 50,
) -> AdaptationFigures:
    return AdaptationFigures(asked, products, before, five[0], after, five[1], won, lost)


@pytest.mark.parametrize(
    ("trial", "verdict"),
    [
        (figures(0.80, 0.96, 190, 6), HELPS),
        (figures(0.80, 0.82, 30, 12), HELPS),
        (figures(0.80, 0.82, 20, 14), UNSURE),  # by chance
        (figures(0.80, 0.809, 60, 20), UNSURE),  # too small to be worth it
        (figures(0.80, 0.80, 20, 20), NO_GAIN),
        (figures(0.80, 0.79, 30, 12), NO_GAIN),  # more often right, but less in all
        (figures(0.80, 0.85, 12, 30), NO_GAIN),
        (figures(0.80, 0.84, 60, 10, five=(0.99, 0.96)), NO_GAIN),  # lost among the first five
        (figures(0.80, 0.84, 60, 10, five=(0.99, 0.98)), HELPS),
        (figures(0.80, 0.96, 25, 0, asked=29), TOO_FEW),
        (figures(0.80, 0.96, 190, 0, products=4), TOO_FEW),
        (AdaptationFigures(400, 50), NO_GAIN),  # photos do not differ: nothing was asked
        (AdaptationFigures(0, 0), TOO_FEW),
    ],
)
def test_kept_are_maps_that_help_by_a_clear_margin(
    trial: AdaptationFigures, verdict: AdaptationVerdict
) -> None:
    assert trial.verdict is verdict


@pytest.mark.parametrize(
    ("won", "lost", "chance"),
    [(0, 0, 1.0), (1, 0, 0.5), (5, 0, 1 / 32), (3, 3, 42 / 64), (0, 4, 1.0)],
)
def test_the_chance_is_that_of_a_coin(won: int, lost: int, chance: float) -> None:
    assert sign_test(won, lost) == pytest.approx(chance)


def test_many_throws_follow_the_curve() -> None:
    exact = sum(math.comb(1000, k) for k in range(530, 1001)) / 2**1000
    assert sign_test(530, 470) == pytest.approx(exact)
    assert sign_test(531, 470) == pytest.approx(exact, rel=0.12)
    with pytest.raises(ValueError, match="negative"):
        sign_test(-1, 2)


@pytest.mark.parametrize(
    ("trial", "kept", "words"),
    [
        (figures(0.80, 0.96, 190, 6), True, "Kept: lookups use the fit"),
        (figures(0.80, 0.96, 190, 6), False, "It would help. Nothing was changed."),
        (figures(0.80, 0.79, 3, 9), False, "Not kept, would not help."),
        (figures(0.80, 0.82, 20, 14), False, "too small to tell from chance"),
        (AdaptationFigures(3, 1), False, "30 photos of 5 products"),
    ],
)
def test_it_is_said_plainly(trial: AdaptationFigures, *, kept: bool, words: str) -> None:
    assert words in verdict_words(AdaptationReport(trial, 0.1, is_kept=kept))


def test_what_was_taken_back_is_said_too() -> None:
    report = AdaptationReport(figures(0.80, 0.79, 3, 9), was_taken_back=True)
    assert verdict_words(report).endswith("The fit from before was taken back.")
    assert "400 photos" in counts_words(report.figures)
    assert counts_words(AdaptationFigures(3, 1)) == ""
