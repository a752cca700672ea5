"""What a label may change in an answer: much where it agrees with the photo, else nothing.

Typed words are trusted, read ones are not: the print may be that of another thing in the photo, in
another language than the catalogue, or read wrong. So a label decides among the products that the
photo itself thinks possible, and is never the reason to call an item unknown.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_app.core.types import Answer, Reason, Verdict

LEAST_PROBABILITY = 0.2
"""What the photo alone must give a product; as for a match by print (`core/shared_print.py`)."""


def settled(photo: Answer, labelled: Answer) -> Answer:
    """The answer to a photo whose label was read.

    Args:
        photo: the answer without the words of the label.
        labelled: the answer to photo and words; its first product wins where the photo alone gives
            it at least `LEAST_PROBABILITY`.
    """
    read = replace(photo, text=labelled.text)
    best = labelled.best
    if photo.verdict is Verdict.MATCH or best is None:
        return read
    ids = {c.product.product_id: c.probability or 0.0 for c in photo.candidates}
    if ids.get(best.product.product_id, 0.0) < LEAST_PROBABILITY:
        return read
    if labelled.verdict is Verdict.NOT_IN_CATALOGUE:
        return replace(labelled, verdict=Verdict.UNSURE, reason=Reason.LOW_PROBABILITY)
    return labelled
