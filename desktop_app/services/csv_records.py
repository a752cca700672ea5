"""Records of a CSV file, with a way back where a quotation mark was left open.

`csv.reader` alone would make one record of all that follows an open quotation mark. Here a record
that is too long, or cut wrongly, is given up after its first line, and reading goes on at the
second: one bad row costs one row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId

MAX_RECORD_LINES = 64
MAX_LINE = 1_000_000
"""Characters of a line that are looked at; the rest of a longer one is thrown away."""

MOST_COLUMNS = 1_000
"""What reads a table compares each column with all others, and the window shows each."""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """Cells of one record and the line on which it begins; None if it cannot be cut into cells.

    `has_long_cell` tells why: a cell is longer than the csv module reads.
    """

    line: int
    cells: list[str] | None
    has_long_cell: bool = False
    text: str = ""


class _Feed:
    """Hands out lines, remembers those of the current record and takes them back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_RECORD_LINES:
            raise csv.Error("the record does not end")
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self._waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def read_header(records: Iterator[CsvRecord], file: Path) -> CsvRecord | None:
    """The first record of *file*, which names its columns; None if it has no record.

    Raises:
        UserError: there are more columns than can be meant.
    """
    header = next(records, None)
    columns = len(header.cells or ()) if header else 0
    if columns > MOST_COLUMNS:
        raise UserError(
            MessageId.IMPORT_TOO_WIDE, name=file.name, columns=columns, most=MOST_COLUMNS
        )
    return header


def read_records(
    lines: Iterable[str], delimiter: str, first_line: int = 1, *, keep_empty: bool = False
) -> Iterator[CsvRecord]:
    """Records of *lines*; *first_line* is the number of the first one.

    Empty lines are left out, and records of empty cells too unless *keep_empty*.
    """
    feed, line = _Feed(lines), first_line
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.taken.clear()
        try:
            record = CsvRecord(line, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            is_long = "field limit" in str(error) and len(feed.taken) == 1
            feed.give_back_all_but_first()
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
            record = CsvRecord(line, None, is_long, feed.taken[0] if feed.taken else "")
        line += len(feed.taken)
        if (
            record.cells is None
            or any(cell.strip() for cell in record.cells)
            or (keep_empty and record.cells)
        ):
            yield record


def physical_lines(stream: TextIO) -> Iterator[str]:
    """Lines of a text file with their ends; of an endless one only the beginning."""
    while line := stream.readline(MAX_LINE):
        yield line
        while line and len(line) == MAX_LINE and line[-1] not in "\r\n":
            line = stream.readline(MAX_LINE)
