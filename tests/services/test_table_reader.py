"""CSV and XLSX files as tables of products: shapes, limits, hostile files."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.import_preview import ImportPreviews
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import ImportedProduct
from desktop_app.services.table_reader import opened_table
from tests.services.import_samples import write_csv

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _rows(
    file: Path, encoding: str | None = None
) -> tuple[list[ImportedProduct], list[RejectedRow]]:
    with opened_table(file, encoding) as source:
        rows = list(source.rows)
    return (
        [row for row in rows if isinstance(row, ImportedProduct)],
        [row for row in rows if isinstance(row, RejectedRow)],
    )


def _csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode(encoding))
    return file


def _refusal(file: Path, encoding: str | None = None) -> MessageId:
    with pytest.raises(UserError) as caught:
        _rows(file, encoding)
    return caught.value.message.id


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_usual_kind_of_csv_is_read(
    tmp_path: Path, delimiter: str, end: str, encoding: str
) -> None:
    lines = ["SKU", "Name", "Shelf life"], ["A1", "输液器", "2 years"], ["A2", "纱布", ""]
    text = end.join(delimiter.join(line) for line in lines)
    good, bad = _rows(_csv(tmp_path, text, encoding))
    assert bad == []
    assert [(row.line, row.sku, row.fields["name"]) for row in good] == [
        (2, "A1", "输液器"),
        (3, "A2", "纱布"),
    ]
    assert good[0].attributes == {"Shelf life": "2 years"}


def test_chinese_without_a_mark_is_read_and_named(tmp_path: Path) -> None:
    text = "sku,name\nA1,一次性使用输液器\nA2,医用纱布块\nA3,生理盐水\nA4,电动螺丝刀\n"
    with opened_table(_csv(tmp_path, text, "gb18030")) as source:
        names = [row.fields["name"] for row in source.rows if isinstance(row, ImportedProduct)]
        assert source.encoding == "gb18030"
    assert names == ["一次性使用输液器", "医用纱布块", "生理盐水", "电动螺丝刀"]


def test_a_code_page_is_read_when_it_is_chosen(tmp_path: Path) -> None:
    file = _csv(tmp_path, "sku;name\nA1;Größe\n", "cp1252")
    assert _refusal(file) is MessageId.IMPORT_ENCODING
    good, _ = _rows(file, "cp1252")
    assert good[0].fields["name"] == "Größe"


def test_the_delimiter_that_excel_names_is_used(tmp_path: Path) -> None:
    good, _ = _rows(_csv(tmp_path, "sep=;\nsku;name, long\nA1;x\n".replace(", long", "")))
    assert [(row.line, row.sku) for row in good] == [(3, "A1")]


def test_commas_in_names_do_not_mislead(tmp_path: Path) -> None:
    good, _ = _rows(_csv(tmp_path, "sku;name;a,b,c,d,e\nA1;one, two;x\n"))
    assert good[0].fields["name"] == "one, two"


def test_each_bad_row_is_named_and_the_good_ones_stay(tmp_path: Path) -> None:
    text = (
        "sku,name,price,barcode\n"
        "A1,good,1.50,\n"
        ",no sku,,\n"
        "A3,,,\n"
        "A4,bad price,cheap,\n"
        "A5,too,many,cells,here\n"
        "A6,short\n"
        'A7,"open quote,,\n'
        "A8,bad gtin,,4006381333932\n"
        ",,,\n"
        "A10,control\x07,,\n"
        f"A11,{'x' * 140_000},,\n"
        "A12,last,2,\n"
    )
    good, bad = _rows(_csv(tmp_path, text))
    assert [(row.line, row.sku) for row in good] == [(2, "A1"), (7, "A6"), (13, "A12")]
    assert [(row.line, row.sku, row.message.id.value) for row in bad] == [
        (3, "", "row_no_sku"),
        (4, "A3", "row_no_name"),
        (5, "A4", "row_bad_price"),
        (6, "A5", "row_too_many_cells"),
        (8, "", "row_too_many_cells"),
        (9, "A8", "row_bad_gtin"),
        (11, "A10", "row_control_characters"),
        (12, "", "row_too_long"),
    ]
    assert dict(bad[-1].message.params) == {"column": "name"}


def test_what_lacks_is_told_with_what_is_there(tmp_path: Path) -> None:
    titles = ["Artikelnr.", "Preis\x1b[31m", *(f"c{number}" for number in range(50))]
    with pytest.raises(UserError) as caught:
        _rows(_csv(tmp_path, ";".join(titles) + "\n"), None)
    said = str(caught.value.message)
    assert "sku, name. It has: Artikelnr., Preis[31m, c0, c1" in said
    assert ", …" in said
    assert "c49" not in said


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("", MessageId.IMPORT_EMPTY),
        ("\n\n  \n", MessageId.IMPORT_EMPTY),
        ("name,price\nx,1\n", MessageId.IMPORT_COLUMNS),
        ("A1,Bandage\n", MessageId.IMPORT_COLUMNS),
        ("sku,name,Name\nA1,x,y\n", MessageId.IMPORT_COLUMN_TWICE),
        ("sku,name,note,note\nA1,x,y,z\n", MessageId.IMPORT_COLUMN_TWICE),
    ],
)
def test_a_file_without_the_columns_is_refused(
    tmp_path: Path, text: str, message_id: MessageId
) -> None:
    assert _refusal(_csv(tmp_path, text)) is message_id


def test_the_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        _rows(_csv(tmp_path, "article,label\n1,x\n"))
    told = {"name": "list.csv", "columns": "sku, name", "found": "article, label"}
    assert dict(caught.value.message.params) == told


def test_a_header_alone_holds_no_rows(tmp_path: Path) -> None:
    assert _rows(_csv(tmp_path, "sku,name\n")) == ([], [])


def test_columns_without_a_name_are_passed_over(tmp_path: Path) -> None:
    good, bad = _rows(_csv(tmp_path, "sku,name,,\nA1,x,y,\n"))
    assert (good[0].attributes, bad) == ({}, [])


def test_a_missing_file_and_another_format_are_told_apart(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "missing.csv") is MessageId.IMPORT_FILE_MISSING
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7")
    assert _refusal(tmp_path / "list.pdf") is MessageId.IMPORT_FORMAT


_CELL = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20
).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(_CELL.filter(bool), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_names_survive_a_csv(
    tmp_path: Path, names: list[str], delimiter: str, encoding: str
) -> None:
    rows = [{"sku": f"S{i}", "name": name, "price": "1"} for i, name in enumerate(names)]
    good, bad = _rows(write_csv(tmp_path / "list.csv", rows, encoding, delimiter))
    assert bad == []
    assert [row.fields["name"] for row in good] == [
        unicodedata.normalize("NFC", name) for name in names
    ]


# --- workbooks


def _xlsx(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = tmp_path / "list.xlsx"
    book.save(file)
    return file


def _with_parts(file: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | parts
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def _sheet(body: str, prolog: str = "", dimension: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{space}">{dimension}'
        f"<sheetData>{body}</sheetData></worksheet>"
    ).encode()


def _text_cells(row: int, *values: str) -> str:
    cells = "".join(
        f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
        for column, value in enumerate(values)
    )
    return f'<row r="{row}">{cells}</row>'


def test_a_workbook_keeps_the_types_of_its_cells(tmp_path: Path) -> None:
    file = _xlsx(
        tmp_path,
        ("sku", "name", "barcode", "price", "stock", "checked", "fragile"),
        (1001, "输液器", 4006381333931, 1.234, 0.1 + 0.2, dt.date(2026, 3, 1), True),
        (None, None, None, None, None, None, None),
        ("A2", "纱布", "own", "1,50", None, None, None),
    )
    good, bad = _rows(file)
    assert bad == []
    first, second = (row.data(None) for row in good)
    assert (first.sku, first.codes[0].value) == ("1001", "04006381333931")
    assert (str(first.price), str(first.stock)) == ("1.234", "0.3")
    assert first.attributes == {"checked": "2026-03-01 00:00:00", "fragile": "TRUE"}
    assert (good[1].line, str(second.price), second.stock) == (4, "1.50", None)


def test_bad_rows_of_a_workbook_are_named(tmp_path: Path) -> None:
    file = _xlsx(tmp_path, ("sku", "name"), ("A1", "x"), (None, "y"), ("A3", "z", "more"))
    good, bad = _rows(file)
    assert [row.sku for row in good] == ["A1"]
    assert [(row.line, row.message.id.value) for row in bad] == [
        (3, "row_no_sku"),
        (4, "row_too_many_cells"),
    ]


def test_the_sheet_with_the_columns_is_used(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("notes",))
    book.create_sheet("empty")
    sheet = book.create_sheet("list")
    sheet.append(())
    sheet.append(("SKU", "NAME"))
    sheet.append(("A1", "x"))
    book.save(tmp_path / "list.xlsx")
    good, _ = _rows(tmp_path / "list.xlsx")
    assert [(row.line, row.sku) for row in good] == [(3, "A1")]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    file = _xlsx(tmp_path, ("sku", "name"), ("A1", "x")).rename(tmp_path / "list.csv")
    assert [row.sku for row in _rows(file)[0]] == ["A1"]


def test_a_sheet_may_lie_about_its_size(tmp_path: Path) -> None:
    file = _xlsx(tmp_path, ("sku", "name"))
    body = "".join(
        _text_cells(row, *cells)
        for row, cells in enumerate([("sku", "name"), ("A1", "x"), ("A2", "y")], 1)
    )
    _with_parts(
        file, {"xl/worksheets/sheet1.xml": _sheet(body, dimension='<dimension ref="A1:B1"/>')}
    )
    assert [row.sku for row in _rows(file)[0]] == ["A1", "A2"]


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    file = _xlsx(tmp_path, ("sku", "name"))
    body = _text_cells(1, "sku", "name") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    _with_parts(file, {"xl/worksheets/sheet1.xml": _sheet(body)})
    assert _rows(file) == ([], [])


ENTITY = '<!DOCTYPE l [<!ENTITY a "lol">]>'
EXTERNAL = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prolog", [ENTITY, EXTERNAL])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_refused(tmp_path: Path, prolog: str, part: str) -> None:
    file = _xlsx(tmp_path, ("sku", "name"), ("A1", "x"))
    _with_parts(file, {part: _sheet(_text_cells(1, "sku", "&a;"), prolog)})
    assert _refusal(file) is MessageId.IMPORT_XLSX


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = _xlsx(tmp_path, ("sku", "name"))
    _with_parts(file, {"xl/sharedStrings.xml": b" " * 60_000_000})
    assert file.stat().st_size < 200_000
    assert _refusal(file) is MessageId.IMPORT_XLSX


@pytest.mark.parametrize(
    "data",
    [OLE, b"PK\x03\x04" + bytes(100), b"PK\x03\x04"],
    ids=["old or protected", "damaged", "cut off"],
)
def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(data)
    assert _refusal(file) is MessageId.IMPORT_XLSX


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.timeout(20)
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")
    assert _refusal(tmp_path / "list.csv") is MessageId.IMPORT_FILE_MISSING


@pytest.mark.timeout(20)
def test_a_table_of_a_million_columns_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("sku,name" + ",x" * 1_000_000 + "\nA,B\n", encoding="utf-8")
    assert _refusal(file) is MessageId.IMPORT_TOO_WIDE
    with pytest.raises(UserError) as caught:
        ImportPreviews(tmp_path).look(file)
    assert caught.value.message.id is MessageId.IMPORT_TOO_WIDE


def test_a_thousand_columns_are_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    titles = ",".join(f"c{number}" for number in range(998))
    file.write_text(f"sku,name,{titles}\nA,B{',x' * 998}\n", encoding="utf-8")
    with opened_table(file) as source:
        (row,) = source.rows
    assert isinstance(row, ImportedProduct)
    assert len(row.data(None).attributes) == 998


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_is_refused(tmp_path: Path, cut: float) -> None:
    file = _xlsx(tmp_path, ("sku", "name"), ("A1", "x"))
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * cut)])
    assert _refusal(file) is MessageId.IMPORT_XLSX


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"],
)
@pytest.mark.parametrize("data", [b"", b"<a/>", b"<a", b"\x00\xff"])
def test_damaged_parts_never_raise_anything_else(tmp_path: Path, part: str, data: bytes) -> None:
    file = _with_parts(_xlsx(tmp_path, ("sku", "name"), ("A1", "x")), {part: data})
    with contextlib.suppress(UserError):
        assert len(_rows(file)[0]) <= 1


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    assert _refusal(_xlsx(tmp_path)) is MessageId.IMPORT_EMPTY
