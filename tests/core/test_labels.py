"""Sheets of labels: sizes, places, own formats, and which code a product gets."""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop_app.core.labels import (
    SHEETS,
    CodeChoice,
    Frame,
    LabelOptions,
    SheetFormat,
    SymbolKind,
    code_texts,
    on_page,
    pages,
    parse_sheet,
)
from desktop_app.core.types import CodeKind, Product, ProductCode

GTIN = "04006381333931"
A4 = SHEETS["a4-3x8"]


def product(gtin: str = "", sku: str = "MS-1") -> Product:
    codes = (ProductCode(CodeKind.GTIN, gtin),) if gtin else ()
    return Product(sku, "Gloves", codes=codes)


@pytest.mark.parametrize("name", SHEETS)
def test_every_label_of_a_sheet_lies_on_it_and_on_no_other(name: str) -> None:
    sheet = SHEETS[name]
    frames = [sheet.frame(position) for position in range(sheet.per_page)]
    for frame in frames:
        assert frame.left + frame.width <= sheet.page_width + 0.05
        assert frame.top + frame.height <= sheet.page_height + 0.05
    for first, second in pairwise(frames):
        beside = second.left >= first.left + first.width - 1e-6
        below = second.top >= first.top + first.height - 1e-6
        assert beside or below


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_back_from_its_sizes(name: str) -> None:
    sheet, again = SHEETS[name], parse_sheet(SHEETS[name].text)
    assert again.text == sheet.text
    assert parse_sheet(name.upper()) is sheet


def test_own_sizes_need_no_edges() -> None:
    assert parse_sheet("210 x 297, 2x3, 100x90") == SheetFormat("own", 210, 297, 2, 3, 100, 90)


@pytest.mark.parametrize(
    "text",
    ["", "a5-9x9", "210x297", "210x297,3x8,71x37", "210x297,0x8,70x37", "210x297,3x8,70x1"],
)
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_sheet(text)


@pytest.mark.parametrize(
    ("count", "copies", "first", "expected"),
    [(0, 1, 0, 0), (1, 1, 0, 1), (24, 1, 0, 1), (25, 1, 0, 2), (24, 1, 1, 2), (12, 4, 0, 2)],
)
def test_how_many_sheets_are_needed(count: int, copies: int, first: int, expected: int) -> None:
    options = LabelOptions(A4, copies=copies, first=first)
    assert pages(options, count) == expected
    drawn = [number for page in range(expected) for number, _ in on_page(options, count, page)]
    assert drawn == [number for number in range(count) for _ in range(copies)]


def test_used_up_labels_are_passed_over() -> None:
    options = LabelOptions(A4, first=4)
    assert next(on_page(options, 30, 0)) == (0, Frame(70, 37.5, 70, 37))
    assert next(on_page(options, 30, 1)) == (20, Frame(0, 0.5, 70, 37))


@pytest.mark.parametrize(
    ("choice", "gtin", "expected"),
    [
        (CodeChoice.AUTO, GTIN, (SymbolKind.EAN13, "4006381333931")),
        (CodeChoice.AUTO, "00000096385074", (SymbolKind.EAN8, "96385074")),
        (CodeChoice.AUTO, "14006381333938", (SymbolKind.CODE128, "MS-1")),
        (CodeChoice.AUTO, "", (SymbolKind.CODE128, "MS-1")),
        (CodeChoice.EAN, "", (SymbolKind.CODE128, "MS-1")),
        (CodeChoice.CODE128, GTIN, (SymbolKind.CODE128, "MS-1")),
        (CodeChoice.QR, GTIN, (SymbolKind.QR, "MS-1")),
        (CodeChoice.GS1_DATAMATRIX, GTIN, (SymbolKind.GS1_DATAMATRIX, f"(01){GTIN}")),
        (CodeChoice.GS1_DATAMATRIX, "", (SymbolKind.DATAMATRIX, "MS-1")),
    ],
)
def test_the_code_of_a_label(
    choice: CodeChoice, gtin: str, expected: tuple[SymbolKind, str]
) -> None:
    assert code_texts(product(gtin), choice)[0] == expected


def test_no_code_where_none_is_wanted() -> None:
    assert code_texts(product(GTIN), CodeChoice.NONE) == []
