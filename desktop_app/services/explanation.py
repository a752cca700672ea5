"""Why a candidate was proposed, on request: regions of the photos, and fields of the data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import Cancelled
from desktop_app.core.explanation import Contrast, Explainer, Explanation
from desktop_app.core.types import Photo, never_stop


class PhotoFiles(Protocol):
    """Where the catalogue's own copies of its photos lie."""

    def photo_path(self, sha256: str) -> Path:
        """File of the stored copy, whether it is there or not."""


class ExplanationService:
    """Compares a query photo with catalogue photos, region by region.

    What is compared are the photos alone: words of the query and other photos of the product moved
    the answer too, and are no part of an explanation. Both methods ask *superseded* before they
    begin, since whoever steps through results does not wait for the ones before.
    """

    def __init__(self, explainer: Explainer, photos: PhotoFiles) -> None:
        self._explainer = explainer
        self._photos = photos

    @property
    def is_possible(self) -> bool:
        """Whether the model pack in use gives local embeddings."""
        return self._explainer.model.grid > 0

    def explain(
        self, query: PhotoInput, photo: Photo, *, superseded: Callable[[], bool] = never_stop
    ) -> Explanation:
        """Why *query* is like the catalogue photo *photo*.

        Raises:
            PhotoError: a photo is gone or cannot be read.
            UserError: the model pack cannot explain, or the picture reader cannot be used.
            Cancelled: nobody waits for it any more.
        """
        _stop_if(superseded)
        return self._explainer.explain(query, self._input(photo))

    def contrast(
        self,
        query: PhotoInput,
        first: Photo,
        second: Photo,
        *,
        superseded: Callable[[], bool] = never_stop,
    ) -> Contrast:
        """Where *query* is more like *first* than like *second*, and the other way round.

        Raises:
            PhotoError: a photo is gone or cannot be read.
            UserError: the model pack cannot explain, or the picture reader cannot be used.
            Cancelled: nobody waits for it any more.
        """
        _stop_if(superseded)
        return self._explainer.contrast(query, self._input(first), self._input(second))

    def _input(self, photo: Photo) -> PhotoInput:
        path = self._photos.photo_path(photo.sha256)
        return PhotoInput(photo.source_name or path.name, path=path)


def _stop_if(superseded: Callable[[], bool]) -> None:
    if superseded():
        raise Cancelled("a newer question was asked")
