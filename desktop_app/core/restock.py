"""When to order and how much: a stock that is looked at again and again, filled up to a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

import numpy as np

from desktop_app.core.demand_class import CLASSES, METHOD_OF, classes
from desktop_app.core.demand_forecast import METHODS, Demand, running_mse
from desktop_app.core.demand_level import demand_variance, level
from desktop_app.core.stock import (
    NO_FORECAST,
    DemandClass,
    Forecast,
    Method,
    RestockLine,
    RestockState,
    StockRule,
)

PERIOD_DAYS = 7
"""A period of the forecast is a week, so that the days of the week do not matter."""
ZERO = Decimal(0)

STATE_ORDER = {state: rank for rank, state in enumerate(RestockState)}


@dataclass(frozen=True, slots=True)
class ProductStock:
    """A product with what is known of its stock; `rule` has nothing left open."""

    product_id: int
    sku: str
    name: str
    category: str
    location: str
    stock: Decimal | None
    on_order: Decimal
    rule: StockRule


def restock_lines(products: Sequence[ProductStock], demand: Demand) -> list[RestockLine]:
    """What to order of *products*, whose demand a week is *demand*, shape (n, T), oldest first."""
    if not products:
        return []
    forecasts, mse = forecast_now(demand)
    rates = np.array([np.nan if f.per_day is None else f.per_day for f in forecasts])
    lead = np.array([float(item.rule.lead_days or 0) for item in products])
    review = np.array([float(item.rule.review_days or 0) for item in products])
    service = np.array([item.rule.service or 0.5 for item in products])
    reorder, up_to = (
        level(rates * days, demand_variance(mse, days / PERIOD_DAYS), service)
        for days in (lead, lead + review)
    )
    return [
        _line(item, forecasts[i], _exact(reorder[i]), _exact(up_to[i]))
        for i, item in enumerate(products)
    ]


def forecast_now(demand: Demand) -> tuple[list[Forecast], Demand]:
    """The forecast of each product, and the mean square of its errors, shape (n,)."""
    n, periods = demand.shape
    if not periods:
        return [NO_FORECAST] * n, np.zeros(n)
    found = classes(demand)[:, -1]
    rate, mse = np.full(n, np.nan), np.full(n, np.nan)
    for method in {METHOD_OF[CLASSES[position]] for position in np.unique(found)} - {Method.NONE}:
        uses = np.array([METHOD_OF[CLASSES[position]] is method for position in found])
        values = METHODS[method](demand[uses])
        rate[uses], mse[uses] = values[:, -1], running_mse(demand[uses], values)[:, -1]
    asked = demand > 0
    begun = np.logical_or.accumulate(asked, axis=1).sum(axis=1)
    counts, totals = asked.sum(axis=1), demand.sum(axis=1)
    forecasts = [
        Forecast(
            CLASSES[found[i]],
            METHOD_OF[CLASSES[found[i]]],
            None if np.isnan(rate[i]) else float(rate[i]) / PERIOD_DAYS,
            int(begun[i]),
            int(counts[i]),
            float(totals[i]),
        )
        for i in range(n)
    ]
    return forecasts, mse


def _exact(value: float) -> Decimal | None:
    return None if np.isnan(value) else Decimal(int(value))


def _line(
    item: ProductStock, forecast: Forecast, reorder: Decimal | None, up_to: Decimal | None
) -> RestockLine:
    minimum = item.rule.minimum or ZERO
    known = reorder is not None or minimum > 0
    reorder_at = max(reorder or ZERO, minimum) if known else None
    target = max(up_to or ZERO, minimum) if known else None
    order = _order(item, reorder_at, target)
    days_left = _days_left(item.stock, forecast)
    return RestockLine(
        product_id=item.product_id,
        sku=item.sku,
        name=item.name,
        category=item.category,
        location=item.location,
        stock=item.stock,
        on_order=item.on_order,
        rule=item.rule,
        forecast=forecast,
        state=_state(item, forecast, reorder_at, days_left, order),
        days_left=days_left,
        reorder_at=reorder_at,
        up_to=target,
        order=order,
    )


def _order(item: ProductStock, reorder_at: Decimal | None, target: Decimal | None) -> Decimal:
    """How many to order: up to *target* in whole packs, once the stock is down to *reorder_at*.

    With a minimum alone, an order is due when the stock is below it.
    """
    if item.stock is None or reorder_at is None or target is None:
        return ZERO
    position = item.stock + item.on_order
    if position >= target or position > reorder_at:
        return ZERO
    pack = item.rule.pack or Decimal(1)
    packs = ((target - position) / pack).to_integral_value(ROUND_CEILING)
    return max(packs, ZERO) * pack


def _days_left(stock: Decimal | None, forecast: Forecast) -> float | None:
    if stock is None or not forecast.per_day:
        return None
    return max(float(stock), 0.0) / forecast.per_day


def _state(
    item: ProductStock,
    forecast: Forecast,
    reorder_at: Decimal | None,
    days_left: float | None,
    order: Decimal,
) -> RestockState:
    if item.stock is None or reorder_at is None:
        return RestockState.UNKNOWN
    wanted = bool(forecast.per_day) or bool(item.rule.minimum)
    if order > 0:
        return RestockState.OUT if item.stock <= 0 else RestockState.ORDER
    if item.on_order > 0:
        return RestockState.ORDERED
    if forecast.demand_class is DemandClass.ENDED or not wanted:
        return RestockState.NOT_ASKED
    ahead = (item.rule.lead_days or 0) + (item.rule.review_days or 0)
    is_soon = days_left is not None and days_left <= ahead
    return RestockState.SOON if is_soon else RestockState.FINE


def urgency(line: RestockLine) -> tuple[int, float, str]:
    """What lines are sorted by, most urgent first."""
    slack = float("inf") if line.days_left is None else line.days_left
    return STATE_ORDER[line.state], slack - (line.rule.lead_days or 0), line.sku
