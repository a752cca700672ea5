"""Prices over time: lists of any age, limits, alerts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.change import ChangeFilter, SubjectKind
from desktop_app.core.price import AlertKind, AlertState, NewPrice, PriceLimit
from desktop_app.core.stock import Scope
from tests.catalog.samples import complete
from tests.counted_work import seen_statements

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CAME = NOW - timedelta(days=100)


@pytest.fixture
def store(database: Database) -> PriceStore:
    return PriceStore(database, clock=lambda: NOW)


@pytest.fixture
def repository(database: Database) -> CatalogRepository:
    """Products that came 100 days ago at 1.50 EUR."""
    made = CatalogRepository(database, person="Li", clock=lambda: CAME)
    made.save_products([complete(1), complete(2)])
    return CatalogRepository(database, person="Li", clock=lambda: NOW)


def put(store: PriceStore, price: str, days_ago: float = 0, currency: str = "") -> None:
    at = NOW - timedelta(days=days_ago)
    store.add([NewPrice(1, Decimal(price), currency, at, "list.csv")], "Wu")


def prices(store: PriceStore) -> list[str]:
    return [str(point.price) for point in store.points(1)]


def test_the_newest_price_is_the_products(
    repository: CatalogRepository, store: PriceStore, database: Database
) -> None:
    put(store, "1.60", days_ago=5)
    put(store, "1.55", days_ago=50)
    put(store, "1.20", days_ago=400)
    assert prices(store) == ["1.20", "1.50", "1.55", "1.60"]
    product = repository.product(1)
    assert product is not None
    assert product.price == Decimal("1.60")
    assert repository.damages() == []
    (entry,) = ChangeLog(database).page(10, only=ChangeFilter(kind=SubjectKind.PRICE))
    assert (dict(entry.before), dict(entry.after)) == ({"price": "1.50"}, {"price": "1.60"})


def test_a_list_that_says_the_same_changes_nothing(
    repository: CatalogRepository, store: PriceStore
) -> None:
    put(store, "1.50", days_ago=5)
    tally = store.add([NewPrice(1, Decimal("1.50")), NewPrice(99, Decimal(1))], "Wu")
    assert (tally.changed, tally.unchanged, tally.history) == (0, 1, 0)
    assert prices(store) == ["1.50"]


def test_prices_that_others_change_are_kept_and_watched(
    repository: CatalogRepository, store: PriceStore
) -> None:
    assert prices(store) == ["1.50"]
    repository.save_products([complete(1, price=Decimal("1.70"))])
    repository.save_products([complete(2, price=Decimal("1.60"))])
    assert prices(store) == ["1.50", "1.70"]
    assert store.watch() == 1
    assert store.watch() == 0
    (alert,) = store.alerts(10)
    assert (alert.sku, alert.kind, alert.percent) == ("SKU-1", AlertKind.RISE, Decimal("13.3"))
    assert (alert.before, alert.price, alert.limit) == (Decimal("1.50"), Decimal("1.70"), 10)


def test_slow_changes_add_up(repository: CatalogRepository, store: PriceStore) -> None:
    for days, price in ((45, "1.62"), (25, "1.74"), (5, "1.86")):
        put(store, price, days_ago=days)
        store.watch()
    (alert,) = store.alerts(10)
    assert (alert.kind, alert.percent) == (AlertKind.DRIFT, Decimal("24.0"))


def test_prices_of_the_past_raise_no_alarm(
    repository: CatalogRepository, store: PriceStore
) -> None:
    put(store, "9.00", days_ago=400)
    put(store, "1.00", days_ago=300)
    assert store.watch() == 0


def test_another_currency_is_told_and_not_compared(
    repository: CatalogRepository, store: PriceStore
) -> None:
    put(store, "12.00", currency="CNY")
    store.watch()
    (alert,) = store.alerts(10)
    assert (alert.kind, alert.percent, alert.currency) == (AlertKind.CURRENCY, None, "CNY")


def test_limits_of_product_and_category_go_first(
    repository: CatalogRepository, store: PriceStore, database: Database
) -> None:
    store.set_limit(Scope.CATEGORY, "Infusion", PriceLimit(rise=Decimal(50)), "Li")
    store.set_limit(Scope.PRODUCT, "2", PriceLimit(rise=Decimal(1)), "Li")
    raised = [complete(number, price=Decimal("1.70")) for number in (1, 2)]
    repository.save_products(raised)
    assert store.watch() == 1
    assert [alert.sku for alert in store.alerts(10)] == ["SKU-2"]
    store.set_limit(Scope.PRODUCT, "2", PriceLimit(), "Li")
    assert list(store.limits()) == [(Scope.CATEGORY, "Infusion")]
    entries = ChangeLog(database).page(10, only=ChangeFilter(kind=SubjectKind.PRICE))
    assert [entry.subject for entry in entries] == ["SKU-2", "SKU-2", "Infusion"]


def test_alerts_are_seen_and_done(repository: CatalogRepository, store: PriceStore) -> None:
    put(store, "3.00")
    store.watch()
    (alert,) = store.alerts(10)
    assert store.alert_count(AlertState.NEW) == 1
    store.mark([alert.alert_id], AlertState.DONE, "Wu")
    assert store.alerts(10, is_open=True) == []
    (alert,) = store.alerts(10, state=AlertState.DONE)
    assert alert.by == "Wu"
    repository.withdraw_product(1)
    assert store.alerts(10) == []


def test_setting_the_price_of_a_list_again_is_kept_after_another_one(
    repository: CatalogRepository, store: PriceStore
) -> None:
    put(store, "1.10", days_ago=300)
    repository.save_products([complete(1, price=Decimal("1.10"))])
    assert prices(store) == ["1.10", "1.50", "1.10"]


def test_one_list_may_say_several_prices_of_a_product_in_any_order(
    repository: CatalogRepository, store: PriceStore, database: Database
) -> None:
    listed = [
        NewPrice(1, Decimal(price), "", NOW - timedelta(days=days), "list.csv")
        for days, price in ((2, "1.80"), (40, "1.60"), (20, "1.60"), (200, "1.30"))
    ]
    tally = store.add(listed, "Wu")
    assert (tally.changed, tally.unchanged, tally.history) == (2, 1, 1)
    assert prices(store) == ["1.30", "1.50", "1.60", "1.80"]
    product = repository.product(1)
    assert product is not None
    assert product.price == Decimal("1.80")
    assert repository.damages() == []
    (entry,) = ChangeLog(database).page(10, only=ChangeFilter(kind=SubjectKind.PRICE))
    assert (dict(entry.before), dict(entry.after)) == ({"price": "1.50"}, {"price": "1.80"})


def test_a_long_list_takes_as_many_statements_as_a_short_one(
    repository: CatalogRepository, store: PriceStore, database: Database
) -> None:
    repository.save_products([complete(number) for number in range(1, 101)])
    short = _statements(database, store, [1, 2])
    long = _statements(database, store, range(3, 101))
    assert long == short
    assert store.alert_count(AlertState.NEW) == 100


def _statements(database: Database, store: PriceStore, numbers: Iterable[int]) -> int:
    """How many statements it takes to keep and to watch new prices of these products."""
    with seen_statements(database) as seen:
        store.add([NewPrice(number, Decimal("9.00")) for number in numbers], "Wu")
        store.watch()
    return len(seen)


def test_a_damaged_product_stays_so_when_it_gets_a_price(
    repository: CatalogRepository, store: PriceStore, database: Database
) -> None:
    with database.write() as session:
        session.execute(text("UPDATE product SET name = 'rot' WHERE id = 1"))
    put(store, "1.80")
    assert len(repository.damages()) == 1
