"""Prices over time, their limits and alerts, as the services see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from desktop_app.catalog import change_log, price_watch
from desktop_app.catalog.database import Database
from desktop_app.catalog.ledger_schema import PriceAlertRow, PriceLimitRow, PricePointRow
from desktop_app.catalog.price_writes import PriceTally, PriceWriter
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.rows import chunks
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind, plain
from desktop_app.core.clock import now_utc
from desktop_app.core.price import (
    AlertKind,
    AlertState,
    NewPrice,
    PriceAlert,
    PriceLimit,
    PricePoint,
)
from desktop_app.core.stock import Scope


class PriceStore:
    """Prices of one catalogue; safe to use from several threads.

    Each method is one transaction and raises `CatalogueError` if the file cannot be used.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._database, self._clock = database, clock

    def add(self, prices: Sequence[NewPrice], person: str) -> PriceTally:
        """Keep the prices of a list; the newest of each product becomes its price."""
        with self._database.write() as session:
            return PriceWriter(session, person, self._clock()).add(prices)

    def points(self, product_id: int) -> list[PricePoint]:
        """Prices of a product, oldest first, begun with the one it came with."""
        rows = (
            select(PricePointRow)
            .where(PricePointRow.product_id == product_id)
            .order_by(PricePointRow.at, PricePointRow.id)
        )
        with self._database.read() as session:
            found = [_point(row) for row in session.scalars(rows)]
            product = session.get(ProductRow, product_id)
        if product is None:
            return found
        if not found:
            first, currency = product.price, product.currency
        else:
            first, currency = found[0].before, found[0].currency
        if first is None or (found and found[0].at <= product.created_at):
            return found
        begin = PricePoint(0, product_id, product.created_at, None, first, currency, "")
        return [begin, *found]

    def watch(self) -> int:
        """Compare prices that came since the last time with the limits; how many alerts arose."""
        with self._database.write() as session:
            return price_watch.watch(session)

    def alerts(
        self, limit: int, offset: int = 0, state: AlertState | None = None, *, is_open: bool = False
    ) -> list[PriceAlert]:
        """Alerts, newest first; of one state, or those that are not done."""
        rows = (
            select(PriceAlertRow, ProductRow.sku, ProductRow.name)
            .join(ProductRow, PriceAlertRow.product_id == ProductRow.id)
            .where(LIVE)
            .order_by(PriceAlertRow.id.desc())
        )
        if state is not None:
            rows = rows.where(PriceAlertRow.state == state.value)
        if is_open:
            rows = rows.where(PriceAlertRow.state != AlertState.DONE.value)
        with self._database.read() as session:
            return [
                _alert(row, sku, name)
                for row, sku, name in session.execute(rows.limit(limit).offset(offset))
            ]

    def alert_count(self, state: AlertState) -> int:
        number = select(func.count()).where(PriceAlertRow.state == state.value)
        with self._database.read() as session:
            return session.scalar(number) or 0

    def mark(self, alert_ids: Iterable[int], state: AlertState, person: str) -> None:
        """Say what was done about alerts."""
        with self._database.write() as session:
            for chunk in chunks(alert_ids):
                session.execute(
                    update(PriceAlertRow)
                    .where(PriceAlertRow.id.in_(chunk))
                    .values(state=state.value, state_by=person, state_at=self._clock())
                )

    def limits(self) -> dict[tuple[Scope, str], PriceLimit]:
        """What was set, by scope and name."""
        with self._database.read() as session:
            return {
                (Scope(scope), name): each
                for (scope, name), each in price_watch.all_limits(session).items()
            }

    def set_limit(self, scope: Scope, name: str, limit: PriceLimit, person: str) -> None:
        """Set a limit; an empty one is taken away. *name* is a category or a product's id."""
        with self._database.write() as session:
            where = (PriceLimitRow.scope == scope.value, PriceLimitRow.name == name)
            old = session.scalars(select(PriceLimitRow).where(*where)).first()
            before = _limit_facts(price_watch.limit_of(old)) if old else {}
            session.execute(delete(PriceLimitRow).where(*where))
            if limit:
                session.add(
                    PriceLimitRow(
                        scope=scope.value,
                        name=name,
                        rise=limit.rise,
                        fall=limit.fall,
                        drift=limit.drift,
                    )
                )
            after = _limit_facts(limit)
            if before != after:
                product = session.get(ProductRow, int(name)) if scope is Scope.PRODUCT else None
                subject = product.sku if product else name
                action, kind = ChangeAction.CHANGED, SubjectKind.PRICE
                change = Change(self._clock(), person, action, kind, subject, before, after)
                change_log.record(session, change)


def _limit_facts(limit: PriceLimit) -> dict[str, object]:
    facts = {"rise": limit.rise, "fall": limit.fall, "drift": limit.drift}
    return {name: plain(value) for name, value in facts.items() if value is not None}


def _point(row: PricePointRow) -> PricePoint:
    return PricePoint(
        row.id,
        row.product_id,
        row.at,
        row.before,
        row.price,
        row.currency,
        row.person,
        row.source,
    )


def _alert(row: PriceAlertRow, sku: str, name: str) -> PriceAlert:
    return PriceAlert(
        alert_id=row.id,
        product_id=row.product_id,
        sku=sku,
        name=name,
        at=row.at,
        kind=AlertKind(row.kind),
        before=row.before,
        price=row.price,
        currency=row.currency,
        percent=row.percent,
        limit=row.limit_percent,
        state=AlertState(row.state),
        by=row.state_by,
    )
