"""Tables of products: CSV here, XLSX in `xlsx_reader`; where the titles stand in `header_row`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from desktop_app.core.errors import ImportRowError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.services.csv_records import CsvRecord, physical_lines, read_header, read_records
from desktop_app.services.header_row import text_start
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import Cell, ImportedProduct, ImportSource, SourceRow
from desktop_app.services.product_rows import KNOWN, REQUIRED, parse_row
from desktop_app.services.spreadsheet_cells import as_meant
from desktop_app.services.text_encoding import find_encoding
from desktop_app.services.xlsx_reader import Worksheet, is_workbook, opened_workbook

CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
SHOWN_SKU = 60
SHOWN_TITLES, SHOWN_TITLE = 12, 40
"""So many titles, and so many letters of each, a message about columns repeats."""

ColumnMap: TypeAlias = Mapping[str, str]
"""From titles of columns, without spaces around them, to the names that an import knows."""

NO_MAP: ColumnMap = MappingProxyType({})


@contextmanager
def opened_table(
    file: Path, encoding: str | None = None, columns: ColumnMap = NO_MAP
) -> Iterator[ImportSource]:
    """A CSV or XLSX file, whatever its name says; rows can be read until the block ends.

    *columns* says what columns of the file mean, by their title; those that it lacks mean what
    they are called, and an empty meaning leaves a column out.

    Raises:
        UserError: the file is missing, no table, in an unknown encoding, or lacks columns.
    """
    with ExitStack() as stack:
        with _file_errors(file):
            is_xlsx = is_workbook(file)
            opened = (
                _opened_workbook(file, columns) if is_xlsx else _opened_csv(file, encoding, columns)
            )
            source = stack.enter_context(opened)
        yield replace(source, rows=_guarded(file, source.rows))


def _guarded(
    file: Path, rows: Iterator[ImportedProduct | RejectedRow]
) -> Iterator[ImportedProduct | RejectedRow]:
    with _file_errors(file):
        yield from rows


@contextmanager
def _file_errors(file: Path) -> Iterator[None]:
    """A file that cannot be opened, or is gone in the middle, has a message."""
    try:
        yield
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=file.name) from error


@contextmanager
def _opened_workbook(file: Path, meanings: ColumnMap) -> Iterator[ImportSource]:
    with opened_workbook(file, partial(has_required, meanings=meanings)) as sheets:
        if not sheets:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        sheet = best_sheet(sheets, meanings)
        columns = _check_columns(file, mapped(sheet.header, meanings))
        rows = (_product(columns, line, cells) for line, cells in sheet.rows)
        yield ImportSource(rows, sheet.total, file.parent)


@contextmanager
def _opened_csv(file: Path, chosen: str | None, meanings: ColumnMap) -> Iterator[ImportSource]:
    if file.suffix.lower() not in CSV_SUFFIXES:
        raise UserError(MessageId.IMPORT_FORMAT, name=file.name)
    encoding = find_encoding(file, chosen)
    start = text_start(file, encoding.name, partial(has_required, meanings=meanings))
    with file.open(encoding=encoding.name, newline="") as stream:
        lines = islice(physical_lines(stream), start.skipped, None)
        records = read_records(lines, start.delimiter, first_line=start.skipped + 1)
        header = read_header(records, file)
        if header is None:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        columns = _check_columns(file, mapped(header.cells or [], meanings))
        rows = (_csv_product(columns, record, start.delimiter) for record in records)
        total = max(encoding.lines - header.line, 0)
        yield ImportSource(rows, total, file.parent, encoding.name)


def best_sheet(sheets: Sequence[Worksheet], meanings: ColumnMap = NO_MAP) -> Worksheet:
    """The first sheet with the columns that are needed, else the first one."""
    return next((s for s in sheets if has_required(s.header, meanings)), sheets[0])


def has_required(header: Sequence[str], meanings: ColumnMap = NO_MAP) -> bool:
    """Whether a row has the titles that every import needs."""
    return set(REQUIRED) <= set(_compared(mapped(header, meanings)))


def mapped(header: Sequence[str], meanings: ColumnMap) -> list[str]:
    """The titles of *header* as what they mean."""
    return [meanings.get(title.strip(), title) for title in header]


def columns_missing(
    told: MessageId, file: Path, missing: Sequence[str], header: Sequence[str]
) -> UserError:
    """What is said of *file*: which columns it lacks, and what its columns are called instead."""
    titles = [" ".join(title.split()) for title in header if title.strip()]
    shown = [
        "".join(letter for letter in title[:SHOWN_TITLE] if letter.isprintable())
        for title in titles[:SHOWN_TITLES]
    ]
    rest = ["…"] if len(titles) > SHOWN_TITLES else []
    found = ", ".join([*shown, *rest]) or "–"
    return UserError(told, name=file.name, columns=", ".join(missing), found=found)


def _compared(header: Sequence[str]) -> list[str]:
    """Names of columns as they are compared with the known ones."""
    return [name.strip().lower() for name in header]


def _check_columns(file: Path, header: Sequence[str]) -> tuple[str, ...]:
    """Name of each column, empty for those to be ignored; known ones in lower case.

    Raises:
        UserError: a required column is missing, or two have the same name.
    """
    lower = _compared(header)
    columns = tuple(
        name if name in KNOWN else as_meant(given.strip())
        for name, given in zip(lower, header, strict=True)
    )
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise columns_missing(MessageId.IMPORT_COLUMNS, file, missing, header)
    for position, name in enumerate(columns):
        if name and name in columns[:position]:
            raise UserError(MessageId.IMPORT_COLUMN_TWICE, name=file.name, column=name)
    return columns


def _csv_product(
    columns: Sequence[str], record: CsvRecord, delimiter: str
) -> ImportedProduct | RejectedRow:
    if record.cells is not None:
        return _product(columns, record.line, record.cells)
    if not record.has_long_cell:
        return RejectedRow(record.line, "", Message.of(MessageId.ROW_TOO_MANY_CELLS))
    parts = record.text.split(delimiter)
    longest = max(range(len(parts)), key=lambda position: len(parts[position]))
    column = columns[longest] if longest < len(columns) else str(longest + 1)
    return RejectedRow(record.line, "", Message.of(MessageId.ROW_TOO_LONG, column=column))


def _product(
    columns: Sequence[str], line: int, cells: Sequence[Cell]
) -> ImportedProduct | RejectedRow:
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    named = {name: _meant(cell) for name, cell in zip(columns, padded, strict=False) if name}
    sku = _shown_sku(named["sku"])
    if any(map(_is_filled, padded[len(columns) :])):
        return RejectedRow(line, sku, Message.of(MessageId.ROW_TOO_MANY_CELLS))
    try:
        return parse_row(SourceRow(line, named))
    except ImportRowError as error:
        return RejectedRow(line, sku, error.message)


def _meant(cell: Cell) -> Cell:
    return as_meant(cell) if isinstance(cell, str) else cell


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _shown_sku(cell: Cell) -> str:
    """The SKU of a rejected row, fit for one line of a report."""
    return "".join(char for char in str(cell).strip() if char.isprintable())[:SHOWN_SKU]
