"""Where the titles of a table stand: lists of suppliers begin with a name, a date, empty lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from desktop_app.services.csv_records import physical_lines, read_records

DELIMITERS = (",", ";", "\t")
HEADER_LINES = 20
"""So many first lines, or rows of a sheet, are looked at for the titles."""

IsHeader: TypeAlias = Callable[[Sequence[str]], bool]
"""Whether a row names the columns, as far as its titles are known."""

_SEPARATOR_LINE = re.compile(r"sep=(?P<delimiter>[,;\t])\s*", re.IGNORECASE)
"""Excel's own way to tell the delimiter, as the first line of the file."""


@dataclass(frozen=True, slots=True)
class TextStart:
    """How a text file begins.

    Attributes:
        delimiter: between cells.
        skipped: physical lines before the titles, to be passed over.
        above: lines among them that say something, Excel's own left out.
    """

    delimiter: str
    skipped: int = 0
    above: int = 0


def header_position(rows: Sequence[Sequence[str]], is_header: IsHeader) -> int:
    """Which of *rows*, the first ones of a table, names the columns; the first if none says so."""
    return next((at for at, cells in enumerate(rows) if is_header(cells)), 0)


def text_start(file: Path, encoding: str, is_header: IsHeader) -> TextStart:
    """The delimiter that makes the best header of *file*, and where that header stands.

    Raises:
        OSError: the file cannot be read.
    """
    with file.open(encoding=encoding, newline="") as stream:
        lines = list(islice(physical_lines(stream), HEADER_LINES))
    told = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    begun = 1 if told else 0
    choices = (told["delimiter"],) if told else DELIMITERS
    starts = [_start(lines[begun:], each, begun, is_header) for each in choices]
    return max(starts, key=lambda each: each[0])[1]  # the first of those that are equally good


def _start(
    lines: Sequence[str], delimiter: str, begun: int, is_header: IsHeader
) -> tuple[tuple[bool, int], TextStart]:
    """What *delimiter* makes of the first *lines*: its worth, and the start."""
    records = list(read_records(lines, delimiter, first_line=begun + 1))
    rows = [record.cells or [] for record in records]
    at = header_position(rows, is_header)
    if not rows:
        return (False, 0), TextStart(delimiter, begun)
    worth = (is_header(rows[at]), len(rows[at]))
    return worth, TextStart(delimiter, records[at].line - 1 if at else begun, at)
