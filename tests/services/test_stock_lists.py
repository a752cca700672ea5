"""Lists of sales and prices: columns in several languages, bad rows, twice the same file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.errors import ImportRowError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import MovementKind
from desktop_app.core.types import CodeKind, ProductCode
from desktop_app.services.prices import Prices
from desktop_app.services.row_dates import parse_moment
from desktop_app.services.sku_table import opened_list
from desktop_app.services.stock import Stock
from tests.catalog.samples import complete

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
GTIN = "04006381333931"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "catalogue.sqlite")
    repository = CatalogRepository(database, clock=lambda: NOW - timedelta(days=10))
    codes = (ProductCode(CodeKind.GTIN, GTIN),)
    repository.save_products([complete(1), complete(2, codes=codes)])
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> StockStore:
    return StockStore(database, clock=lambda: NOW)


@pytest.fixture
def stock(store: StockStore) -> Stock:
    return Stock(store, "Wu", clock=lambda: NOW)


@pytest.fixture
def prices(database: Database, store: StockStore) -> Prices:
    return Prices(PriceStore(database), store.product_ids, "Wu")


def text(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "list.csv"
    file.write_text(content, encoding=encoding)
    return file


def test_sales_are_read_and_move_the_stock_that_they_came_after(
    tmp_path: Path, stock: Stock
) -> None:
    file = text(
        tmp_path,
        "date,sku,quantity\n2026-11-20,SKU-1,2\n2026-11-20,sku-1,2\n2025-11-20,SKU-1,5\n"
        f"2026-11-21,{GTIN[1:]},1\n2026-11-21,SKU-1,-1\n",
    )
    report = stock.import_list(file)
    assert (report.applied, report.history, report.known, report.rejected) == (4, 1, 0, [])
    state = stock.state(1)
    assert state is not None
    assert state.stock == 12 - 2 - 2 + 1
    again = stock.import_list(file)
    assert (again.applied, again.history, again.known) == (0, 0, 5)
    assert {each.source for each in stock.movements(1)} == {"list.csv"}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("日期;货号;数量;类型\n2026-11-20;SKU-1;3;出库\n2026-11-21;SKU-1;9;盘点\n", "gb18030"),
        ("Datum;Artikelnummer;Menge\n20.11.2026;SKU-1;3,0\n", "utf-8"),
        ("date\tbarcode\tstock\n2026-11-21\town-1\t9\n", "utf-8"),
    ],
)  # fmt: skip
def test_columns_have_the_names_that_people_give_them(
    tmp_path: Path, stock: Stock, content: str, encoding: str
) -> None:
    report = stock.import_list(text(tmp_path, content, encoding))
    assert report.rejected == []
    assert stock.movements(1)[0].after == 9
    assert stock.movements(1)[0].kind is not MovementKind.IN


def test_a_bad_row_costs_one_row(tmp_path: Path, stock: Stock) -> None:
    rows = (
        "2026-11-20,SKU-1,1,",
        "03/04/2026,SKU-1,1,",
        "soon,SKU-1,1,",
        "2027-11-20,SKU-1,1,",
        "2026-11-20,SKU-9,1,",
        "2026-11-20,,1,",
        "2026-11-20,SKU-1,many,",
        "2026-11-20,SKU-1,0,",
        "2026-11-20,SKU-1,-2,count",
        "2026-11-20,SKU-1,1,lost",
        "2026-11-20,SKU-1,1e999,",
    )
    report = stock.import_list(text(tmp_path, "date,sku,qty,kind\n" + "\n".join(rows)))
    assert report.applied == 1
    assert [(row.line, row.message.id) for row in report.rejected] == [
        (3, MessageId.ROW_AMBIGUOUS_DATE),
        (4, MessageId.ROW_BAD_DATE),
        (5, MessageId.ROW_FUTURE_DATE),
        (6, MessageId.ROW_UNKNOWN_PRODUCT),
        (7, MessageId.ROW_NO_SKU),
        (8, MessageId.ROW_BAD_QUANTITY),
        (9, MessageId.ROW_BAD_QUANTITY),
        (10, MessageId.ROW_BAD_QUANTITY),
        (11, MessageId.ROW_BAD_KIND),
        (12, MessageId.ROW_BAD_QUANTITY),
    ]


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ("Art.-Nr.;Bezeichnung;VK-Preis\nA1;Becher;2,50\n", {"sku": "A1", "price": "2,50"}),
        (
            "编号,品名,售价,币种\nA1,杯子,2.50,CNY\n",
            {"sku": "A1", "price": "2.50", "currency": "CNY"},
        ),
        ("Ref,SKU,Price\nbill 7,A1,2.50\n", {"sku": "A1", "price": "2.50"}),
        ("Reference,Item,Price\nbill 7,A1,2\n", {"reference": "bill 7", "sku": "A1", "price": "2"}),
    ],
)
def test_a_list_may_call_its_columns_as_a_catalogue_does(
    tmp_path: Path, content: str, cells: dict[str, str]
) -> None:
    with opened_list(text(tmp_path, content), ("price",)) as table:
        (found,) = table.rows
    assert found.cells == cells


@pytest.mark.parametrize("content", ["sku,qty\nSKU-1,1\n", "date,sku\n2026-11-20,SKU-1\n", "a,b\n"])
def test_a_list_without_its_columns_is_refused(tmp_path: Path, stock: Stock, content: str) -> None:
    with pytest.raises(UserError) as caught:
        stock.import_list(text(tmp_path, content))
    assert caught.value.message.id is MessageId.LIST_COLUMNS
    said = str(caught.value.message)
    assert all(title in said for title in content.splitlines()[0].split(",") if title != "qty")
    assert "“name”" not in said  # a list of movements needs none


def test_a_workbook_is_read_too(tmp_path: Path, stock: Stock) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Date", "SKU", "Quantity"])
    sheet.append([datetime(2026, 11, 20, 9, 30), "SKU-1", 2.5])  # noqa: DTZ001
    book.save(tmp_path / "sales.xlsx")
    report = stock.import_list(tmp_path / "sales.xlsx")
    assert (report.applied, report.rejected) == (1, [])
    assert stock.movements(1)[0].after == Decimal("9.5")


def test_a_missing_file_is_said(tmp_path: Path, stock: Stock, prices: Prices) -> None:
    for read in (stock.import_list, prices.import_list):
        with pytest.raises(UserError) as caught:
            read(tmp_path / "none.csv")
        assert caught.value.message.id is MessageId.IMPORT_FILE_MISSING


def test_a_price_list_changes_prices_and_raises_alerts(tmp_path: Path, prices: Prices) -> None:
    file = text(
        tmp_path,
        "sku;price;currency\nSKU-1;1,80;eur\nSKU-2;1,50;EUR\nSKU-2;-1;\nSKU-1;1;Euro\nSKU-1;;\n",
    )
    report = prices.import_list(file)
    assert (report.changed, report.unchanged, report.alerts) == (1, 1, 1)
    assert [row.message.id for row in report.rejected] == [
        MessageId.ROW_BAD_PRICE,
        MessageId.ROW_BAD_CURRENCY,
        MessageId.ROW_BAD_PRICE,
    ]
    assert [str(point.price) for point in prices.points(1)] == ["1.50", "1.80"]
    assert prices.new_alerts() == 1


def test_an_old_list_is_history(tmp_path: Path, prices: Prices) -> None:
    file = text(tmp_path, "sku,price\nSKU-1,1.20\n")
    report = prices.import_list(file, valid_from=NOW - timedelta(days=300))
    assert (report.changed, report.history, report.alerts) == (0, 1, 0)
    assert [str(point.price) for point in prices.points(1)] == ["1.20", "1.50"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-24", "2026-11-24 00:00"),
        ("2026/1/4", "2026-01-04 00:00"),
        ("20261124", "2026-11-24 00:00"),
        ("24.11.2026", "2026-11-24 00:00"),
        ("24/11/2026", "2026-11-24 00:00"),
        ("11/24/2026", "2026-11-24 00:00"),
        ("05/05/2026", "2026-05-05 00:00"),
        ("2026年11月24日", "2026-11-24 00:00"),
        ("2026-11-24 13:05", "2026-11-24 13:05"),
        ("2026-11-24T13:05:30.5", "2026-11-24 13:05"),
        ("2026-11-24T13:05:30+08:00", "2026-11-24 05:05"),
    ],
)
def test_dates_are_read_as_they_are_meant(written: str, expected: str) -> None:
    assert f"{parse_moment(written, UTC):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "written", ["", "today", "2026-13-01", "3/4/2026", "2026-11-24 25:00", "1"]
)
def test_dates_that_say_nothing_sure_are_refused(written: str) -> None:
    with pytest.raises(ImportRowError):
        parse_moment(written, UTC)
