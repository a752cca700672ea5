"""Typed words without a photo: what the catalogue says and what the words mean, as one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.core.ranking import RankedProduct
from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Product, TextHit


def text_candidates(
    hits: Sequence[TextHit],
    ranked: Sequence[RankedProduct],
    products: Callable[[Sequence[int]], dict[int, Product]],
    top_k: int,
) -> tuple[Candidate, ...]:
    """Products that hold the words, in their order, then those that mean something alike.

    Words found in the catalogue are certain, so they come first; likeness of meaning helps with
    other words and other languages. Nothing is calibrated here: probabilities are None.
    """
    meaning = {entry.product_id: entry for entry in ranked}
    literal = {hit.product_id: hit for hit in hits}
    ordered = sorted(
        literal | meaning,
        key=lambda product_id: _order(literal.get(product_id), meaning.get(product_id)),
    )[:top_k]
    found = products(ordered)
    return tuple(
        _candidate(found[product_id], literal.get(product_id), meaning.get(product_id))
        for product_id in ordered
        if product_id in found
    )


def _order(hit: TextHit | None, entry: RankedProduct | None) -> tuple[float, float]:
    return (-(hit.score if hit else 0.0), -(entry.similarity if entry else -1.0))


def _candidate(product: Product, hit: TextHit | None, entry: RankedProduct | None) -> Candidate:
    similarity = entry.similarity if entry else 0.0
    strength = hit.score if hit else max(similarity, 0.0)
    return Candidate(product, similarity, None, (Evidence(EvidenceKind.TEXT, strength),))
