"""How a product is asked for, and which forecast fits that.

Source: Syntetos, Boylan and Croston (2005), On the categorization of demand patterns, Journal of
the Operational Research Society 56, 495-503: the cut-off values are theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from desktop_app.core.demand_forecast import Demand
from desktop_app.core.stock import DemandClass, Method

INTERVAL_CUT = 1.32
"""Mean periods between two demands above which demand is intermittent."""
VARIATION_CUT = 0.49
"""Squared coefficient of variation of the sizes above which they are erratic."""
LEAST_PERIODS = 4
"""Fewer periods since the first demand: nothing is said."""
LEAST_DEMANDS = 2
"""Fewer demands: no interval was ever seen."""
ENDED_INTERVALS = 4.0
"""Nothing for so many mean intervals: demand has probably ended."""
ENDED_LEAST = 8
"""Periods without any demand that an end needs at least."""

CLASSES = tuple(DemandClass)
METHOD_OF: Mapping[DemandClass, Method] = MappingProxyType(
    {
        DemandClass.NO_HISTORY: Method.NONE,
        DemandClass.TOO_LITTLE: Method.NONE,
        DemandClass.SMOOTH: Method.SES,
        DemandClass.ERRATIC: Method.SES,
        DemandClass.INTERMITTENT: Method.SBA,
        DemandClass.LUMPY: Method.SBA,
        DemandClass.ENDED: Method.TSB,
    }
)
"""Which forecast is used; the back-test in docs/stock.md compares them all."""


def classes(demand: Demand) -> npt.NDArray[np.int8]:
    """Class of each product after each period, shape (n, T + 1), as positions in `CLASSES`."""
    n, periods = demand.shape
    asked = demand > 0
    demands = _running(asked.astype(float))
    begun = _running(np.logical_or.accumulate(asked, axis=1).astype(float))
    total, squares = _running(demand), _running(demand**2)
    size = _divided(total, demands)
    variation = np.maximum(_divided(squares, demands) - size**2, 0) / np.maximum(size, 1e-12) ** 2
    interval = _divided(begun, demands)
    index = np.arange(periods)
    last = np.maximum.accumulate(np.where(asked, index, -1), axis=1)
    quiet = np.concatenate([np.zeros((n, 1)), index - last], axis=1)
    enough = (begun >= LEAST_PERIODS) & (demands >= LEAST_DEMANDS)
    ended = (quiet >= ENDED_LEAST) & (quiet > ENDED_INTERVALS * _divided(begun - quiet, demands))
    often, even = interval <= INTERVAL_CUT, variation <= VARIATION_CUT
    rules = (
        (demands == 0, DemandClass.NO_HISTORY),
        (~enough, DemandClass.TOO_LITTLE),
        (ended, DemandClass.ENDED),
        (often & even, DemandClass.SMOOTH),
        (often, DemandClass.ERRATIC),
        (even, DemandClass.INTERMITTENT),
    )
    return np.select(
        [holds for holds, _ in rules],
        [CLASSES.index(name) for _, name in rules],
        CLASSES.index(DemandClass.LUMPY),
    ).astype(np.int8)


def _running(values: Demand) -> Demand:
    """Sums of the first t periods, shape (n, T + 1)."""
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)


def _divided(numerator: Demand, denominator: Demand) -> Demand:
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator > 0)
