"""Lists of suppliers begin with a name and a date: the titles are found below them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.column_guess import names_columns
from desktop_app.services.header_row import HEADER_LINES, TextStart, text_start
from desktop_app.services.import_preview import ImportPreviews, missing_meanings
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import ImportedProduct
from desktop_app.services.query_table import read_queries
from desktop_app.services.sku_table import opened_list
from desktop_app.services.table_reader import opened_table

ABOVE = (["Artikelliste Müller & Söhne, Stand 12.11.2026"], [])
TITLES = ["Art.-Nr.", "Bezeichnung", "Warengruppe", "EAN", "VK netto", "Whg"]
ROWS = (
    ["MS-001", "Handschuhe Nitril M, 100 St.", "Schutz", "4006381333931", "7,95", "EUR"],
    ["MS-002", "Zange, isoliert", "Werkzeug", "", "1.129,00", "EUR"],
    ["", "Schraube M6x20", "Kleinteile", "", "0,05", "EUR"],
)


def as_csv(file: Path, rows: Sequence[Sequence[str]]) -> Path:
    with file.open("w", encoding="cp1252", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return file


def as_workbook(file: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Deckblatt"
    book.active["A1"] = "Preisliste"
    sheet = book.create_sheet("Artikel")
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


MAKERS = pytest.mark.parametrize(
    ("make", "name"), [(as_csv, "list.csv"), (as_workbook, "list.xlsx")], ids=["csv", "xlsx"]
)


@MAKERS
def test_titles_below_the_name_of_a_list_are_shown_and_imported(
    tmp_path: Path, make, name: str
) -> None:
    file = make(tmp_path / name, (*ABOVE, TITLES, *ROWS))
    preview = ImportPreviews(tmp_path).look(file)
    assert list(preview.header) == TITLES
    assert [row[0] for row in preview.rows] == ["MS-001", "MS-002", ""]
    assert preview.above == 1, "the empty line says nothing"
    columns = dict(preview.columns or {})
    assert missing_meanings(preview.header, columns) == []
    with opened_table(file, preview.encoding or None, columns) as source:
        rows = list(source.rows)
    good = [row for row in rows if isinstance(row, ImportedProduct)]
    bad = [row for row in rows if isinstance(row, RejectedRow)]
    assert [(row.line, row.sku, row.fields["category"]) for row in good] == [
        (4, "MS-001", "Schutz"),
        (5, "MS-002", "Werkzeug"),
    ]
    assert [row.line for row in bad] == [6], "lines are those of the file"


@MAKERS
def test_a_table_that_begins_with_its_titles_is_left_alone(tmp_path: Path, make, name: str) -> None:
    rows = (["sku", "name", "kind"], ["A", "Item", "Type"], ["B", "SKU", "Name"])
    file = make(tmp_path / name, rows)
    assert ImportPreviews(tmp_path).look(file).above == 0
    with opened_table(file) as source:
        assert [row.sku for row in source.rows] == ["A", "B"]


def test_what_has_no_known_titles_is_shown_from_its_first_row(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "list.csv", (["Kode", "Wort"], ["A", "Zange"]))
    preview = ImportPreviews(tmp_path).look(file)
    assert (preview.header, preview.above) == (("Kode", "Wort"), 0)


def test_one_known_word_is_the_name_of_a_list(tmp_path: Path) -> None:
    assert not names_columns(["Price"])
    assert not names_columns(["", "Price"])
    assert names_columns(["Price", "SKU"])
    file = as_csv(tmp_path / "list.csv", (["Price"], ["SKU", "Name"], ["A", "Zange"]))
    assert ImportPreviews(tmp_path).look(file).header == ("SKU", "Name")


def test_titles_that_come_too_late_are_not_looked_for(tmp_path: Path) -> None:
    above = [[f"line {number}"] for number in range(HEADER_LINES)]
    file = as_csv(tmp_path / "list.csv", (*above, ["sku", "name"], ["A", "Zange"]))
    with pytest.raises(UserError) as caught, opened_table(file):
        pass
    assert caught.value.message.id is MessageId.IMPORT_COLUMNS


def test_excels_own_line_counts_as_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('sep=;\n"A list\nof two lines"\nsku;name\nA;Zange\n', encoding="utf-8")
    assert text_start(file, "utf-8", names_columns) == TextStart(";", skipped=3, above=1)
    with opened_table(file) as source:
        assert [(row.line, row.sku) for row in source.rows] == [(5, "A")]


@MAKERS
def test_price_lists_and_lists_of_queries_too(tmp_path: Path, make, name: str) -> None:
    prices = make(tmp_path / name, (*ABOVE, ["Art.-Nr.", "Preis"], ["MS-001", "7,95"]))
    with opened_list(prices, ("price",), "cp1252") as table:
        assert [row.line for row in table.rows] == [4]
    queries = make(tmp_path / name, (["Returns of Monday"], ["text"], ["gloves"]))
    assert [(row.line, row.text) for row in read_queries(queries)] == [(3, "gloves")]
