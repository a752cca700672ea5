"""Lists of queries, CSV or XLSX: columns photo, text, x, y, w, h, sku, group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.services.csv_records import physical_lines, read_header, read_records
from desktop_app.services.header_row import text_start
from desktop_app.services.import_source import Cell
from desktop_app.services.lookup import Query
from desktop_app.services.text_encoding import find_encoding
from desktop_app.services.xlsx_reader import is_workbook, opened_workbook

BOX_COLUMNS = ("x", "y", "w", "h")
ASKED = frozenset({"photo", "text"})
"""Columns of which one is needed."""

_OTHER_COMPUTER = ("\\\\", "//")
"""Begin of paths that would ask another computer; on Windows that tells it the password's hash."""


@dataclass(frozen=True, slots=True)
class QueryRow:
    """One line of a list of queries.

    `photo` and `text` are as they stand in the file, `sku` is None if there is no such column
    and empty for "not in the catalogue"; `query` is an error where the row makes no sense.
    """

    line: int
    photo: str
    text: str
    query: Query | UserError
    sku: str | None = None
    group: str = ""


def read_queries(file: Path) -> Iterator[QueryRow]:
    """Rows of a CSV or XLSX file; photos are relative to the folder of the file.

    Raises:
        UserError: the file cannot be read, its encoding cannot be told, or it has neither of the
            columns photo and text. Raised when the first row is asked for.
    """
    try:
        yield from (_read_workbook if is_workbook(file) else _read_csv)(file)
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=file.name) from error


def _read_csv(file: Path) -> Iterator[QueryRow]:
    encoding = find_encoding(file).name
    start = text_start(file, encoding, _is_header)
    with file.open(encoding=encoding, newline="") as stream:
        lines = islice(physical_lines(stream), start.skipped, None)
        first = start.skipped + 1
        records = read_records(lines, start.delimiter, first_line=first, keep_empty=True)
        header = read_header(records, file)
        columns = _columns(file, header.cells or [] if header else [])
        for record in records:
            if record.cells is None:
                yield QueryRow(record.line, "", "", UserError(MessageId.ROW_TOO_MANY_CELLS))
            else:
                yield _row(columns, record.cells, record.line, file.parent)


def _read_workbook(file: Path) -> Iterator[QueryRow]:
    with opened_workbook(file, _is_header) as sheets:
        fitting = (sheet for sheet in sheets if _is_header(sheet.header))
        sheet = next(fitting, None)
        columns = _columns(file, sheet.header if sheet else [])
        for line, cells in sheet.rows if sheet else ():
            yield _row(columns, cells, line, file.parent)


def _is_header(row: Sequence[str]) -> bool:
    return bool(ASKED & set(_compared(row)))


def _columns(file: Path, header: Sequence[str]) -> list[str]:
    columns = _compared(header)
    if not ASKED & set(columns):
        raise UserError(MessageId.QUERIES_COLUMNS, name=file.name)
    return columns


def _compared(header: Sequence[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _row(columns: Sequence[str], values: Sequence[Cell], line: int, folder: Path) -> QueryRow:
    pairs = zip_longest(columns, values[: len(columns)], fillvalue="")
    cells = {str(name): str(value).strip() for name, value in pairs}
    photo, text = cells.get("photo", ""), cells.get("text", "")
    return QueryRow(
        line,
        photo,
        text,
        _query(cells, photo, text, folder),
        sku=cells.get("sku"),
        group=cells.get("group", ""),
    )


def _query(cells: Mapping[str, str], photo: str, text: str, folder: Path) -> Query | UserError:
    try:
        box = _box(cells)
    except UserError as error:
        return error
    if not photo:
        return Query((), text) if text else UserError(MessageId.QUERY_EMPTY)
    if photo.startswith(_OTHER_COMPUTER):
        return UserError(MessageId.PHOTO_MISSING, name=photo)
    return Query((PhotoInput(photo, path=folder / photo, box=box),), text)


def _box(cells: Mapping[str, str]) -> Box | None:
    values = [cells.get(column, "") for column in BOX_COLUMNS]
    if not any(values):
        return None
    try:
        x, y, width, height = (round(float(value)) for value in values)
    except (ValueError, OverflowError) as error:
        raise UserError(MessageId.QUERIES_BOX, value=",".join(values)) from error
    if x < 0 or y < 0 or width <= 0 or height <= 0:
        raise UserError(MessageId.QUERIES_BOX, value=",".join(values))
    return Box(x, y, width, height)
