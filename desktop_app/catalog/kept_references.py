"""References of the gallery: embeddings of photos and texts, and what is missing or damaged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from desktop_app.catalog import (
    filtered_reads,
    reference_reads,
)
from desktop_app.catalog.kept import Kept
from desktop_app.catalog.records import (
    Damage,
    MissingEmbedding,
    StoredEmbedding,
)
from desktop_app.catalog.reference_writes import add_missing, drop_model
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.types import (
    Embedding,
    Reference,
)


class KeptReferences(Kept):
    """References of the gallery: embeddings of photos and texts, and what is missing or damaged."""

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterator[StoredEmbedding]:
        """Embeddings of one model younger than a generation, oldest first.

        They are read page by page, so that writers need not wait; a damaged one is logged and
        left out.
        """
        return reference_reads.embeddings(self._database, fingerprint, after_generation)

    def embeddings_of(
        self, fingerprint: str, reference_ids: Sequence[int]
    ) -> list[StoredEmbedding]:
        """Embeddings of one model by id; those that are gone or damaged are missing."""
        with self._database.read() as session:
            return reference_reads.embeddings_of(session, fingerprint, reference_ids)

    def reference_ids(self, fingerprint: str, after_generation: int) -> list[int]:
        """Ids of the embeddings of one model younger than a generation."""
        with self._database.read() as session:
            return reference_reads.ids_after(session, fingerprint, after_generation)

    def census(self, fingerprint: str, up_to_generation: int) -> tuple[int, int]:
        """Number of embeddings of one model up to a generation, and the sum of their ids."""
        with self._database.read() as session:
            return reference_reads.census(session, fingerprint, up_to_generation)

    def removed_since(self, generation: int) -> list[int]:
        """References that went after *generation*."""
        with self._database.read() as session:
            return reference_reads.removed_since(session, generation)

    def products_of(self, reference_ids: Sequence[int]) -> dict[int, Reference]:
        """References by id, each with its product; those that are gone are missing."""
        with self._database.read() as session:
            return reference_reads.references(session, reference_ids)

    def references_within(self, only: ProductFilter, fingerprint: str) -> Collection[int]:
        """References in one model of the products that a filter lets through."""
        with self._database.read() as session:
            return filtered_reads.reference_ids(session, only, fingerprint)

    def references_of(self, product_ids: Sequence[int], fingerprint: str) -> list[int]:
        """References in one model of some products."""
        with self._database.read() as session:
            return filtered_reads.references_of(session, product_ids, fingerprint)

    def photo_vectors(self, product_id: int, fingerprint: str) -> list[Embedding]:
        """Embeddings of a product's photos in one model, each of shape (dim,)."""
        with self._database.read() as session:
            return reference_reads.photo_vectors(session, product_id, fingerprint)

    def missing_embeddings(self, fingerprint: str) -> list[MissingEmbedding]:
        """Photos, then texts, that the model *fingerprint* has not seen yet."""
        with self._database.read() as session:
            return reference_reads.missing_embeddings(session, fingerprint)

    def add_embeddings(
        self, fingerprint: str, vectors: Sequence[tuple[MissingEmbedding, Embedding]]
    ) -> list[tuple[Reference, Embedding]]:
        """Keep what was missing; what has changed or gone in between is passed over."""
        with self._database.write() as session:
            return add_missing(session, fingerprint, vectors)

    def drop_embeddings(self, fingerprint: str) -> int:
        """Delete all embeddings of one model; how many there were."""
        with self._database.write() as session:
            return drop_model(session, fingerprint)

    def damages(self) -> list[Damage]:
        """Rows whose checksum is wrong.

        Raises:
            CatalogueError: SQLite itself finds the file damaged.
        """
        self._database.check()
        return list(reference_reads.damages(self._database))
