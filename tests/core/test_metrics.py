"""Metrics against hand-made answers and against slow definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.metrics import (
    Outcome,
    auroc,
    expected_calibration_error,
    fnmr_at_fmr,
    map_at_k,
    recall_at_k,
    summary,
)
from desktop_app.core.types import Verdict

SCORES = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=20)


def outcome(
    wanted: str, *proposed: str, score: float = 0.5, verdict: Verdict = Verdict.UNSURE
) -> Outcome:
    return Outcome(wanted, proposed, score, verdict)


THREE = [outcome("a", "a", "b"), outcome("b", "a", "b"), outcome("c", "a", "b")]


@pytest.mark.parametrize(("k", "share"), [(1, 1 / 3), (2, 2 / 3), (10, 2 / 3)])
def test_recall_counts_the_right_product_among_the_first_k(k: int, share: float) -> None:
    assert recall_at_k(THREE, k) == pytest.approx(share)


def test_mean_average_precision_is_the_mean_reciprocal_rank() -> None:
    assert map_at_k(THREE, 10) == pytest.approx((1 + 1 / 2 + 0) / 3)


@given(SCORES, SCORES)
def test_auroc_is_the_share_of_pairs_in_right_order(
    known: list[float], unknown: list[float]
) -> None:
    pairs = [(k > u) + (k == u) / 2 for k in known for u in unknown]
    assert auroc(known, unknown) == pytest.approx(np.mean(pairs))


def test_fnmr_counts_known_queries_below_the_threshold_or_wrong() -> None:
    unknown = [outcome("", "x", score=s / 100) for s in range(100)]
    known = [
        outcome("a", "a", score=0.995),
        outcome("b", "c", score=0.999),
        outcome("d", "d", score=0.5),
    ]
    assert fnmr_at_fmr([*unknown, *known]) == pytest.approx(2 / 3)


def test_calibration_error_of_a_sure_and_wrong_program_is_one() -> None:
    assert expected_calibration_error([1.0, 1.0], [False, False]) == pytest.approx(1)


def test_calibration_error_of_honest_probabilities_is_nought() -> None:
    assert expected_calibration_error([0.5] * 4, [True, False, True, False]) == pytest.approx(0)


def test_summary_tells_verdicts_apart() -> None:
    metrics = summary(
        [
            outcome("a", "a", score=0.9, verdict=Verdict.MATCH),
            outcome("b", "a", score=0.8, verdict=Verdict.MATCH),
            outcome("c", score=0.1, verdict=Verdict.NOT_IN_CATALOGUE),
            outcome("", "a", score=0.2, verdict=Verdict.NOT_IN_CATALOGUE),
        ]
    )
    assert metrics["match_precision"] == pytest.approx(0.5)
    assert metrics["match_coverage"] == pytest.approx(0.5)
    assert metrics["rejected_unknown"] == 1
    assert metrics["rejected_known"] == pytest.approx(1 / 3)


def test_no_queries_give_no_figures() -> None:
    assert summary([]) == {"queries": 0}
    assert math.isnan(recall_at_k([], 1))
