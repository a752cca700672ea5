"""Compares prints; points of photos are kept for a while: the same candidates come back often."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeAlias

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.shared_print import NOTHING_SHARED, SharedPrint
from desktop_app.core.types import Box
from desktop_app.vision.decode import decode_picture
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

MOST_KEPT = 256
"""Photos whose points are kept; one takes at most 132 kB."""

WORTH_LAYING_OVER = 12
"""Fewer points decide nothing, so that nothing more is worked out."""

_Key: TypeAlias = tuple[str, Box | None]


class PrintReader:
    """Finds what photos share; *report* is told before each photo which one it is."""

    def __init__(self, report: Callable[[int], None]) -> None:
        self._report = report
        self._kept: OrderedDict[_Key, PrintPoints] = OrderedDict()

    def compare(
        self, queries: Sequence[PhotoInput], references: Sequence[PhotoInput]
    ) -> tuple[SharedPrint, ...]:
        """What each reference shares with the queries, the best of which counts.

        How the parts agree is worked out for the best reference alone. A photo that cannot be read
        shares nothing with any.
        """
        asked = [self._read(number, photo) for number, photo in enumerate(queries)]
        found = []
        for number, photo in enumerate(references, len(queries)):
            found.append(_best(asked, self._read(number, photo)))
        shared = [SharedPrint(len(alignment)) for _, alignment in found]
        first = max(range(len(found)), key=lambda n: len(found[n][1]), default=0)
        if found and len(found[first][1]) >= WORTH_LAYING_OVER:
            query, alignment = found[first]
            shared[first] = self._laid_over(queries[query], references[first], alignment)
        return tuple(shared)

    def _laid_over(
        self, query: PhotoInput, reference: PhotoInput, alignment: Alignment
    ) -> SharedPrint:
        try:
            views = [
                print_view(decode_picture(photo_bytes(photo), photo.name, photo.box), photo.box)
                for photo in (query, reference)
            ]
        except PhotoError:  # gone between two looks
            return NOTHING_SHARED
        return SharedPrint(len(alignment), agreement(views[0], views[1], alignment))

    def _read(self, number: int, photo: PhotoInput) -> PrintPoints | None:
        self._report(number)
        try:
            data = photo_bytes(photo)
            key = (hashlib.sha256(data).hexdigest(), photo.box)
            if key not in self._kept:
                picture = decode_picture(data, photo.name, photo.box)
                self._remember(key, find_points(print_view(picture, photo.box)))
        except PhotoError:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def _remember(self, key: _Key, points: PrintPoints) -> None:
        self._kept[key] = points
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _best(
    queries: Sequence[PrintPoints | None], reference: PrintPoints | None
) -> tuple[int, Alignment]:
    """The query that shares most with *reference*, by its place, and the points."""
    found = [
        line_up(query, reference) if query and reference else NO_ALIGNMENT for query in queries
    ]
    first = max(range(len(found)), key=lambda n: len(found[n]), default=0)
    return (first, found[first]) if found else (0, NO_ALIGNMENT)
