"""The back-test finds what is known of generated demand."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.backtest import back_test, rows_of, sample
from desktop_app.core.stock import DemandClass, Method

RNG = np.random.default_rng(11)
STEADY = RNG.poisson(20, (400, 60)).astype(float)
RARE = (RNG.random((400, 80)) < 0.25) * (1.0 + RNG.poisson(2, (400, 80)))


def test_steady_demand_is_forecast_far_better_than_naively() -> None:
    test = back_test(STEADY, 2, 0.95)
    assert (test.products, test.forecasts) == (400, 4800)
    assert test.by_class[DemandClass.SMOOTH] == 400
    assert test.chosen is not None
    assert test.chosen.mase < 0.7 * test.scores[Method.NAIVE].mase
    assert abs(test.chosen.bias) < 0.01
    assert test.chosen.service == pytest.approx(0.95, abs=0.025)
    assert test.chosen.pinball < test.scores[Method.NAIVE].pinball


def test_rare_demand_reaches_the_service_that_was_wished() -> None:
    test = back_test(RARE, 3, 0.95)
    assert test.chosen is not None
    assert test.chosen.service == pytest.approx(0.95, abs=0.03)
    assert abs(test.chosen.bias) < 0.06
    assert test.chosen.mase < test.scores[Method.NAIVE].mase


def test_nothing_is_known_of_the_future() -> None:
    changed = STEADY.copy()
    changed[:, -1] = 500
    before, after = back_test(STEADY, 1, 0.9), back_test(changed, 1, 0.9)
    assert before.scores[Method.MEAN] != after.scores[Method.MEAN]
    alike = back_test(changed[:, :-1], 1, 0.9)
    assert alike == back_test(STEADY[:, :-1], 1, 0.9)


@pytest.mark.parametrize("demand", [np.zeros((0, 104)), np.zeros((3, 104)), STEADY[:, :5]])
def test_where_history_is_too_short_nothing_is_claimed(demand: np.ndarray) -> None:
    test = back_test(demand, 2, 0.95)
    assert (test.products, test.chosen) == (0, None)
    assert rows_of(test) == []


def test_demand_that_ended_has_no_shares() -> None:
    demand = np.concatenate([RNG.poisson(3, (5, 40)), np.zeros((5, 40))], axis=1)
    test = back_test(demand.astype(float), 2, 0.95)
    assert test.chosen is not None
    assert np.isnan(test.chosen.bias)
    assert test.chosen.service == 1.0


def test_a_sample_keeps_every_kth_product() -> None:
    assert len(sample(STEADY, 60 * 100)) == 100
    assert len(sample(STEADY)) == 400
    assert sample(np.zeros((0, 5))).shape == (0, 5)
