"""From neighbours to products: one entry a product, best reference of each kind kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop_app.core.types import Reference, ReferenceKind

LEXICAL_WEIGHT = 0.1
"""Similarity that a product gains when it holds all the typed words; see docs/adr/0005."""

_NO_PHOTO = (-math.inf, None)


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
    # Plain numbers until the end: a frozen value anew for each reference cost more than the search.
    best: dict[int, float] = {}
    photos: dict[int, tuple[float, int | None]] = {}
    texts: dict[int, float] = {}
    for reference, similarity in neighbors:
        product_id = reference.product_id
        if similarity > best.get(product_id, -math.inf):
            best[product_id] = similarity
        if reference.kind is ReferenceKind.TEXT:
            texts[product_id] = max(similarity, texts.get(product_id, -math.inf))
        elif similarity > photos.get(product_id, _NO_PHOTO)[0]:
            photos[product_id] = similarity, reference.photo_id
    ranked = []
    for product_id, similarity in best.items():
        photo, photo_id = photos.get(product_id, (None, None))
        text = texts.get(product_id)
        ranked.append(RankedProduct(product_id, similarity, photo, photo_id, text))
    return sorted(ranked, key=_order)


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
