"""Lists of queries for `batch` and `evaluate`: columns photo, text, x, y, w, h, sku, group."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.services.lookup import Query

BOX_COLUMNS = ("x", "y", "w", "h")


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
    """Rows of a CSV file in UTF-8; photos are relative to the folder of the file.

    Raises:
        UserError: the file cannot be read, is not UTF-8, or has neither of the columns photo
            and text. Raised when the first row is asked for.
    """
    try:
        with file.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
            columns = set(reader.fieldnames)
            if not columns & {"photo", "text"}:
                raise UserError(MessageId.QUERIES_COLUMNS, name=file.name)
            for cells in reader:
                yield _row(cells, reader.line_num, file.parent, has_sku="sku" in columns)
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=file.name) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(MessageId.IMPORT_ENCODING, name=file.name, encoding="UTF-8") from error


def _row(cells: Mapping[str, str | None], line: int, folder: Path, *, has_sku: bool) -> QueryRow:
    photo, text = _cell(cells, "photo"), _cell(cells, "text")
    return QueryRow(
        line,
        photo,
        text,
        _query(cells, photo, text, folder),
        sku=_cell(cells, "sku") if has_sku else None,
        group=_cell(cells, "group"),
    )


def _query(
    cells: Mapping[str, str | None], photo: str, text: str, folder: Path
) -> Query | UserError:
    try:
        box = _box(cells)
    except UserError as error:
        return error
    if not photo:
        return Query((), text) if text else UserError(MessageId.QUERY_EMPTY)
    return Query((PhotoInput(photo, path=folder / photo, box=box),), text)


def _box(cells: Mapping[str, str | None]) -> Box | None:
    values = [_cell(cells, column) for column in BOX_COLUMNS]
    if not any(values):
        return None
    try:
        x, y, width, height = (round(float(value)) for value in values)
    except (ValueError, OverflowError) as error:
        raise UserError(MessageId.QUERIES_BOX, value=",".join(values)) from error
    if x < 0 or y < 0 or width <= 0 or height <= 0:
        raise UserError(MessageId.QUERIES_BOX, value=",".join(values))
    return Box(x, y, width, height)


def _cell(cells: Mapping[str, str | None], column: str) -> str:
    return (cells.get(column) or "").strip()
