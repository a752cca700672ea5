"""Stock levels: quantiles of demand, against tables and against dice."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.demand_level import demand_variance, level


@pytest.mark.parametrize(
    ("mean", "variance", "service", "expected"),
    [
        # scipy.stats.nbinom.ppf, poisson.ppf
        (3, 9, 0.95, 9),
        (0.2, 3, 0.98, 2),
        (80, 500, 0.95, 120),
        (3, 3, 0.95, 6),
        (0.1, 0.1, 0.9, 0),
        (0.1, 0.1, 0.95, 1),
        (3, 1, 0.95, 6),  # less than chance is not believed
        (0, 0, 0.99, 0),
    ],
)
def test_levels_are_quantiles(
    mean: float, variance: float, service: float, expected: float
) -> None:
    found = level(*(np.array([value]) for value in (mean, variance, service)))
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("mean", "variance", "expected"), [(500, 600, 541), (500, 50_000, 915), (5000, 5e6, 9225)]
)
def test_large_levels_are_near_the_quantile(mean: float, variance: float, expected: float) -> None:
    found = level(np.array([mean]), np.array([variance]), np.array([0.95]))
    assert found[0] == pytest.approx(expected, rel=0.01)


def test_an_unknown_rate_has_no_level() -> None:
    assert np.isnan(level(np.array([np.nan]), np.array([1.0]), np.array([0.9]))).all()


def test_a_level_is_enough_as_often_as_is_wished() -> None:
    rng = np.random.default_rng(8)
    demand = rng.negative_binomial(0.7, 0.7 / (0.7 + 6), 40_000)
    found = level(np.array([6.0]), np.array([6 + 36 / 0.7]), np.array([0.92]))[0]
    assert np.mean(demand <= found) >= 0.92
    assert np.mean(demand <= found - 1) < 0.92


def test_errors_add_up_over_the_periods() -> None:
    periods = np.array([0.5, 1.0, 4.0])
    assert demand_variance(np.full(3, 10.0), periods, 0.0).tolist() == [5, 10, 40]
    assert demand_variance(np.full(1, 10.0), np.array([4.0]), 0.1)[0] > 40
