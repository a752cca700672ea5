"""The first rows of what is to be imported, and what its columns probably mean."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.column_guess import guess_columns, names_columns, plain_title
from desktop_app.services.csv_records import physical_lines, read_header, read_records
from desktop_app.services.encoding_guess import guess_encoding
from desktop_app.services.header_row import text_start
from desktop_app.services.import_source import Cell
from desktop_app.services.product_rows import KNOWN, REQUIRED
from desktop_app.services.spreadsheet_cells import as_meant
from desktop_app.services.table_reader import has_required
from desktop_app.services.xlsx_reader import Worksheet, is_workbook, opened_workbook
from desktop_app.services.zip_source import is_zip, unpacked

ROWS = 12
MOST_REMEMBERED = 100
MEMORY_NAME = "import_columns.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What is seen of a source before anything is done with it.

    Attributes:
        source: the file or folder.
        header: titles of the columns; empty for a folder of photos, which has none.
        rows: the first rows, as text.
        columns: meaning by title, guessed or remembered; a title that is missing means itself.
        encoding: of a text file; empty for other sources.
        is_guessed: whether the encoding is a mere guess.
        is_remembered: whether the columns were given their meaning by a person before.
        above: rows over the titles, such as the name of a list; they are left out.
    """

    source: Path
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, str] | None = None
    encoding: str = ""
    is_guessed: bool = False
    is_remembered: bool = False
    above: int = 0


class ImportPreviews:
    """Looks at sources, and remembers in a folder what people said about their columns."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / MEMORY_NAME

    def look(self, source: Path, encoding: str | None = None) -> ImportPreview:
        """The first rows of *source*.

        Raises:
            UserError: it cannot be read, or not in the *encoding* that was chosen.
        """
        try:
            with ExitStack() as stack:
                table = source
                if source.is_file() and is_zip(source):
                    table = stack.enter_context(unpacked(source, pictures=False))
                if table.is_dir():
                    return ImportPreview(source)
                return self._looked_at(source, table, encoding)
        except OSError as error:
            raise UserError(MessageId.IMPORT_FILE_MISSING, name=source.name) from error

    def _looked_at(self, source: Path, table: Path, chosen: str | None) -> ImportPreview:
        encoding, guessed = "", False
        if is_workbook(table):
            opened = _workbook(table)
        else:
            found, guessed = guess_encoding(table, chosen)
            encoding, opened = found.name, _csv(table, found.name)
        with opened as (header, rows, above):
            shown = tuple(islice(rows, ROWS))
        if not any(title.strip() for title in header):
            raise UserError(MessageId.IMPORT_EMPTY, name=source.name)
        kept = self._memory().get(_key(header))
        titles = [title.strip() for title in header if title.strip()]
        shown = tuple(row[: len(header)] for row in shown)
        columns = guess_columns(header, shown)
        if kept is not None:
            columns = {t: kept[plain_title(t)] for t in titles if plain_title(t) in kept}
        return ImportPreview(
            source, tuple(header), shown, columns, encoding, guessed, kept is not None, above
        )

    def remember(self, header: Sequence[str], columns: Mapping[str, str]) -> None:
        """Keep what the columns of a table with these titles mean."""
        memory = self._memory()
        memory.pop(_key(header), None)
        memory[_key(header)] = {plain_title(t): meaning for t, meaning in columns.items()}
        newest = dict(list(memory.items())[-MOST_REMEMBERED:])
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(json.dumps(newest, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self._file)
        except OSError as error:
            _log.warning("the meaning of columns is not kept: %s", error.strerror)

    def _memory(self) -> dict[str, dict[str, str]]:
        try:
            table = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in table.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError) as error:
            _log.warning("the meaning of columns was not kept: %s", type(error).__name__)
            return {}


def missing_meanings(header: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """Meanings that an import needs and no column has."""
    meant = {columns.get(title.strip(), title.strip().lower()) for title in header}
    return [name for name in REQUIRED if name not in meant]


def double_meanings(header: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """Meanings that two columns have."""
    meant = [columns.get(title.strip(), title.strip()) for title in header if title.strip()]
    named = [name.lower() if name.lower() in KNOWN else name for name in meant if name]
    return sorted({name for name in named if named.count(name) > 1})


def _key(header: Sequence[str]) -> str:
    titles = sorted(plain_title(title) for title in header if title.strip())
    return hashlib.sha256("\n".join(titles).encode()).hexdigest()[:32]


_Opened: TypeAlias = tuple[Sequence[str], Iterator[tuple[str, ...]], int]
"""Titles, the rows below them, and how many rows stand above."""


@contextmanager
def _workbook(file: Path) -> Iterator[_Opened]:
    with opened_workbook(file, names_columns) as sheets:
        if not sheets:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        sheet = _likeliest(sheets)
        yield sheet.header, (tuple(map(_text, cells)) for _, cells in sheet.rows), sheet.above


def _likeliest(sheets: Sequence[Worksheet]) -> Worksheet:
    """The first sheet that has, as far as can be guessed, all that an import needs."""
    fit = (s for s in sheets if has_required(s.header, guess_columns(s.header, ())))
    return next(fit, next((s for s in sheets if names_columns(s.header)), sheets[0]))


@contextmanager
def _csv(file: Path, encoding: str) -> Iterator[_Opened]:
    start = text_start(file, encoding, names_columns)
    with file.open(encoding=encoding, newline="") as stream:
        lines = islice(physical_lines(stream), start.skipped, None)
        records = read_records(lines, start.delimiter, first_line=start.skipped + 1)
        header = read_header(records, file)
        if header is None:
            raise UserError(MessageId.IMPORT_EMPTY, name=file.name)
        rows = (tuple(map(_text, r.cells)) for r in records if r.cells)
        yield header.cells or [], rows, start.above


def _text(cell: Cell) -> str:
    return as_meant(cell).strip() if isinstance(cell, str) else format(cell, "f")
