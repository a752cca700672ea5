"""Exact search with NumPy: the answer for small catalogues, and the oracle for large ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.row_table import ABSENT, FEW, Ids, Rows, RowTable, as_ids
from desktop_app.index.vector_segment import VectorSegment
from desktop_app.index.vectors import checked_ids, checked_query, checked_vectors

GROWTH = 1.5
FIRST_ROWS = 256
BLOCK_ROWS = 512

Similarities = npt.NDArray[np.float32]


class ExactIndex:
    """All vectors; every search compares with every one of them.

    Embeddings are finite, float32 and of unit length; whatever is not is refused with a ValueError
    before it can spoil the answers of others. Ids are row ids of the database, positive and never
    used again.

    Those of mapped files come first and stay where they are: a removed one is only marked. Behind
    them lies a matrix in memory. It grows by half whenever it is full, so adding n vectors copies
    O(n) in all, and a removed row is filled with the last one. Not synchronised: whoever shares it
    brings the lock.
    """

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self._segments: tuple[VectorSegment, ...] = ()
        self._mapped_ids: Ids = np.empty(0, np.int64)
        self._starts: Rows = np.zeros(1, np.int64)  # of each file, and of the matrix in memory
        self._mapped_blocks: list[tuple[int, Embedding]] = []
        self._gone: npt.NDArray[np.bool_] = np.empty(0, np.bool_)
        self._gone_count = 0
        self._matrix: Embedding = np.empty((FIRST_ROWS, dim), np.float32)
        self._ids: Rows = np.empty(FIRST_ROWS, np.int64)
        self._count = 0
        self._row_of = RowTable()

    @property
    def dim(self) -> int:
        return self._dim

    @property
    def loose(self) -> int:
        """Vectors in memory, which are in no file."""
        return self._count

    @property
    def gone(self) -> int:
        """Removed vectors of the files."""
        return self._gone_count

    def __len__(self) -> int:
        return len(self._mapped_ids) - self._gone_count + self._count

    def __contains__(self, reference_id: int) -> bool:
        return self._row_of.row(reference_id) != ABSENT

    @property
    def ids(self) -> list[int]:
        """Ids of all vectors, in no particular order."""
        mapped = self._mapped_ids[~self._gone]
        listed: list[int] = np.concatenate((mapped, self.loose_ids)).tolist()
        return listed

    @property
    def loose_ids(self) -> Ids:
        """Ids of the vectors in memory, a copy."""
        return self._ids[: self._count].copy()

    def segments(self) -> list[tuple[VectorSegment, Ids]]:
        """The mapped files, each with the ids removed from it."""
        found, first = [], 0
        for segment in self._segments:
            gone = self._gone[first : first + len(segment)]
            found.append((segment, segment.ids[gone]))
            first += len(segment)
        return found

    def attach(self, segments: Sequence[VectorSegment]) -> None:
        """Take in the vectors of mapped files, but for those that their manifest calls removed.

        Raises:
            ValueError: files are attached already, or an id is there.
        """
        ids = _ids_of(segments)
        if self._segments or (self._row_of.rows(ids) != ABSENT).any():
            raise ValueError("an id is in the index already")
        gone = np.zeros(len(ids), np.bool_)
        first = 0
        for segment in segments:
            if segment.file.removed:
                removed = np.array(segment.file.removed, np.int64)
                gone[first : first + len(segment)] = np.isin(segment.ids, removed)
            first += len(segment)
        self._use(segments, ids, gone)

    def rest_on(self, segments: Sequence[VectorSegment]) -> None:
        """Leave vectors to these files, and only those that are in none of them in memory.

        What the files hold beyond the index counts as removed.
        """
        ids = _ids_of(segments)
        self._use(segments, ids, self._row_of.rows(ids) == ABSENT)

    def add(self, ids: Sequence[int], vectors: Embedding) -> None:
        """Make references findable; *vectors* has shape (n, dim).

        Raises:
            ValueError: an id is there already, or a vector is not a finite unit vector.
        """
        vectors = checked_vectors(vectors, self._dim)
        numbers = checked_ids(ids, len(vectors))
        if (self._row_of.rows(numbers) != ABSENT).any():
            raise ValueError("an id is in the index already")
        start, stop = self._count, self._count + len(numbers)
        self._make_room(stop)
        self._matrix[start:stop] = vectors
        self._ids[start:stop] = numbers
        self._row_of.put(numbers, self._mapped + start)
        self._count = stop

    def remove(self, ids: Collection[int]) -> None:
        """Make references unfindable; ids that are not there are passed over."""
        for number in ids:
            row = self._row_of.drop(number)
            if row == ABSENT:
                continue
            if row < self._mapped:
                self._gone[row] = True
                self._gone_count += 1
            else:
                self._count -= 1
                self._fill_with_last(row - self._mapped)

    def search(self, query: Embedding, k: int) -> list[Neighbor]:
        """The *k* nearest references, nearest first; all of them if there are fewer.

        Raises:
            ValueError: *query* is not a finite unit vector of shape (dim,).
        """
        query = checked_query(query, self._dim)
        return self._nearest(None, self._all_similarities(query), min(k, len(self)))

    def search_within(self, query: Embedding, ids: Collection[int], k: int) -> list[Neighbor]:
        """As `search`, but only among *ids*."""
        return self.nearest_of(checked_query(query, self._dim), ids, k)

    def nearest_of(self, query: Embedding, ids: Collection[int] | Ids, k: int) -> list[Neighbor]:
        """As `search_within`, for a query that was checked."""
        rows = self._row_of.rows(ids)
        if len(rows) <= FEW and k > 0:
            return self._nearest_of_few(query, rows, k)
        if (rows[1:] <= rows[:-1]).any():  # a filter mostly gives its ids in order
            rows = _in_order_once(rows)
        if len(rows) and rows[0] == ABSENT:
            rows = rows[1:]
        if len(rows) == len(self):
            return self._nearest(None, self._all_similarities(query), min(k, len(self)))
        return self._nearest(rows, self._similarities(rows, query), min(k, len(rows)))

    def absent(self, ids: Collection[int] | Ids) -> set[int]:
        """Those of *ids* that are not there."""
        numbers = as_ids(ids)
        return set(numbers[self._row_of.rows(numbers) == ABSENT].tolist())

    def vectors(self, ids: Sequence[int]) -> Embedding:
        """Copies of the vectors of *ids*, shape (n, dim); KeyError for an id that is not there."""
        rows = self._rows(ids)
        copies: Embedding = np.empty((len(rows), self._dim), np.float32)
        order = np.argsort(rows, kind="stable")
        for block, inside, places in self._by_block(rows[order]):
            copies[order[places]] = block[inside]
        return copies

    @property
    def _mapped(self) -> int:
        """Rows of the files."""
        return len(self._mapped_ids)

    def _use(
        self, segments: Sequence[VectorSegment], ids: Ids, gone: npt.NDArray[np.bool_]
    ) -> None:
        table, loose = RowTable(), self.loose_ids
        table.put_rows(ids[~gone], np.flatnonzero(~gone))
        kept = np.flatnonzero(table.rows(loose) == ABSENT)
        table.put(loose[kept], len(ids))
        capacity = max(FIRST_ROWS, int(len(kept) * GROWTH))
        matrix, numbers = np.empty((capacity, self._dim), np.float32), np.empty(capacity, np.int64)
        matrix[: len(kept)], numbers[: len(kept)] = self._matrix[kept], loose[kept]
        self._matrix, self._ids, self._count = matrix, numbers, len(kept)
        self._segments, self._mapped_ids = tuple(segments), ids
        self._starts = np.cumsum([0, *map(len, segments)])
        blocks = (segment.vectors for segment in segments)
        self._mapped_blocks = list(zip(self._starts.tolist(), blocks, strict=False))
        self._gone, self._gone_count = gone, int(np.count_nonzero(gone))
        self._row_of = table

    def _rows(self, ids: Sequence[int]) -> Rows:
        rows = self._row_of.rows(ids)
        if (rows == ABSENT).any():
            raise KeyError(int(ids[int(np.argmax(rows == ABSENT))]))
        return rows

    def _blocks(self) -> list[tuple[int, Embedding]]:
        """Each matrix with the row where it starts; the one in memory is the last."""
        return [*self._mapped_blocks, (self._mapped, self._matrix[: self._count])]

    def _by_block(self, rows: Rows) -> Iterator[tuple[Embedding, Rows, slice]]:
        """For rows in ascending order: a matrix, the rows in it, and which of *rows* those are."""
        bounds = [*rows.searchsorted(self._starts).tolist(), len(rows)]
        for (first, block), start, stop in zip(self._blocks(), bounds, bounds[1:], strict=False):
            if start < stop:
                yield block, rows[start:stop] - first, slice(start, stop)

    def _all_similarities(self, query: Embedding) -> Similarities:
        """Of all rows; those of removed vectors come last in any order."""
        if not self._segments:
            return self._matrix[: self._count] @ query
        found = np.empty(self._mapped + self._count, np.float32)
        for first, block in self._blocks():
            np.dot(block, query, out=found[first : first + len(block)])
        if self._gone_count:
            found[: self._mapped][self._gone] = -np.inf
        return found

    def _similarities(self, rows: Rows, query: Embedding) -> Similarities:
        """Of some rows, gathered in blocks that stay in the cache of the processor."""
        found = np.empty(len(rows), np.float32)
        for block, inside, places in self._by_block(rows):
            for start in range(0, len(inside), BLOCK_ROWS):
                part = inside[start : start + BLOCK_ROWS]
                at = places.start + start
                np.dot(block[part], query, out=found[at : at + len(part)])
        return found

    def _nearest(self, rows: Rows | None, similarities: Similarities, k: int) -> list[Neighbor]:
        """The *k* largest similarities, largest first, the smaller id first among equals.

        Raises:
            ValueError: *k* is negative.
        """
        if k < 0:
            raise ValueError(f"{k} neighbours asked for")
        if k == 0:
            return []
        best = np.argpartition(similarities, len(similarities) - k)[len(similarities) - k :]
        ids, found = self._ids_at(best if rows is None else rows[best]), similarities[best]
        order = np.lexsort((ids, -found))
        return [
            Neighbor(number, similarity)
            for number, similarity in zip(ids[order].tolist(), found[order].tolist(), strict=True)
        ]

    def _nearest_of_few(self, query: Embedding, rows: Rows, k: int) -> list[Neighbor]:
        """As `nearest_of`, of so few rows that each step of NumPy costs more than a list.

        *rows* may be written to.
        """
        rows.sort()
        listed = rows.tolist()
        if len(set(listed)) < len(listed) or ABSENT in listed:
            rows = _in_order_once(rows[rows != ABSENT])
        gathered: Embedding = np.empty((len(rows), self._dim), np.float32)
        for block, inside, places in self._by_block(rows):
            # All are inside; the usual mode, which looks, would copy twice.
            block.take(inside, axis=0, out=gathered[places], mode="clip")
        far = np.negative(gathered.dot(query)).tolist()
        nearest = sorted(zip(far, self._ids_at(rows).tolist(), strict=True))[:k]
        return [Neighbor(number, -distance) for distance, number in nearest]

    def _ids_at(self, rows: Rows) -> Ids:
        if not self._segments:
            return self._ids[rows]
        if not self._count:
            return self._mapped_ids[rows]
        mapped = rows < self._mapped
        ids: Ids = np.empty(len(rows), np.int64)
        ids[mapped] = self._mapped_ids[rows[mapped]]
        ids[~mapped] = self._ids[rows[~mapped] - self._mapped]
        return ids

    def _make_room(self, rows: int) -> None:
        if rows <= len(self._matrix):
            return
        capacity = max(rows, int(len(self._matrix) * GROWTH))
        matrix, ids = np.empty((capacity, self._dim), np.float32), np.empty(capacity, np.int64)
        count = self._count
        matrix[:count], ids[:count] = self._matrix[:count], self._ids[:count]
        self._matrix, self._ids = matrix, ids

    def _fill_with_last(self, row: int) -> None:
        """Called when the id of *row* in memory is forgotten already."""
        last = self._count
        if row == last:
            return
        moved = int(self._ids[last])
        self._matrix[row], self._ids[row] = self._matrix[last], moved
        self._row_of.put([moved], self._mapped + row)


def _ids_of(segments: Sequence[VectorSegment]) -> Ids:
    ids: Ids = np.concatenate([np.empty(0, np.int64), *(each.ids for each in segments)])
    return ids


def _in_order_once(rows: Rows) -> Rows:
    """*rows* in order, each once.

    `np.unique` puts them into a table first: 1.2 ms for 10,000 of a million, where this takes 0.1.
    """
    ordered = np.sort(rows)
    first: npt.NDArray[np.bool_] = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    return ordered[first]
