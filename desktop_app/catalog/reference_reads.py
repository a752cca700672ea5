"""Reading the references of the gallery, checksums verified."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.catalog import checksums
from desktop_app.catalog.checksums import unpack_vector
from desktop_app.catalog.database import Database
from desktop_app.catalog.records import Damage, MissingEmbedding, StoredEmbedding
from desktop_app.catalog.rows import (
    chunks,
    is_intact_product,
    missing_photo,
    missing_text,
    reference,
    whole,
)
from desktop_app.catalog.schema import EmbeddingRow, PhotoRow, ProductRow, TombstoneRow
from desktop_app.core.types import Embedding, Reference, ShouldStop, never_stop

PAGE = 2000
"""Embeddings read in one transaction: a long one would hold up writers."""

_TABLE = EmbeddingRow.__table__.c
_ANY = select(
    *(_TABLE.id, _TABLE.product_id, _TABLE.photo_id),
    *(_TABLE.fingerprint, _TABLE.generation, _TABLE.crc32, _TABLE.vector),
)
_OWN = _ANY.where(_TABLE.fingerprint == bindparam("fingerprint"))
# Two statements: of `(generation, id) > (?, ?)` SQLite uses the index for the generation alone, and
# a million references that came at once would be passed over again for each page.
_REST = (
    _OWN.where(_TABLE.generation == bindparam("generation"), _TABLE.id > bindparam("last_id"))
    .order_by(_TABLE.id)
    .limit(bindparam("limit"))
)
_LATER = (
    _OWN.where(_TABLE.generation > bindparam("generation"))
    .order_by(_TABLE.generation, _TABLE.id)
    .limit(bindparam("limit"))
)

_ALL_PAGE = (
    select(
        *(_TABLE.id, _TABLE.product_id, _TABLE.photo_id),
        *(_TABLE.fingerprint, _TABLE.crc32, _TABLE.vector),
    )
    .where(_TABLE.id > bindparam("last_id"))
    .order_by(_TABLE.id)
    .limit(PAGE)
)

_log = logging.getLogger(__name__)


def embeddings(
    database: Database, fingerprint: str, after_generation: int
) -> Iterator[StoredEmbedding]:
    """Embeddings of one model that are younger than a generation, oldest first."""
    generation, last_id = after_generation + 1, 0
    while True:
        with database.read() as session:
            page = _page(session, fingerprint, generation, last_id)
        yield from (_stored(row) for row in page if _is_intact(row))
        if len(page) < PAGE:
            return
        generation, last_id = page[-1].generation, page[-1].id


def _page(session: Session, fingerprint: str, generation: int, last_id: int) -> Sequence[Any]:
    """Plain rows: a million objects of the mapper would take most of the time of a start."""
    run = session.connection().execute
    asked: dict[str, Any] = {"fingerprint": fingerprint, "generation": generation}
    rest = run(_REST, {**asked, "last_id": last_id, "limit": PAGE}).all()
    if len(rest) == PAGE:
        return rest
    return [*rest, *run(_LATER, {**asked, "limit": PAGE - len(rest)})]


def is_intact(row: Any) -> bool:
    """Whether a vector and what it stands for are as they were written."""
    return checksums.is_intact(row.product_id, row.photo_id, row.fingerprint, row.vector, row.crc32)


def _is_intact(row: Any) -> bool:
    intact = is_intact(row)
    if not intact:
        _log.error("embedding %d is damaged and left out", row.id)
    return intact


def _stored(row: Any) -> StoredEmbedding:
    near = reference(row.id, row.product_id, row.photo_id)
    return StoredEmbedding(near, row.generation, unpack_vector(row.vector))


def embeddings_of(
    session: Session, fingerprint: str, reference_ids: Sequence[int]
) -> list[StoredEmbedding]:
    """Embeddings of one model by id; those that are gone or damaged are missing."""
    run = session.connection().execute
    # Asked for the model as well, SQLite would go through all of its embeddings instead.
    found = (run(_ANY.where(_TABLE.id.in_(chunk))).all() for chunk in chunks(reference_ids))
    own = (row for rows in found for row in rows if row.fingerprint == fingerprint)
    return [_stored(row) for row in own if _is_intact(row)]


def census(session: Session, fingerprint: str, up_to_generation: int) -> tuple[int, int]:
    """Number of embeddings of one model up to a generation, and the sum of their ids."""
    counted = select(func.count(), func.coalesce(func.sum(_TABLE.id), 0)).where(
        _TABLE.fingerprint == fingerprint, _TABLE.generation <= up_to_generation
    )
    count, id_sum = session.connection().execute(counted).one()
    return int(count), int(id_sum)


def ids_after(session: Session, fingerprint: str, generation: int) -> list[int]:
    """Ids of the embeddings of one model that are younger than a generation."""
    younger = select(_TABLE.id).where(
        _TABLE.fingerprint == fingerprint, _TABLE.generation > generation
    )
    return list(session.connection().scalars(younger))


def photo_vectors(session: Session, product_id: int, fingerprint: str) -> list[Embedding]:
    """Embeddings of the photos of one product, oldest first; damaged ones are left out."""
    rows = session.scalars(
        select(EmbeddingRow)
        .where(
            EmbeddingRow.product_id == product_id,
            EmbeddingRow.fingerprint == fingerprint,
            EmbeddingRow.photo_id.is_not(None),
        )
        .order_by(EmbeddingRow.id)
    )
    return [unpack_vector(row.vector) for row in rows if _is_intact(row)]


def removed_since(session: Session, generation: int) -> list[int]:
    """References that went after *generation*."""
    gone = select(TombstoneRow.reference_id).where(TombstoneRow.generation > generation)
    return list(session.scalars(gone.order_by(TombstoneRow.reference_id)))


def references(session: Session, reference_ids: Sequence[int]) -> dict[int, Reference]:
    """References by id; those that are gone are missing."""
    columns = (EmbeddingRow.id, EmbeddingRow.product_id, EmbeddingRow.photo_id)
    found = (
        session.execute(select(*columns).where(EmbeddingRow.id.in_(chunk)))
        for chunk in chunks(reference_ids)
    )
    return {
        row.id: reference(row.id, row.product_id, row.photo_id) for rows in found for row in rows
    }


def missing_embeddings(session: Session, fingerprint: str) -> list[MissingEmbedding]:
    """Photos, then texts, of live products without an embedding of that model."""
    return [*_missing_photos(session, fingerprint), *_missing_texts(session, fingerprint)]


def _missing_photos(session: Session, fingerprint: str) -> list[MissingEmbedding]:
    own = aliased(EmbeddingRow)
    seen = exists().where(own.photo_id == PhotoRow.id, own.fingerprint == fingerprint)
    found = session.execute(
        select(PhotoRow.product_id, PhotoRow.id, PhotoRow.sha256)
        .join(ProductRow)
        .where(ProductRow.withdrawn.is_(False), ~seen)
        .order_by(PhotoRow.id)
    )
    return [missing_photo(product_id, photo_id, sha256) for product_id, photo_id, sha256 in found]


def _missing_texts(session: Session, fingerprint: str) -> list[MissingEmbedding]:
    own = aliased(EmbeddingRow)
    seen = exists().where(
        own.product_id == ProductRow.id, own.photo_id.is_(None), own.fingerprint == fingerprint
    )
    rows = session.scalars(
        whole(select(ProductRow))
        .where(ProductRow.withdrawn.is_(False), ~seen)
        .order_by(ProductRow.id)
    )
    return [missing_text(row) for row in rows]


def damages(database: Database, should_stop: ShouldStop = never_stop) -> Iterator[Damage]:
    """Rows whose checksum is wrong, page by page, until somebody asks to stop."""
    yield from _damaged_products(database, should_stop)
    yield from _damaged_embeddings(database, should_stop)


def _damaged_products(database: Database, should_stop: ShouldStop) -> Iterator[Damage]:
    last_id = 0
    while not should_stop():
        with database.read() as session:
            page = select(ProductRow).where(ProductRow.id > last_id).order_by(ProductRow.id)
            rows = session.scalars(whole(page).limit(PAGE)).all()
            wrong = [row.id for row in rows if not is_intact_product(row)]
        yield from (Damage("product", row_id) for row_id in wrong)
        if len(rows) < PAGE:
            return
        last_id = rows[-1].id


def _damaged_embeddings(database: Database, should_stop: ShouldStop) -> Iterator[Damage]:
    last_id = 0
    while not should_stop():
        with database.read() as session:
            rows = session.connection().execute(_ALL_PAGE, {"last_id": last_id}).all()
        yield from (Damage("embedding", row.id) for row in rows if not is_intact(row))
        if len(rows) < PAGE:
            return
        last_id = rows[-1].id
