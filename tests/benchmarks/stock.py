"""Measures stock with many products: forecasts, one product, one movement, a list, the page.

`python -m tests.benchmarks.stock [--products 100000] [--movements 2000000]`
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np

from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.restock_view import RestockView, narrowed
from desktop_app.core.stock import MovementKind
from desktop_app.services.prices import Prices
from desktop_app.services.restock import Restock
from desktop_app.services.stock import Stock

LISTED = 20_000
CHUNK = 200_000


def fill(file: Path, products: int, movements: int) -> None:
    """Rows as the program would have written them over two years."""
    rng = np.random.default_rng(3)
    today = int(time.time() // 86_400)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO product (id, sku, sku_key, name, category, brand, description, price,"
            " currency, stock, location, withdrawn, crc32, created_at, changed_at, changed_by)"
            " VALUES (?, ?, ?, ?, ?, '', '', '2.50', 'EUR', ?, ?, 0, 0, '2024-01-01', '2024-01-01',"
            " '')",
            (
                (n, f"S-{n}", f"s-{n}", f"Thing {n}", f"C{n % 40}", str(n % 60), f"A-{n % 900}")
                for n in range(1, products + 1)
            ),
        )
        popular = rng.zipf(1.3, movements) * 7919 % products + 1
        mixed = np.where(
            rng.random(movements) < 0.5, popular, rng.integers(1, products + 1, movements)
        )
        for start in range(0, movements, CHUNK):
            owners = mixed[start : start + CHUNK].tolist()
            days = (today - rng.integers(1, 728, len(owners))).tolist()
            sizes = rng.integers(1, 6, len(owners)).tolist()
            connection.executemany(
                "INSERT INTO stock_movement (product_id, at, day, kind, quantity, demand, person,"
                " note, source) VALUES (?, ?, ?, 'out', ?, ?, 'Li', '', 'sales.csv')",
                (
                    (owner, f"{datetime.fromtimestamp(day * 86_400, UTC):%Y-%m-%d}", day, str(n), n)
                    for owner, day, n in zip(owners, days, sizes, strict=True)
                ),
            )
        connection.commit()


def measured(name: str, work: object) -> object:
    started = time.perf_counter()
    found = work()  # type: ignore[operator]
    sys.stdout.write(f"{name}: {time.perf_counter() - started:.3f} s\n")
    sys.stdout.flush()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--movements", type=int, default=2_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalogue.sqlite"
        Database.open(file).close()
        fill(file, asked.products, asked.movements)
        sys.stdout.write(f"file: {file.stat().st_size / 1e6:.0f} MB\n")
        database = Database.open(file)
        store = StockStore(database)
        stock, restock = Stock(store, "Li"), Restock(store)
        prices = Prices(PriceStore(database), store.product_ids, "Li")
        plan = measured("forecasts and orders of every product", restock.plan)
        lines = plan.lines  # type: ignore[attr-defined]
        view = RestockView("thing 77", category="C9")
        measured("search within them", lambda: narrowed(lines, view))
        measured("history of one product", lambda: restock.history(1))
        measured("one movement", lambda: stock.move(5, MovementKind.OUT, Decimal(1)))
        measured("back-test (a sample)", restock.back_test)
        rows = [f"2024-06-{n % 28 + 1:02},S-{n * 3 % asked.products + 1},2" for n in range(LISTED)]
        sales = Path(folder) / "sales.csv"
        sales.write_text("date,sku,quantity\n" + "\n".join(rows))
        measured(f"import of {LISTED} sales", lambda: stock.import_list(sales))
        listed = [f"S-{n + 1},{2 + n % 7}.10,EUR" for n in range(LISTED)]
        price_list = Path(folder) / "prices.csv"
        price_list.write_text("sku,price,currency\n" + "\n".join(listed))
        measured(f"import of {LISTED} prices", lambda: prices.import_list(price_list))
        database.close()


if __name__ == "__main__":
    main()
