"""Real ledgers in a small file: what moves stock and prices is worth more than a stand-in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.price import NewPrice
from desktop_app.core.stock import MovementKind, NewMovement
from desktop_app.core.types import Product, ProductData
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.prices import Prices
from desktop_app.services.restock import Restock
from desktop_app.services.stock import Stock

WEEKS = 30


def ledgers_of(folder: Path, products: Sequence[Product]) -> Ledgers:
    """Ledgers of *products*, which get the ids that they have."""
    database = Database.open(folder / "ledgers.sqlite")
    long_ago = datetime.now(UTC) - timedelta(days=400)
    repository = CatalogRepository(database, person="Li", clock=lambda: long_ago)
    repository.save_products([ProductSave(_data(product)) for product in products])
    store = StockStore(database)
    stock, prices = Stock(store, "Li"), Prices(PriceStore(database), store.product_ids, "Li")
    return Ledgers(stock, Restock(store), prices)


def _data(product: Product) -> ProductData:
    return ProductData(
        product.sku,
        product.name,
        product.category,
        product.brand,
        price=product.price,
        currency=product.currency,
        stock=product.stock,
        location=product.location,
    )


def fill(ledgers: Ledgers, n_products: int) -> None:
    """Half a year of sales of the first products, counted since, and two prices that changed."""
    dice = random.Random(7)  # noqa: S311  (not a secret)
    now = datetime.now(UTC)
    moves = []
    for number in range(1, n_products + 1):
        for back in range(WEEKS, 0, -1):
            if number % 3 == 1 or dice.random() < 0.15 * number:
                at = now - timedelta(days=7 * back - 2)
                quantity = Decimal(dice.randint(4, 9))
                moves.append((NewMovement(number, MovementKind.OUT, quantity, at), None))
    counted = [
        (NewMovement(number, MovementKind.COUNT, Decimal(12 * number), now), None)
        for number in range(1, n_products + 1)
    ]
    ledgers.stock._store.add([*moves, *counted], "Li")
    changed = [
        NewPrice(1, Decimal("9.80"), "EUR", now - timedelta(days=200), "spring.csv"),
        NewPrice(1, Decimal("11.90"), "EUR", now - timedelta(days=2), "autumn.csv"),
        NewPrice(2, Decimal("4.20"), "EUR", now - timedelta(days=1), "autumn.csv"),
    ]
    ledgers.prices._store.add(changed, "Li")


def close(ledgers: Ledgers) -> None:
    ledgers.stock._store._database.close()
