"""Prices over time, their limits and alerts, as the services see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log
from desktop_app.catalog.database import Database
from desktop_app.catalog.ledger_schema import (
    PriceAlertRow,
    PriceLimitRow,
    PricePointRow,
    PriceWatchRow,
)
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.rows import chunks, is_intact_product, seal, whole
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind, plain
from desktop_app.core.price import (
    DRIFT_DAYS,
    NO_LIMIT,
    STANDARD_LIMIT,
    AlertKind,
    AlertState,
    NewPrice,
    PriceAlert,
    PriceLimit,
    PricePoint,
    passed,
)
from desktop_app.core.stock import Scope


@dataclass(slots=True)
class PriceTally:
    """What became of prices: `changed` are new prices now, `history` older ones that were added."""

    changed: int = 0
    unchanged: int = 0
    history: int = 0


def now_utc() -> datetime:
    return datetime.now(UTC)


class PriceStore:
    """Prices of one catalogue; safe to use from several threads.

    Each method is one transaction and raises `CatalogueError` if the file cannot be used.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._database, self._clock = database, clock

    def add(self, prices: Sequence[NewPrice], person: str) -> PriceTally:
        """Keep the prices of a list; the newest of each product becomes its price."""
        now = self._clock()
        with self._database.write() as session:
            rows = _products(session, {price.product_id for price in prices})
            _keep_first_prices(session, rows, person)
            writer = _PriceWriter(session, person, now)
            for price in sorted(prices, key=lambda each: each.at or now):
                if price.product_id in rows:
                    writer.add(rows[price.product_id], price)
        return writer.tally

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
            watch = session.get_one(PriceWatchRow, 1)
            limits = _limits(session)
            points = session.scalars(
                select(PricePointRow)
                .where(PricePointRow.id > watch.last_point)
                .order_by(PricePointRow.id)
            ).all()
            newest = _newest(session, {row.product_id for row in points})
            categories = _categories(session, {row.product_id for row in points})
            alerts = []
            for row in points:
                if newest.get(row.product_id) == row.id and row.product_id in categories:
                    limit = _limit_of(limits, categories[row.product_id], row.product_id)
                    alerts += _alerts(session, row, limit)
            session.add_all(alerts)
            if points:
                watch.last_point = points[-1].id
            return len(alerts)

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
            return {(Scope(scope), name): each for (scope, name), each in _limits(session).items()}

    def set_limit(self, scope: Scope, name: str, limit: PriceLimit, person: str) -> None:
        """Set a limit; an empty one is taken away. *name* is a category or a product's id."""
        with self._database.write() as session:
            where = (PriceLimitRow.scope == scope.value, PriceLimitRow.name == name)
            old = session.scalars(select(PriceLimitRow).where(*where)).first()
            before = _limit_facts(_limit(old)) if old else {}
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


def _products(session: Session, ids: Iterable[int]) -> dict[int, ProductRow]:
    found = (
        session.scalars(whole(select(ProductRow)).where(ProductRow.id.in_(chunk), LIVE))
        for chunk in chunks(ids)
    )
    return {row.id: row for rows in found for row in rows}


def _keep_first_prices(session: Session, rows: Mapping[int, ProductRow], person: str) -> None:
    """Products that had a price before any was kept: it is their first one."""
    known: set[int] = set()
    for chunk in chunks(rows):
        found = select(PricePointRow.product_id).where(PricePointRow.product_id.in_(chunk))
        known |= set(session.scalars(found.distinct()))
    session.add_all(
        PricePointRow(
            product_id=number,
            at=row.created_at,
            before=None,
            price=row.price,
            currency_before="",
            currency=row.currency,
            person=person,
            source="",
        )
        for number, row in rows.items()
        if number not in known and row.price is not None
    )
    session.flush()


class _PriceWriter:
    """Keeps prices in the transaction of *session*, and lets the products have the newest."""

    def __init__(self, session: Session, person: str, now: datetime) -> None:
        self._session, self._person, self._now = session, person, now
        self.tally = PriceTally()

    def add(self, product: ProductRow, new: NewPrice) -> None:
        at, currency = new.at or self._now, new.currency or product.currency
        earlier, is_newest = self._neighbours(product.id, at)
        if earlier is not None and (earlier.price, earlier.currency) == (new.price, currency):
            self.tally.unchanged += 1
            return
        self._session.add(
            PricePointRow(
                product_id=product.id,
                at=at,
                before=earlier.price if earlier else None,
                price=new.price,
                currency_before=earlier.currency if earlier else "",
                currency=currency,
                person=self._person,
                source=new.source,
            )
        )
        self._session.flush()
        if is_newest:
            self.tally.changed += 1
            self._follow(product, new.price, currency)
        else:
            self.tally.history += 1

    def _neighbours(self, product_id: int, at: datetime) -> tuple[PricePointRow | None, bool]:
        """The price before *at*, and whether there is none after it."""
        of_product = PricePointRow.product_id == product_id
        earlier = (
            select(PricePointRow)
            .where(of_product, PricePointRow.at <= at)
            .order_by(PricePointRow.at.desc(), PricePointRow.id.desc())
        )
        later = select(PricePointRow.id).where(of_product, PricePointRow.at > at)
        found = self._session.scalars(earlier.limit(1)).first()
        return found, self._session.scalar(later.limit(1)) is None

    def _follow(self, product: ProductRow, price: Decimal, currency: str) -> None:
        before = {"price": plain(product.price), "currency": product.currency}
        after = {"price": plain(price), "currency": currency}
        was_intact = is_intact_product(product)
        product.price, product.currency = price, currency
        product.changed_at, product.changed_by = self._now, self._person
        seal(product, was_intact=was_intact)
        names = [name for name in after if before[name] != after[name]]
        if names:
            change = Change(
                self._now,
                self._person,
                ChangeAction.CHANGED,
                SubjectKind.PRICE,
                product.sku,
                {name: before[name] for name in names if before[name]},
                {name: after[name] for name in names if after[name]},
            )
            change_log.record(self._session, change)


def _newest(session: Session, ids: Iterable[int]) -> dict[int, int]:
    """Id of the newest price of each product: only that one can be news."""
    newest: dict[int, tuple[datetime, int]] = {}
    for chunk in chunks(ids):
        rows = select(PricePointRow.product_id, PricePointRow.at, PricePointRow.id).where(
            PricePointRow.product_id.in_(chunk)
        )
        for product_id, at, number in session.execute(rows):
            newest[product_id] = max(newest.get(product_id, (at, number)), (at, number))
    return {product_id: number for product_id, (_, number) in newest.items()}


def _categories(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Category of each product that is there."""
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        rows = select(ProductRow.id, ProductRow.category).where(ProductRow.id.in_(chunk), LIVE)
        found |= {number: category for number, category in session.execute(rows)}  # noqa: C416
    return found


def _alerts(session: Session, row: PricePointRow, limit: PriceLimit) -> list[PriceAlertRow]:
    if row.before is None or row.price is None:
        return []
    if row.currency_before and row.currency != row.currency_before:
        return [_new_alert(row, AlertKind.CURRENCY, None, None)]
    told = passed(row.before, row.price, _price_then(session, row), limit)
    return [_new_alert(row, *told)] if told else []


def _price_then(session: Session, row: PricePointRow) -> Decimal | None:
    """The price of the product `DRIFT_DAYS` before, in the same currency."""
    rows = (
        select(PricePointRow.price, PricePointRow.currency)
        .where(
            PricePointRow.product_id == row.product_id,
            PricePointRow.at <= row.at - timedelta(days=DRIFT_DAYS),
        )
        .order_by(PricePointRow.at.desc(), PricePointRow.id.desc())
    )
    found = session.execute(rows.limit(1)).first()
    return found.price if found and found.currency == row.currency else None


def _new_alert(
    row: PricePointRow, kind: AlertKind, percent: Decimal | None, limit: Decimal | None
) -> PriceAlertRow:
    return PriceAlertRow(
        product_id=row.product_id,
        at=row.at,
        kind=kind.value,
        before=row.before,
        price=row.price,
        currency=row.currency,
        percent=percent,
        limit_percent=limit,
        state=AlertState.NEW.value,
        state_by="",
    )


def _limits(session: Session) -> dict[tuple[str, str], PriceLimit]:
    return {(row.scope, row.name): _limit(row) for row in session.scalars(select(PriceLimitRow))}


def _limit(row: PriceLimitRow) -> PriceLimit:
    return PriceLimit(row.rise, row.fall, row.drift)


def _limit_facts(limit: PriceLimit) -> dict[str, object]:
    facts = {"rise": limit.rise, "fall": limit.fall, "drift": limit.drift}
    return {name: plain(value) for name, value in facts.items() if value is not None}


def _limit_of(
    limits: Mapping[tuple[str, str], PriceLimit], category: str, product_id: int
) -> PriceLimit:
    own = limits.get((Scope.PRODUCT.value, str(product_id)), NO_LIMIT)
    wider = limits.get((Scope.CATEGORY.value, category), NO_LIMIT) if category else NO_LIMIT
    widest = limits.get((Scope.CATALOGUE.value, ""), NO_LIMIT)
    return own.over(wider).over(widest).over(STANDARD_LIMIT)


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
