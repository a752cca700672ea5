"""Movements: append-only, followed by the stock, complete whoever changes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.migrate import migrate
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.change import ChangeAction, ChangeFilter
from desktop_app.core.errors import CatalogueError
from desktop_app.core.stock import MovementKind, NewMovement, Scope, StockRule
from tests.catalog.samples import complete
from tests.catalog.test_migrate import _with_next

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = (NOW.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days


@pytest.fixture
def store(database: Database) -> StockStore:
    return StockStore(database, clock=lambda: NOW)


@pytest.fixture
def repository(database: Database) -> CatalogRepository:
    """Products that came in at noon yesterday, with a stock of 12."""
    made = CatalogRepository(database, person="Li", clock=lambda: NOW - timedelta(days=1))
    made.save_products([complete(1), complete(2), complete(3, stock=None)])
    return made


def move(
    store: StockStore,
    kind: MovementKind,
    quantity: str,
    at: datetime | None = None,
    *,
    product_id: int = 1,
    key: str | None = None,
) -> int:
    tally = store.add([(NewMovement(product_id, kind, Decimal(quantity), at), key)], "Wu")
    return tally.ids[0] if tally.ids else 0


def stock(repository: CatalogRepository, product_id: int = 1) -> Decimal | None:
    product = repository.product(product_id)
    assert product is not None
    return product.stock


def test_the_stock_follows_exactly(repository: CatalogRepository, store: StockStore) -> None:
    for kind, quantity, after in (
        (MovementKind.OUT, "0.1", "11.9"),
        (MovementKind.OUT, "0.2", "11.7"),
        (MovementKind.IN, "5", "16.7"),
        (MovementKind.COUNT, "3", "3"),
        (MovementKind.OUT, "4", "-1"),
    ):
        move(store, kind, quantity)
        assert stock(repository) == Decimal(after)
    kinds = [each.kind.value for each in store.movements(1, 10)]
    assert kinds == ["out", "count", "in", "out", "out"]
    assert repository.damages() == []


def test_movements_are_in_the_change_log(
    repository: CatalogRepository, store: StockStore, database: Database
) -> None:
    move(store, MovementKind.OUT, "2")
    only = ChangeFilter(action=ChangeAction.MOVED)
    (entry,) = ChangeLog(database).page(10, only=only)
    assert (entry.subject, entry.person) == ("SKU-1", "Wu")
    assert (dict(entry.before), dict(entry.after)) == ({"stock": "12"}, {"stock": "10"})


def test_what_an_import_of_products_sets_is_a_movement(
    repository: CatalogRepository, store: StockStore
) -> None:
    move(store, MovementKind.OUT, "2")
    repository.save_products([complete(1, stock=Decimal(40))])
    repository.save_products([complete(1, stock=Decimal(40), name="Other")])
    newest = store.kept_last(1)
    assert (newest.kind, newest.before, newest.after) == (MovementKind.SET, 10, 40)
    assert len(store.movements(1, 10)) == 2
    move(store, MovementKind.OUT, "1")
    assert stock(repository) == 39


def test_what_happened_before_the_stock_was_known_leaves_it_alone(
    repository: CatalogRepository, store: StockStore
) -> None:
    move(store, MovementKind.OUT, "5", NOW - timedelta(days=30))
    assert stock(repository) == 12
    move(store, MovementKind.OUT, "1", NOW - timedelta(hours=1))
    assert stock(repository) == 11
    move(store, MovementKind.COUNT, "20", NOW - timedelta(minutes=30))
    move(store, MovementKind.OUT, "3", NOW - timedelta(minutes=40))
    assert stock(repository) == 20
    assert [each.after for each in store.movements(1, 10)] == [20, None, 11, None]
    assert store.kept_last(1).quantity == 3


def test_of_one_moment_what_was_kept_last_comes_first(
    repository: CatalogRepository, store: StockStore
) -> None:
    assert repository.product(1) is not None
    for quantity in ("1", "2", "3"):
        move(store, MovementKind.OUT, quantity, NOW)
    assert [each.quantity for each in store.movements(1, 10)] == [3, 2, 1]


def test_an_unknown_stock_stays_unknown_until_it_is_counted(
    repository: CatalogRepository, store: StockStore
) -> None:
    move(store, MovementKind.IN, "5", product_id=3)
    assert stock(repository, 3) is None
    number = move(store, MovementKind.COUNT, "7", product_id=3)
    assert stock(repository, 3) == 7
    store.undo(number, "Wu")
    assert stock(repository, 3) is None


def test_a_movement_is_taken_back_once(repository: CatalogRepository, store: StockStore) -> None:
    number = move(store, MovementKind.OUT, "4")
    move(store, MovementKind.IN, "1")
    store.undo(number, "Wu")
    assert stock(repository) == 13
    assert store.demand(1, 1, [1], TODAY, 4).sum() == 0
    assert [each.undone for each in store.movements(1, 10)] == [False, False, True]
    for again in (number, store.movements(1, 1)[0].movement_id, 999):
        with pytest.raises(CatalogueError):
            store.undo(again, "Wu")


def test_the_same_row_is_kept_once(repository: CatalogRepository, store: StockStore) -> None:
    assert move(store, MovementKind.OUT, "1", key="a")
    assert not move(store, MovementKind.OUT, "1", key="a")
    rows = [
        (NewMovement(1, MovementKind.OUT, Decimal(1)), "b"),
        (NewMovement(1, MovementKind.OUT, Decimal(1)), "b"),
    ]
    tally = store.add(rows, "Wu")
    assert (tally.applied, tally.known) == (1, 1)
    assert stock(repository) == 10


def test_demand_is_summed_up_by_weeks_that_end_today(
    repository: CatalogRepository, store: StockStore
) -> None:
    for days, quantity in ((0, "1"), (6, "2"), (7, "4"), (27, "8"), (28, "16")):
        move(store, MovementKind.OUT, quantity, NOW - timedelta(days=days))
    move(store, MovementKind.IN, "99")
    move(store, MovementKind.OUT, "5", product_id=2)
    assert store.demand(1, 3, [1, 2, 3], TODAY, 4).tolist() == [
        [8, 0, 4, 3],
        [0, 0, 0, 5],
        [0, 0, 0, 0],
    ]
    assert store.demand(1, 3, [3, 1], TODAY, 1).tolist() == [[0], [3]]


def test_rules_of_product_and_category_go_before_those_of_the_catalogue(
    repository: CatalogRepository, store: StockStore
) -> None:
    repository.save_products([complete(2, category="Dressing")])
    store.set_rule(Scope.CATALOGUE, "", StockRule(lead_days=3, service=0.9), "Li")
    store.set_rule(Scope.CATEGORY, "Infusion", StockRule(lead_days=5), "Li")
    store.set_rule(Scope.PRODUCT, "1", StockRule(pack=Decimal(12)), "Li")
    first, second, _ = next(store.products())
    assert first.rule == StockRule(Decimal(0), 5, 7, 0.9, Decimal(12))
    assert second.rule == StockRule(Decimal(0), 3, 7, 0.9, Decimal(1))
    store.set_rule(Scope.CATEGORY, "Infusion", StockRule(), "Li")
    assert (Scope.CATEGORY, "Infusion") not in store.rules()


def test_what_comes_in_is_no_longer_on_order(
    repository: CatalogRepository, store: StockStore
) -> None:
    store.set_ordered(1, Decimal(10), "Li")
    move(store, MovementKind.IN, "4")
    product = store.one(1)
    assert product is not None
    assert product.on_order == 6
    move(store, MovementKind.IN, "7")
    product = store.one(1)
    assert product is not None
    assert product.on_order == 0


def test_products_without_which_nothing_moves(
    repository: CatalogRepository, store: StockStore
) -> None:
    with pytest.raises(CatalogueError):
        move(store, MovementKind.OUT, "1", product_id=77)
    repository.withdraw_product(1)
    with pytest.raises(CatalogueError):
        move(store, MovementKind.OUT, "1")
    assert store.one(1) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock_movement SET quantity = '9'",
        "DELETE FROM stock_movement",
        "UPDATE price_point SET price = '9'",
        "DELETE FROM price_point",
    ],
)
def test_the_past_cannot_be_altered(
    repository: CatalogRepository, store: StockStore, file: Path, statement: str
) -> None:
    move(store, MovementKind.OUT, "1")
    repository.save_products([complete(1, price=Decimal(3))])
    with (
        closing(sqlite3.connect(file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_movements_go_with_their_product(repository: CatalogRepository, store: StockStore) -> None:
    move(store, MovementKind.OUT, "1")
    repository.delete_product(1)
    assert store.movements(1, 10) == []


def test_a_table_that_is_copied_keeps_its_followers(
    repository: CatalogRepository, store: StockStore, database: Database, file: Path, tmp_path: Path
) -> None:
    move(store, MovementKind.OUT, "1")
    database.close()
    migrate(file, timeout_s=1, migrations=_with_next(tmp_path, more=""))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE product SET stock = '3' WHERE id = 1")
        found = connection.execute("SELECT kind, after FROM stock_movement ORDER BY id DESC")
        assert found.fetchone() == ("set", "3")
