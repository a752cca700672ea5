"""The ids in one graph: 8 bytes an id for those it was loaded with, where a set takes 90."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from desktop_app.index.row_table import Ids, as_ids


class GraphIds:
    """Ids that come and go one by one after many have come at once; none is there twice.

    Not synchronised: whoever shares it brings the lock.
    """

    def __init__(self, loaded: Collection[int] | Ids = ()) -> None:
        self._loaded = np.sort(as_ids(loaded))
        self._left: set[int] = set()  # those that have left the array
        self._later: set[int] = set()
        self._count = len(self._loaded)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, number: int) -> bool:
        if number in self._later:
            return True
        return self._is_loaded(number) and number not in self._left

    def among(self, ids: Collection[int] | Ids) -> set[int]:
        """Those of *ids* that are here."""
        numbers = as_ids(ids)
        later = self._later.intersection(numbers.tolist()) if self._later else set()
        if not len(self._loaded):
            return later
        places = np.searchsorted(self._loaded, numbers).clip(max=len(self._loaded) - 1)
        loaded = set(numbers[self._loaded[places] == numbers].tolist())
        return (loaded - self._left) | later

    def add(self, ids: Iterable[int]) -> None:
        """Add ids that are not here."""
        self._later.update(ids)
        self._recount()

    def discard(self, number: int) -> None:
        if number in self._later:
            self._later.discard(number)
        elif self._is_loaded(number):
            self._left.add(number)
        self._recount()

    def listed(self) -> Ids:
        """All ids in ascending order; not to be written to."""
        if not self._left and not self._later:
            return self._loaded
        kept = self._loaded[~np.isin(self._loaded, as_ids(self._left))]
        return np.sort(np.concatenate((kept, as_ids(self._later))))

    def _is_loaded(self, number: int) -> bool:
        place = int(np.searchsorted(self._loaded, number))
        return place < len(self._loaded) and int(self._loaded[place]) == number

    def _recount(self) -> None:
        self._count = len(self._loaded) - len(self._left) + len(self._later)
