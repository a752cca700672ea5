"""Tries the forecasts on generated demand whose law is known, as tables for docs/stock.md.

`python -m tests.benchmarks.forecasts [--products 2000] [--weeks 2] [--service 0.95]`
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from desktop_app.core.backtest import back_test, rows_of
from desktop_app.core.demand_forecast import Demand

PERIODS = 104
SEED = 1


def laws(n: int) -> dict[str, Demand]:
    """Demand of *n* products in two years, by what it is made with."""
    rng, shape = np.random.default_rng(SEED), (n, PERIODS)
    chance = rng.random
    ended = (chance(shape) < 0.5) * (1 + rng.poisson(3, shape))
    ended[:, 94:] = 0
    weeks = np.arange(PERIODS) / 52 * 2 * np.pi
    step = np.where(np.arange(PERIODS) < PERIODS - 20, 5, 12)
    return {
        "steady: Poisson, 20 a week": rng.poisson(20, shape),
        "uneven: negative binomial, 15 a week, k 0.8": rng.negative_binomial(
            0.8, 0.8 / 15.8, shape
        ),
        "now and then: 1 week in 5, 1 + Poisson 2": (chance(shape) < 0.2)
        * (1 + rng.poisson(2, shape)),
        "rare and uneven: 1 week in 7, k 0.5": (chance(shape) < 0.15)
        * (1 + rng.negative_binomial(0.5, 0.5 / 10.5, shape)),
        "ended ten weeks ago": ended,
        "rises from 5 to 12 a week 20 weeks ago": rng.poisson(np.broadcast_to(step, shape)),
        "season: 10 a week, half more or less": rng.poisson(
            np.broadcast_to(10 * (1 + 0.5 * np.sin(weeks)), shape)
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=2000)
    parser.add_argument("--weeks", type=int, default=2)
    parser.add_argument("--service", type=float, default=0.95)
    asked = parser.parse_args()
    for name, demand in laws(asked.products).items():
        test = back_test(demand.astype(float), asked.weeks, asked.service)
        sys.stdout.write(f"\n{name}\n\n| method | MASE | bias | pinball | enough | stock |\n")
        sys.stdout.write("|---|---|---|---|---|---|\n")
        for method, score in rows_of(test):
            values = (score.mase, score.bias, score.pinball, score.service, score.stock)
            words = " | ".join("–" if np.isnan(value) else f"{value:.3f}" for value in values)
            sys.stdout.write(f"| {method.value if method else '**chosen**'} | {words} |\n")


if __name__ == "__main__":
    main()
