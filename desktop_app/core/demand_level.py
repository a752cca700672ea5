"""How much stock covers the demand of a time with a given chance.

Demand is taken to be negative binomial where it varies more than at random, else Poisson (Syntetos,
Lengu and Babai 2013, A note on the demand distributions of spare parts, International Journal of
Production Research 51, 6356-6358); above `COUNTED` pieces a gamma distribution stands for it, its
quantile by Wilson and Hilferty (1931).
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from desktop_app.core.demand_forecast import ALPHA, Demand

COUNTED = 100.0
"""Expected demand, in steps of the counting, up to which single steps are counted."""
MOST_STEPS = 20_000
LEAST_MEAN = 1e-9


def demand_variance(mse: Demand, periods: Demand, alpha: float = ALPHA) -> Demand:
    """Variance of the error of a forecast for several periods together.

    Args:
        mse: mean square of the one-step errors.
        periods: how many periods; may be a fraction.
        alpha: weight of the smoothing that made the forecast.

    Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing,
    section 6.1: errors of the level add up over the periods. Below one period it is taken in part.
    """
    h = np.maximum(periods, 1.0)
    growth = h * (1 + alpha * (h - 1) + alpha**2 * (h - 1) * (2 * h - 1) / 6)
    variance: Demand = mse * np.where(periods < 1, periods, growth)
    return variance


def level(mean: Demand, variance: Demand, service: Demand) -> Demand:
    """Least stock that is enough with a chance of *service*, in whole pieces; shape (n,).

    Args:
        mean: expected demand; NaN stays NaN.
        variance: of the demand; never taken to be less than that of chance (Poisson).
        service: chance, between 0 and 1.
    """
    mean, variance, service = (
        np.array(values, dtype=float)
        for values in np.broadcast_arrays(*map(np.atleast_1d, (mean, variance, service)))
    )
    out = np.where(np.isnan(mean), np.nan, 0.0)
    asked = mean > LEAST_MEAN
    variance = np.maximum(np.where(np.isfinite(variance), variance, mean), mean)
    dispersion = np.divide(variance, mean, out=np.ones_like(mean), where=asked)
    step = np.clip(mean / COUNTED, 1.0, dispersion)
    counted = asked & (mean / step <= COUNTED * 1.000001)
    out[counted] = step[counted] * _counted_quantile(
        mean[counted] / step[counted], variance[counted] / step[counted] ** 2, service[counted]
    )
    many = asked & ~counted
    out[many] = _gamma_quantile(mean[many], variance[many], service[many])
    whole: Demand = np.ceil(out - 1e-9) + 0.0  # no negative zero
    return whole


def _counted_quantile(mean: Demand, variance: Demand, service: Demand) -> Demand:
    """Quantile of the negative binomial, summed up from zero for all products at once."""
    extra = np.maximum(variance - mean, mean * 1e-6)
    size = mean**2 / extra  # r of the negative binomial
    chance = mean / (mean + size)
    log_term = -size * np.log1p(mean / size)  # log of P(0)
    found = np.zeros(len(mean))
    below = np.exp(log_term)
    active = np.flatnonzero(below < service)
    for k in range(1, MOST_STEPS):
        if not len(active):
            break
        log_term[active] += np.log((size[active] + k - 1) * chance[active] / k)
        below[active] += np.exp(log_term[active])
        found[active] = k
        active = active[below[active] < service[active]]
    return found


def _gamma_quantile(mean: Demand, variance: Demand, service: Demand) -> Demand:
    shape = mean**2 / variance
    normal = NormalDist()
    z: npt.NDArray[np.float64] = np.array([normal.inv_cdf(float(value)) for value in service])
    root = 1 - 1 / (9 * shape) + z * np.sqrt(1 / (9 * shape))
    quantile: Demand = mean * np.maximum(root, 0) ** 3
    return quantile
