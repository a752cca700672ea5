"""Exact search with NumPy: the answer for small catalogues, and the oracle for large ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.row_table import ABSENT, Ids, Rows, RowTable, as_ids
from desktop_app.index.vectors import checked_ids, checked_query, checked_vectors

GROWTH = 1.5
FIRST_ROWS = 256
BLOCK_ROWS = 512


class ExactIndex:
    """All vectors in one matrix; every search compares with every one of them.

    The matrix grows by half whenever it is full, so adding n vectors copies O(n) in all, and a
    removed row is filled with the last one. Not synchronised: whoever shares it brings the lock.
    """

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self._matrix: Embedding = np.empty((FIRST_ROWS, dim), np.float32)
        self._ids: Rows = np.empty(FIRST_ROWS, np.int64)
        self._count = 0
        self._row_of = RowTable()

    @property
    def dim(self) -> int:
        return self._dim

    def __len__(self) -> int:
        return self._count

    def __contains__(self, reference_id: int) -> bool:
        return self._row_of.row(reference_id) != ABSENT

    @property
    def ids(self) -> list[int]:
        """Ids of all vectors, in no particular order."""
        listed: list[int] = self._ids[: len(self)].tolist()
        return listed

    def add(self, ids: Sequence[int], vectors: Embedding) -> None:
        vectors = checked_vectors(vectors, self._dim)
        numbers = checked_ids(ids, len(vectors))
        if (self._row_of.rows(numbers) != ABSENT).any():
            raise ValueError("an id is in the index already")
        start, stop = len(self), len(self) + len(numbers)
        self._make_room(stop)
        self._matrix[start:stop] = vectors
        self._ids[start:stop] = numbers
        self._row_of.put(numbers, start)
        self._count = stop

    def remove(self, ids: Collection[int]) -> None:
        for number in ids:
            row = self._row_of.drop(number)
            if row != ABSENT:
                self._count -= 1
                self._fill_with_last(row)

    def search(self, query: Embedding, k: int) -> list[Neighbor]:
        query = checked_query(query, self._dim)
        count = len(self)
        return nearest(self._ids[:count], self._matrix[:count] @ query, k)

    def search_within(self, query: Embedding, ids: Collection[int], k: int) -> list[Neighbor]:
        return self.nearest_of(checked_query(query, self._dim), ids, k)

    def nearest_of(self, query: Embedding, ids: Collection[int] | Ids, k: int) -> list[Neighbor]:
        """As `search_within`, for a query that was checked."""
        rows = self._row_of.rows(ids)
        rows = np.unique(rows[rows != ABSENT])
        return nearest(self._ids[rows], self._similarities(rows, query), k)

    def absent(self, ids: Collection[int]) -> set[int]:
        """Those of *ids* that are not there."""
        numbers = as_ids(ids)
        return set(numbers[self._row_of.rows(numbers) == ABSENT].tolist())

    def vectors(self, ids: Sequence[int]) -> Embedding:
        """Copies of the vectors of *ids*, shape (n, dim); KeyError for an id that is not there."""
        copies: Embedding = self._matrix[self._rows(ids)]
        return copies

    def _rows(self, ids: Sequence[int]) -> Rows:
        rows = self._row_of.rows(ids)
        if (rows == ABSENT).any():
            raise KeyError(int(ids[int(np.argmax(rows == ABSENT))]))
        return rows

    def _similarities(self, rows: Rows, query: Embedding) -> npt.NDArray[np.float32]:
        """Of some rows, gathered in blocks that stay in the cache of the processor."""
        if len(rows) == len(self):
            return self._matrix[: len(self)] @ query
        found = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), BLOCK_ROWS):
            part = rows[start : start + BLOCK_ROWS]
            np.dot(self._matrix[part], query, out=found[start : start + len(part)])
        return found

    def _make_room(self, rows: int) -> None:
        if rows <= len(self._matrix):
            return
        capacity = max(rows, int(len(self._matrix) * GROWTH))
        matrix, ids = np.empty((capacity, self._dim), np.float32), np.empty(capacity, np.int64)
        matrix[: len(self)], ids[: len(self)] = self._matrix[: len(self)], self._ids[: len(self)]
        self._matrix, self._ids = matrix, ids

    def _fill_with_last(self, row: int) -> None:
        """Called when the id of *row* is forgotten already."""
        last = len(self)
        if row == last:
            return
        moved = int(self._ids[last])
        self._matrix[row], self._ids[row] = self._matrix[last], moved
        self._row_of.put([moved], row)


def nearest(ids: Rows, similarities: npt.NDArray[np.float32], k: int) -> list[Neighbor]:
    """The *k* largest similarities, largest first, the smaller id first among equals.

    Raises:
        ValueError: *k* is negative.
    """
    if k < 0:
        raise ValueError(f"{k} neighbours asked for")
    k = min(k, len(ids))
    if k == 0:
        return []
    best = np.argpartition(similarities, len(ids) - k)[len(ids) - k :]
    order = best[np.lexsort((ids[best], -similarities[best]))]
    return [
        Neighbor(number, similarity)
        for number, similarity in zip(
            ids[order].tolist(), similarities[order].tolist(), strict=True
        )
    ]
