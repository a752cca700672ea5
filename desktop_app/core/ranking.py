"""From neighbours to products: one entry a product, best reference of each kind kept.

Where words were typed beside a photo, three things speak for a product: how like the photo it is,
which of the words its data holds, and how like it is to photo and words read together by the
network. They are added up (late fusion: Snoek et al. 2005, "Early versus Late
Fusion in Semantic Video Analysis"), since words found in the data are far surer than what a network
makes of them; the weights were chosen on groceries and the demo (docs/adr/0161).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import COHORT
from desktop_app.core.types import Reference, ReferenceKind, TextHit

WORDS_WEIGHT = 0.25
"""Similarity that a product gains when its data holds all the typed words."""

FUSED_BESIDE = 0.1
"""Share of the fused similarity where some product holds some of the words."""

FUSED_ALONE = 0.4
"""The same where none does: other words for the thing, or another language."""

_NO_PHOTO = (-math.inf, None)


@dataclass(frozen=True, slots=True)
class RankedProduct:
    """A product with its best similarity and what that came from.

    Attributes:
        similarity: what the ranking goes by.
        photo_similarity, photo_id: nearest photo reference, None if none was near.
        text_similarity: nearest text reference, None if none was near.
        words: which of the typed words the product holds; None if none of them.
    """

    product_id: int
    similarity: float
    photo_similarity: float | None = None
    photo_id: int | None = None
    text_similarity: float | None = None
    words: TextHit | None = None

    @property
    def strength(self) -> float:
        """How much of the typed words the product holds, 0 for none of them."""
        return self.words.strength if self.words else 0.0

    @property
    def likeness(self) -> float:
        """`similarity` without what the words added."""
        return self.similarity - WORDS_WEIGHT * self.strength


def rank_products(
    neighbors: Iterable[tuple[Reference, float]], limit: int | None = None
) -> list[RankedProduct]:
    """Products by their best reference, nearest first; equal ones by product id.

    The first *limit* of them, if that is given.
    """
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
    for less, product_id in sorted((-near, product_id) for product_id, near in best.items())[
        :limit
    ]:
        photo, photo_id = photos.get(product_id, (None, None))
        ranked.append(RankedProduct(product_id, -less, photo, photo_id, texts.get(product_id)))
    return ranked


def with_words(
    ranked: Iterable[RankedProduct],
    fused: Mapping[int, float],
    held: Mapping[int, TextHit],
) -> list[RankedProduct]:
    """Rank products by photo and typed words together.

    Args:
        ranked: products by their similarity to the photo.
        fused: product id -> similarity to photo and words read together; missing: as the photo.
        held: product id -> which of the words its data holds; missing: none.
    """
    entries = list(ranked)
    words = [held.get(entry.product_id) for entry in entries]
    similarities = photo_and_words(
        np.array([entry.similarity for entry in entries]),
        np.array([fused.get(entry.product_id, entry.similarity) for entry in entries]),
        np.array([hit.strength if hit else 0.0 for hit in words]),
    )
    raised = [
        replace(entry, similarity=float(similarity), words=hit)
        for entry, similarity, hit in zip(entries, similarities, words, strict=True)
    ]
    return sorted(raised, key=_order)


def photo_and_words(
    photo: npt.NDArray[np.floating], fused: npt.NDArray[np.floating], strength: npt.NDArray[Any]
) -> npt.NDArray[np.floating]:
    """What products are ranked by where words were typed beside a photo, shape (products,).

    Args:
        photo: similarity of each product to the photo.
        fused: its similarity to photo and words read together.
        strength: how much of the words its data holds, 0 for none of them.
    """
    share = FUSED_BESIDE if np.any(strength > 0) else FUSED_ALONE
    return (1 - share) * photo + share * fused + WORDS_WEIGHT * strength


def words_tell(strengths: Sequence[float]) -> bool:
    """Whether the typed words tell the nearest products apart.

    Words that all of them hold alike, or none of them, say nothing of which product is meant, nor
    whether it is in the catalogue ("returned", a kind of goods that everything is, a language that
    the catalogue does not speak): then likeness alone decides. Among fewer products than make a
    background it is enough that any holds them.

    Args:
        strengths: how much of the words each product holds, best product first.
    """
    first = strengths[: COHORT.stop]
    if len(first) < COHORT.stop:
        return any(first)
    return len(set(first)) > 1


def _order(entry: RankedProduct) -> tuple[float, int]:
    return (-entry.similarity, entry.product_id)
