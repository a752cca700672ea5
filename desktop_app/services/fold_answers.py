"""The answers from which decision rules are moved to mapped similarities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import DecisionRule
from desktop_app.core.rule_transfer import Ranked, transferred
from desktop_app.core.types import Embedding, QueryKind
from desktop_app.core.vector_map import VectorMap
from desktop_app.services.leave_one_out import References
from desktop_app.services.photo_folds import PhotoFolds

KEPT_OTHERS = 50
"""Other products that count in an answer, as in a lookup."""

MOST_ANSWERS = 2000
BLOCK = 8_000_000
"""Similarities worked out at a time: 32 MB."""

_NONE = -2.0
_Ids: TypeAlias = npt.NDArray[np.int64]
_Values: TypeAlias = npt.NDArray[np.float32]


def moved_rules(
    references: References,
    folds: PhotoFolds,
    shrink: float,
    vector_map: VectorMap,
    rules: Mapping[QueryKind, DecisionRule],
) -> Mapping[QueryKind, DecisionRule]:
    """*rules* for similarities through maps of that shrinkage; the same if nothing can be compared.

    Photos are asked of all photos outside their block, through a map fitted without it.
    """
    if len(np.unique(references.product_ids)) < 2:
        return rules
    asked = folds.asked[:: max(1, len(folds.asked) // MOST_ANSWERS)]
    plain, mapped = [], []
    for fold in np.unique(folds.blocks[asked]).tolist():
        inside, rest = asked[folds.blocks[asked] == fold], folds.blocks != fold
        scatter = folds.scatter_without(fold)
        if scatter is None:
            return rules
        through = scatter.map_with(shrink).apply
        wanted, owners = references.product_ids[inside], references.product_ids[rest]
        queries, vectors = references.vectors[inside], references.vectors[rest]
        plain.append(ranked_answers(queries, wanted, vectors, owners))
        mapped.append(ranked_answers(through(queries), wanted, through(vectors), owners))
    return transferred(rules, _joined(plain), _joined(mapped), _words(references, vector_map))


def ranked_answers(
    queries: Embedding, wanted: _Ids, vectors: Embedding, product_ids: _Ids
) -> Ranked:
    """Products by their nearest reference, with the one that each query wants and without it.

    Queries and vectors are unit rows; each query has its wanted product, each vector its own, and
    each wanted product has a vector.
    """
    order = np.argsort(product_ids, kind="stable")
    products, starts = np.unique(product_ids[order], return_index=True)
    columns, vectors = np.searchsorted(products, wanted), vectors[order]
    count = min(KEPT_OTHERS, len(products) - 1)
    known, foreign = [], []
    step = max(1, BLOCK // max(1, len(vectors)))
    for first in range(0, len(queries), step):
        part = slice(first, first + step)
        best = np.maximum.reduceat(queries[part] @ vectors.T, starts, axis=1)
        known.append(_largest(best, count))
        best[np.arange(len(best)), columns[part]] = _NONE
        foreign.append(_largest(best, count))
    return Ranked(
        np.concatenate(known).astype(np.float64), np.concatenate(foreign).astype(np.float64)
    )


def _joined(parts: list[Ranked]) -> Ranked:
    width = min(part.foreign.shape[1] for part in parts)
    return Ranked(
        np.concatenate([part.known[:, :width] for part in parts]),
        np.concatenate([part.foreign[:, :width] for part in parts]),
    )


def _largest(values: _Values, count: int) -> _Values:
    """The *count* largest of each row, largest first."""
    if count < values.shape[1]:
        values = np.partition(values, values.shape[1] - count, axis=1)[:, values.shape[1] - count :]
    found: _Values = -np.sort(-values, axis=1)
    return found[:, :count]


def _words(references: References, vector_map: VectorMap) -> float:
    """How many times farther the words of other products lie through the map."""
    words = np.flatnonzero(references.photo_ids == 0)[:MOST_ANSWERS]
    if len(words) < 2:
        return 1.0
    vectors, owners = references.vectors[words], references.product_ids[words]
    distances = []
    for through in (vectors, vector_map.apply(vectors)):
        similar = through @ through.T
        similar[owners[:, None] == owners] = _NONE
        distances.append(float((1.0 - similar.max(axis=1)).mean()))
    return distances[1] / max(distances[0], 1e-6)
