"""Moving stock: what goes out, comes in or is counted, by hand or from a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.access import Right
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import UserError
from desktop_app.core.gtin import parse_gtin
from desktop_app.core.messages import MessageId
from desktop_app.core.restock import ProductStock
from desktop_app.core.stock import Movement, MovementKind, NewMovement, Scope, StockRule
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.stock_import import MovementReport, import_movements

LEAST_SERVICE, MOST_SERVICE = 0.5, 0.999
MOST_DAYS = 3650
MOST_DIGITS = 15


class Stock:
    """Stock of one catalogue; safe to call from several threads.

    Each method raises `UserError` if the person may not do it or the catalogue cannot be written.
    """

    def __init__(
        self,
        store: StockStore,
        person: str = "",
        *,
        guard: Guard = OPEN_GUARD,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self.person = person
        self._store, self._guard, self._clock = store, guard, clock

    def use_person(self, person: str) -> None:
        self.person = person

    def state(self, product_id: int) -> ProductStock | None:
        """Stock, orders and rule of a product; None if it is gone."""
        return self._store.one(product_id)

    def move(
        self,
        product_id: int,
        kind: MovementKind,
        quantity: Decimal,
        *,
        note: str = "",
        lookup_id: int | None = None,
    ) -> Movement:
        """Take out, put in or count now; the movement as it was kept.

        Raises:
            UserError: the quantity is none, or the product is gone.
        """
        self._guard.require(Right.MOVE_STOCK)
        least_ok = quantity >= 0 if kind is MovementKind.COUNT else quantity > 0
        if not quantity.is_finite() or not least_ok or quantity.adjusted() > MOST_DIGITS:
            raise UserError(MessageId.QUANTITY_BAD, value=quantity)
        new = NewMovement(product_id, kind, quantity, note=note, lookup_id=lookup_id)
        self._store.add([(new, None)], self.person)
        return self._store.kept_last(product_id)

    def undo(self, movement_id: int) -> None:
        """Take a movement back by one that turns it round."""
        self._guard.require(Right.MOVE_STOCK)
        self._store.undo(movement_id, self.person)

    def movements(self, product_id: int, limit: int = 200, offset: int = 0) -> list[Movement]:
        """Movements of a product, what happened last first."""
        return self._store.movements(product_id, limit, offset)

    def import_list(
        self,
        file: Path,
        *,
        encoding: str | None = None,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> MovementReport:
        """Keep the sales or movements of a CSV or XLSX file."""
        self._guard.require(Right.IMPORT)
        return import_movements(
            self._store,
            file,
            self.person,
            encoding=encoding,
            clock=self._clock,
            progress=progress,
            should_stop=should_stop,
        )

    def find(self, code: str) -> int:
        """The product with this SKU or code.

        Raises:
            UserError: there is none, or several have the code.
        """
        skus, codes = self._store.product_ids()
        code = code.strip()
        found = skus.get(code.casefold()) or codes.get(parse_gtin(code) or code)
        if found is None:
            raise UserError(MessageId.PRODUCT_UNKNOWN, value=code)
        return found

    # Rules and orders

    def rules(self) -> dict[tuple[Scope, str], StockRule]:
        """What was set, by scope and name (a category, or the id of a product)."""
        return self._store.rules()

    def set_rule(self, scope: Scope, name: str, rule: StockRule) -> None:
        """Set what holds for the catalogue (no name), a category, or a product (its id).

        Raises:
            UserError: a value makes no sense; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        _check(rule)
        self._store.set_rule(scope, name, rule, self.person)

    def set_ordered(self, product_id: int, quantity: Decimal) -> None:
        """Say how many of a product are on order; what comes in is taken off it."""
        self._guard.require(Right.MOVE_STOCK)
        if not quantity.is_finite() or quantity < 0 or quantity.adjusted() > MOST_DIGITS:
            raise UserError(MessageId.QUANTITY_BAD, value=quantity)
        self._store.set_ordered(product_id, quantity, self.person)


def _check(rule: StockRule) -> None:
    checks = (
        ("minimum", rule.minimum, rule.minimum is None or _is_amount(rule.minimum)),
        ("lead_days", rule.lead_days, _is_days(rule.lead_days)),
        ("review_days", rule.review_days, _is_days(rule.review_days)),
        (
            "service",
            rule.service,
            rule.service is None or LEAST_SERVICE <= rule.service <= MOST_SERVICE,
        ),
        ("pack", rule.pack, rule.pack is None or (_is_amount(rule.pack) and rule.pack > 0)),
    )
    for name, value, is_right in checks:
        if not is_right:
            raise UserError(MessageId.RULE_BAD, name=name, value=value)


def _is_amount(value: Decimal) -> bool:
    return value.is_finite() and value >= 0 and value.adjusted() <= MOST_DIGITS


def _is_days(days: int | None) -> bool:
    return days is None or 0 <= days <= MOST_DAYS
