"""What is seen before an import: encoding and columns guessed, and remembered once confirmed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.column_guess import guess_columns
from desktop_app.services.import_preview import (
    ImportPreviews,
    double_meanings,
    missing_meanings,
)


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (
            ["Artikel-Nr.", "Bezeichnung", "Warengruppe", "VK-Preis (EUR)", "Lagerort"],
            ["sku", "name", "category", "price", "location"],
        ),
        (
            ["货号", "品名", "条形码", "单价", "库存", "备注"],
            ["sku", "name", "barcode", "price", "stock", "description"],
        ),
        (["SKU", "Product name", "EAN", "Qty"], ["sku", "name", "barcode", "stock"]),
        (["Référence", "Désignation", "Prix unitaire"], ["sku", "name", "price"]),
        (["sku", "name", "colour"], ["sku", "name", ""]),
        (["name", "Item name", "sku"], ["name", "", "sku"]),
    ],
)
def test_columns_are_told_by_their_titles(header: list[str], meanings: list[str]) -> None:
    found = guess_columns(header, [])
    assert [found.get(title, "") for title in header] == meanings


def test_a_column_of_codes_is_told_by_its_cells() -> None:
    rows = [["A", "x", "4006381333931"], ["B", "y", "4006381333931"], ["C", "z", ""]]
    assert guess_columns(["no", "what", "number on the pack"], rows) == {
        "number on the pack": "barcode"
    }


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("sku;name\nA;Müller Türgriff größe\nB;Äpfel süß\n", "cp1252"),
        ("sku;name\nA;Перчатки нитриловые синие\nB;Бумага белая\n", "cp1251"),
        ("sku;name\nA;使い捨て手袋 ブルー\nB;ノートとペン\n", "shift_jis"),
    ],
)
def test_an_untold_encoding_is_guessed_and_said_to_be(
    tmp_path: Path, text: str, encoding: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode(encoding))
    preview = ImportPreviews(tmp_path).look(file)
    assert (preview.encoding, preview.is_guessed) == (encoding, True)
    assert preview.rows[0][1] == text.split("\n")[1].split(";")[1]


def test_utf_8_is_no_guess(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sku,name\nA,手套\n", encoding="utf-8")
    preview = ImportPreviews(tmp_path).look(file)
    assert (preview.encoding, preview.is_guessed) == ("utf-8-sig", False)


def test_what_was_confirmed_is_remembered_for_the_same_titles(tmp_path: Path) -> None:
    previews = ImportPreviews(tmp_path)
    header = ["Nummer 1", "Text 1", "x"]
    file = tmp_path / "a.csv"
    file.write_text("Nummer 1,Text 1,x\nA,Cup,y\n", encoding="utf-8")
    first = previews.look(file)
    assert missing_meanings(first.header, first.columns or {}) == [
        "sku",
        "name",
    ]
    previews.remember(header, {"Nummer 1": "sku", "Text 1": "name", "x": ""})
    other = tmp_path / "b.csv"
    other.write_text("x,NUMMER 1,Text 1\ny,A,Cup\n", encoding="utf-8")
    again = ImportPreviews(tmp_path).look(other)
    assert again.is_remembered
    assert again.columns == {"NUMMER 1": "sku", "Text 1": "name", "x": ""}
    (tmp_path / "import_columns.json").write_text("broken", encoding="utf-8")
    assert not ImportPreviews(tmp_path).look(file).is_remembered


def test_a_meaning_given_twice_is_named() -> None:
    assert double_meanings(["a", "Name", "b"], {"a": "name", "b": ""}) == ["name"]
    assert double_meanings(["a", "b"], {"a": "sku", "b": "name"}) == []


def test_workbooks_zip_files_and_folders_are_looked_at(tmp_path: Path) -> None:
    previews = ImportPreviews(tmp_path)
    book = Workbook()
    book.active.append(["Artikelnummer", "Bezeichnung", "Preis"])
    book.active.append(["A", "Becher", 2.5])
    book.save(tmp_path / "a.xlsx")
    preview = previews.look(tmp_path / "a.xlsx")
    assert preview.rows == (("A", "Becher", "2.5"),)
    assert preview.columns == {"Artikelnummer": "sku", "Bezeichnung": "name", "Preis": "price"}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("catalogue.csv", "sku,name\nA,Cup\n")
        archive.writestr("photos/a.jpg", b"x")
    assert previews.look(tmp_path / "a.zip").rows == (("A", "Cup"),)
    (tmp_path / "folder").mkdir()
    assert previews.look(tmp_path / "folder").header == ()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.csv", None, MessageId.IMPORT_FILE_MISSING),
        ("empty.csv", b"", MessageId.IMPORT_EMPTY),
        ("binary.csv", bytes(range(256)) * 8, MessageId.IMPORT_ENCODING),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, data: bytes | None, message: MessageId
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as caught:
        ImportPreviews(tmp_path).look(tmp_path / name)
    assert caught.value.message.id is message
