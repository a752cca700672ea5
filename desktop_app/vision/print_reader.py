"""Compares prints; points of photos are kept for a while: the same candidates come back often."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.shared_print import NOTHING_SHARED, SharedPrint
from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.decode import Picture, decode_picture
from desktop_app.vision.photo_bytes import photo_bytes
from desktop_app.vision.print_overlay import agreement
from desktop_app.vision.print_points import (
    NO_ALIGNMENT,
    Alignment,
    PrintPoints,
    find_points,
    line_up,
    print_view,
)
from desktop_app.vision.print_store import PrintStore

MOST_KEPT = 256
"""Photos whose points are kept; one takes at most 68 kB."""

MOST_LAID_OVER = 32
"""Pairs of photos of which it is kept how they agree: a second look sees those of the first."""

WORTH_LAYING_OVER = 12
"""Fewer points decide nothing, so that nothing more is worked out."""

_Key: TypeAlias = tuple[str, Box | None]
_Id = TypeVar("_Id")
_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A photo that can be read: what names it, and its points."""

    key: _Key
    points: PrintPoints


class PrintReader:
    """Finds what photos share; *report* is told before each photo which one it is.

    Points of catalogue photos are also kept in *store*, those of queries in memory alone.
    """

    def __init__(self, report: Callable[[int], None], store: PrintStore | None = None) -> None:
        self._report = report
        self._store = store
        self._points: OrderedDict[_Key, PrintPoints] = OrderedDict()
        self._laid: OrderedDict[tuple[_Key, _Key], SharedPrint] = OrderedDict()
        self._pictures: Mapping[_Key, Picture] = {}

    def has_open(self, pictures: Mapping[_Key, Picture]) -> None:
        """Take *pictures* of the last query, by SHA-256 and box: its print is asked for next."""
        self._pictures = pictures

    def compare(
        self, queries: Sequence[PhotoInput], references: Sequence[PhotoInput]
    ) -> tuple[SharedPrint, ...]:
        """What each reference shares with the queries, the best of which counts.

        How the parts agree is worked out for the best reference alone. A photo that cannot be read
        shares nothing with any.
        """
        asked = [self._read(number, photo) for number, photo in enumerate(queries)]
        known = []
        found = []
        for number, photo in enumerate(references, len(queries)):
            known.append(self._read(number, photo, self._store))
            found.append(_best(asked, known[-1]))
        shared = [SharedPrint(len(alignment)) for _, alignment in found]
        first = max(range(len(found)), key=lambda n: len(found[n][1]), default=0)
        if found and len(found[first][1]) >= WORTH_LAYING_OVER:
            query, alignment = found[first]
            pair = asked[query], known[first]
            shared[first] = self._laid_over(queries[query], references[first], pair, alignment)
        return tuple(shared)

    def _laid_over(
        self,
        query: PhotoInput,
        reference: PhotoInput,
        pair: tuple[_Seen | None, _Seen | None],
        alignment: Alignment,
    ) -> SharedPrint:
        if pair[0] is None or pair[1] is None:
            return NOTHING_SHARED
        keys = pair[0].key, pair[1].key
        if keys not in self._laid:
            try:
                views = [self._view(photo) for photo in (query, reference)]
            except PhotoError:  # gone between two looks
                return NOTHING_SHARED
            agreed = agreement(views[0], views[1], alignment)
            _keep(self._laid, keys, SharedPrint(len(alignment), agreed), MOST_LAID_OVER)
        return self._laid[keys]

    def _view(self, photo: PhotoInput) -> RgbImage:
        data = photo_bytes(photo)
        return self._view_of(data, (hashlib.sha256(data).hexdigest(), photo.box), photo.name)

    def _view_of(self, data: bytes, key: _Key, name: str) -> RgbImage:
        picture = self._pictures.get(key) or decode_picture(data, name, key[1])
        return print_view(picture, key[1])

    def _read(
        self, number: int, photo: PhotoInput, store: PrintStore | None = None
    ) -> _Seen | None:
        self._report(number)
        try:
            data = photo_bytes(photo)
            key = (hashlib.sha256(data).hexdigest(), photo.box)
            points = self._points.get(key) or self._found(data, key, photo.name, store)
        except PhotoError:
            return None
        _keep(self._points, key, points, MOST_KEPT)
        return _Seen(key, points)

    def _found(self, data: bytes, key: _Key, name: str, store: PrintStore | None) -> PrintPoints:
        """The points of a photo from its file, else from its pixels."""
        sha256, box = key
        if store is None or box is not None:
            return find_points(self._view_of(data, key, name))
        points = store.read(sha256)
        if points is None:
            points = find_points(self._view_of(data, key, name))
            store.write(sha256, points)
        return points


def _keep(kept: OrderedDict[_Id, _Kept], key: _Id, value: _Kept, most: int) -> None:
    """Put *value* last; the first ones go."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


def _best(queries: Sequence[_Seen | None], reference: _Seen | None) -> tuple[int, Alignment]:
    """The query that shares most with *reference*, by its place, and the points."""
    found = [
        line_up(query.points, reference.points) if query and reference else NO_ALIGNMENT
        for query in queries
    ]
    first = max(range(len(found)), key=lambda n: len(found[n]), default=0)
    return (first, found[first]) if found else (0, NO_ALIGNMENT)
