"""Forecasts of demand: equal to the usual library, each product by itself, honest at the start."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.demand_class import CLASSES, METHOD_OF, classes
from desktop_app.core.demand_forecast import (
    METHODS,
    croston,
    mean,
    naive,
    running_mse,
    sba,
    ses,
    starts,
    tsb,
)
from desktop_app.core.stock import DemandClass, Method

SERIES = {
    "lumpy": [5, 0, 0, 0, 2, 0, 0, 9, 0, 1],
    "start": [3, 0, 0, 0, 4, 0, 0, 1],
    "smooth": [10, 12, 9, 11, 13, 10, 12, 11, 9, 10],
    "dead": [4, 3, 0, 5, 2, 0, 0, 0, 0, 0, 0, 0],
}
LIBRARY = {
    # statsforecast 2.1.1: CrostonClassic, CrostonSBA, TSB and SimpleExponentialSmoothing at 0.1
    "lumpy": (3.0971766250820747, 2.942317793827971, 2.9597735796129996, 2.884200445),
    "start": (1.9659863945578229, 1.8676870748299321, 1.8819590410000002, 1.8264907000000008),
    "smooth": (10.405354852000002, 9.885087109400002, 10.405354852000002, 10.405354852000002),
    "dead": (3.4944954128440364, 3.3197706422018345, 1.6742644278399006, 1.6707389013900005),
}


@pytest.mark.parametrize("name", SERIES)
def test_the_formulas_give_what_the_library_gives(name: str) -> None:
    demand = np.array([SERIES[name]], dtype=float)
    found = [float(each(demand, warm=False)[0, -1]) for each in (croston, sba, tsb, ses)]
    assert found == pytest.approx(LIBRARY[name], rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_the_past_is_forecast_from_what_was_known_then(method: Method) -> None:
    demand = np.random.default_rng(3).poisson(0.6, (20, 30)).astype(float)
    whole = METHODS[method](demand)
    for t in (5, 12, 29):
        np.testing.assert_allclose(METHODS[method](demand[:, :t])[:, -1], whole[:, t])


@pytest.mark.parametrize("method", METHODS)
def test_time_before_the_first_demand_is_no_history(method: Method) -> None:
    late = np.array([[0, 0, 0, 2, 0, 4], [0, 0, 0, 0, 0, 0]], dtype=float)
    early = np.array([[2, 0, 4]], dtype=float)
    forecasts = METHODS[method](late)
    assert np.isnan(forecasts[0, :4]).all()
    assert np.isnan(forecasts[1]).all()
    np.testing.assert_allclose(forecasts[0, -1], METHODS[method](early)[0, -1])
    assert starts(late).tolist() == [3, 6]


def test_a_young_history_weighs_its_values_alike() -> None:
    demand = np.array([[4.0, 2.0, 6.0]])
    assert naive(demand)[0, -1] == 6
    assert mean(demand)[0, -1] == ses(demand)[0, -1] == pytest.approx(4)
    assert ses(demand, warm=False)[0, -1] == pytest.approx(4 - 0.2 + 0.22)


def test_croston_without_bias_finds_the_rate_of_a_known_law() -> None:
    rng = np.random.default_rng(5)
    demand = (rng.random((3000, 104)) < 0.2) * (1.0 + rng.poisson(2, (3000, 104)))
    assert np.nanmean(sba(demand)[:, -1]) == pytest.approx(0.2 * 3, rel=0.04)
    assert np.nanmean(croston(demand)[:, -1]) > 0.2 * 3 * 1.02


def test_errors_are_those_of_one_step() -> None:
    demand = np.array([[4.0, 2.0, 6.0]])
    mse = running_mse(demand, naive(demand))
    assert np.isnan(mse[0, :2]).all()
    assert mse[0, 2:].tolist() == [4.0, 10.0]


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        ([0] * 10, DemandClass.NO_HISTORY),
        ([0] * 9 + [5], DemandClass.TOO_LITTLE),
        ([3, 4, 3], DemandClass.TOO_LITTLE),
        ([3] + [0] * 9, DemandClass.TOO_LITTLE),
        ([9, 10, 11, 10, 9, 10], DemandClass.SMOOTH),
        ([1, 30, 2, 1, 40, 2], DemandClass.ERRATIC),
        ([2, 0, 0, 2, 0, 3, 0, 0, 2], DemandClass.INTERMITTENT),
        ([1, 0, 0, 30, 0, 1, 0, 0, 2], DemandClass.LUMPY),
        ([5, 4, 5, 4, 5, 4] + [0] * 8, DemandClass.ENDED),
        ([2, 0, 0, 2, 0, 3] + [0] * 9, DemandClass.ENDED),
        ([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3] + [0] * 8, DemandClass.INTERMITTENT),
    ],
)
def test_products_are_told_apart_by_how_they_are_asked_for(
    demand: list[int], expected: DemandClass
) -> None:
    assert CLASSES[classes(np.array([demand], dtype=float))[0, -1]] is expected
    assert (METHOD_OF[expected] is Method.NONE) == (
        expected in {DemandClass.NO_HISTORY, DemandClass.TOO_LITTLE}
    )
