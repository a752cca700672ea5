"""Which price changes pass a limit: the new ones since the last look, compared in a few reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desktop_app.catalog.ledger_schema import (
    PriceAlertRow,
    PriceLimitRow,
    PricePointRow,
    PriceWatchRow,
)
from desktop_app.catalog.price_writes import Known, known_prices, price_at
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.rows import chunks
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.price import (
    DRIFT_DAYS,
    NO_LIMIT,
    STANDARD_LIMIT,
    AlertKind,
    AlertState,
    PriceLimit,
    passed,
)
from desktop_app.core.stock import Scope

Limits = Mapping[tuple[str, str], PriceLimit]
_Alert = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Point:
    """A price that came, with the one before it."""

    point_id: int
    product_id: int
    at: datetime
    before: Decimal | None
    price: Decimal | None
    currency_before: str
    currency: str


def watch(session: Session) -> int:
    """Compare prices that came since the last time with the limits; how many alerts arose."""
    seen = session.get_one(PriceWatchRow, 1)
    news, last = _newest_since(session, seen.last_point)
    limits, alerts = all_limits(session), dict[int, _Alert]()
    for chunk in chunks(news):
        alerts |= _alerts(session, [news[number] for number in chunk], limits)
    if alerts:
        session.execute(insert(PriceAlertRow), [alerts[number] for number in sorted(alerts)])
    seen.last_point = last
    return len(alerts)


def all_limits(session: Session) -> dict[tuple[str, str], PriceLimit]:
    """What was set, by scope and name."""
    return {(row.scope, row.name): limit_of(row) for row in session.scalars(select(PriceLimitRow))}


def limit_of(row: PriceLimitRow) -> PriceLimit:
    return PriceLimit(row.rise, row.fall, row.drift)


def _newest_since(session: Session, last_point: int) -> tuple[dict[int, _Point], int]:
    """The newest of the points after *last_point*, by product, and the id of the last of all."""
    rows = (
        select(
            PricePointRow.id,
            PricePointRow.product_id,
            PricePointRow.at,
            PricePointRow.before,
            PricePointRow.price,
            PricePointRow.currency_before,
            PricePointRow.currency,
        )
        .where(PricePointRow.id > last_point)
        .order_by(PricePointRow.id)
    )
    newest: dict[int, _Point] = {}
    for row in session.execute(rows):
        point, last_point = _Point(*row), row.id
        before = newest.get(point.product_id)
        if before is None or before.at <= point.at:
            newest[point.product_id] = point
    return newest, last_point


def _alerts(session: Session, news: Sequence[_Point], limits: Limits) -> dict[int, _Alert]:
    """The alert of each point that needs one, by the id of the point.

    Only the newest price of a product can be news.
    """
    ids = [point.product_id for point in news]
    categories = _categories(session, ids)
    prices = known_prices(session, ids)
    found: dict[int, _Alert] = {}
    for point in news:
        known = prices[point.product_id]
        if point.product_id in categories and known[-1].point_id == point.point_id:
            limit = _limit_for(limits, categories[point.product_id], point.product_id)
            alert = _alert(point, known, limit)
            if alert is not None:
                found[point.point_id] = alert
    return found


def _alert(point: _Point, prices: Sequence[Known], limit: PriceLimit) -> _Alert | None:
    if point.before is None or point.price is None:
        return None
    if point.currency_before and point.currency != point.currency_before:
        return _values(point, AlertKind.CURRENCY, None, None)
    then = price_at(prices, point.at - timedelta(days=DRIFT_DAYS))
    comparable = then.price if then is not None and then.currency == point.currency else None
    told = passed(point.before, point.price, comparable, limit)
    return _values(point, *told) if told else None


def _values(
    point: _Point, kind: AlertKind, percent: Decimal | None, limit: Decimal | None
) -> _Alert:
    return {
        "product_id": point.product_id,
        "at": point.at,
        "kind": kind.value,
        "before": point.before,
        "price": point.price,
        "currency": point.currency,
        "percent": percent,
        "limit_percent": limit,
        "state": AlertState.NEW.value,
        "state_by": "",
    }


def _categories(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Category of each product that is there."""
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        rows = select(ProductRow.id, ProductRow.category).where(ProductRow.id.in_(chunk), LIVE)
        found |= {number: category for number, category in session.execute(rows)}  # noqa: C416
    return found


def _limit_for(limits: Limits, category: str, product_id: int) -> PriceLimit:
    own = limits.get((Scope.PRODUCT.value, str(product_id)), NO_LIMIT)
    wider = limits.get((Scope.CATEGORY.value, category), NO_LIMIT) if category else NO_LIMIT
    widest = limits.get((Scope.CATALOGUE.value, ""), NO_LIMIT)
    return own.over(wider).over(widest).over(STANDARD_LIMIT)
