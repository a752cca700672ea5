"""Probabilities stay as they were when similarities only change their scale."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.decision import CohortScale, DecisionRule, probabilities
from desktop_app.core.rule_transfer import Ranked, transferred
from desktop_app.core.types import QueryKind

PRODUCTS = 40
RULE = DecisionRule(0.06, 0.47, 0.96, 0.65, 0.01, CohortScale(0.08, 0.3))
PLAIN_RULE = DecisionRule(0.05, 0.5)


def answers(seed: int = 1, count: int = 300) -> Ranked:
    generator = np.random.default_rng(seed)
    others = -np.sort(-generator.normal(0.35, 0.1, (count, PRODUCTS)), axis=1)
    own = generator.normal(0.7, 0.1, (count, 1))
    known = -np.sort(-np.concatenate([own, others], axis=1), axis=1)
    return Ranked(known[:, :PRODUCTS], others)


def squeezed(ranked: Ranked, factor: float) -> Ranked:
    """All things *factor* times as far from a perfect likeness."""
    return Ranked(1 - (1 - ranked.known) * factor, 1 - (1 - ranked.foreign) * factor)


def test_the_same_similarities_keep_the_rule() -> None:
    rules = transferred({QueryKind.PHOTO: RULE}, answers(), answers(), 1.0)
    moved = rules[QueryKind.PHOTO]
    assert moved.temperature == pytest.approx(RULE.temperature, rel=0.02)
    assert moved.none_similarity == pytest.approx(RULE.none_similarity, abs=0.01)
    assert moved.cohort is not None
    assert moved.cohort.temperature == pytest.approx(0.08, rel=0.02)
    assert (moved.match_probability, moved.reject_probability) == (0.96, 0.65)


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.4])
@pytest.mark.parametrize("rule", [RULE, PLAIN_RULE], ids=["background", "plain"])
def test_another_scale_gives_the_same_probabilities(factor: float, rule: DecisionRule) -> None:
    plain = answers()
    mapped = squeezed(plain, factor)
    kinds = {QueryKind.PHOTO: rule, QueryKind.PHOTO_TEXT: PLAIN_RULE}
    rules = transferred(kinds, plain, mapped, 1.0)
    for kind, was in kinds.items():
        for row in range(0, 300, 37):
            before = probabilities(plain.known[row], was)
            after = probabilities(mapped.known[row], rules[kind])
            assert after.candidates[0] == pytest.approx(before.candidates[0], abs=0.03)
            assert after.none == pytest.approx(before.none, abs=0.03)


def test_words_move_with_the_words_of_other_products() -> None:
    moved = transferred({QueryKind.TEXT: DecisionRule(0.05, 0.6)}, answers(), answers(), 0.5)
    assert moved[QueryKind.TEXT].none_similarity == pytest.approx(0.8)
    assert moved[QueryKind.TEXT].temperature == pytest.approx(0.025)


def test_a_pack_without_rules_stays_without() -> None:
    assert not transferred({}, answers(), answers(), 1.0)
