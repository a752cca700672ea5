"""Between rows and core values."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session, selectinload

from desktop_app.catalog.checksums import product_checksum
from desktop_app.catalog.records import MissingEmbedding, NewPhoto, PhotoOrigin
from desktop_app.catalog.schema import EmbeddingRow, LookupRow, PhotoRow, ProductRow, TaughtRow
from desktop_app.core.change import Facts, product_facts
from desktop_app.core.product_text import product_text
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import (
    CodeKind,
    HistoryEntry,
    Photo,
    Product,
    ProductCode,
    ProductData,
    Reason,
    Reference,
    ReferenceKind,
    Verdict,
)

CHUNK = 500
"""Values in one `IN (...)`: SQLite limits the variables of a statement."""

FETCHED = 10_000
"""Numbers taken over at once."""

T = TypeVar("T")
_KINDS = frozenset(kind.value for kind in CodeKind)
SelectT = TypeVar("SelectT", bound=Select[Any])


def numbers(session: Session, chosen: Select[int]) -> array[int]:
    """The only column of *chosen*, as 64-bit numbers.

    Read past the mapper: while a million rows are fetched nobody can write (journals of SQLite
    versions with the fault of its write-ahead log), and its objects took more than half of that.
    """
    result = session.connection().execute(chosen)
    found = array("q")
    if result.cursor is not None:
        while rows := result.cursor.fetchmany(FETCHED):
            found.extend(row[0] for row in rows)
    result.close()
    return found


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """*values* in lists of *size*, the last one shorter."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def sku_key(sku: str) -> str:
    """What two SKUs are compared by."""
    return sku.strip().casefold()


def whole(select: SelectT) -> SelectT:
    """Load products with attributes, codes and photos in a fixed number of queries."""
    return select.options(
        selectinload(ProductRow.attributes),
        selectinload(ProductRow.codes),
        selectinload(ProductRow.photos),
    )


def product_data(row: ProductRow) -> ProductData:
    """What is said about the product; what a disk has made unreadable is empty."""
    return ProductData(
        sku=words(row.sku),
        name=words(row.name),
        category=words(row.category),
        brand=words(row.brand),
        description=words(row.description),
        price=row.price,
        currency=words(row.currency),
        stock=row.stock,
        location=words(row.location),
        attributes=MappingProxyType(
            {words(item.name): words(item.value) for item in row.attributes}
        ),
        codes=tuple(code_of(code.kind, code.value) for code in row.codes),
    )


def words(value: object) -> str:
    """Text as it is, and nothing for anything else, which a damaged row can hold."""
    return value if isinstance(value, str) else ""


def code_of(kind: str, value: object) -> ProductCode:
    """A code; one of a kind that there is not is empty, so that no checksum takes it for whole."""
    known = kind in _KINDS
    return ProductCode(CodeKind(kind), words(value)) if known else ProductCode(CodeKind.OWN, "")


def is_intact_product(row: ProductRow) -> bool:
    """Whether the words and codes of a product are as they were written."""
    return product_checksum(product_data(row), withdrawn=row.withdrawn) == row.crc32


def seal(row: ProductRow, *, was_intact: bool) -> None:
    """Put the checksum of what the row says now.

    A row that was damaged before stays so, whatever was changed in it since: a new checksum would
    make the damage look sound.
    """
    checksum = product_checksum(product_data(row), withdrawn=row.withdrawn)
    row.crc32 = sealed(checksum, was_intact=was_intact)


def sealed(checksum: int, *, was_intact: bool) -> int:
    """The checksum to be kept: a wrong one where the row was damaged before."""
    return checksum if was_intact else checksum ^ 1


def facts(row: ProductRow) -> Facts:
    """The product as the change log keeps it."""
    return product_facts(product_data(row), [photo.sha256 for photo in row.photos])


def product(row: ProductRow) -> Product:
    """The product with its photos."""
    data, photos = product_data(row), tuple(map(photo, row.photos))
    intact = product_checksum(data, withdrawn=row.withdrawn) == row.crc32
    return whole_product(data, row.id, photos, is_damaged=not intact)


def whole_product(
    data: ProductData, product_id: int, photos: tuple[Photo, ...], *, is_damaged: bool
) -> Product:
    """A product of what is said about it and what belongs to it."""
    return Product(
        data.sku,
        data.name,
        data.category,
        data.brand,
        data.description,
        data.price,
        data.currency,
        data.stock,
        data.location,
        data.attributes,
        data.codes,
        product_id,
        photos,
        is_damaged,
    )


def photo(row: PhotoRow) -> Photo:
    return Photo(row.id, row.sha256, row.width, row.height, row.source_name)


def new_photo(row: PhotoRow) -> NewPhoto:
    """The photo as it would be saved again."""
    return NewPhoto(
        row.sha256,
        row.source_sha256,
        row.width,
        row.height,
        row.source_name,
        PhotoOrigin(row.origin),
    )


def reference(row_id: int, product_id: int, photo_id: int | None) -> Reference:
    kind = ReferenceKind.TEXT if photo_id is None else ReferenceKind.PHOTO
    return Reference(row_id, product_id, kind, photo_id)


def reference_of(row: EmbeddingRow) -> Reference:
    return reference(row.id, row.product_id, row.photo_id)


def missing_photo(product_id: int, photo_id: int, sha256: str) -> MissingEmbedding:
    return MissingEmbedding(product_id, ReferenceKind.PHOTO, photo_id, sha256)


def missing_text(row: ProductRow) -> MissingEmbedding:
    return MissingEmbedding(row.id, ReferenceKind.TEXT, text=product_text(product_data(row)))


def history_entry(row: LookupRow) -> HistoryEntry:
    return HistoryEntry(
        lookup_id=row.id,
        at=row.at,
        person=row.person,
        text=row.text,
        verdict=Verdict(row.verdict),
        reason=Reason(row.reason),
        top_sku=row.top_sku,
        top_name=row.top_name,
        top_probability=row.top_probability,
        model=row.model,
        device=row.device,
        answer=row.answer,
        thumbnail=row.thumbnail,
        decision=Decision(row.decision) if row.decision else None,
        decided_sku=row.decided_sku,
        decided_name=row.decided_name,
        decided_by=row.decided_by,
    )


def taught_photo(row: TaughtRow) -> TaughtPhoto:
    return TaughtPhoto(
        taught_id=row.id,
        at=row.at,
        person=row.person,
        decision=Decision(row.decision),
        sku=row.sku,
        name=row.name,
        answered_sku=row.answered_sku,
        product_id=row.product_id,
        sha256=row.sha256,
        code=row.code,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
    )
