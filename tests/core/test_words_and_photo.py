"""Words that tell no products apart are no reason to call an item unknown."""

from __future__ import annotations

import pytest

from desktop_app.core.decision import COHORT, CohortScale, DecisionRule
from desktop_app.core.ranking import WORDS_WEIGHT, RankedProduct, words_tell
from desktop_app.core.types import QueryKind, Reason, TextHit, Verdict
from desktop_app.core.words_and_photo import Judgement, judged_with_words

PHOTO_RULE = DecisionRule(0.05, 0.4, 0.95, 0.65, cohort=CohortScale(0.05, 0.3))
WORDS_RULE = DecisionRule(0.05, 0.6, 0.9, 0.75, cohort=CohortScale(0.05, 0.5))
RULES = {QueryKind.PHOTO: PHOTO_RULE, QueryKind.PHOTO_TEXT: WORDS_RULE}
MANY = COHORT.stop


def ranked(likeness: list[float], strengths: list[float]) -> list[RankedProduct]:
    """Products as the ranking makes them, best first."""
    entries = [
        RankedProduct(n, like + WORDS_WEIGHT * held, words=TextHit(n, 1.0, held) if held else None)
        for n, (like, held) in enumerate(zip(likeness, strengths, strict=True), start=1)
    ]
    return sorted(entries, key=lambda entry: -entry.similarity)


@pytest.mark.parametrize(
    ("strengths", "tells"),
    [
        pytest.param([0.0] * MANY, False, id="none holds them"),
        pytest.param([1.0] * MANY, False, id="all hold them"),
        pytest.param([1.0] * MANY + [0.0] * 9, False, id="more hold them than are compared"),
        pytest.param([1.0] * 3 + [0.0] * MANY, True, id="some hold them"),
        pytest.param([1.0] * 3 + [0.5] * MANY, True, id="some hold more of them"),
        pytest.param([1.0, 1.0], True, id="all of a few"),
        pytest.param([0.0, 0.0], False, id="none of a few"),
        pytest.param([], False, id="no product"),
    ],
)
def test_words_tell_products_apart_that_hold_more_or_less_of_them(
    strengths: list[float], *, tells: bool
) -> None:
    assert words_tell(strengths) is tells


@pytest.mark.parametrize(
    ("held", "reason"), [(0.0, Reason.WORDS_FIT_NOTHING), (1.0, None)], ids=["none", "all"]
)
def test_words_that_tell_nothing_are_judged_as_the_photo_alone(
    held: float, reason: Reason | None
) -> None:
    likeness = [0.6, *(0.3 for _ in range(MANY))]
    entries = ranked(likeness, [held] * len(likeness))
    judged = judged_with_words(entries, RULES.get)
    assert judged.rule is PHOTO_RULE
    assert judged.open_reason is reason
    assert judged.similarities(entries) == pytest.approx(likeness)


def test_words_that_tell_are_judged_by_their_own_rule_and_count() -> None:
    entries = ranked([0.6] + [0.3] * MANY, [1.0] + [0.0] * MANY)
    judged = judged_with_words(entries, RULES.get)
    assert judged.rule is WORDS_RULE
    assert judged.similarities(entries)[0] == pytest.approx(0.6 + WORDS_WEIGHT)
    assert judged.open_reason is None


def test_a_photo_that_thinks_of_another_product_than_the_words_is_torn() -> None:
    entries = ranked([0.5, 0.45] + [0.1] * MANY, [0.0, 1.0] + [0.0] * MANY)
    assert entries[0].product_id == 2
    assert judged_with_words(entries, RULES.get).open_reason is Reason.WORDS_AGAINST_PHOTO


def test_the_photo_may_stay_first_and_be_against_the_words() -> None:
    entries = ranked([0.7, 0.3] + [0.1] * MANY, [0.0, 1.0] + [0.0] * MANY)
    assert entries[0].product_id == 1
    assert judged_with_words(entries, RULES.get).open_reason is Reason.WORDS_AGAINST_PHOTO


def test_a_photo_that_thinks_of_nothing_in_particular_is_not_torn() -> None:
    entries = ranked([0.21, 0.2] + [0.2] * MANY, [0.0, 1.0] + [0.0] * MANY)
    assert judged_with_words(entries, RULES.get).open_reason is None


@pytest.mark.parametrize(
    ("similarities", "verdict", "reason"),
    [
        ((0.9, 0.1), Verdict.MATCH, Reason.CONFIDENT),
        ((0.62, 0.61), Verdict.UNSURE, Reason.WORDS_AGAINST_PHOTO),
        ((0.1, 0.1), Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD),
    ],
)
def test_what_words_have_to_do_with_it_is_said_of_open_answers_alone(
    similarities: tuple[float, ...], verdict: Verdict, reason: Reason
) -> None:
    judged = Judgement(WORDS_RULE, open_reason=Reason.WORDS_AGAINST_PHOTO)
    assert judged.verdict(similarities) == (verdict, reason)


def test_without_a_calibration_nothing_is_sure() -> None:
    judged = judged_with_words(ranked([0.9, 0.1], [1.0, 0.0]), lambda kind: None)
    assert judged.verdict((0.9, 0.1)) == (Verdict.UNSURE, Reason.NOT_CALIBRATED)
