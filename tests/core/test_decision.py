"""From similarities to probabilities and a verdict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.decision import COHORT, CohortScale, DecisionRule, decide, probabilities
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


COHORT_RULE = replace(RULE, cohort=CohortScale(temperature=0.1, none_level=0.4))
MANY = [0.9, 0.7, *np.linspace(0.6, 0.3, 30)]


@given(st.floats(-0.2, 0.09))
def test_a_catalogue_that_lies_higher_as_a_whole_changes_little(shift: float) -> None:
    plain = probabilities(MANY, COHORT_RULE)
    moved = probabilities([1 - (1 - s) * (1 - shift) for s in MANY], COHORT_RULE)
    assert moved.candidates == pytest.approx(plain.candidates)
    assert moved.none == pytest.approx(plain.none)


def test_one_product_that_stands_out_is_likelier_before_a_quiet_background() -> None:
    quiet = probabilities([0.8, *[0.3] * 25], COHORT_RULE)
    loud = probabilities([0.8, *[0.7] * 25], COHORT_RULE)
    assert quiet.candidates[0] > 0.9
    assert loud.candidates[0] < 0.3


def test_too_few_products_make_no_background() -> None:
    few = MANY[: COHORT.stop - 1]
    assert probabilities(few, COHORT_RULE).none == probabilities(few, RULE).none
    assert probabilities(MANY, COHORT_RULE).none != probabilities(MANY, RULE).none


def test_a_gallery_of_equals_has_no_answer_and_no_error() -> None:
    assert np.isfinite(probabilities([1.0] * 40, COHORT_RULE).candidates).all()


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
