"""From the cells of a row to a product, or to the reason why the row cannot be used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from desktop_app.core.errors import ImportRowError
from desktop_app.core.gtin import looks_like_gtin, parse_gtin
from desktop_app.core.messages import MessageId
from desktop_app.core.types import CodeKind, ProductCode
from desktop_app.services.import_source import Cell, ImportedProduct, SourceRow
from desktop_app.services.number_text import (
    AmbiguousNumberError,
    NumberTextError,
    parse_decimal,
)

REQUIRED = ("sku", "name")
TEXT_COLUMNS = ("name", "category", "brand", "description", "location")
KNOWN = frozenset(
    {*REQUIRED, *TEXT_COLUMNS, "barcode", "price", "currency", "stock", "photos", "withdrawn"}
)

YES = frozenset({"1", "true", "yes", "x"})
"""What stands in the column `withdrawn` of a product that is kept but found no more."""

MAX_CELL = 32_767
"""Longest cell of a spreadsheet."""
MAX_LENGTHS = MappingProxyType({"sku": 200, "name": 1000})
MAX_LINE_BREAKS = 5
"""More of them in one cell: a quotation mark was left open and swallowed the next rows."""

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_CURRENCY = re.compile(r"[A-Z]{3}")


def parse_row(row: SourceRow) -> ImportedProduct:
    """The product of *row*; columns that the table lacks are left alone in a known product.

    Raises:
        ImportRowError: the row cannot be used; the message says why.
    """
    texts = {column: clean_text(column, cell) for column, cell in row.cells.items()}
    for column, message_id in (("sku", MessageId.ROW_NO_SKU), ("name", MessageId.ROW_NO_NAME)):
        if not texts[column]:
            raise ImportRowError(message_id)
    photos = split_list(texts.get("photos", ""))
    withdrawn = texts.get("withdrawn", "").casefold() in YES
    return ImportedProduct(
        line=row.line,
        sku=texts["sku"],
        fields=MappingProxyType(_fields(row.cells, texts)),
        attributes={name: value for name, value in texts.items() if name not in KNOWN},
        photos=photos or None,
        withdrawn=withdrawn,
    )


def clean_text(column: str, cell: Cell) -> str:
    """A cell as text, without spaces around it.

    Raises:
        ImportRowError: it is too long, holds control characters, or swallowed other rows.
    """
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = unicodedata.normalize("NFC", cell).strip().replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_LENGTHS.get(column, MAX_CELL):
        raise ImportRowError(MessageId.ROW_TOO_LONG, column=column)
    if text.count("\n") > MAX_LINE_BREAKS:
        raise ImportRowError(MessageId.ROW_TOO_MANY_CELLS)
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in text if char not in "\n\t"):
        raise ImportRowError(MessageId.ROW_CONTROL_CHARACTERS, column=column)
    return text


def split_list(text: str) -> tuple[str, ...]:
    """Entries separated by `;`, each one once, in their order."""
    entries = (entry.strip() for entry in text.split(";"))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def parse_codes(text: str) -> tuple[ProductCode, ...]:
    """Codes of the column `barcode`: valid GTINs, and own codes of another shape.

    Raises:
        ImportRowError: a number has the length of a GTIN but the wrong check digit, or was
            rounded by a spreadsheet.
    """
    return tuple(dict.fromkeys(map(_code, split_list(text))))


def _code(text: str) -> ProductCode:
    gtin = parse_gtin(text)
    if gtin is not None:
        return ProductCode(CodeKind.GTIN, gtin)
    if looks_like_gtin(text):
        raise ImportRowError(MessageId.ROW_BAD_GTIN, value=text)
    if _ROUNDED.fullmatch(text):
        raise ImportRowError(MessageId.ROW_ROUNDED_CODE, value=text)
    return ProductCode(CodeKind.OWN, text)


def _fields(cells: Mapping[str, Cell], texts: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {column: texts[column] for column in TEXT_COLUMNS if column in texts}
    parsers: Iterable[tuple[str, str, Callable[[], object]]] = (
        ("barcode", "codes", lambda: parse_codes(texts["barcode"])),
        ("price", "price", lambda: _price(cells["price"], texts["price"])),
        ("stock", "stock", lambda: _number(cells["stock"], texts["stock"], _BAD_STOCK)),
        ("currency", "currency", lambda: _currency(texts["currency"])),
    )
    return fields | {field: parse() for column, field, parse in parsers if column in texts}


_BAD_PRICE = MessageId.ROW_BAD_PRICE
_BAD_STOCK = MessageId.ROW_BAD_STOCK


def _price(cell: Cell, text: str) -> Decimal | None:
    price = _number(cell, text, _BAD_PRICE)
    if price is not None and price < 0:
        raise ImportRowError(_BAD_PRICE, value=text)
    return price


def _number(cell: Cell, text: str, bad: MessageId) -> Decimal | None:
    """A number; None where the cell is empty. Stock may be negative: it was sold before booked."""
    if isinstance(cell, Decimal):
        return cell
    if not text:
        return None
    try:
        return parse_decimal(text)
    except AmbiguousNumberError as error:
        raise ImportRowError(
            MessageId.ROW_AMBIGUOUS_NUMBER, value=text, one=error.one, other=error.other
        ) from error
    except NumberTextError as error:
        raise ImportRowError(bad, value=text) from error


def _currency(text: str) -> str:
    currency = text.upper()
    if currency and not _CURRENCY.fullmatch(currency):
        raise ImportRowError(MessageId.ROW_BAD_CURRENCY, value=text)
    return currency
