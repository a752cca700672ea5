"""Prices over time: lists that are imported, changes that are watched, alerts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from desktop_app.catalog.price_store import PriceStore
from desktop_app.core.access import Right
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.price import AlertState, PriceAlert, PriceLimit, PricePoint
from desktop_app.core.stock import Scope
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.price_import import PriceReport, import_prices

MOST_PERCENT = Decimal(1000)


class Prices:
    """Prices of one catalogue; safe to call from several threads.

    Each method raises `UserError` if the person may not do it or the catalogue cannot be used.
    """

    def __init__(
        self,
        store: PriceStore,
        product_ids: Callable[[], tuple[dict[str, int], dict[str, int]]],
        person: str = "",
        *,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self.person = person
        self._store, self._product_ids, self._guard = store, product_ids, guard

    def use_person(self, person: str) -> None:
        self.person = person

    def import_list(
        self,
        file: Path,
        *,
        valid_from: datetime | None = None,
        encoding: str | None = None,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> PriceReport:
        """Keep the prices of a CSV or XLSX file and compare them with the limits."""
        self._guard.require(Right.IMPORT)
        return import_prices(
            self._store,
            self._product_ids,
            file,
            self.person,
            valid_from=valid_from,
            encoding=encoding,
            progress=progress,
            should_stop=should_stop,
        )

    def points(self, product_id: int) -> list[PricePoint]:
        """Prices of a product, oldest first."""
        return self._store.points(product_id)

    def watch(self) -> int:
        """Compare prices that were changed elsewhere with the limits; how many alerts arose."""
        return self._store.watch()

    def alerts(
        self, limit: int, offset: int = 0, state: AlertState | None = None, *, is_open: bool = False
    ) -> list[PriceAlert]:
        """Alerts, newest first; of one state, or all that are not done."""
        return self._store.alerts(limit, offset, state, is_open=is_open)

    def new_alerts(self) -> int:
        """How many alerts nobody has seen."""
        return self._store.alert_count(AlertState.NEW)

    def mark(self, alert_ids: Sequence[int], state: AlertState) -> None:
        """Say that alerts were seen or are done, or are new again."""
        self._guard.require(Right.EDIT_PRODUCTS)
        self._store.mark(alert_ids, state, self.person)

    def limits(self) -> dict[tuple[Scope, str], PriceLimit]:
        """What was set, by scope and name (a category, or the id of a product)."""
        return self._store.limits()

    def set_limit(self, scope: Scope, name: str, limit: PriceLimit) -> None:
        """Set what holds for the catalogue (no name), a category, or a product (its id).

        Raises:
            UserError: a limit is no share; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        for column, value in (("rise", limit.rise), ("fall", limit.fall), ("drift", limit.drift)):
            if value is not None and not (value.is_finite() and 0 <= value <= MOST_PERCENT):
                raise UserError(MessageId.RULE_BAD, name=column, value=value)
        self._store.set_limit(scope, name, limit, self.person)
