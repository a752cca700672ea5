"""What is said about a product, written into its rows in the same way by imports and by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.catalog.checksums import product_checksum
from desktop_app.catalog.records import NewPhoto
from desktop_app.catalog.rows import new_photo, sku_key
from desktop_app.catalog.schema import AttributeRow, CodeRow, PhotoRow, ProductRow
from desktop_app.core.types import CodeKind, ProductCode, ProductData


class RowFiller:
    """Fills rows of one session; *person* and *now* are written beside every change."""

    def __init__(self, person: str, now: datetime) -> None:
        self._person = person
        self._now = now

    def fill(self, row: ProductRow, data: ProductData, *, withdrawn: bool) -> None:
        """Everything but the photos; codes and attributes that stay keep their rows."""
        row.sku, row.sku_key, row.name = data.sku, sku_key(data.sku), data.name
        row.category, row.brand, row.description = data.category, data.brand, data.description
        row.price, row.currency = data.price, data.currency
        row.stock, row.location = data.stock, data.location
        row.withdrawn = withdrawn
        row.crc32 = product_checksum(data, withdrawn=withdrawn)
        self.sign(row)
        _fill_attributes(row, data)
        _fill_codes(row, data)

    def sign(self, row: ProductRow) -> None:
        """Note who changed the product, and when."""
        row.changed_at, row.changed_by = self._now, self._person

    def put_photos(self, row: ProductRow, wanted: Sequence[NewPhoto]) -> list[int] | None:
        """Make *wanted* the photos; a photo is known by the bytes that it came from.

        Returns:
            ids of the photos that go; None where all are as they were.
        """
        if tuple(map(new_photo, row.photos)) == tuple(wanted):
            return None
        known = {photo.source_sha256: photo for photo in row.photos}
        unique: dict[str, NewPhoto] = {}
        for photo in wanted:
            unique.setdefault(photo.source_sha256, photo)
        row.photos = [self._photo(known.get(source), photo) for source, photo in unique.items()]
        for position, photo_row in enumerate(row.photos):
            photo_row.position = position
        return [known[source].id for source in known if source not in unique]

    def _photo(self, row: PhotoRow | None, photo: NewPhoto) -> PhotoRow:
        row = row or PhotoRow(
            source_sha256=photo.source_sha256, added_at=self._now, added_by=self._person
        )
        row.sha256, row.width, row.height = photo.sha256, photo.width, photo.height
        row.source_name, row.origin = photo.source_name, photo.origin.value
        return row


def _fill_attributes(row: ProductRow, data: ProductData) -> None:
    known = {attribute.name: attribute for attribute in row.attributes}
    row.attributes = [known.get(name) or AttributeRow(name=name) for name in data.attributes]
    for position, attribute in enumerate(row.attributes):
        attribute.position, attribute.value = position, data.attributes[attribute.name]


def _fill_codes(row: ProductRow, data: ProductData) -> None:
    known = {ProductCode(CodeKind(code.kind), code.value): code for code in row.codes}
    row.codes = [
        known.get(code) or CodeRow(kind=code.kind.value, value=code.value)
        for code in dict.fromkeys(data.codes)
    ]
    for position, code_row in enumerate(row.codes):
        code_row.position = position
