"""Products that look like a product: substitutes, and what it is easily mistaken for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.ranking import RankedProduct, rank_products
from desktop_app.core.types import (
    Candidate,
    Embedding,
    Evidence,
    EvidenceKind,
    Product,
    Reference,
    ReferenceKind,
)
from desktop_app.services.model_gate import ModelGate, with_one_model

NEIGHBORS = 400
"""References asked for each photo: many belong to the product itself or are words."""

MOST_PHOTOS = 8
"""Photos of the product that are compared; more of them say nothing new."""


class SimilarSource(Protocol):
    """What similar items need from the catalogue."""

    def photo_vectors(self, product_id: int, fingerprint: str) -> list[Embedding]:
        """Embeddings of a product's photos."""

    def references_within(self, only: ProductFilter, fingerprint: str) -> Collection[int]:
        """References of the products that a filter lets through."""

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        """Products by id."""


class NeighborSource(Protocol):
    """What similar items need from the gallery."""

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        """Nearest references."""

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """As `search`, among some references."""


class SimilarItems:
    """Compares photos of the catalogue with each other; safe to call from several threads."""

    def __init__(
        self,
        source: SimilarSource,
        gallery: NeighborSource,
        fingerprint: Callable[[], str],
        *,
        gate: ModelGate | None = None,
    ) -> None:
        self.gate = gate or ModelGate()
        self._source = source
        self._gallery = gallery
        self._fingerprint = fingerprint

    @with_one_model
    def similar(
        self, product_id: int, only: ProductFilter = EVERYTHING, *, top_k: int = 24
    ) -> list[Candidate]:
        """Other products by their photo nearest to any photo of this one, nearest first.

        Empty if the product has no photo that the model has seen. Nothing is calibrated here:
        probabilities are None.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        ranked = [entry for entry in self._ranked(product_id, only) if entry.photo_id is not None]
        others = [entry for entry in ranked if entry.product_id != product_id][:top_k]
        found = self._source.products([entry.product_id for entry in others])
        return [
            _candidate(found[entry.product_id], entry)
            for entry in others
            if entry.product_id in found
        ]

    def _ranked(self, product_id: int, only: ProductFilter) -> list[RankedProduct]:
        vectors = self._source.photo_vectors(product_id, self._fingerprint())[:MOST_PHOTOS]
        return rank_products(
            (reference, similarity)
            for reference, similarity in self._neighbors(vectors, only)
            if reference.kind is ReferenceKind.PHOTO
        )

    def _neighbors(
        self, vectors: Sequence[Embedding], only: ProductFilter
    ) -> Iterator[tuple[Reference, float]]:
        inside = self._source.references_within(only, self._fingerprint()) if only else None
        for vector in vectors:
            if inside is None:
                yield from self._gallery.search(vector, NEIGHBORS)
            else:
                yield from self._gallery.search_within(vector, inside, NEIGHBORS)


def _candidate(product: Product, entry: RankedProduct) -> Candidate:
    evidence = Evidence(EvidenceKind.PHOTO, entry.similarity, photo_id=entry.photo_id)
    return Candidate(product, entry.similarity, None, (evidence,))
