"""Lookups of which it is known what was right: of the history, and of a list with SKUs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from desktop_app.catalog.calibration_store import KeptLookup
from desktop_app.catalog.rows import sku_key
from desktop_app.core.decision import DecisionRule, probabilities
from desktop_app.core.own_calibration import STRANGER, UNRANKED, Judged
from desktop_app.core.teaching import Decision
from desktop_app.core.types import QueryKind, Ranking
from desktop_app.services.batch import BatchResult

SAME_PICTURE = 0.995
"""A first product nearer than this has the very photo, for instance since it was taught."""

BANDS = 4
MOST_WEIGHT = 3.0
"""A lookup never stands for more than so many, nor for less than a third of one."""

KEPT_SKUS = 10
DIGITS = 4


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """What a calibration can be learned from.

    Attributes:
        judged: lookups of which it is known what was right.
        left_out: asked with a photo that the catalogue has.
        unusable: rows of a list without an answer, or with a SKU that the catalogue lacks.
    """

    judged: tuple[Judged, ...]
    left_out: int = 0
    unusable: int = 0


def kept_ranking(ranking: Ranking, scale: str) -> dict[str, Any]:
    """What the history keeps of a ranking; *scale* names the model and its map."""
    return {
        "scale": scale,
        "skus": list(ranking.skus[:KEPT_SKUS]),
        "similarities": [round(each, DIGITS) for each in ranking.similarities],
    }


def of_list(results: Iterable[BatchResult], has_product: Callable[[str], bool]) -> JudgedSet:
    """Answered rows with a SKU, or with an empty one for strangers; photos without words.

    A SKU that the catalogue lacks may be a stranger or a slip of the pen: it teaches nothing.

    Args:
        results: rows and their answers.
        has_product: whether the catalogue has a SKU, whatever its case.
    """
    found, unusable = [], 0
    for result in results:
        answer, wanted = result.answer, result.row.sku
        if answer is None or (wanted and not has_product(wanted)):
            unusable += 1
            continue
        if wanted is None or answer.query_kind is not QueryKind.PHOTO:
            continue
        if answer.ranking is not None and answer.ranking.similarities:
            found.append(_judged(answer.ranking, wanted, wanted))
    return replace(_without_same_pictures(found), unusable=unusable)


def of_history(lookups: Sequence[KeptLookup], scale: str, rule: DecisionRule) -> JudgedSet:
    """Decided lookups with a photo, weighted so that they stand for all of the history.

    People decide about some answers more often than about others. Each decided lookup therefore
    counts as many as there are of its kind, by the probability of its first product.
    """
    asked, judged = [], []
    for lookup in lookups:
        ranking = _kept(lookup.answer, scale)
        if ranking is None:
            continue
        first = float(probabilities(ranking.similarities, rule).candidates[0])
        if ranking.similarities[0] < SAME_PICTURE:
            asked.append(first)
        wanted = _wanted(lookup)
        if wanted is not None:
            judged.append((_judged(ranking, wanted, lookup.decided_sku), first))
    found = _without_same_pictures([each for each, _ in judged])
    firsts = [first for each, first in judged if not _is_same_picture(each)]
    weights = _weights(firsts, asked)
    weighted = [replace(each, weight=w) for each, w in zip(found.judged, weights, strict=True)]
    return replace(found, judged=tuple(weighted))


def _judged(ranking: Ranking, wanted: str, group: str) -> Judged:
    right, skus = STRANGER, [sku_key(sku) for sku in ranking.skus]
    if wanted:
        right = skus.index(sku_key(wanted)) if sku_key(wanted) in skus else UNRANKED
    return Judged(ranking.similarities, right, group or ranking.skus[0])


def _is_same_picture(judged: Judged) -> bool:
    return judged.similarities[0] >= SAME_PICTURE


def _without_same_pictures(judged: Sequence[Judged]) -> JudgedSet:
    usable = tuple(each for each in judged if not _is_same_picture(each))
    return JudgedSet(usable, len(judged) - len(usable))


def _kept(answer: str, scale: str) -> Ranking | None:
    """The ranking of a lookup by the same model and map; None of any other, or if none was kept."""
    try:
        kept = json.loads(answer or "{}").get("ranking")
        if not kept or kept["scale"] != scale or not kept["similarities"] or not kept["skus"]:
            return None
        similarities = tuple(map(float, kept["similarities"]))
        if not all(map(math.isfinite, similarities)):
            return None
        return Ranking(tuple(map(str, kept["skus"])), similarities)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _wanted(lookup: KeptLookup) -> str | None:
    """SKU of what it was, empty for a stranger; None where nobody said so by looking."""
    if lookup.decision in {"", Decision.CODE.value}:
        return None
    # The product of an `added` lookup was made afterwards: there was nothing right to say.
    return "" if lookup.decision == Decision.ADDED.value else lookup.decided_sku


def _weights(decided: Sequence[float], asked: Sequence[float]) -> list[float]:
    """How many of *asked* each of *decided* stands for, by bands of the probability; mean 1."""
    if not decided:
        return []
    edges = np.quantile(asked, np.linspace(0, 1, BANDS + 1)[1:-1])
    of_all = np.bincount(np.searchsorted(edges, asked), minlength=BANDS) / len(asked)
    bands = np.searchsorted(edges, decided)
    of_decided = np.bincount(bands, minlength=BANDS) / len(decided)
    raw = np.clip(of_all[bands] / of_decided[bands], 1 / MOST_WEIGHT, MOST_WEIGHT)
    return [float(each) for each in raw / raw.mean()]
