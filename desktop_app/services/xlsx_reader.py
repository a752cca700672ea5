"""Worksheets of an XLSX file, read row by row within limits.

A workbook is a ZIP archive of XML files. Before openpyxl sees it, its parts are measured
(`xlsx_limits`; Python's `zipfile` never hands out more than was declared). Entities are refused by
defusedxml, which openpyxl uses where it is installed.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.header_row import HEADER_LINES, IsHeader, header_position
from desktop_app.services.import_source import Cell
from desktop_app.services.xlsx_limits import check_workbook

MAX_COLUMNS = 256
MAX_ROWS = 1_048_576
SPARE_COLUMNS = 4
"""Cells read beyond the header, to see that a row has too many."""
SIGNIFICANT_DIGITS = 15
"""A spreadsheet keeps no more; what follows in the file is noise of binary fractions."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ERRORS = (
    ArithmeticError,
    AttributeError,
    DefusedXmlException,
    EOFError,
    LookupError,
    NotImplementedError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises on workbooks that are damaged or made by hand; it promises no type."""


def _load_errors() -> tuple[type[Exception], ...]:
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415  (takes long, and most tables are CSV)

    return (*_ERRORS, InvalidFileException, OSError)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Header of one sheet, its rows (number and cells), and how many there may be.

    *above*: rows over the header that say something else.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    total: int
    above: int = 0


def is_workbook(file: Path) -> bool:
    """Whether *file* begins like a workbook, old or new, whatever its name says.

    Raises:
        OSError: it cannot be read, or is a pipe or a device, which might never end.
    """
    if not file.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with file.open("rb") as stream:
        return stream.read(4) in {_ZIP, _OLE}


@contextmanager
def opened_workbook(file: Path, is_header: IsHeader | None = None) -> Iterator[list[Worksheet]]:
    """All worksheets that are not empty; their rows can be read until the block ends.

    A sheet begins with the first of its upper rows that *is_header*, else with its first row.

    Raises:
        UserError: the workbook is damaged, hostile, of the old format or protected by a password;
            also while rows are read.
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        if stream.read(4) == _OLE:
            raise _unreadable(file, "it is an old XLS file or protected by a password")
        with closing(_load(file, stream)) as book:
            sheets = [_worksheet(file, sheet, is_header) for sheet in book.worksheets]
            yield [sheet for sheet in sheets if sheet is not None]


def _load(file: Path, stream: BinaryIO) -> Any:
    """The workbook; *stream* is ours to close, which openpyxl forgets when it fails."""
    import openpyxl  # noqa: PLC0415  (takes long, and most tables are CSV)

    try:
        check_workbook(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # styles and validations we never use
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except _load_errors() as error:
        raise _unreadable(file, error) from error


def _worksheet(file: Path, sheet: Any, is_header: IsHeader | None) -> Worksheet | None:
    most = HEADER_LINES if is_header else 1
    upper = list(islice(_rows(file, sheet, 1, MAX_COLUMNS), most))
    if not upper:
        return None
    texts = [tuple(map(str, cells)) for _, cells in upper]
    above = header_position(texts, is_header) if is_header else 0
    line, header = upper[above][0], texts[above]
    while header and not header[-1].strip():
        header = header[:-1]
    rows = _rows(file, sheet, line + 1, len(header) + SPARE_COLUMNS)
    return Worksheet(header, rows, max(min(sheet.max_row or 0, MAX_ROWS) - line, 0), above)


def _rows(
    file: Path, sheet: Any, first_row: int, columns: int
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Rows that are not empty, with their numbers.

    The size that a sheet claims to have may be wrong, so it is not asked for.
    """
    try:
        found = sheet.iter_rows(first_row, MAX_ROWS, 1, columns, values_only=True)
        for line, values in enumerate(found, start=first_row):
            if any(value is not None for value in values):
                yield line, tuple(map(_cell, values))
    except _ERRORS as error:
        raise _unreadable(file, error) from error


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return str(value)
    return str(value)


def _unreadable(file: Path, reason: object) -> UserError:
    return UserError(MessageId.IMPORT_XLSX, name=file.name, reason=_short(reason))


def _short(reason: object) -> str:
    lines = str(reason).splitlines() or [type(reason).__name__]
    return lines[0][:120]
