"""Movements of stock: kept, and followed by the stock of the product, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log
from desktop_app.catalog.ledger_schema import MovementRow, StockOrderRow
from desktop_app.catalog.rows import chunks, is_intact_product, seal, whole
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind, plain
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import MovementKind, NewMovement

EPOCH = date(1970, 1, 1)


@dataclass(slots=True)
class MoveTally:
    """What became of movements.

    Attributes:
        applied: they moved the stock.
        history: they happened before the stock was counted or known, and only tell the demand.
        known: they were there already.
        ids: of those that were kept.
    """

    applied: int = 0
    history: int = 0
    known: int = 0
    ids: list[int] = field(default_factory=list)


def day_of(moment: datetime) -> int:
    """Days since 1970, UTC."""
    return (moment.astimezone(UTC).date() - EPOCH).days


class MovementWriter:
    """Keeps one batch of movements in the transaction of *session*."""

    def __init__(self, session: Session, person: str, now: datetime) -> None:
        self._session, self._person, self._now = session, person, now

    def add(self, movements: Sequence[tuple[NewMovement, str | None]]) -> MoveTally:
        """Keep movements, each with the key that tells it from others; those known are left out.

        Raises:
            CatalogueError: a product is gone.
        """
        ids = {movement.product_id for movement, _ in movements}
        rows = _products(self._session, ids)
        if ids - rows.keys():
            raise CatalogueError(MessageId.PRODUCT_GONE)
        seen = _known_keys(self._session, [key for _, key in movements if key])
        known_since = _known_since(self._session, rows)
        stocks = {number: row.stock for number, row in rows.items()}
        tally, values = MoveTally(), list[dict[str, Any]]()
        for movement, key in sorted(movements, key=lambda pair: pair[0].at or self._now):
            if key is not None and key in seen:
                tally.known += 1
                continue
            if key is not None:
                seen.add(key)
            values.append(self._value(movement, key, stocks, known_since))
        self._keep(values, tally)
        self._follow(rows, stocks)
        self._arrive(values)
        return tally

    def undo(self, movement_id: int) -> MoveTally:
        """Take a movement back by one that turns it round.

        Raises:
            CatalogueError: there is no such movement, or it was taken back already.
        """
        row = self._session.get(MovementRow, movement_id)
        again = select(MovementRow.id).where(MovementRow.undoes == movement_id)
        can_go = row is not None and row.kind not in {MovementKind.UNDO, MovementKind.SET}
        if row is None or not can_go or self._session.scalar(again) is not None:
            raise CatalogueError(MessageId.MOVEMENT_GONE)
        rows = _products(self._session, [row.product_id])
        if not rows:
            raise CatalogueError(MessageId.PRODUCT_GONE)
        stock = rows[row.product_id].stock
        after, moved = _turned_round(row, stock)
        value = {
            **self._row(row.product_id, MovementKind.UNDO, row.quantity, self._now),
            "day": row.day,
            "before": stock if moved else None,
            "after": after if moved else None,
            "demand": -row.demand,
            "undoes": movement_id,
        }
        tally = MoveTally()
        self._keep([value], tally)
        if moved:
            self._follow(rows, {row.product_id: after})
        return tally

    def _value(
        self,
        movement: NewMovement,
        key: str | None,
        stocks: dict[int, Decimal | None],
        known_since: dict[int, datetime],
    ) -> dict[str, Any]:
        number, kind = movement.product_id, movement.kind
        at = movement.at or self._now
        before = stocks[number]
        is_news = movement.at is None or at >= known_since[number]
        applies = is_news and (before is not None or kind is MovementKind.COUNT)
        after = _moved(kind, before, movement.quantity) if applies else None
        if applies:
            stocks[number] = after
            if kind is MovementKind.COUNT:
                known_since[number] = at
        return {
            **self._row(number, kind, movement.quantity, at),
            "before": before if applies else None,
            "after": after,
            "demand": float(movement.quantity) if kind is MovementKind.OUT else 0.0,
            "note": movement.note,
            "source": movement.source,
            "source_key": key,
            "lookup_id": movement.lookup_id,
        }

    def _row(
        self, product_id: int, kind: MovementKind, quantity: Decimal, at: datetime
    ) -> dict[str, Any]:
        return {
            "product_id": product_id,
            "at": at,
            "day": day_of(at),
            "kind": kind.value,
            "quantity": quantity,
            "person": self._person,
            "note": "",
            "source": "",
            "source_key": None,
            "undoes": None,
            "lookup_id": None,
        }

    def _keep(self, values: Sequence[dict[str, Any]], tally: MoveTally) -> None:
        if not values:
            return
        last = self._session.scalar(select(func.max(MovementRow.id))) or 0
        self._session.execute(insert(MovementRow), list(values))
        added = select(MovementRow.id).where(MovementRow.id > last).order_by(MovementRow.id)
        tally.ids = list(self._session.scalars(added))
        applied = sum(value["after"] is not None for value in values)
        tally.applied, tally.history = applied, len(values) - applied

    def _follow(self, rows: Mapping[int, ProductRow], stocks: Mapping[int, Decimal | None]) -> None:
        """Let the products have the stock that the movements left; each change is logged."""
        changes = []
        for number, row in rows.items():
            before, after = row.stock, stocks[number]
            if before == after:
                continue
            was_intact = is_intact_product(row)
            row.stock, row.changed_at, row.changed_by = after, self._now, self._person
            seal(row, was_intact=was_intact)
            changes.append(
                Change(
                    self._now,
                    self._person,
                    ChangeAction.MOVED,
                    SubjectKind.STOCK,
                    row.sku,
                    {"stock": plain(before)},
                    {"stock": plain(after)},
                )
            )
        change_log.record_all(self._session, changes)

    def _arrive(self, values: Sequence[Mapping[str, Any]]) -> None:
        """What comes in is no longer on order."""
        arrived: dict[int, Decimal] = {}
        for value in values:
            if value["kind"] == MovementKind.IN and value["after"] is not None:
                number = value["product_id"]
                arrived[number] = arrived.get(number, Decimal(0)) + value["quantity"]
        for chunk in chunks(arrived):
            found = select(StockOrderRow).where(StockOrderRow.product_id.in_(chunk))
            for order in self._session.scalars(found):
                order.quantity -= arrived[order.product_id]
                if order.quantity <= 0:
                    self._session.delete(order)


def _moved(kind: MovementKind, before: Decimal | None, quantity: Decimal) -> Decimal:
    if kind is MovementKind.COUNT:
        return quantity
    stock = before or Decimal(0)
    return stock + quantity if kind is MovementKind.IN else stock - quantity


def _turned_round(row: MovementRow, stock: Decimal | None) -> tuple[Decimal | None, bool]:
    """The stock without the movement, and whether the movement had moved it."""
    if row.after is None:
        return stock, False
    if row.before is None or stock is None:
        return None, stock is not None
    return stock - (row.after - row.before), True


def _products(session: Session, ids: Iterable[int]) -> dict[int, ProductRow]:
    found = (
        session.scalars(
            whole(select(ProductRow)).where(
                ProductRow.id.in_(chunk), ProductRow.withdrawn.is_(False)
            )
        )
        for chunk in chunks(ids)
    )
    return {row.id: row for rows in found for row in rows}


def _known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    found = (
        session.scalars(select(MovementRow.source_key).where(MovementRow.source_key.in_(chunk)))
        for chunk in chunks(keys)
    )
    return {key for keys in found for key in keys if key is not None}


def _known_since(session: Session, rows: Mapping[int, ProductRow]) -> dict[int, datetime]:
    """When the stock of each product was last counted or set, or the product came in."""
    since = {number: row.created_at for number, row in rows.items()}
    sure = (MovementKind.COUNT.value, MovementKind.SET.value)
    for chunk in chunks(rows):
        counted = (
            select(MovementRow.product_id, func.max(MovementRow.at))
            .where(MovementRow.product_id.in_(chunk), MovementRow.kind.in_(sure))
            .group_by(MovementRow.product_id)
        )
        since |= {number: at for number, at in session.execute(counted)}  # noqa: C416
    return since
