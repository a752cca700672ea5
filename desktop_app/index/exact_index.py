"""Exact search with NumPy: the answer for small catalogues, and the oracle for large ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.vectors import checked_ids, checked_query, checked_vectors

Rows: TypeAlias = npt.NDArray[np.int64]

GROWTH = 1.5
FIRST_ROWS = 256


class ExactIndex:
    """All vectors in one matrix; every search compares with every one of them.

    The matrix grows by half whenever it is full, so adding n vectors copies O(n) in all, and a
    removed row is filled with the last one. Not synchronised: whoever shares it brings the lock.
    """

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self._matrix: Embedding = np.empty((FIRST_ROWS, dim), np.float32)
        self._ids: Rows = np.empty(FIRST_ROWS, np.int64)
        self._row_of: dict[int, int] = {}

    @property
    def dim(self) -> int:
        return self._dim

    def __len__(self) -> int:
        return len(self._row_of)

    def __contains__(self, reference_id: int) -> bool:
        return reference_id in self._row_of

    @property
    def ids(self) -> list[int]:
        """Ids of all vectors, in no particular order."""
        return list(self._row_of)

    def add(self, ids: Sequence[int], vectors: Embedding) -> None:
        vectors = checked_vectors(vectors, self._dim)
        numbers = checked_ids(ids, len(vectors))
        if any(number in self._row_of for number in numbers):
            raise ValueError("an id is in the index already")
        start, stop = len(self), len(self) + len(numbers)
        self._make_room(stop)
        self._matrix[start:stop] = vectors
        self._ids[start:stop] = numbers
        self._row_of.update(zip(numbers, range(start, stop), strict=True))

    def remove(self, ids: Collection[int]) -> None:
        for number in ids:
            row = self._row_of.pop(number, None)
            if row is not None:
                self._fill_with_last(row)

    def search(self, query: Embedding, k: int) -> list[Neighbor]:
        query = checked_query(query, self._dim)
        count = len(self)
        return nearest(self._ids[:count], self._matrix[:count] @ query, k)

    def search_within(self, query: Embedding, ids: Collection[int], k: int) -> list[Neighbor]:
        query = checked_query(query, self._dim)
        rows = self._rows([number for number in set(ids) if number in self._row_of])
        return nearest(self._ids[rows], self._matrix[rows] @ query, k)

    def vectors(self, ids: Sequence[int]) -> Embedding:
        """Copies of the vectors of *ids*, shape (n, dim); KeyError for an id that is not there."""
        copies: Embedding = self._matrix[self._rows(ids)]
        return copies

    def _rows(self, ids: Sequence[int]) -> Rows:
        return np.fromiter((self._row_of[number] for number in ids), np.int64, len(ids))

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
        self._row_of[moved] = row


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
