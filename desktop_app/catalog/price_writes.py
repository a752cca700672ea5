"""Prices of a list: kept, and followed by the prices of the products, in one transaction."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, selectinload

from desktop_app.catalog import change_log
from desktop_app.catalog.checksums import product_checksum
from desktop_app.catalog.ledger_schema import PricePointRow
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.rows import chunks, product_data, sealed
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind, plain
from desktop_app.core.price import NewPrice


@dataclass(slots=True)
class PriceTally:
    """What became of prices: `changed` are new prices now, `history` older ones that were added."""

    changed: int = 0
    unchanged: int = 0
    history: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A price of a product from a moment on; `point_id` is 0 until it is kept."""

    at: datetime
    price: Decimal | None
    currency: str
    point_id: int = 0


_AT = attrgetter("at")


def known_prices(session: Session, ids: Iterable[int]) -> dict[int, list[Known]]:
    """All prices of each product that has any, oldest first."""
    found: dict[int, list[Known]] = {}
    for chunk in chunks(ids):
        rows = (
            select(
                PricePointRow.product_id,
                PricePointRow.at,
                PricePointRow.price,
                PricePointRow.currency,
                PricePointRow.id,
            )
            .where(PricePointRow.product_id.in_(chunk))
            .order_by(PricePointRow.at, PricePointRow.id)
        )
        for number, at, price, currency, point_id in session.execute(rows):
            found.setdefault(number, []).append(Known(at, price, currency, point_id))
    return found


def price_at(prices: Sequence[Known], at: datetime) -> Known | None:
    """The one of *prices*, oldest first, that holds at this moment."""
    place = bisect_right(prices, at, key=_AT)
    return prices[place - 1] if place else None


class PriceWriter:
    """Keeps one batch of prices in the transaction of *session*.

    What is known is read once, and what is new is written in a few statements, whatever the length
    of the list.
    """

    def __init__(self, session: Session, person: str, now: datetime) -> None:
        self._session, self._person, self._now = session, person, now
        self._points: list[dict[str, Any]] = []
        self._known: dict[int, list[Known]] = {}
        self._newest: dict[int, Known] = {}
        self.tally = PriceTally()

    def add(self, prices: Sequence[NewPrice]) -> PriceTally:
        """Keep *prices*; those of products that are gone are passed over."""
        rows = _products(self._session, {price.product_id for price in prices})
        self._known = known_prices(self._session, rows)
        self._keep_first_prices(rows)
        for price in sorted(prices, key=lambda each: each.at or self._now):
            if price.product_id in rows:
                self._add(rows[price.product_id], price)
        if self._points:
            self._session.execute(insert(PricePointRow), self._points)
        self._follow(rows)
        return self.tally

    def _keep_first_prices(self, rows: Mapping[int, ProductRow]) -> None:
        """Products that had a price before any was kept: it is their first one."""
        for number, row in rows.items():
            if number not in self._known and row.price is not None:
                first = Known(row.created_at, row.price, row.currency)
                self._keep(number, first, None, "")

    def _add(self, product: ProductRow, new: NewPrice) -> None:
        currency = new.currency or self._currency(product)
        price = Known(new.at or self._now, new.price, currency)
        known = self._known.get(product.id, [])
        earlier = price_at(known, price.at)
        if earlier is not None and (earlier.price, earlier.currency) == (new.price, currency):
            self.tally.unchanged += 1
            return
        is_newest = not known or known[-1].at <= price.at
        self._keep(product.id, price, earlier, new.source)
        if is_newest:
            self.tally.changed += 1
            self._newest[product.id] = price
        else:
            self.tally.history += 1

    def _currency(self, product: ProductRow) -> str:
        newest = self._newest.get(product.id)
        return newest.currency if newest else product.currency

    def _keep(self, number: int, price: Known, earlier: Known | None, source: str) -> None:
        known = self._known.setdefault(number, [])
        known.insert(bisect_right(known, price.at, key=_AT), price)
        self._points.append(
            {
                "product_id": number,
                "at": price.at,
                "before": earlier.price if earlier else None,
                "price": price.price,
                "currency_before": earlier.currency if earlier else "",
                "currency": price.currency,
                "person": self._person,
                "source": source,
            }
        )

    def _follow(self, rows: Mapping[int, ProductRow]) -> None:
        """Let the products have their newest price; each change is logged."""
        values, changes = list[dict[str, Any]](), list[Change]()
        for number, newest in self._newest.items():
            values.append(self._value(rows[number], newest))
            before = _facts(rows[number].price, rows[number].currency)
            after = _facts(newest.price, newest.currency)
            names = [name for name in after if before[name] != after[name]]
            if names:
                changes.append(
                    Change(
                        self._now,
                        self._person,
                        ChangeAction.CHANGED,
                        SubjectKind.PRICE,
                        rows[number].sku,
                        {name: before[name] for name in names if before[name]},
                        {name: after[name] for name in names if after[name]},
                    )
                )
        if values:
            self._session.execute(update(ProductRow), values)
        change_log.record_all(self._session, changes)

    def _value(self, row: ProductRow, newest: Known) -> dict[str, Any]:
        """What is written into the product, with the checksum of it."""
        before = product_data(row)
        was_intact = product_checksum(before, withdrawn=row.withdrawn) == row.crc32
        after = replace(before, price=newest.price, currency=newest.currency)
        checksum = product_checksum(after, withdrawn=row.withdrawn)
        return {
            "id": row.id,
            "price": newest.price,
            "currency": newest.currency,
            "changed_at": self._now,
            "changed_by": self._person,
            "crc32": sealed(checksum, was_intact=was_intact),
        }


def _facts(price: Decimal | None, currency: str) -> dict[str, object]:
    return {"price": plain(price), "currency": currency}


def _products(session: Session, ids: Iterable[int]) -> dict[int, ProductRow]:
    """Products with all that their checksum is made of."""
    parts = (selectinload(ProductRow.attributes), selectinload(ProductRow.codes))
    found = (
        session.scalars(select(ProductRow).options(*parts).where(ProductRow.id.in_(chunk), LIVE))
        for chunk in chunks(ids)
    )
    return {row.id: row for rows in found for row in rows}
