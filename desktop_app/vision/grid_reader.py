"""Local embeddings of single photos, kept for a while: a pair of photos is asked about in turn."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TypeAlias

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.explanation import PhotoGrid
from desktop_app.core.types import Box
from desktop_app.vision.decode import decode_picture, embedding_view
from desktop_app.vision.engine import Engine, Grids
from desktop_app.vision.photo_bytes import photo_bytes

MOST_KEPT = 32
"""Grids kept; one takes 124 kB in the pack that comes with the program."""

_Key: TypeAlias = tuple[str, Box | None]


class GridReader:
    """Reads the grid of a photo, or remembers it by the bytes of the photo and its box."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[_Key, PhotoGrid] = OrderedDict()

    def keep(self, photo: PhotoAnalysis, box: Box | None, cells: Grids) -> None:
        """Remember *cells*, shape (rows, columns, dim), of a photo that was embedded."""
        area = self._engine.seen_area(photo.width, photo.height, box)
        # A copy: the row of a batch would keep the whole batch in memory.
        self._remember((photo.source_sha256, box), PhotoGrid(cells.copy(), area))

    def read(self, photo: PhotoInput) -> PhotoGrid:
        """The grid of *photo*.

        Raises:
            PhotoError: it cannot be read.
            ModelPackError: the network's numbers are not finite.
        """
        data = photo_bytes(photo)
        key = (hashlib.sha256(data).hexdigest(), photo.box)
        if key not in self._kept:
            self._remember(key, self._made(photo, data))
        self._kept.move_to_end(key)
        return self._kept[key]

    def _made(self, photo: PhotoInput, data: bytes) -> PhotoGrid:
        picture = decode_picture(data, photo.name, photo.box)
        pixels, box = embedding_view(picture, photo.box)
        cells = self._engine.local_embeddings([pixels], [box])[0]
        area = self._engine.seen_area(picture.width, picture.height, photo.box)
        return PhotoGrid(cells.copy(), area)

    def _remember(self, key: _Key, grid: PhotoGrid) -> None:
        self._kept[key] = grid
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
