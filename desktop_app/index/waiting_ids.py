"""Ids in the order in which they came, also when a million come at once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from desktop_app.index.row_table import Ids, as_ids

MOST_LEFT = 16_384
"""So many may have left the array before it is made anew."""

_NONE = np.empty(0, np.int64)


class WaitingIds:
    """A set that keeps its order; what comes in bulk is an array of 8 bytes an id, not a dict.

    Not synchronised: whoever shares it brings the lock.
    """

    def __init__(self) -> None:
        self._bulk: Ids = _NONE  # sorted; goes before the others
        self._left: set[int] = set()  # those that have left the bulk
        self._own: dict[int, None] = {}
        self._most = 0  # since the dict was made anew

    def __len__(self) -> int:
        return len(self._own) + len(self._bulk) - len(self._left)

    def add(self, ids: Iterable[int]) -> None:
        """Add ids behind all others."""
        self._own.update(dict.fromkeys(map(int, ids)))
        self._most = max(self._most, len(self._own))

    def add_bulk(self, ids: Ids) -> None:
        """Add ids that are not there, in ascending order, before all others that came singly."""
        bulk = np.concatenate((self._rest(), ids))
        self._bulk = bulk if (bulk[1:] > bulk[:-1]).all() else np.sort(bulk)  # mostly in order
        self._left = set()

    def discard(self, number: int) -> None:
        if number in self._own:
            del self._own[number]
            self._tidy()
        elif self._in_bulk(number):
            self._left.add(number)
            if len(self._left) >= MOST_LEFT:
                self._bulk, self._left = self._rest(), set()

    def discard_all(self, ids: Ids) -> None:
        """As `discard` of each."""
        rest = self._rest()
        self._bulk, self._left = rest[~np.isin(rest, ids)], set()
        if self._own:
            own = np.fromiter(self._own, np.int64, len(self._own))
            self._own = dict.fromkeys(own[~np.isin(own, ids)].tolist())
        self._most = len(self._own)

    def first(self, limit: int) -> list[int]:
        """Up to *limit* ids, the oldest first."""
        found: list[int] = []
        start = 0
        while len(found) < limit and start < len(self._bulk):
            part = self._bulk[start : start + max(limit, len(self._left))].tolist()
            found += [number for number in part if number not in self._left]
            start += len(part)
        return [*found, *itertools.islice(self._own, max(0, limit - len(found)))][:limit]

    def listed(self) -> Ids:
        """All ids, oldest first; not to be written to."""
        if not self._own:
            return self._rest()
        return np.concatenate((self._rest(), as_ids(self._own)))

    def _rest(self) -> Ids:
        if not self._left:
            return self._bulk
        return self._bulk[~np.isin(self._bulk, as_ids(self._left))]

    def _in_bulk(self, number: int) -> bool:
        place = int(np.searchsorted(self._bulk, number))
        return (
            place < len(self._bulk)
            and int(self._bulk[place]) == number
            and number not in self._left
        )

    def _tidy(self) -> None:
        """A dict goes past the places of all that has left it, each time that it is read."""
        if 2 * len(self._own) < self._most:
            self._own = dict(self._own)
            self._most = len(self._own)
