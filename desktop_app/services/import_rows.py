"""What an import does with each row: kept in a file of its own, for there may be a million."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import Lock
from weakref import finalize

import numpy as np

from desktop_app.catalog.records import Change


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a product that the import changes; the column names of an import."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an import does, or would do, with one row; `fields` is empty for a new product.

    `photos` counts those that are read; `comes_back` says that the product was withdrawn.
    """

    line: int
    sku: str
    name: str
    change: Change
    fields: tuple[FieldChange, ...] = ()
    photos: int = 0
    comes_back: bool = False


class RowRecord:
    """Rows in a temporary file, which goes with the record; they come back in order of lines.

    Rows may be added by one thread and read by another. A number of lines and places in the file
    is all that stays in memory: 16 bytes a row.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile("w+b")  # noqa: SIM115  (it lives as long as the record)
        finalize(self, self._file.close)
        self._lines, self._places = array("q"), array("q")
        self._end = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, rows: Iterable[RowChange]) -> None:
        """Keep *rows*.

        Raises:
            OSError: there is no room for them.
        """
        with self._lock:
            self._file.seek(self._end)
            for row in rows:
                packed = _packed(row)
                self._file.write(packed)
                self._lines.append(row.line)
                self._places.append(self._end)
                self._end += len(packed)

    def __iter__(self) -> Iterator[RowChange]:
        with self._lock:
            places = np.array(self._places, np.int64)
            order = np.argsort(np.array(self._lines, np.int64), kind="stable")
        for place in places[order].tolist():
            with self._lock:
                self._file.seek(place)
                packed = self._file.readline()
            yield _unpacked(packed)


def _packed(row: RowChange) -> bytes:
    fields = [(field.name, field.before, field.after) for field in row.fields]
    values = (row.line, row.sku, row.name, row.change, fields, row.photos, row.comes_back)
    return json.dumps(values, separators=(",", ":")).encode() + b"\n"


def _unpacked(packed: bytes) -> RowChange:
    line, sku, name, change, fields, photos, comes_back = json.loads(packed)
    changes = tuple(FieldChange(*field) for field in fields)
    return RowChange(line, sku, name, Change(change), changes, photos, comes_back)
