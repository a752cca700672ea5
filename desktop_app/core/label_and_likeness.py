"""What a label may change in an answer: much where photo or print speak clearly, else nothing.

Typed words are trusted, read ones are not: the print may be that of another thing in the photo, in
another language than the catalogue, or read wrong. So a label decides among the products that the
photo itself thinks possible, or for the one product that holds nearly all of a label of several
words where both together make a match; and it is never the reason to call an item unknown.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_app.core.types import Answer, Candidate, EvidenceKind, Reason, Verdict

LEAST_PROBABILITY = 0.2
"""What the photo alone must give a product; as for a match by print (`core/shared_print.py`)."""

CLEAR_WORDS = 3
"""So many words are a label that speaks for itself, ..."""

CLEAR_SHARE = 0.75
"""... where the product holds this share of them, and no other product as many."""


def settled(photo: Answer, labelled: Answer, n_words: int) -> Answer:
    """The answer to a photo whose label was read.

    Args:
        photo: the answer without the words of the label.
        labelled: the answer to photo and words; its first product wins where the photo alone gives
            it at least `LEAST_PROBABILITY`, or where it is a match and the label is clear.
        n_words: words that were read.
    """
    read = replace(photo, text=labelled.text)
    best = labelled.best
    if photo.verdict is Verdict.MATCH or best is None:  # a match is not asked again
        return read
    ids = {c.product.product_id: c.probability or 0.0 for c in photo.candidates}
    is_possible = ids.get(best.product.product_id, 0.0) >= LEAST_PROBABILITY
    is_clear = labelled.verdict is Verdict.MATCH and n_words >= CLEAR_WORDS and _is_clear(labelled)
    if not is_possible and not is_clear:
        return read
    if labelled.verdict is Verdict.NOT_IN_CATALOGUE:
        return replace(labelled, verdict=Verdict.UNSURE, reason=Reason.LOW_PROBABILITY)
    return labelled


def _is_clear(labelled: Answer) -> bool:
    """Whether the first product holds nearly all of the words, and no other as many."""
    best, *others = (_held(candidate) for candidate in labelled.candidates)
    return best >= CLEAR_SHARE and best > max(others, default=0.0)


def _held(candidate: Candidate) -> float:
    """The share of the words that a product holds."""
    shares = (e.strength for e in candidate.evidence if e.kind is EvidenceKind.TEXT and e.detail)
    return next(shares, 0.0)
