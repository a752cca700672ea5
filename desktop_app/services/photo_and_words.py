"""Photo with typed words: products near the photo and those that hold the words, one list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Protocol

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.ranking import RankedProduct, rank_products, with_words
from desktop_app.core.types import Embedding, Reference, TextHit

MOST_REFERENCES = 20_000
"""Of products with thousands of photos no more are compared."""


class WordSource(Protocol):
    """What the catalogue knows of words and references."""

    def search_text(self, text: str, limit: int, only: ProductFilter = EVERYTHING) -> list[TextHit]:
        """Products that hold the words, best first."""

    def search_and_held(
        self, text: str, limit: int, product_ids: Sequence[int], only: ProductFilter = EVERYTHING
    ) -> dict[int, TextHit]:
        """Products that hold the words, best first, then what *product_ids* hold of them."""

    def references_of(self, product_ids: Sequence[int], fingerprint: str) -> list[int]:
        """References of some products in one model."""


class NeighborSource(Protocol):
    """What the gallery answers exactly."""

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """The nearest of some references."""


class PhotoAndWords:
    """Ranks products by a photo and words; safe to call from several threads."""

    def __init__(self, words: WordSource) -> None:
        self._words = words

    def ranked(
        self,
        typed: str,
        photo: Embedding,
        fused: Embedding,
        gallery: NeighborSource,
        near: Callable[[Embedding], Sequence[RankedProduct]],
        *,
        fingerprint: str,
        only: ProductFilter = EVERYTHING,
        limit: int,
    ) -> list[RankedProduct]:
        """At most *limit* products, best first.

        Every product that is near to the photo, near to photo and words together, or holds the
        words is compared in all three ways, so that none is judged by half of what is known.

        Args:
            typed: the words, not empty.
            photo: of the photos alone, shape (dim,), unit length.
            fused: of photos and words together, likewise.
            gallery: what both are compared with.
            near: the products nearest to an embedding.
            fingerprint: of the model that made both.
            only: products outside it are passed over.
            limit: most products.
        """
        close = [entry.product_id for vector in (photo, fused) for entry in near(vector)]
        held = self._words.search_and_held(typed, limit, close, only)
        found = dict.fromkeys([*close, *held])
        references = self._words.references_of(list(found), fingerprint)[:MOST_REFERENCES]
        by_photo = _by(photo, references, gallery)
        by_both = {entry.product_id: entry for entry in _by(fused, references, gallery)}
        ranked = with_words(
            by_photo, {number: entry.similarity for number, entry in by_both.items()}, held
        )
        # An import may remove or add references between the two searches.
        both = (by_both.get(entry.product_id) for entry in ranked[:limit])
        return [
            replace(entry, text_similarity=other.text_similarity if other else None)
            for entry, other in zip(ranked, both, strict=False)
        ]


def _by(
    vector: Embedding, references: Sequence[int], gallery: NeighborSource
) -> list[RankedProduct]:
    return rank_products(gallery.search_within(vector, references, len(references)))
