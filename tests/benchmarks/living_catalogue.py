"""A catalogue of 100,000 products in the middle of its life: lookups, stock, prices, places.

The demo (synthetic pictures, read by the model) and made-up products with made-up embeddings.

python -m tests.benchmarks.living_catalogue FOLDER [PRODUCTS]
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from desktop_app.app import opened_services
from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.records import NewEmbedding, ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.gtin import check_digit
from desktop_app.core.price import NewPrice
from desktop_app.core.types import CodeKind, ProductCode, ProductData
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from desktop_app.vision.model_info import read_model_info
from tests.benchmarks.import_synthetic import KINDS, MAKERS
from tests.benchmarks.index_data import families
from tests.benchmarks.made_up_catalogue import pack

PRODUCTS, LOOKUPS, MOVEMENTS, PRICED = 100_000, 20_000, 400_000, 2_000
BATCH = 1_000
DAYS = 700
ASKED_FOR = 900
"""Products that lookups and half of all movements are about."""
AREAS, AISLES, BAYS = "ABCDEFGH", 25, 12


def make(folder: Path, products: int = PRODUCTS) -> None:
    """Fill the empty *folder*."""
    data = DataFolder(folder)
    with opened_services(data, Settings()) as services:
        services.load_demo()
    database = Database.open(data.database)
    try:
        _add_products(database, products)
        with closing(sqlite3.connect(data.database)) as connection, connection:
            _add_lookups(connection)
            _add_movements(connection, products)
        _add_prices(database)
    finally:
        database.close()


def _add_products(database: Database, products: int) -> None:
    repository = CatalogRepository(database, person="Sam", clock=lambda: _ago(DAYS))
    info = read_model_info(pack())
    begin = repository.counts().products
    vectors = families(products, info.dim).photos(products, 1)
    for start in range(begin, products, BATCH):
        numbers = range(start, min(start + BATCH, products))
        made = [NewEmbedding(info.fingerprint, vectors[number]) for number in numbers]
        saves = zip(numbers, made, strict=True)
        repository.save_products([ProductSave(_product(n), None, [vector]) for n, vector in saves])


def _product(number: int) -> ProductData:
    english, chinese, category = KINDS[number % len(KINDS)]
    maker = MAKERS[number // 7 % len(MAKERS)]
    body = f"0200{number:09}"
    return ProductData(
        sku=f"SYN-{number:06}",
        name=f"{maker} {english} {5 * (1 + number % 40)} mm no. {number}",
        category=category,
        brand=maker,
        price=Decimal(100 + number % 900) / 10,
        currency="EUR",
        stock=Decimal(number % 50),
        location=f"{AREAS[number % 8]}-{number // 8 % AISLES + 1:02}-{number // 200 % BAYS + 1:02}",
        attributes={"name_zh": chinese, "size": str(number % 40)},
        codes=(ProductCode(CodeKind.GTIN, f"{body}{check_digit(body)}"),),
    )


def _ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def _add_lookups(connection: sqlite3.Connection) -> None:
    """Baskets of one person within minutes; things of one kind are asked for together."""
    rng = np.random.default_rng(5)
    rows = connection.execute("SELECT sku, name FROM product ORDER BY id LIMIT ?", (ASKED_FOR,))
    goods = rows.fetchall()
    at, kept = _ago(120), []
    gap = timedelta(days=119) / (LOOKUPS / 4)
    for basket in range(LOOKUPS // 4):
        first = int(rng.zipf(1.4)) * 37 % len(goods)
        for place, number in enumerate((first, first + 1, first + 2, int(rng.integers(ASKED_FOR)))):
            sku, name = goods[number % len(goods)]
            moment = at + gap * basket + timedelta(seconds=20 * place)
            kept.append((f"{moment:%Y-%m-%d %H:%M:%S.%f}", sku, name, sku, name))
    connection.executemany(
        "INSERT INTO lookup (at, person, text, verdict, reason, top_sku, top_name, model, device,"
        " answer, decision, decided_sku, decided_name, decided_by) VALUES (?, 'Sam', '', 'match',"
        " 'confident', ?, ?, '', 'CPU', '{}', 'confirmed', ?, ?, 'Sam')",
        kept,
    )


def _add_movements(connection: sqlite3.Connection, products: int) -> None:
    rng = np.random.default_rng(3)
    today = int(time.time() // 86_400)
    popular = rng.integers(1, ASKED_FOR + 1, MOVEMENTS // 2)
    owners = np.concatenate([popular, rng.integers(1, products + 1, MOVEMENTS // 2)])
    days = today - rng.integers(1, DAYS - 10, MOVEMENTS)
    sizes = rng.integers(1, 5, MOVEMENTS)
    connection.executemany(
        "INSERT INTO stock_movement (product_id, at, day, kind, quantity, demand, person, note,"
        " source) VALUES (?, ?, ?, 'out', ?, ?, 'Sam', '', 'sales.csv')",
        _movements(np.stack([owners, days, sizes], axis=1)),
    )


def _movements(values: np.ndarray) -> Iterator[tuple[int, str, int, str, int]]:
    for owner, day, size in values.tolist():
        at = datetime.fromtimestamp(day * 86_400 + 36_000, UTC)
        yield owner, f"{at:%Y-%m-%d %H:%M:%S.%f}", day, str(size), size


def _add_prices(database: Database) -> None:
    """Two older price lists and one of last week, in which some prices jump."""
    store = PriceStore(database)
    first = NewPrice(1, Decimal(0), "EUR")
    for days, share in ((400, Decimal("0.90")), (180, Decimal("0.95")), (6, Decimal("1.02"))):
        listed = []
        for number in range(1, PRICED + 1):
            jump = Decimal("1.2") if days == 6 and number % 97 == 0 else Decimal(1)
            price = (Decimal(100 + number % 900) / 10 * share * jump).quantize(Decimal("0.01"))
            source = f"list-{days}.csv"
            listed.append(
                replace(first, product_id=number, price=price, at=_ago(days), source=source)
            )
        store.add(listed, "Sam")
    store.watch()


def main() -> None:
    folder = Path(sys.argv[1])
    products = int(sys.argv[2]) if len(sys.argv) > 2 else PRODUCTS
    started = time.perf_counter()
    make(folder, products)
    sys.stdout.write(f"{products} products in {time.perf_counter() - started:.0f} s\n")


if __name__ == "__main__":
    main()
