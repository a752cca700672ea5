"""How good the forecasts would have been: each week of the past is forecast from those before it.

Rolling origin: at each origin t the forecast knows the first t periods alone; it is compared with
the demand of the next `horizon` periods together, for that is what an order has to cover.

Measures: MASE (Hyndman and Koehler 2006, International Journal of Forecasting 22, 679-688) scaled
by the naive one-step errors of the history known at the origin; bias as share of the demand;
pinball loss of the stock level as share of the demand; and the service that the level reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.core.demand_class import CLASSES, METHOD_OF, classes
from desktop_app.core.demand_forecast import METHODS, Demand, running_mse
from desktop_app.core.demand_level import demand_variance, level
from desktop_app.core.stock import DemandClass, Method

ORIGINS = 12
"""Most origins, the latest ones."""
LEAST_KNOWN = 8
"""Periods since the first demand that an origin needs."""
MOST_CELLS = 2_000_000
"""Products x periods at most: a sample of a large catalogue tells as much."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one method did.

    Attributes:
        mase: mean absolute scaled error; 1 is as good as the naive forecast of one period.
        bias: forecast less demand, as share of the demand; above 0 is too much.
        pinball: loss of the stock level at the service wished, as share of the demand.
        service: share of the times in which the level was enough.
        stock: mean level, as multiple of the demand that it had to cover.
    """

    mase: float
    bias: float
    pinball: float
    service: float
    stock: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """Scores by method; `chosen` is what the program uses. Empty where no history is long enough.

    Attributes:
        products, forecasts: how many were tried.
        horizon: periods forecast together.
        wished: service that the levels are made for.
        by_class: products by their class.
    """

    products: int
    forecasts: int
    horizon: int
    wished: float
    scores: Mapping[Method, Score]
    chosen: Score | None
    by_class: Mapping[DemandClass, int]


def back_test(demand: Demand, horizon: int, service: float, origins: int = ORIGINS) -> BackTest:
    """Try all methods on *demand*, shape (n, T), oldest first.

    Args:
        demand: of n products in T periods.
        horizon: periods that are forecast together, 1 or more.
        service: chance that the stock levels are made for.
        origins: how many at most.
    """
    periods = demand.shape[1]
    times = range(max(LEAST_KNOWN, periods - horizon - origins + 1), periods - horizon + 1)
    if not times or not len(demand):
        return BackTest(0, 0, horizon, service, {}, None, {})
    found = classes(demand)[:, times.start : times.stop]
    begun = np.cumsum(np.logical_or.accumulate(demand > 0, axis=1), axis=1)
    known = begun[:, times.start - 1 : times.stop - 1] >= LEAST_KNOWN
    usable = known & (found != CLASSES.index(DemandClass.TOO_LITTLE))
    usable &= found != CLASSES.index(DemandClass.NO_HISTORY)
    truth = (_next(demand, times, horizon), _naive_scale(demand)[:, times.start : times.stop])
    usable &= truth[1] > 0
    trials = {m: _trial(m, demand, times, horizon, service) for m in METHODS}
    if not usable.any():
        return BackTest(0, 0, horizon, service, {}, None, {})
    scores = {
        method: _score(trial, truth, usable, horizon, service) for method, trial in trials.items()
    }
    chosen = _of_class(found, trials)
    latest = found[:, -1][usable.any(axis=1)]
    return BackTest(
        products=int(usable.any(axis=1).sum()),
        forecasts=int(usable.sum()),
        horizon=horizon,
        wished=service,
        scores=scores,
        chosen=_score(chosen, truth, usable, horizon, service),
        by_class={name: int((latest == i).sum()) for i, name in enumerate(CLASSES)},
    )


def _next(demand: Demand, times: range, horizon: int) -> Demand:
    """Demand of the next *horizon* periods together, at each origin."""
    sums = np.concatenate([np.zeros((len(demand), 1)), np.cumsum(demand, axis=1)], axis=1)
    return np.stack([sums[:, t + horizon] - sums[:, t] for t in times], axis=1)


def _naive_scale(demand: Demand) -> Demand:
    """Mean absolute one-step error of the naive forecast so far, shape (n, T + 1)."""
    naive = METHODS[Method.NAIVE](demand)
    errors = np.abs(demand - naive[:, :-1])
    known = np.isfinite(errors)
    sums, counts = np.cumsum(np.where(known, errors, 0), axis=1), np.cumsum(known, axis=1)
    out = np.zeros((demand.shape[0], demand.shape[1] + 1))
    out[:, 1:] = np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)
    return out


def _trial(
    method: Method, demand: Demand, times: range, horizon: int, service: float
) -> tuple[Demand, Demand]:
    """Expected demand of the horizon, and the stock level for it, at each origin."""
    forecasts = METHODS[method](demand)
    part = slice(times.start, times.stop)
    expected = forecasts[:, part] * horizon
    mse = running_mse(demand, forecasts)[:, part]
    alpha = 1.0 if method is Method.NAIVE else 0.1
    variance = demand_variance(mse, np.full_like(mse, float(horizon)), alpha)
    levels = level(expected.ravel(), variance.ravel(), np.full(expected.size, service))
    return expected, levels.reshape(expected.shape)


def _of_class(
    found: npt.NDArray[np.int8], trials: Mapping[Method, tuple[Demand, Demand]]
) -> tuple[Demand, Demand]:
    """What the program would have said: the method of the class that was known at the origin."""
    expected = np.full(found.shape, np.nan)
    levels = np.full(found.shape, np.nan)
    for position, name in enumerate(CLASSES):
        method = METHOD_OF[name]
        if method is not Method.NONE:
            holds = found == position
            expected[holds] = trials[method][0][holds]
            levels[holds] = trials[method][1][holds]
    return expected, levels


def _score(
    trial: tuple[Demand, Demand],
    truth: tuple[Demand, Demand],
    usable: npt.NDArray[np.bool_],
    horizon: int,
    service: float,
) -> Score:
    """Score of expected demand and levels against the demand that came and its naive scale."""
    (expected, levels), (actual, scale) = trial, truth
    error = (expected - actual)[usable]
    short = (actual - levels)[usable]
    total = float(actual[usable].sum()) or np.nan  # shares of nothing are unknown
    pinball = np.where(short > 0, service * short, (service - 1) * short)
    return Score(
        mase=float(np.mean(np.abs(error) / horizon / scale[usable])),
        bias=float(error.sum()) / total,
        pinball=float(pinball.sum()) / total,
        service=float(np.mean(short <= 0)),
        stock=float(levels[usable].sum()) / total,
    )


def sample(demand: Demand, cells: int = MOST_CELLS) -> Demand:
    """Every k-th product, so that the back-test stays within memory and time."""
    if not demand.size:
        return demand
    step = max(1, -(-demand.size // cells))
    return demand[::step]


def rows_of(test: BackTest) -> Sequence[tuple[Method | None, Score]]:
    """Scores in the order of a table; None names what the program uses."""
    rows: list[tuple[Method | None, Score]] = list(test.scores.items())
    return [*rows, (None, test.chosen)] if test.chosen else rows
