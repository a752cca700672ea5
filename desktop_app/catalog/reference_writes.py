"""Writing the references of the gallery: embeddings, tombstones and the generation, as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.orm import Session

from desktop_app.catalog.checksums import pack_vector, vector_checksum
from desktop_app.catalog.records import MissingEmbedding
from desktop_app.catalog.rows import chunks, missing_photo, missing_text, reference_of, whole
from desktop_app.catalog.schema import EmbeddingRow, MetaRow, ProductRow, TombstoneRow
from desktop_app.core.types import Embedding, Reference

Added = tuple[tuple[Reference, Embedding], ...]


class ReferenceWriter:
    """Collects changes to the references of some products, then writes them in one go.

    What exists is read at the start: once a photo is deleted, the database deletes its embeddings
    by itself and nobody would learn which references are gone.
    """

    def __init__(self, session: Session, product_ids: Sequence[int]) -> None:
        self._session = session
        self._present: dict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
        self._dropped: dict[int, list[int]] = defaultdict(list)
        self._new: list[tuple[EmbeddingRow, Embedding]] = []
        for chunk in chunks(product_ids):
            self._read(chunk)

    def _read(self, product_ids: Sequence[int]) -> None:
        columns = (
            EmbeddingRow.product_id,
            EmbeddingRow.id,
            EmbeddingRow.photo_id,
            EmbeddingRow.fingerprint,
        )
        found = select(*columns).where(EmbeddingRow.product_id.in_(product_ids))
        for product_id, row_id, photo_id, fingerprint in self._session.execute(found):
            self._present[product_id].append((row_id, photo_id, fingerprint))

    def drop_all(self, product_id: int) -> None:
        """Take every reference of a product out of the gallery."""
        self._drop(product_id, [row_id for row_id, _, _ in self._present[product_id]])

    def drop_text(self, product_id: int) -> None:
        """Take the text references of a product out, since its words have changed."""
        gone = [row_id for row_id, photo_id, _ in self._present[product_id] if photo_id is None]
        self._drop(product_id, gone)

    def drop_photos(self, product_id: int, photo_ids: Collection[int]) -> None:
        """Take the references of photos out, since the photos go."""
        present = self._present[product_id]
        self._drop(product_id, [row_id for row_id, photo_id, _ in present if photo_id in photo_ids])

    def _drop(self, product_id: int, row_ids: Sequence[int]) -> None:
        self._dropped[product_id] += row_ids
        present = self._present[product_id]
        self._present[product_id] = [entry for entry in present if entry[0] not in row_ids]

    def add(
        self, product_id: int, photo_id: int | None, fingerprint: str, vector: Embedding
    ) -> None:
        """Add the embedding of a photo, or of the text; one that is there already stays.

        Raises:
            ValueError: the vector is not of unit length.
        """
        present = self._present[product_id]
        if not any(entry[1:] == (photo_id, fingerprint) for entry in present):
            present.append((0, photo_id, fingerprint))
            row = _row(product_id, photo_id, fingerprint, vector)
            self._new.append((row, vector))

    def write(self) -> None:
        """Write all changes under a new generation; nothing at all if there are none."""
        gone = [row_id for row_ids in self._dropped.values() for row_id in row_ids]
        if not gone and not self._new:
            return
        generation = next_generation(self._session)
        for chunk in chunks(gone):
            self._session.execute(delete(EmbeddingRow).where(EmbeddingRow.id.in_(chunk)))
        if gone:
            tombstones = [{"reference_id": row_id, "generation": generation} for row_id in gone]
            self._session.execute(insert(TombstoneRow), tombstones)
        for row, _ in self._new:
            row.generation = generation
        self._session.add_all(row for row, _ in self._new)
        self._session.flush()

    def added(self, product_id: int) -> Added:
        """New references of a product with their vectors; known once they are written."""
        return tuple(
            (reference_of(row), vector) for row, vector in self._new if row.product_id == product_id
        )

    def removed(self, product_id: int) -> tuple[int, ...]:
        """References of a product that are gone."""
        return tuple(self._dropped[product_id])


def next_generation(session: Session) -> int:
    """Count a change of the references; the number of the new generation."""
    raised = update(MetaRow).values(generation=MetaRow.generation + 1)
    return session.execute(raised.returning(MetaRow.generation)).scalar_one()


def _row(
    product_id: int, photo_id: int | None, fingerprint: str, vector: Embedding
) -> EmbeddingRow:
    packed = pack_vector(vector)
    return EmbeddingRow(
        product_id=product_id,
        photo_id=photo_id,
        fingerprint=fingerprint,
        vector=packed,
        crc32=vector_checksum(product_id, photo_id, fingerprint, packed),
    )


def add_missing(
    session: Session,
    fingerprint: str,
    vectors: Sequence[tuple[MissingEmbedding, Embedding]],
) -> list[tuple[Reference, Embedding]]:
    """Write embeddings of photos and texts that are still as they were when they were listed."""
    product_ids = sorted({missing.product_id for missing, _ in vectors})
    rows = [
        row
        for chunk in chunks(product_ids)
        for row in session.scalars(
            whole(select(ProductRow)).where(
                ProductRow.id.in_(chunk), ProductRow.withdrawn.is_(False)
            )
        )
    ]
    wanted = {missing for row in rows for missing in _wanted(row)}
    references = ReferenceWriter(session, product_ids)
    for missing, vector in vectors:
        if missing in wanted:
            references.add(missing.product_id, missing.photo_id, fingerprint, vector)
    references.write()
    return [pair for row in rows for pair in references.added(row.id)]


def drop_model(session: Session, fingerprint: str) -> int:
    """Delete the embeddings of one model, with tombstones for the index files that know them."""
    generation = next_generation(session)
    of_model = EmbeddingRow.fingerprint == fingerprint
    gone = select(EmbeddingRow.id, literal(generation)).where(of_model)
    session.execute(insert(TombstoneRow).from_select(["reference_id", "generation"], gone))
    rows = session.execute(delete(EmbeddingRow).where(of_model).returning(EmbeddingRow.id))
    return len(rows.all())


def _wanted(row: ProductRow) -> list[MissingEmbedding]:
    """Everything of a product that can have an embedding, as it is now."""
    return [missing_text(row), *(missing_photo(row.id, p.id, p.sha256) for p in row.photos)]
