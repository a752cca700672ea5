"""The page of all products over a large catalogue: first rows, search, sort, scrolling, a change.

python -m tests.benchmarks.products_page [PRODUCTS]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.product_table import SortBy
from desktop_app.gui.products_page import ProductsPage
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.gui.products_shop import ProductsShop

PRODUCTS = 100_000
FRAMES = 200


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PRODUCTS
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        shop = ProductsShop(Path(name))
        shop.fill(count)
        pictures = PictureLoader()
        page = ProductsPage(shop.services, pictures, Theme(app, "light"))
        page.resize(1280, 800)
        _say(f"{count} products: first rows", _until(page.show, lambda: _has_rows(page, count)))
        _say("scroll, work of the window a frame (median, longest)", *_scroll(page))
        _until(lambda: None, lambda: page.model.row(page.model.rowCount() - 1) is not None)
        text = f"{count - 7}"
        _say(
            "words that one product holds",
            _until(lambda: page.field.setText(text), lambda: 0 < page.model.rowCount() < count),
        )
        _say("all again", _until(page.field.clear, lambda: _has_rows(page, count)))
        page._sort(SortBy.PRICE, True)
        _say("by price", _until(lambda: None, lambda: _first_price(page) == 59.8))
        page.table.selectAll()
        started = time.perf_counter()
        chosen = len(page.table.chosen_ids())
        _say(f"reading which {chosen} are chosen", time.perf_counter() - started)
        page.table.selectRow(3)
        number = page.table.current_id()
        _say(
            "one cell saved and shown",
            _until(
                lambda: page._save_cell(number or 0, "location", "Z-1"),
                lambda: _place(page, 3) == "Z-1",
            ),
        )
        page.close_session()
        pictures.close()
        shop.close()
    return 0


def _has_rows(page: ProductsPage, count: int) -> bool:
    return page.model.rowCount() == count and page.model.row(0) is not None


def _first_price(page: ProductsPage) -> float | None:
    row = page.model.row(0)
    return float(row.product.price) if row and row.product.price is not None else None


def _place(page: ProductsPage, number: int) -> str:
    row = page.model.row(number)
    return row.product.location if row else ""


def _scroll(page: ProductsPage) -> tuple[float, float]:
    """Seconds of the window's own work in frames from end to end."""
    bar, times = page.table.verticalScrollBar(), []
    for frame in range(FRAMES):
        started = time.perf_counter()
        bar.setValue(bar.maximum() * frame // (FRAMES - 1))
        page.table.viewport().repaint()
        QApplication.processEvents()
        times.append(time.perf_counter() - started)
        QTest.qWait(1)
    return statistics.median(times), max(times)


def _until(start: Callable[[], None], is_done: Callable[[], bool]) -> float:
    started = time.perf_counter()
    start()
    while not is_done() and time.perf_counter() - started < 120:
        QTest.qWait(2)
    return time.perf_counter() - started if is_done() else float("nan")


def _say(what: str, *seconds: float) -> None:
    sys.stdout.write(f"{what}: " + ", ".join(f"{1000 * s:.0f} ms" for s in seconds) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
