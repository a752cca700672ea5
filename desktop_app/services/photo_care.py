"""Products with too few or bad photos: what a person could do to be understood better."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.catalog.quality_store import QualityStore, StoredPhoto
from desktop_app.core.photo_traits import FEW_PHOTOS, PhotoProblem, PhotoTraits, problems_of
from desktop_app.core.quality import AskedPhoto
from desktop_app.core.types import (
    Progress,
    ProgressReport,
    ShouldStop,
    never_stop,
    no_progress,
)

SAVED_TOGETHER = 200
"""Photos measured between two saves: a stop loses no more than these."""


@dataclass(frozen=True, slots=True)
class CareNote:
    """One thing to do for one product.

    Attributes:
        photo_id: the photo meant; None if the product lacks photos.
        other_product_id: for a duplicate, the other product that has the same picture.
    """

    product_id: int
    problem: PhotoProblem
    photo_id: int | None = None
    other_product_id: int | None = None


class Measurer(Protocol):
    """Measures photo files; `vision.photo_measurer.PhotoMeasurer` is the real one."""

    def measure(self, files: Sequence[Path]) -> Iterator[PhotoTraits | None]:
        """What each photo is like, in order; None where it cannot be read."""


class PhotoCare:
    """Looks at every photo once and remembers what it is like."""

    def __init__(
        self, store: QualityStore, measurer: Measurer, thumbnail: Callable[[str], Path]
    ) -> None:
        self._store = store
        self._measurer = measurer
        self._thumbnail = thumbnail
        self._looking = threading.Lock()

    def notes(
        self,
        asked: Iterable[AskedPhoto] = (),
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> list[CareNote]:
        """What to do, product by product; photos not measured yet are measured first.

        Where *should_stop* says so, what was measured until then is kept and told. *asked* are
        photos whose neighbours are known, from `services.quality`: nearly equal pictures of
        different products come from these.

        Raises:
            CatalogueError: the catalogue cannot be read or written.
        """
        with self._looking:
            photos = self._store.photos()
            traits = self._store.traits()
            gone = self._measure([p for p in photos if p.photo_id not in traits], progress,
                                 should_stop)  # fmt: skip
            traits = self._store.traits()
        known = [photo for photo in photos if photo.photo_id in traits]
        found = [
            *_too_few(self._store.categories(), photos),
            *(CareNote(p.product_id, PhotoProblem.MISSING, p.photo_id) for p in gone),
            *_duplicates(photos, asked),
            *_bad(known, traits),
        ]
        order = list(PhotoProblem)
        return sorted(found, key=lambda n: (order.index(n.problem), n.product_id, n.photo_id or 0))

    def _measure(
        self, photos: Sequence[StoredPhoto], progress: Progress, should_stop: ShouldStop
    ) -> list[StoredPhoto]:
        """Measure and keep; the photos that cannot be read."""
        gone: list[StoredPhoto] = []
        fresh: list[tuple[int, PhotoTraits]] = []
        files = [self._thumbnail(photo.sha256) for photo in photos]
        with closing(self._measurer.measure(files)) as measured:  # type: ignore[type-var]
            for done, (photo, traits) in enumerate(zip(photos, measured, strict=False), start=1):
                if traits is None:
                    gone.append(photo)
                else:
                    fresh.append((photo.photo_id, traits))
                if len(fresh) >= SAVED_TOGETHER:
                    self._store.save_traits(fresh)
                    fresh = []
                progress(ProgressReport(done, len(photos)))
                if should_stop():
                    break
        self._store.save_traits(fresh)
        return gone


def _too_few(products: Collection[int], photos: Iterable[StoredPhoto]) -> Iterator[CareNote]:
    counts: dict[int, int] = defaultdict(int)
    for photo in photos:
        counts[photo.product_id] += 1
    for product_id in products:
        if not counts[product_id]:
            yield CareNote(product_id, PhotoProblem.NO_PHOTO)
        elif counts[product_id] < FEW_PHOTOS:
            yield CareNote(product_id, PhotoProblem.ONE_PHOTO)


def _bad(photos: Iterable[StoredPhoto], traits: dict[int, PhotoTraits]) -> Iterator[CareNote]:
    for photo in photos:
        for problem in problems_of(traits[photo.photo_id], photo.width, photo.height):
            yield CareNote(photo.product_id, problem, photo.photo_id)


def _duplicates(photos: Sequence[StoredPhoto], asked: Iterable[AskedPhoto]) -> Iterator[CareNote]:
    """Photos whose picture another product has too: exactly, or as near as makes no difference."""
    owner = {photo.photo_id: photo.product_id for photo in photos}
    same: dict[str, list[StoredPhoto]] = defaultdict(list)
    for photo in photos:
        same[photo.sha256].append(photo)
    found = {
        photo.photo_id: other.product_id
        for group in same.values()
        for photo in group
        for other in group
        if other.product_id != photo.product_id
    }
    for one in asked:
        if one.foreign_twin_id in owner:
            found.setdefault(one.photo_id, owner[one.foreign_twin_id])
    for photo_id, other in found.items():
        if photo_id in owner:
            yield CareNote(owner[photo_id], PhotoProblem.DUPLICATE, photo_id, other)
