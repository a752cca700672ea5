"""From neighbours to products: one entry a product, best reference of each kind kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop_app.core.types import Reference, ReferenceKind

LEXICAL_WEIGHT = 0.1
"""Similarity that a product gains when it holds all the typed words; see docs/adr/0005."""


@dataclass(frozen=True, slots=True)
class RankedProduct:
    """A product with its best similarity and what that came from.

    Attributes:
        similarity: what the ranking goes by.
        photo_similarity, photo_id: nearest photo reference, None if none was near.
        text_similarity: nearest text reference, None if none was near.
        lexical: share of the typed words found in the product's data, 0 to 1.
    """

    product_id: int
    similarity: float
    photo_similarity: float | None = None
    photo_id: int | None = None
    text_similarity: float | None = None
    lexical: float = 0.0


def rank_products(neighbors: Iterable[tuple[Reference, float]]) -> list[RankedProduct]:
    """Products by their best reference, nearest first; equal ones by product id."""
    products: dict[int, RankedProduct] = {}
    for reference, similarity in neighbors:
        seen = products.get(reference.product_id)
        entry = seen or RankedProduct(reference.product_id, similarity)
        products[reference.product_id] = _with_reference(entry, reference, similarity)
    return sorted(products.values(), key=_order)


def _with_reference(entry: RankedProduct, reference: Reference, similarity: float) -> RankedProduct:
    best = max(entry.similarity, similarity)
    if reference.kind is ReferenceKind.TEXT:
        known = entry.text_similarity
        nearer = similarity if known is None else max(known, similarity)
        return replace(entry, similarity=best, text_similarity=nearer)
    if entry.photo_similarity is not None and entry.photo_similarity >= similarity:
        return entry
    return replace(entry, similarity=best, photo_similarity=similarity, photo_id=reference.photo_id)


def with_lexical(
    ranked: Iterable[RankedProduct],
    lexical: Mapping[int, float],
    weight: float = LEXICAL_WEIGHT,
) -> list[RankedProduct]:
    """Raise products that hold the typed words; those found by words alone are left out.

    Args:
        ranked: products with their similarity.
        lexical: product id -> share of the typed words found in it, 0 to 1.
        weight: similarity gained at a share of 1.
    """
    raised = [
        replace(
            entry,
            similarity=entry.similarity + weight * lexical.get(entry.product_id, 0.0),
            lexical=lexical.get(entry.product_id, 0.0),
        )
        for entry in ranked
    ]
    return sorted(raised, key=_order)


def _order(entry: RankedProduct) -> tuple[float, int]:
    return (-entry.similarity, entry.product_id)
