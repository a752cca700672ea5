"""Lists about products that are in the catalogue: sales, movements, prices; CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.errors import ImportRowError, UserError
from desktop_app.core.gtin import parse_gtin
from desktop_app.core.messages import MessageId
from desktop_app.services.column_guess import MEANINGS, plain_title
from desktop_app.services.csv_records import physical_lines, read_header, read_records
from desktop_app.services.header_row import text_start
from desktop_app.services.import_source import Cell
from desktop_app.services.number_text import (
    AmbiguousNumberError,
    NumberTextError,
    parse_decimal,
)
from desktop_app.services.table_reader import columns_missing
from desktop_app.services.text_encoding import find_encoding
from desktop_app.services.xlsx_reader import is_workbook, opened_workbook

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sku": ("sku", "article", "item", "article number", "artikelnummer", "货号", "商品编号"),
        "barcode": ("barcode", "gtin", "ean", "upc", "条码", "条形码"),
        "quantity": ("quantity", "qty", "amount", "sold", "menge", "数量", "销量"),
        "date": ("date", "at", "day", "time", "datum", "日期", "时间"),
        "kind": ("kind", "type", "movement", "art", "类型"),
        "reference": ("reference", "receipt", "line_id", "document", "beleg", "单号"),
        "note": ("note", "remark", "comment", "备注"),
        "price": ("price", "unit_price", "new_price", "preis", "价格", "单价"),
        "currency": ("currency", "währung", "币种", "货币"),
        "stock": ("stock", "counted", "on_hand", "bestand", "库存", "盘点数"),
    }
)
"""What columns may be called, in lower case."""

_MEANING = {name: column for column, names in NAMES.items() for name in names}
_AS_IN_CATALOGUES = {
    name: column for column in ("sku", "barcode", "price", "currency") for name in MEANINGS[column]
}
"""What catalogues call the same columns, as `plain_title` writes it; counts after the names above,
since a `reference` is a document here."""


@dataclass(frozen=True, slots=True)
class SkuRow:
    """One row: its line and its cells by the meaning of their column; None if it is no row."""

    line: int
    cells: Mapping[str, Cell] | None


@dataclass(frozen=True, slots=True)
class SkuTable:
    """An opened list; `total` is how many rows there are, as well as can be told."""

    columns: frozenset[str]
    rows: Iterator[SkuRow]
    total: int
    encoding: str = ""


@contextmanager
def opened_list(
    file: Path, needed: Sequence[str], encoding: str | None = None
) -> Iterator[SkuTable]:
    """The list in *file*; its rows can be read until the block ends.

    Args:
        file: CSV or XLSX.
        needed: columns without which nothing can be done; `sku` or `barcode` is always needed.
        encoding: of a CSV file, where a person says so.

    Raises:
        UserError: the file is missing, no table, in an unknown encoding, or lacks columns.
    """
    try:
        opened = _workbook(file, needed) if is_workbook(file) else _csv(file, needed, encoding)
        with opened as table:
            yield table
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=file.name) from error


@contextmanager
def _workbook(file: Path, needed: Sequence[str]) -> Iterator[SkuTable]:
    with opened_workbook(file, partial(_is_header, needed=needed)) as sheets:
        fitting = (sheet for sheet in sheets if _is_header(sheet.header, needed))
        sheet = next(fitting, sheets[0] if sheets else None)
        if sheet is None:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        columns = _checked(file, sheet.header, needed)
        rows = (_row(columns, line, cells) for line, cells in sheet.rows)
        yield SkuTable(frozenset(columns) - {""}, rows, sheet.total)


@contextmanager
def _csv(file: Path, needed: Sequence[str], chosen: str | None) -> Iterator[SkuTable]:
    encoding = find_encoding(file, chosen)
    start = text_start(file, encoding.name, partial(_is_header, needed=needed))
    with file.open(encoding=encoding.name, newline="") as stream:
        lines = islice(physical_lines(stream), start.skipped, None)
        records = read_records(lines, start.delimiter, first_line=start.skipped + 1)
        header = read_header(records, file)
        if header is None:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        columns = _checked(file, header.cells or [], needed)
        rows = (
            SkuRow(record.line, None)
            if record.cells is None
            else _row(columns, record.line, record.cells)
            for record in records
        )
        total = max(encoding.lines - header.line, 0)
        yield SkuTable(frozenset(columns) - {""}, rows, total, encoding.name)


def _meanings(header: Sequence[str]) -> list[str]:
    """What each column means, empty where it means nothing or another one means the same."""
    found: list[str] = []
    for name in header:
        meaning = _MEANING.get(name.strip().lower(), "")
        found.append("" if meaning in found else meaning)
    for position, name in enumerate(header):
        meaning = _AS_IN_CATALOGUES.get(plain_title(name), "")
        if meaning and not found[position] and meaning not in found:
            found[position] = meaning
    return found


def _missing(columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    missing = [name for name in needed if name not in columns]
    return missing if {"sku", "barcode"} & set(columns) else ["sku", *missing]


def _is_header(row: Sequence[str], needed: Sequence[str]) -> bool:
    return not _missing(_meanings(row), needed)


def _checked(file: Path, header: Sequence[str], needed: Sequence[str]) -> list[str]:
    columns = _meanings(header)
    missing = _missing(columns, needed)
    if missing:
        raise columns_missing(MessageId.LIST_COLUMNS, file, missing, header)
    return columns


def _row(columns: Sequence[str], line: int, cells: Sequence[Cell]) -> SkuRow:
    pairs = zip(columns, [*cells, *[""] * len(columns)], strict=False)
    return SkuRow(line, {name: cell for name, cell in pairs if name})


def text_of(cells: Mapping[str, Cell], column: str) -> str:
    cell = cells.get(column, "")
    return format(cell, "f") if isinstance(cell, Decimal) else cell.strip()


def number_of(cells: Mapping[str, Cell], column: str, bad: MessageId) -> Decimal | None:
    """The number in a cell, None where it is empty.

    Raises:
        ImportRowError: it is no number, or one that can be read in two ways.
    """
    cell = cells.get(column, "")
    if isinstance(cell, Decimal):
        return cell
    if not cell.strip():
        return None
    try:
        return parse_decimal(cell)
    except AmbiguousNumberError as error:
        raise ImportRowError(
            MessageId.ROW_AMBIGUOUS_NUMBER, value=cell, one=error.one, other=error.other
        ) from error
    except NumberTextError as error:
        raise ImportRowError(bad, value=cell) from error


def product_of(cells: Mapping[str, Cell], skus: Mapping[str, int], codes: Mapping[str, int]) -> int:
    """The product that a row is about, by SKU, else by code.

    Raises:
        ImportRowError: there is none, or the row names none.
    """
    sku, code = text_of(cells, "sku"), text_of(cells, "barcode")
    if not sku and not code:
        raise ImportRowError(MessageId.ROW_NO_SKU)
    found = skus.get(sku.casefold()) if sku else None
    for value in (code, sku):
        if found is None and value:
            found = codes.get(parse_gtin(value) or value)
    if found is None:
        raise ImportRowError(MessageId.ROW_UNKNOWN_PRODUCT, value=sku or code)
    return found
