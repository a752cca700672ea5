"""Labels: what stands on one, which sheets there are, and where each label lies on its sheet.

Lengths are millimetres; places are counted from the upper left corner of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from desktop_app.core.gtin import printed_gtin
from desktop_app.core.types import CodeKind, Product

Modules = npt.NDArray[np.bool_]
"""Dark squares of a symbol, shape (rows, columns); a barcode has one row."""

MOST_ON_SHEET = 1000
LARGEST_SIDE = 2000.0


class CodeChoice(StrEnum):
    """Which symbol is wanted on the labels."""

    AUTO = "auto"
    """EAN where there is one, else Code 128 of the SKU, else QR."""
    EAN = "ean"
    CODE128 = "code128"
    QR = "qr"
    GS1_DATAMATRIX = "gs1-datamatrix"
    NONE = "none"


class SymbolKind(StrEnum):
    """Which symbol is drawn."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    CODE128 = "code128"
    QR = "qr"
    DATAMATRIX = "datamatrix"
    GS1_DATAMATRIX = "gs1-datamatrix"

    @property
    def is_linear(self) -> bool:
        return self in {SymbolKind.EAN13, SymbolKind.EAN8, SymbolKind.CODE128}


QUIET: Mapping[SymbolKind, int] = MappingProxyType(
    {
        SymbolKind.EAN13: 11,
        SymbolKind.EAN8: 7,
        SymbolKind.CODE128: 10,
        SymbolKind.QR: 4,
        SymbolKind.DATAMATRIX: 2,
        SymbolKind.GS1_DATAMATRIX: 2,
    }
)
"""Modules that stay white on each side (GS1 General Specifications, 5.2 to 5.7; ISO 18004)."""

LEAST_MODULE_MM = 0.19
"""A narrower bar or dot is not read surely from an office printer (Code 128: 7.5 mil)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol ready to be drawn; `text` is what a reader gives back."""

    kind: SymbolKind
    text: str
    modules: Modules

    @property
    def columns(self) -> int:
        """Modules across, with the white ones on both sides."""
        return int(self.modules.shape[1]) + 2 * QUIET[self.kind]


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label; empty fields are left out."""

    name: str
    sku: str = ""
    price: Decimal | None = None
    currency: str = ""
    place: str = ""
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A sheet with equal labels; `gap_*` lies between two of them. A roll is a sheet of one label.

    Raises:
        ValueError: the labels do not fit on the sheet.
    """

    name: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    gap_across: float = 0.0
    gap_down: float = 0.0

    def __post_init__(self) -> None:
        lengths = (self.page_width, self.page_height, self.width, self.height)
        if not all(5 <= length <= LARGEST_SIDE for length in lengths):
            raise ValueError("a sheet or label is too small or too large")
        if not (self.columns >= 1 and self.rows >= 1 and self.per_page <= MOST_ON_SHEET):
            raise ValueError("a sheet has at least one label and at most a thousand")
        if min(self.left, self.top, self.gap_across, self.gap_down) < 0:
            raise ValueError("edges and gaps are not negative")
        right = self.left + self.columns * self.width + (self.columns - 1) * self.gap_across
        below = self.top + self.rows * self.height + (self.rows - 1) * self.gap_down
        if right > self.page_width + 0.05 or below > self.page_height + 0.05:
            raise ValueError("the labels do not fit on the sheet")

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    def frame(self, position: int) -> Frame:
        """Where label number *position* of a sheet lies, row by row from 0."""
        down, across = divmod(position, self.columns)
        return Frame(
            self.left + across * (self.width + self.gap_across),
            self.top + down * (self.height + self.gap_down),
            self.width,
            self.height,
        )

    @property
    def text(self) -> str:
        """The format as `parse_sheet` reads it."""
        return (
            f"{self.page_width:g}x{self.page_height:g},{self.columns}x{self.rows},"
            f"{self.width:g}x{self.height:g},{self.left:g}+{self.top:g},"
            f"{self.gap_across:g}+{self.gap_down:g}"
        )


A4, LETTER = (210.0, 297.0), (215.9, 279.4)

SHEETS: Mapping[str, SheetFormat] = MappingProxyType(
    {
        sheet.name: sheet
        for sheet in (
            SheetFormat("a4-3x8", *A4, 3, 8, 70, 37, 0, 0.5),
            SheetFormat("a4-3x7", *A4, 3, 7, 63.5, 38.1, 7.25, 15.1, 2.5),
            SheetFormat("a4-2x7", *A4, 2, 7, 99.1, 38.1, 4.65, 15.1, 2.5),
            SheetFormat("a4-2x4", *A4, 2, 4, 105, 74, 0, 0.5),
            SheetFormat("a4-4x10", *A4, 4, 10, 48.5, 25.4, 8, 21.5),
            SheetFormat("a4-5x13", *A4, 5, 13, 38.1, 21.2, 4.75, 10.7, 2.5),
            SheetFormat("letter-3x10", *LETTER, 3, 10, 66.7, 25.4, 4.8, 12.7, 3.1),
            SheetFormat("letter-2x5", *LETTER, 2, 5, 101.6, 50.8, 4.0, 12.7, 4.7),
            SheetFormat("roll-62x29", 62, 29, 1, 1, 62, 29),
            SheetFormat("roll-57x32", 57, 32, 1, 1, 57, 32),
            SheetFormat("roll-100x50", 100, 50, 1, 1, 100, 50),
        )
    }
)
"""Usual sheets by name; sizes as their makers print them on the box."""

STANDARD_SHEET = "a4-3x8"
OWN = "own"

_NUMBER = r"(\d+(?:\.\d+)?)"
_OWN = re.compile(
    rf"{_NUMBER}x{_NUMBER},(\d+)x(\d+),{_NUMBER}x{_NUMBER}"
    rf"(?:,{_NUMBER}\+{_NUMBER})?(?:,{_NUMBER}\+{_NUMBER})?"
)


def parse_sheet(text: str) -> SheetFormat:
    """A sheet by its name, or own sizes as `210x297,3x8,70x37,0+0.5,0+0` (the last two optional).

    Raises:
        ValueError: it is neither, or the labels do not fit on the sheet.
    """
    known = SHEETS.get(text.strip().lower())
    if known is not None:
        return known
    found = _OWN.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError("not the name of a sheet and no sizes")
    page_width, page_height, columns, rows, *rest = found.groups()
    lengths = [float(length or 0) for length in rest]
    return SheetFormat(
        OWN, float(page_width), float(page_height), int(columns), int(rows), *lengths
    )


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """What is wanted.

    Attributes:
        copies: labels a product.
        first: the first free place of the first sheet, from 0; those before it are used up.
    """

    sheet: SheetFormat = SHEETS[STANDARD_SHEET]
    code: CodeChoice = CodeChoice.AUTO
    with_price: bool = True
    with_place: bool = True
    with_sku: bool = True
    copies: int = 1
    first: int = 0
    frames: bool = False
    """Whether thin lines show where to cut."""


def pages(options: LabelOptions, count: int) -> int:
    """Sheets that *count* products need."""
    places = options.first + count * options.copies
    return -(-places // options.sheet.per_page) if count else 0


def on_page(options: LabelOptions, count: int, page: int) -> Iterator[tuple[int, Frame]]:
    """Labels of one sheet: number of the product, and the place on the sheet."""
    start = page * options.sheet.per_page - options.first
    end = min(count * options.copies, start + options.sheet.per_page)
    for number in range(max(0, start), end):
        yield number // options.copies, options.sheet.frame(number - start)


def code_texts(product: Product, choice: CodeChoice) -> list[tuple[SymbolKind, str]]:
    """Symbols that would do, best first; the first one that can be drawn large enough is taken."""
    sku = product.sku.strip()
    gtin = next((c.value for c in product.codes if c.kind is CodeKind.GTIN), "")
    printed = printed_gtin(gtin) if gtin else ""
    ean: list[tuple[SymbolKind, str]] = []
    if len(printed) == 13:
        ean = [(SymbolKind.EAN13, printed)]
    elif len(printed) == 8:
        ean = [(SymbolKind.EAN8, printed)]
    code128, qr = (SymbolKind.CODE128, sku), (SymbolKind.QR, sku)
    if choice is CodeChoice.NONE or not sku:
        return []
    if choice is CodeChoice.CODE128:
        return [code128, qr]
    if choice is CodeChoice.QR:
        return [qr]
    if choice is CodeChoice.GS1_DATAMATRIX:
        plain = (SymbolKind.DATAMATRIX, sku)
        return [(SymbolKind.GS1_DATAMATRIX, f"(01){gtin}"), plain] if gtin else [plain]
    return [*ean, code128, qr]
