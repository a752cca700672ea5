"""From ranked products to candidates with probabilities, reading no more products than are shown.

All of the ranking shares the probability, but only the first of it is looked at: reading the data
of the others took longer than the search (docs/speed.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.core.decision import probabilities
from desktop_app.core.misspelling import as_read
from desktop_app.core.ranking import RankedProduct
from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Product
from desktop_app.core.words_and_photo import NOT_JUDGED, Judgement


class WholeProducts(Protocol):
    """What is read from the catalogue."""

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        """Products by id; unknown and withdrawn ones are missing."""

    def living(self, ids: Collection[int]) -> set[int]:
        """Those of *ids* that are products and not withdrawn."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup found.

    Attributes:
        candidates: the first of them, with their data.
        similarities: of all that were found, best first, as they are judged.
        none: probability that it is none of them; None where nothing was calibrated.
        judged: by what.
    """

    candidates: tuple[Candidate, ...] = ()
    similarities: tuple[float, ...] = ()
    none: float | None = None
    judged: Judgement = NOT_JUDGED

    @classmethod
    def by_words(cls, candidates: tuple[Candidate, ...]) -> Found:
        """Found by words alone, where nothing is calibrated."""
        return cls(candidates, tuple(each.similarity for each in candidates))


def alike(
    ranked: Sequence[RankedProduct],
    source: WholeProducts,
    judged: Judgement,
    text: str,
    wanted: int,
) -> Found:
    """The first *wanted* of *ranked* that are still in the catalogue, and how likely they are.

    Args:
        ranked: nearest first.
        source: the catalogue.
        judged: its rule shares the probability among all of *ranked*; no rule: it says nothing.
        text: words of the query, for the evidence.
        wanted: candidates to be read.
    """
    living = source.living([entry.product_id for entry in ranked])
    present = [entry for entry in ranked if entry.product_id in living]
    similarities = judged.similarities(present)
    shares: list[float | None] = [None] * len(present)
    none = None
    if judged.rule is not None and present:
        known = [float(share) for share in probabilities(similarities, judged.rule).candidates]
        shares, none = [*known], max(0.0, 1.0 - sum(known))
    products = source.products([entry.product_id for entry in present[:wanted]])
    candidates = tuple(
        Candidate(products[entry.product_id], entry.similarity, share, _evidence(entry, text))
        for entry, share in zip(present, shares, strict=True)
        if entry.product_id in products
    )
    return Found(candidates, similarities, none, judged)


def _evidence(entry: RankedProduct, text: str) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    if entry.photo_similarity is not None:
        found.append(Evidence(EvidenceKind.PHOTO, entry.photo_similarity, photo_id=entry.photo_id))
    if entry.words is not None:
        read = as_read(text.strip(), entry.words)
        found.append(Evidence(EvidenceKind.TEXT, entry.words.score, detail=read))
    elif entry.text_similarity is not None and text.strip():
        found.append(Evidence(EvidenceKind.TEXT, entry.text_similarity))
    return tuple(found)
