"""Stock movements, rules and orders as the services see them: core values in, core values out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log
from desktop_app.catalog.database import Database
from desktop_app.catalog.ledger_schema import MovementRow, StockOrderRow, StockRuleRow
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.schema import CodeRow, ProductRow
from desktop_app.catalog.stock_writes import MovementWriter, MoveTally
from desktop_app.core.change import Change, ChangeAction, Facts, SubjectKind, plain
from desktop_app.core.clock import now_utc
from desktop_app.core.demand_forecast import Demand
from desktop_app.core.restock import PERIOD_DAYS, ProductStock
from desktop_app.core.stock import (
    NO_RULE,
    STANDARD_RULE,
    Movement,
    MovementKind,
    NewMovement,
    Scope,
    StockRule,
)

PAGE = 5000


class StockStore:
    """Everything about stock in one catalogue; safe to use from several threads.

    Each method is one transaction and raises `CatalogueError` if the file cannot be used.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._database, self._clock = database, clock

    # Movements

    def add(self, movements: Sequence[tuple[NewMovement, str | None]], person: str) -> MoveTally:
        """Keep movements, each with its key; those whose key is known are left out."""
        with self._database.write() as session:
            return MovementWriter(session, person, self._clock()).add(movements)

    def undo(self, movement_id: int, person: str) -> MoveTally:
        """Take a movement back."""
        with self._database.write() as session:
            return MovementWriter(session, person, self._clock()).undo(movement_id)

    def movements(self, product_id: int, limit: int, offset: int = 0) -> list[Movement]:
        """Movements of a product, what happened last first; of one moment, what was kept last."""
        rows = (
            select(MovementRow)
            .where(MovementRow.product_id == product_id)
            .order_by(MovementRow.at.desc(), MovementRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return self._movements(rows)

    def kept_last(self, product_id: int) -> Movement:
        """The movement of a product that was written last, whenever it happened."""
        of_product = select(MovementRow).where(MovementRow.product_id == product_id)
        return self._movements(of_product.order_by(MovementRow.id.desc()).limit(1))[0]

    def _movements(self, rows: Select[Any]) -> list[Movement]:
        with self._database.read() as session:
            found = session.scalars(rows).all()
            ids = [row.id for row in found]
            undone = set(
                session.scalars(select(MovementRow.undoes).where(MovementRow.undoes.in_(ids)))
            )
            return [_movement(row, undone=row.id in undone) for row in found]

    def last_id(self) -> int:
        """Of the newest movement; grows with each."""
        with self._database.read() as session:
            return session.scalar(select(func.max(MovementRow.id))) or 0

    def product_ids(self) -> tuple[dict[str, int], dict[str, int]]:
        """Products by the key of their SKU, and by code where it belongs to one alone."""
        with self._database.read() as session:
            keys = session.execute(select(ProductRow.sku_key, ProductRow.id).where(LIVE))
            skus = {key: number for key, number in keys}  # noqa: C416
            codes: dict[str, int] = {}
            twice: set[str] = set()
            found = select(CodeRow.value, CodeRow.product_id).join(ProductRow).where(LIVE)
            for value, number in session.execute(found):
                if codes.setdefault(value, number) != number:
                    twice.add(value)
        return skus, {value: number for value, number in codes.items() if value not in twice}

    # Demand

    def demand(
        self, first_id: int, last_id: int, ids: Sequence[int], today: int, weeks: int
    ) -> Demand:
        """Demand a week of products, shape (n, weeks), oldest first; the last week ends *today*.

        Args:
            first_id: least of *ids*.
            last_id: greatest of *ids*.
            ids: products, in their order.
            today: day since 1970, the last day of the last week.
            weeks: how many.
        """
        out = np.zeros((len(ids), weeks))
        rows = (
            select(MovementRow.product_id, MovementRow.day, func.sum(MovementRow.demand))
            .where(
                MovementRow.product_id.between(first_id, last_id),
                MovementRow.day > today - weeks * PERIOD_DAYS,
                MovementRow.day <= today,
                MovementRow.demand != 0,
            )
            .group_by(MovementRow.product_id, MovementRow.day)
        )
        with self._database.read() as session:
            found = np.array([tuple(row) for row in session.execute(rows)], dtype=float)
        if len(found):
            order = np.argsort(np.asarray(ids))
            position = np.searchsorted(np.asarray(ids)[order], found[:, 0])
            position = np.minimum(position, len(ids) - 1)
            row = order[position]
            live = np.asarray(ids)[row] == found[:, 0]
            column = weeks - 1 - ((today - found[:, 1]) // PERIOD_DAYS).astype(int)
            np.add.at(out, (row[live], column[live]), found[live, 2])
        return np.maximum(out, 0.0)

    def products(self) -> Iterator[list[ProductStock]]:
        """All products with their stock and rules, page by page, by id."""
        with self._database.read() as session:
            rules, orders = _rules(session), _orders(session)
        after = 0
        while page := self._page(after, rules, orders):
            yield page
            after = page[-1].product_id

    def one(self, product_id: int) -> ProductStock | None:
        with self._database.read() as session:
            rules, orders = _rules(session), _orders(session)
        page = self._page(product_id - 1, rules, orders, 1)
        return page[0] if page and page[0].product_id == product_id else None

    def _page(
        self,
        after: int,
        rules: Mapping[tuple[str, str], StockRule],
        orders: Mapping[int, Decimal],
        limit: int = PAGE,
    ) -> list[ProductStock]:
        columns = (
            ProductRow.id,
            ProductRow.sku,
            ProductRow.name,
            ProductRow.category,
            ProductRow.location,
            ProductRow.stock,
        )
        rows = select(*columns).where(LIVE, ProductRow.id > after).order_by(ProductRow.id)
        with self._database.read() as session:
            return [
                ProductStock(
                    *row, orders.get(row.id, Decimal(0)), _rule_of(rules, row.category, row.id)
                )
                for row in session.execute(rows.limit(limit))
            ]

    # Rules and orders

    def rules(self) -> dict[tuple[Scope, str], StockRule]:
        """What was set, by scope and name."""
        with self._database.read() as session:
            return {(Scope(scope), name): rule for (scope, name), rule in _rules(session).items()}

    def set_rule(self, scope: Scope, name: str, rule: StockRule, person: str) -> None:
        """Set a rule; an empty one is taken away. *name* is a category or the id of a product."""
        with self._database.write() as session:
            where = (StockRuleRow.scope == scope.value, StockRuleRow.name == name)
            old = session.scalars(select(StockRuleRow).where(*where)).first()
            before = _rule_facts(_rule(old)) if old else {}
            session.execute(delete(StockRuleRow).where(*where))
            if rule:
                session.add(StockRuleRow(scope=scope.value, name=name, **_columns(rule)))
            self._log(session, person, _subject(session, scope, name), before, _rule_facts(rule))

    def set_ordered(self, product_id: int, quantity: Decimal, person: str) -> None:
        """Say how many of a product are on order; 0 for none."""
        with self._database.write() as session:
            row = session.get(StockOrderRow, product_id)
            before = {"on_order": plain(row.quantity)} if row else {}
            if row is not None:
                session.delete(row)
                session.flush()
            if quantity > 0:
                session.add(
                    StockOrderRow(
                        product_id=product_id, quantity=quantity, at=self._clock(), person=person
                    )
                )
            after = {"on_order": plain(quantity)} if quantity > 0 else {}
            subject = _subject(session, Scope.PRODUCT, str(product_id))
            self._log(session, person, subject, before, after)

    def _log(
        self, session: Session, person: str, subject: str, before: Facts, after: Facts
    ) -> None:
        if before != after:
            action, kind = ChangeAction.CHANGED, SubjectKind.STOCK
            change = Change(self._clock(), person, action, kind, subject, before, after)
            change_log.record(session, change)


def _subject(session: Session, scope: Scope, name: str) -> str:
    """SKU of the product, or the name of what a rule is for."""
    if scope is Scope.PRODUCT:
        row = session.get(ProductRow, int(name))
        return row.sku if row else name
    return name


def _rule_of(
    rules: Mapping[tuple[str, str], StockRule], category: str, product_id: int
) -> StockRule:
    own = rules.get((Scope.PRODUCT.value, str(product_id)), NO_RULE)
    wider = rules.get((Scope.CATEGORY.value, category), NO_RULE) if category else NO_RULE
    widest = rules.get((Scope.CATALOGUE.value, ""), NO_RULE)
    return own.over(wider).over(widest).over(STANDARD_RULE)


def _rules(session: Session) -> dict[tuple[str, str], StockRule]:
    return {(row.scope, row.name): _rule(row) for row in session.scalars(select(StockRuleRow))}


def _orders(session: Session) -> dict[int, Decimal]:
    found = session.execute(select(StockOrderRow.product_id, StockOrderRow.quantity))
    return {number: quantity for number, quantity in found}  # noqa: C416


def _rule(row: StockRuleRow) -> StockRule:
    return StockRule(row.minimum, row.lead_days, row.review_days, row.service, row.pack)


def _columns(rule: StockRule) -> dict[str, object]:
    return {
        "minimum": rule.minimum,
        "lead_days": rule.lead_days,
        "review_days": rule.review_days,
        "service": rule.service,
        "pack": rule.pack,
    }


def _rule_facts(rule: StockRule) -> dict[str, object]:
    facts = {
        name: plain(value) if isinstance(value, Decimal) else value
        for name, value in _columns(rule).items()
    }
    return {name: value for name, value in facts.items() if value is not None}


def _movement(row: MovementRow, *, undone: bool) -> Movement:
    return Movement(
        row.id,
        row.product_id,
        row.at,
        MovementKind(row.kind),
        row.quantity,
        row.before,
        row.after,
        row.person,
        row.note,
        row.source,
        undone=undone,
        lookup_id=row.lookup_id,
    )
