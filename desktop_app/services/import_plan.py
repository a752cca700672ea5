"""What has to be done for a row, given what the catalogue holds: as little as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop_app.catalog.records import NewPhoto, PhotoOrigin, StoredProduct
from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import Message
from desktop_app.core.product_text import product_text
from desktop_app.core.types import ProductData
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import ImportedProduct
from desktop_app.services.photo_files import PhotoFile, find_photo

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A photo that a row names.

    Attributes:
        file: the photo, or why it cannot be used.
        stored: the same photo in the catalogue, or the one of that name which an import brought.
        needs_reading: whether it must be decoded and embedded.
    """

    file: PhotoFile | PhotoError
    stored: NewPhoto | None
    needs_reading: bool


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A row with all that is known about it; `photos` is None if it leaves the photos alone."""

    row: ImportedProduct
    data: ProductData
    known: StoredProduct | None
    photos: tuple[PlannedPhoto, ...] | None

    @property
    def stored_photos(self) -> tuple[NewPhoto, ...]:
        """Photos that the catalogue has already."""
        return self.known.photos if self.known else ()

    @property
    def problems(self) -> tuple[PhotoError, ...]:
        """Photos that cannot even be opened."""
        return tuple(p.file for p in self.photos or () if isinstance(p.file, PhotoError))

    @property
    def files_to_read(self) -> list[PhotoFile]:
        """Photos to be decoded and embedded, each content under its first name."""
        photos = self.photos or ()
        files = [p.file for p in photos if p.needs_reading and isinstance(p.file, PhotoFile)]
        return list(_first_of_each(files, lambda file: file.sha256))

    def rejected(self, message: Message) -> RejectedRow:
        """An entry for the report about this row."""
        return RejectedRow(self.row.line, self.row.sku, message)

    @property
    def needs_text(self) -> bool:
        """Whether the product's words must be embedded."""
        known = self.known
        if self.row.withdrawn:
            return False
        if known is None or known.withdrawn or not known.text_embedded:
            return True
        return product_text(known.data) != product_text(self.data)

    @property
    def is_done(self) -> bool:
        """Whether the catalogue says all of this already."""
        known = self.known
        return (
            known is not None
            and known.withdrawn == self.row.withdrawn
            and not self.needs_text
            and not self.files_to_read
            and known.data == self.data
            and (self.photos is None or self.photos_after({}) == known.photos)
        )

    def photos_after(self, read: Mapping[str, NewPhoto]) -> tuple[NewPhoto, ...]:
        """All photos of the product once those in *read* (by source hash) have been read.

        Imported photos that are no longer named go, but only if every named one could be read: a
        broken file must not cost a good photo. Photos that a person added always stay.
        """
        named = self.photos or ()
        may_go = all(_is_readable(photo, read) for photo in named)
        rest = [p for p in self.stored_photos if not may_go or p.origin is PhotoOrigin.PERSON]
        photos = [*(_after(photo, read) for photo in named), *rest]
        return _first_of_each(filter(None, photos), lambda photo: photo.source_sha256)


def _first_of_each(items: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """The items without those whose key was there before."""
    first: dict[str, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())


def _is_readable(planned: PlannedPhoto, read: Mapping[str, NewPhoto]) -> bool:
    if isinstance(planned.file, PhotoError):
        return False
    return not planned.needs_reading or planned.file.sha256 in read


def _after(planned: PlannedPhoto, read: Mapping[str, NewPhoto]) -> NewPhoto | None:
    if isinstance(planned.file, PhotoFile) and planned.file.sha256 in read:
        return read[planned.file.sha256]
    return planned.stored


def plan(row: ImportedProduct, known: StoredProduct | None, root: Path) -> PlannedProduct:
    """Compare *row* with what is *known*; photos are hashed, not decoded.

    Codes that a person gave to the product stay.
    """
    data = row.data(known.data if known else None)
    if known is not None and known.taught_codes:
        data = replace(data, codes=tuple(dict.fromkeys((*data.codes, *known.taught_codes))))
    photos = None
    if row.photos is not None:
        photos = tuple(_photo(name, known, root, embed=not row.withdrawn) for name in row.photos)
    return PlannedProduct(row, data, known, photos)


def _photo(name: str, known: StoredProduct | None, root: Path, *, embed: bool) -> PlannedPhoto:
    """The stored copy of a photo, as an export writes it, is known as well as its source."""
    stored = known.photos if known else ()
    same_name = next((p for p in stored if p.source_name == name), None)
    try:
        file = find_photo(root, name)
    except PhotoError as error:
        return PlannedPhoto(error, same_name, needs_reading=False)
    same_bytes = next((p for p in stored if file.sha256 in (p.source_sha256, p.sha256)), None)
    is_ready = same_bytes is not None and not (
        embed and known is not None and same_bytes.source_sha256 not in known.embedded
    )
    return PlannedPhoto(file, same_bytes or same_name, needs_reading=not is_ready)
