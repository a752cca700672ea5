"""What is learned from judged lookups: drawn to the pack's rule, kept only where better."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop_app.core.calibration_trial import CalibrationVerdict, tried
from desktop_app.core.calibration_wording import figures_words, left_out_words, verdict_words
from desktop_app.core.decision import CohortScale, DecisionRule, probabilities
from desktop_app.core.own_calibration import (
    STRANGER,
    UNMOVED,
    UNRANKED,
    Judged,
    Move,
    expected_strangers,
    fit_move,
    log_losses,
    with_strangers,
)

PACK = DecisionRule(0.06, 0.45, 0.95, 0.65, cohort=CohortScale(0.07, 0.3))
HERE = Move(-0.5, -0.12)
"""How this catalogue differs from what the pack was fitted on."""


def lookups(count: int, rule: DecisionRule, seed: int = 0, products: int = 12) -> list[Judged]:
    """Lookups whose outcome happens as often as *rule* says."""
    generator = np.random.default_rng(seed)
    found = []
    for number in range(count):
        values = np.sort(generator.normal(0.3, 0.12, products))[::-1]
        values[0] = values[1] + abs(generator.normal(0, 0.12))
        shares = probabilities(values, rule)
        places = np.append(shares.candidates, shares.none)
        place = int(generator.choice(len(places), p=places / places.sum()))
        right = STRANGER if place == products else place
        found.append(Judged(tuple(values.tolist()), right, f"P{number % 40}"))
    return found


@pytest.mark.parametrize("products", [12, 30])
def test_many_lookups_find_the_rule_of_the_catalogue(products: int) -> None:
    true = HERE.applied(PACK)
    move = fit_move(lookups(1500, true, products=products), PACK)
    assert move.octaves == pytest.approx(HERE.octaves, abs=0.25)
    assert move.level == pytest.approx(HERE.level, abs=0.04)


def test_few_lookups_move_it_little_and_many_decide() -> None:
    true = HERE.applied(PACK)
    moves = [
        np.mean([fit_move(lookups(count, true, seed), PACK).level for seed in range(6)])
        for count in (20, 200)
    ]
    assert abs(moves[0]) < 0.5 * abs(HERE.level)
    assert abs(moves[1]) > 0.6 * abs(HERE.level)


def test_nothing_judged_moves_nothing() -> None:
    assert fit_move([], PACK) == UNMOVED
    assert UNMOVED.applied(PACK) == PACK


def test_photos_with_words_and_small_catalogues_move_alike() -> None:
    moved = Move(1.0, -0.1).applied(PACK)
    assert (moved.temperature, moved.none_similarity) == (0.12, 0.35)
    assert moved.cohort == CohortScale(0.14, 0.2)
    assert (moved.match_probability, moved.reject_probability) == (0.95, 0.65)


def test_strangers_are_made_of_known_lookups_where_there_are_few() -> None:
    judged = [Judged((0.8, 0.5, 0.4), 1, "A"), Judged((0.7, 0.2), UNRANKED, "B")]
    mixed = with_strangers(judged)
    assert mixed[:2] == judged
    (made,) = mixed[2:]
    assert (made.similarities, made.right, made.group) == ((0.8, 0.4), STRANGER, "A")
    share = made.weight / (2 + made.weight)
    assert share == pytest.approx(expected_strangers(0, 2)) == pytest.approx(6 / 32)


def test_real_strangers_make_made_ones_needless() -> None:
    judged = [Judged((0.8, 0.5), 0, "A"), Judged((0.6, 0.5), STRANGER, "B")]
    assert with_strangers(judged) == judged


def test_the_share_of_strangers_follows_what_was_judged() -> None:
    assert expected_strangers(0, 0) == pytest.approx(0.2)
    assert expected_strangers(0, 270) == pytest.approx(0.02)


def test_loss_is_that_of_what_happened() -> None:
    shares = probabilities((0.7, 0.5), PACK)
    judged = [Judged((0.7, 0.5), right, "A") for right in (0, 1, UNRANKED, STRANGER)]
    second = -math.log(shares.candidates[1])
    wanted = [-math.log(shares.candidates[0]), second, second, -math.log(shares.none)]
    assert log_losses(judged, PACK) == pytest.approx(wanted)


def test_a_trial_keeps_what_is_better_on_other_products() -> None:
    trial = tried(lookups(400, HERE.applied(PACK)), PACK)
    figures = trial.figures
    assert trial.verdict is CalibrationVerdict.HELPS
    assert figures.ece_after < figures.ece_before
    assert figures.loss_after < figures.loss_before
    assert abs(figures.said_after - figures.right) < abs(figures.said_before - figures.right)


def test_a_trial_of_what_the_pack_knows_already_is_not_kept() -> None:
    verdicts = [tried(lookups(60, PACK, seed), PACK).verdict for seed in range(6)]
    assert verdicts.count(CalibrationVerdict.NO_GAIN) >= 4


def test_too_few_and_only_right_ones_are_told_apart() -> None:
    judged = lookups(100, HERE.applied(PACK))
    assert tried(judged[:19], PACK).verdict is CalibrationVerdict.TOO_FEW
    right = [each for each in judged if each.is_right]
    assert len(right) > 20
    trial = tried(right, PACK)
    assert trial.verdict is CalibrationVerdict.ALL_RIGHT
    assert trial.move == UNMOVED
    assert math.isnan(trial.figures.ece_before)


def test_lookups_of_one_product_are_never_in_two_folds() -> None:
    one = [Judged(each.similarities, each.right, "P1") for each in lookups(100, PACK)]
    assert tried(one, PACK).verdict is CalibrationVerdict.TOO_FEW


def test_words_name_the_figures() -> None:
    trial = tried(lookups(400, HERE.applied(PACK)), PACK)
    said = " ".join(figures_words(trial.figures))
    assert "Judged photos: 400" in said
    assert f"{trial.figures.ece_before:.3f}" in said
    assert "Kept" in verdict_words(trial.verdict, is_kept=True)
    assert "Nothing was changed" in verdict_words(trial.verdict, is_kept=False)
    assert "20" in verdict_words(CalibrationVerdict.TOO_FEW, is_kept=False)
    assert len(figures_words(tried([], PACK).figures)) == 1
    assert left_out_words(0) == []
    assert ["3" in words for words in left_out_words(3, 4)] == [True, False]
