"""Typed words without a photo: what the catalogue says and what the words mean, as one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.core.misspelling import as_read
from desktop_app.core.ranking import RankedProduct
from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Product, TextHit


def text_candidates(
    words: str,
    hits: Sequence[TextHit],
    ranked: Sequence[RankedProduct],
    products: Callable[[Sequence[int]], dict[int, Product]],
    *,
    least_similarity: float,
    top_k: int,
) -> tuple[Candidate, ...]:
    """Products that hold the words; where none holds all of them, also those of like meaning.

    Words found in the catalogue are certain: products that hold all of them are the whole list,
    in the order of the word search. Otherwise products whose meaning is at least
    *least_similarity* to the words follow, which helps with other words, slips of the keyboard
    and other languages. Nothing is calibrated here: probabilities are None.
    """
    literal = {hit.product_id: hit for hit in hits}
    meaning = {entry.product_id: entry for entry in ranked}
    whole = any(hit.score >= 1.0 for hit in hits)
    alike = [] if whole else [e.product_id for e in ranked if e.similarity >= least_similarity]
    ordered = [*literal, *(i for i in alike if i not in literal)][:top_k]
    found = products(ordered)
    return tuple(
        _candidate(found[product_id], words, literal.get(product_id), meaning.get(product_id))
        for product_id in ordered
        if product_id in found
    )


def _candidate(
    product: Product, words: str, hit: TextHit | None, entry: RankedProduct | None
) -> Candidate:
    similarity = entry.similarity if entry else 0.0
    if hit is not None:
        evidence = Evidence(EvidenceKind.TEXT, hit.score, detail=as_read(words, hit))
    else:
        evidence = Evidence(EvidenceKind.TEXT, max(similarity, 0.0))
    return Candidate(product, similarity, None, (evidence,))
