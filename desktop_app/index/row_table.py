"""From the id of a reference to its row: a table of 4 bytes an id instead of a dict of 100."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ids: TypeAlias = npt.NDArray[np.int64]
Rows: TypeAlias = npt.NDArray[np.int64]

TABLE_IDS = 1 << 26
"""Ids below this have a place in the table (at most 256 MB); the database counts from 1."""

ABSENT = -1
FIRST_PLACES = 1024
FEW = 64
"""Up to here a list of numbers is quicker than the steps of NumPy."""


class RowTable:
    """Rows by id; ids are positive."""

    def __init__(self) -> None:
        self._table = np.full(FIRST_PLACES, ABSENT, np.int32)
        self._others: dict[int, int] = {}

    def row(self, number: int) -> int:
        """The row of one id, `ABSENT` if it has none."""
        if 0 <= number < len(self._table):
            return int(self._table[number])
        return self._others.get(number, ABSENT)

    def rows(self, ids: Collection[int] | Ids) -> Rows:
        """The row of each id, `ABSENT` for those that have none, in the order given."""
        numbers = as_ids(ids)
        if self._covers(numbers):
            return self._table.take(numbers).astype(np.int64)
        inside = (numbers >= 0) & (numbers < len(self._table))
        rows = np.full(len(numbers), ABSENT, np.int64)
        rows[inside] = self._table[numbers[inside]]
        for place in np.flatnonzero(~inside) if self._others else ():
            rows[place] = self._others.get(int(numbers[place]), ABSENT)
        return rows

    def put(self, ids: Sequence[int] | Ids, first: int) -> None:
        """Give *ids* the rows from *first* on."""
        self.put_rows(as_ids(ids), np.arange(first, first + len(ids)))

    def put_rows(self, numbers: Ids, rows: Rows) -> None:
        """Give each id its row."""
        small = numbers < TABLE_IDS
        if small.any():
            self._make_room(int(numbers[small].max()))
            self._table[numbers[small]] = rows[small]
        others = ~small
        self._others.update(zip(numbers[others].tolist(), rows[others].tolist(), strict=True))

    def drop(self, number: int) -> int:
        """Forget an id; the row it had, `ABSENT` if none."""
        row = self.row(number)
        if row != ABSENT and number < len(self._table):
            self._table[number] = ABSENT
        elif row != ABSENT:
            del self._others[number]
        return row

    def _covers(self, numbers: Ids) -> bool:
        """Whether all have a place in the table; a search asks about a few at a time."""
        if len(numbers) > FEW:
            # Without a sign a negative id is beyond every table: one comparison for both ends.
            return bool(numbers.view(np.uint64).max() < len(self._table))
        listed = numbers.tolist()
        return not listed or (min(listed) >= 0 and max(listed) < len(self._table))

    def _make_room(self, largest: int) -> None:
        if largest < len(self._table):
            return
        grown = np.full(
            min(TABLE_IDS, max(largest + 1, len(self._table) * 3 // 2)), ABSENT, np.int32
        )
        grown[: len(self._table)] = self._table
        self._table = grown


def has_doubles(ids: Ids) -> bool:
    """Whether an id stands there twice."""
    if (ids[1:] > ids[:-1]).all():  # most come in order, and need no sorting
        return False
    ordered = np.sort(ids)
    return bool((ordered[1:] == ordered[:-1]).any())


def as_ids(ids: Collection[int] | Ids) -> Ids:
    """*ids* as one array."""
    if isinstance(ids, np.ndarray):
        return ids.astype(np.int64, copy=False)
    if isinstance(ids, array) and ids.typecode == "q":
        return np.frombuffer(ids, np.int64) if ids else np.empty(0, np.int64)
    return np.fromiter(ids, np.int64, len(ids))
