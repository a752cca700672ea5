"""What each reference of the gallery stands for: three numbers each instead of an object."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Reference, ReferenceKind
from desktop_app.index.row_table import ABSENT, Ids, RowTable
from desktop_app.index.vector_segment import Meanings

FIRST_ROWS = 256
GROWTH = 1.5
NO_PHOTO = -1


class ReferenceTable:
    """References by id. One thread changes it at a time; reading beside a change is safe.

    The place of a dropped reference is not used again: its id never comes back.
    """

    def __init__(self) -> None:
        self._row_of = RowTable()
        self._products: npt.NDArray[np.int64] = np.empty(FIRST_ROWS, np.int64)
        self._photos: npt.NDArray[np.int64] = np.empty(FIRST_ROWS, np.int64)
        self._rows = 0

    def put(self, references: Sequence[Reference]) -> None:
        """Add references whose ids are not there."""
        start, stop = self._rows, self._rows + len(references)
        self._make_room(stop)
        for row, reference in enumerate(references, start):
            self._products[row] = reference.product_id
            self._photos[row] = NO_PHOTO if reference.photo_id is None else reference.photo_id
        self._rows = stop
        # Last, so that whoever finds a row finds it filled.
        self._row_of.put([reference.reference_id for reference in references], start)

    def put_rows(self, ids: Ids, meanings: Meanings) -> None:
        """As `put`, of what `meanings` gave for other ids at another time."""
        start, stop = self._rows, self._rows + len(ids)
        self._make_room(stop)
        self._products[start:stop], self._photos[start:stop] = meanings.T
        self._rows = stop
        self._row_of.put(ids, start)

    def meanings(self, ids: Ids) -> Meanings:
        """Product and photo (`NO_PHOTO` for a text) of ids that are there, shape (n, 2)."""
        rows = self._row_of.rows(ids)
        return np.stack((self._products[rows], self._photos[rows]), axis=1)

    def drop(self, reference_id: int) -> None:
        """Forget a reference; nothing happens if it is not there."""
        self._row_of.drop(reference_id)

    def those(self, ids: Sequence[int]) -> list[Reference | None]:
        """The reference of each id, None for those that are not there.

        All at once: a lookup asks for two hundred.
        """
        rows = self._row_of.rows(ids)
        # Rows first: what has one by now is filled in, though a change may go on.
        products, photos = self._products[rows].tolist(), self._photos[rows].tolist()
        return [
            None if row == ABSENT else _reference(*meaning)
            for row, *meaning in zip(rows.tolist(), ids, products, photos, strict=True)
        ]

    def _make_room(self, rows: int) -> None:
        if rows <= len(self._products):
            return
        capacity = max(rows, int(len(self._products) * GROWTH))
        products, photos = np.empty(capacity, np.int64), np.empty(capacity, np.int64)
        products[: self._rows] = self._products[: self._rows]
        photos[: self._rows] = self._photos[: self._rows]
        self._products, self._photos = products, photos


def _reference(number: int, product_id: int, photo: int) -> Reference:
    if photo == NO_PHOTO:
        return Reference(number, product_id, ReferenceKind.TEXT)
    return Reference(number, product_id, ReferenceKind.PHOTO, photo)
