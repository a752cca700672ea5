"""Forecasts of intermittent demand, for many products at once.

Every function takes the demand of n products in T periods, shape (n, T), oldest first, and returns
forecasts of shape (n, T + 1): column t is the rate a period expected after the first t periods, so
that the last column is the forecast now and the others are those of a back-test. Periods before
the first demand of a product are no history: its forecasts there are NaN. `warm` begins a smoothing
as a mean of the first values; without it the published formulas and the usual libraries are met.

Sources:
    Croston: Croston (1972), Forecasting and stock control for intermittent demands, Operational
    Research Quarterly 23, 289-303.
    SBA: Syntetos and Boylan (2005), The accuracy of intermittent demand estimates, International
    Journal of Forecasting 21, 303-314.
    TSB: Teunter, Syntetos and Babai (2011), Intermittent demand: linking forecasting to inventory
    obsolescence, European Journal of Operational Research 214, 606-615.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.stock import Method

Demand: TypeAlias = npt.NDArray[np.float64]

ALPHA = 0.1
"""Weight of the newest value; small, as is usual for intermittent demand (Syntetos and Boylan)."""


def starts(demand: Demand) -> npt.NDArray[np.int64]:
    """Period of the first demand of each product, shape (n,); T where there is none."""
    asked = demand > 0
    first: npt.NDArray[np.int64] = np.where(
        asked.any(axis=1), asked.argmax(axis=1), demand.shape[1]
    )
    return first


def naive(demand: Demand) -> Demand:
    """The demand of the last period goes on."""
    out = _unknown(demand)
    out[:, 1:] = np.where(_begun(demand), demand, np.nan)
    return out


def mean(demand: Demand) -> Demand:
    """The mean of all periods since the first demand."""
    out = _unknown(demand)
    begun = _begun(demand)
    periods = np.cumsum(begun, axis=1)
    sums = np.cumsum(demand, axis=1)
    out[:, 1:] = np.divide(sums, periods, out=np.full_like(sums, np.nan), where=begun)
    return out


def ses(demand: Demand, alpha: float = ALPHA, *, warm: bool = True) -> Demand:
    """Simple exponential smoothing, begun with the first demand."""
    out = _unknown(demand)
    begun = _begun(demand)
    level, count = np.zeros(len(demand)), np.zeros(len(demand))
    for t in range(demand.shape[1]):
        now = begun[:, t]
        count += now
        level += np.where(now, _weight(count, alpha, warm=warm) * (demand[:, t] - level), 0.0)
        out[:, t + 1] = np.where(now, level, np.nan)
    return out


def croston(demand: Demand, alpha: float = ALPHA, *, warm: bool = True) -> Demand:
    """Smoothed size of a demand divided by the smoothed interval between two.

    The interval before the first demand is not known and taken as 1; the first one that is seen
    takes its place where *warm*.
    """
    out = _unknown(demand)
    size, interval = np.zeros(len(demand)), np.ones(len(demand))
    count, since = np.zeros(len(demand)), np.zeros(len(demand))
    for t in range(demand.shape[1]):
        value = demand[:, t]
        asked, known = value > 0, count > 0
        since += known
        count += asked
        size += np.where(asked, _weight(count, alpha, warm=warm) * (value - size), 0.0)
        weight = _weight(count - 1, alpha, warm=warm) if warm else alpha
        interval += np.where(asked & known, weight * (since - interval), 0.0)
        since[asked] = 0
        out[:, t + 1] = np.where(count > 0, size / interval, np.nan)
    return out


def sba(demand: Demand, alpha: float = ALPHA, *, warm: bool = True) -> Demand:
    """Croston's forecast without its bias, by the factor 1 - alpha / 2."""
    return croston(demand, alpha, warm=warm) * (1 - alpha / 2)


def tsb(demand: Demand, alpha: float = ALPHA, *, warm: bool = True) -> Demand:
    """Smoothed size times smoothed chance of a demand; falls where nothing is asked for."""
    out = _unknown(demand)
    size, chance = np.zeros(len(demand)), np.zeros(len(demand))
    demands, periods = np.zeros(len(demand)), np.zeros(len(demand))
    for t in range(demand.shape[1]):
        value = demand[:, t]
        asked = value > 0
        demands += asked
        known = demands > 0
        periods += known
        size += np.where(asked, _weight(demands, alpha, warm=warm) * (value - size), 0.0)
        chance += np.where(known, _weight(periods, alpha, warm=warm) * (asked - chance), 0.0)
        out[:, t + 1] = np.where(known, size * chance, np.nan)
    return out


def _weight(count: Demand, alpha: float, *, warm: bool) -> Demand:
    """Weight of the newest of *count* values: all of it for the first one, then *alpha*.

    Warm, it is that of a mean until *alpha* is reached: else the first value, which is as much
    chance as any other, would weigh a third after ten values.
    """
    young = 1 / np.maximum(count, 1)
    return np.maximum(alpha, young) if warm else np.where(count <= 1, 1.0, alpha)


METHODS: Mapping[Method, Callable[[Demand], Demand]] = MappingProxyType(
    {
        Method.NAIVE: naive,
        Method.MEAN: mean,
        Method.SES: ses,
        Method.CROSTON: croston,
        Method.SBA: sba,
        Method.TSB: tsb,
    }
)
"""All methods, the naive one first."""


def running_mse(demand: Demand, forecasts: Demand) -> Demand:
    """Mean square of the one-step errors so far, shape (n, T + 1); NaN before the second period."""
    errors = demand - forecasts[:, :-1]
    known = np.isfinite(errors)
    squares = np.cumsum(np.where(known, errors, 0.0) ** 2, axis=1)
    counts = np.cumsum(known, axis=1)
    out = _unknown(demand)
    out[:, 1:] = np.divide(squares, counts, out=np.full_like(squares, np.nan), where=counts > 0)
    return out


def _begun(demand: Demand) -> npt.NDArray[np.bool_]:
    return np.logical_or.accumulate(demand > 0, axis=1)


def _unknown(demand: Demand) -> Demand:
    return np.full((demand.shape[0], demand.shape[1] + 1), np.nan)
