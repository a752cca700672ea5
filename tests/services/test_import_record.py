"""What became of each row: kept outside the memory, saved whole, in the order of the source."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.catalog.records import Change
from desktop_app.services.import_record import save_report
from desktop_app.services.import_rows import FieldChange, RowChange, RowRecord
from tests.fakes import fake_photo
from tests.services.import_samples import Shop, open_shop, write_csv

FIRST = (
    {"sku": "A", "name": "Cup", "price": "2", "barcode": "", "photos": "a.jpg"},
    {"sku": "B", "name": "Bowl", "price": "3", "barcode": "", "photos": ""},
    {"sku": "C", "name": "Fork", "price": "4", "barcode": "", "photos": ""},
)
SECOND = (
    {"sku": "N", "name": "New", "price": "1", "barcode": "", "photos": "gone.jpg"},
    FIRST[2],
    {"sku": "A", "name": "Cup", "price": "2", "barcode": "", "photos": "a.jpg;b.jpg"},
    {"sku": "D", "name": "Bad", "price": "dear", "barcode": "", "photos": ""},
    {"sku": "B", "name": "Big bowl", "price": "3.50", "barcode": "", "photos": ""},
)
EXPECTED = [
    ["2", "N", "New", "added", "", "", ""],
    ["2", "N", "", "photo left out"],
    ["3", "C", "Fork", "unchanged", "", "", ""],
    ["4", "A", "Cup", "changed", "photos", "1", "2"],
    ["5", "D", "", "left out"],
    ["6", "B", "Big bowl", "changed", "name", "Bowl", "Big bowl"],
    ["6", "B", "Big bowl", "changed", "price", "3", "3.50"],
]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = open_shop(tmp_path / "data")
    yield opened
    opened.database.close()


def test_the_report_has_every_row_in_the_order_of_the_source(shop: Shop, tmp_path: Path) -> None:
    for name, seed in (("a.jpg", 1), ("b.jpg", 2)):
        (tmp_path / name).write_bytes(fake_photo(seed))
    shop.importer.run(write_csv(tmp_path / "first.csv", FIRST))
    report = shop.importer.run(write_csv(tmp_path / "second.csv", SECOND))
    for name in ("report.csv", "report.xlsx", "report.json"):
        save_report(tmp_path / name, report)
    rows = list(csv.reader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert [row[: len(wanted)] for row, wanted in zip(rows[1:], EXPECTED, strict=True)] == EXPECTED
    assert "dear" in rows[5][4]
    book = load_workbook(tmp_path / "report.xlsx")
    sheet = book.active
    assert sheet is not None
    assert sheet.max_row == len(EXPECTED) + 1
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["change"] for row in found["rows"]] == ["added", "unchanged", "updated", "updated"]


def test_rows_come_back_as_they_were_by_line() -> None:
    record = RowRecord()
    fields = (FieldChange("name", "", "Löffel\n2"),)
    late = RowChange(9, "Z", "勺子", Change.UPDATED, fields, 2, comes_back=True)
    early = [RowChange(line, f"S{line}", "x", Change.ADDED) for line in (3, 3, 5)]
    record.add([late])
    assert list(record) == [late]
    record.add(early)
    assert list(record) == [*early, late]
    assert len(record) == 4
