"""Why two photos are alike: spots on a map, without a model."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.explanation import (
    Area,
    Contrast,
    ContributionMap,
    DifferingRegion,
    Explanation,
    RegionPair,
)
from desktop_app.core.types import Photo


def spot(row: int, column: int, weak: float = 0.0) -> ContributionMap:
    """A map whose strongest region is at *row* and *column* of nine."""
    values = np.full((9, 9), weak, np.float32)
    values[row, column] = 0.5
    return ContributionMap(values)


class FakeExplanation:
    """Finds the upper left of the query and the middle of the catalogue photo alike.

    The test decides when it answers: `gate` is waited for, `error` is raised instead.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[PhotoInput, tuple[str, ...]]] = []
        self.superseded: list[str] = []
        self.gate: threading.Event | None = None
        self.error: Exception | None = None
        self.explanation = Explanation(
            0.62,
            spot(0, 0),
            spot(4, 4),
            (RegionPair(Area(0, 0, 0.1, 0.1), Area(0.45, 0.45, 0.1, 0.1), 0.5),),
        )
        region = DifferingRegion(
            Area(0, 0, 0.3, 0.3), Area(0.3, 0.3, 0.3, 0.3), Area(0.6, 0.6, 0.3, 0.3), -0.2
        )
        self.told = Contrast(self.explanation, self.explanation, spot(0, 0), (region,))

    def explain(
        self, query: PhotoInput, photo: Photo, *, superseded: Callable[[], bool]
    ) -> Explanation:
        self._note(query, (photo,), superseded)
        return self.explanation

    def contrast(
        self, query: PhotoInput, first: Photo, second: Photo, *, superseded: Callable[[], bool]
    ) -> Contrast:
        self._note(query, (first, second), superseded)
        return self.told

    def _note(
        self, query: PhotoInput, photos: tuple[Photo, ...], superseded: Callable[[], bool]
    ) -> None:
        self.asked.append((query, tuple(photo.sha256 for photo in photos)))
        if self.gate is not None:
            self.gate.wait(10)
        if superseded():
            self.superseded.append(photos[0].sha256)
        if self.error is not None:
            raise self.error
