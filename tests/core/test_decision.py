"""From similarities to probabilities and a verdict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.decision import DecisionRule, decide, probabilities
from desktop_app.core.types import Reason, Verdict

RULE = DecisionRule(temperature=0.05, none_similarity=0.5, match_probability=0.9, min_margin=0.01)
SIMILARITIES = st.lists(st.floats(-1, 1), max_size=30)


@given(SIMILARITIES)
def test_probabilities_of_all_and_none_sum_to_one(similarities: list[float]) -> None:
    shares = probabilities(similarities, RULE)
    assert shares.candidates.sum() + shares.none == pytest.approx(1)


@given(SIMILARITIES.filter(lambda s: len(s) > 1))
def test_nearer_products_are_never_less_likely(similarities: list[float]) -> None:
    ranked = sorted(similarities, reverse=True)
    assert (np.diff(probabilities(ranked, RULE).candidates) <= 1e-12).all()


@given(st.floats(-1, 1), st.floats(0.001, 0.5))
def test_a_better_similarity_makes_none_less_likely(similarity: float, gain: float) -> None:
    weak, strong = probabilities([similarity], RULE), probabilities([similarity + gain], RULE)
    assert strong.none < weak.none


def test_sole_candidate_at_the_none_similarity_is_even() -> None:
    assert probabilities([0.5], RULE).none == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("similarities", "verdict", "reason"),
    [
        ([], Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND),
        ([0.2], Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD),
        ([0.9], Verdict.MATCH, Reason.CONFIDENT),
        ([0.9, 0.6], Verdict.MATCH, Reason.CONFIDENT),
        ([0.9, 0.895], Verdict.UNSURE, Reason.LOOK_ALIKES),
        ([0.9, 0.85], Verdict.UNSURE, Reason.LOW_PROBABILITY),
        ([0.53], Verdict.UNSURE, Reason.LOW_PROBABILITY),
    ],
)
def test_verdicts(similarities: list[float], verdict: Verdict, reason: Reason) -> None:
    assert decide(similarities, RULE) == (verdict, reason)


@pytest.mark.parametrize("similarity", [float("nan"), float("inf")])
def test_a_similarity_that_is_no_number_is_refused(similarity: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        probabilities([0.5, similarity], RULE)


@pytest.mark.parametrize(
    "wrong", [{"temperature": 0}, {"match_probability": 1.1}, {"reject_probability": -0.1}]
)
def test_a_rule_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"temperature|probabilities"):
        DecisionRule(**{"temperature": 0.05, "none_similarity": 0.5, **wrong})
