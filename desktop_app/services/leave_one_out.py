"""Asks the catalogue for its own photos, each as though it were not in it.

Compared are the stored embeddings alone, all with all, by one matrix product a block. What follows
from the similarities is worked out by the code that answers lookups (`core.ranking`'s order,
`core.decision`), within the same number of neighbours, so that the figures are those that
`shelfsight evaluate` gives for the same photos on catalogues without them, where neither codes nor
print (`services.print_check`) speak: both would need the photos to be read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.decision import COHORT, DecisionRule, decide, probabilities
from desktop_app.core.quality import AskedPhoto, Guess
from desktop_app.core.types import (
    Embedding,
    Progress,
    ProgressReport,
    ShouldStop,
    Verdict,
    never_stop,
    no_progress,
)
from desktop_app.services.lookup import MOST_NEIGHBORS, NEIGHBORS, RANKED_PRODUCTS

PROPOSED = 10
"""Products of an answer that count, as `shelfsight evaluate` asks for them."""

BLOCK = 8_000_000
"""Similarities worked out at a time: 32 MB."""

TWIN = 0.995
"""Photos nearer than this are one picture, saved twice or hardly changed."""

_Rows: TypeAlias = npt.NDArray[np.int64]
_Values: TypeAlias = npt.NDArray[np.float32]


class References(Protocol):
    """The references of a catalogue, by id."""

    @property
    def vectors(self) -> Embedding:
        """Shape (n, dim), unit rows."""

    @property
    def product_ids(self) -> _Rows:
        """Shape (n,)."""

    @property
    def photo_ids(self) -> _Rows:
        """Shape (n,); 0 for a text."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ranking:
    """Products of one answer, nearest first: shape (k,) each."""

    products: _Rows
    similarities: _Values


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """References near one photo, itself left out, nearest first."""

    rows: _Rows
    similarities: _Values


class LeaveOneOut:
    """Answers for photos of the catalogue, without them, and without their whole product."""

    def __init__(self, references: References, rule: DecisionRule | None) -> None:
        self._all = references
        self._rule = rule
        # With this threshold every answer that may be a match is one.
        self._lenient = replace(rule, match_probability=0.0) if rule else None
        photos = references.photo_ids > 0
        owners, counts = np.unique(references.product_ids, return_counts=True)
        self._n_references = dict(zip(owners.tolist(), counts.tolist(), strict=True))
        with_photo, counts = np.unique(references.product_ids[photos], return_counts=True)
        self._n_photos = dict(zip(with_photo.tolist(), counts.tolist(), strict=True))

    def ask(
        self,
        photo_ids: Collection[int],
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> list[AskedPhoto]:
        """Ask for photos, by their place among the references; fewer if stopped."""
        wanted = np.fromiter(photo_ids, np.int64, len(photo_ids))
        rows = np.flatnonzero((self._all.photo_ids > 0) & np.isin(self._all.photo_ids, wanted))
        asked: list[AskedPhoto] = []
        for block in self._blocks(rows):
            if should_stop():
                return asked
            asked += self._asked(block)
            progress(ProgressReport(len(asked), len(rows)))
        return asked

    def _blocks(self, rows: _Rows) -> Iterator[_Rows]:
        step = max(1, BLOCK // max(1, len(self._all.product_ids)))
        return (rows[first : first + step] for first in range(0, len(rows), step))

    def _asked(self, rows: _Rows) -> Iterator[AskedPhoto]:
        similar = self._all.vectors[rows] @ self._all.vectors.T
        similar[np.arange(len(rows)), rows] = -2.0  # no cosine: the photo itself is left out
        own = max(self._n_references[p] for p in self._all.product_ids[rows].tolist())
        order = _nearest(similar, NEIGHBORS + own)
        for row, places, values in zip(rows.tolist(), order, similar, strict=True):
            yield self._one(row, _Near(places, values[places]), values)

    def _one(self, row: int, near: _Near, values: _Values) -> AskedPhoto:
        product_id = int(self._all.product_ids[row])
        known = self._ranked(near, values, left_out=0)
        foreign = self._ranked(near, values, left_out=product_id)
        is_own = self._all.product_ids[near.rows] == product_id
        own, rival = _first(near, is_own), _first(near, ~is_own)
        is_twin = (self._all.photo_ids[near.rows] > 0) & (near.similarities >= TWIN)
        return AskedPhoto(
            int(self._all.photo_ids[row]),
            product_id,
            self._guess(known),
            self._guess(foreign),
            has_sibling=self._n_photos[product_id] > 1,
            own_similarity=own[1],
            rival_id=0 if rival[0] is None else int(self._all.product_ids[rival[0]]),
            rival_similarity=rival[1],
            rival_photo_id=self._photo(rival[0]),
            own_twin_id=self._photo(_first(near, is_own & is_twin)[0]),
            foreign_twin_id=self._photo(_first(near, ~is_own & is_twin)[0]),
        )

    def _photo(self, row: int | None) -> int | None:
        return None if row is None else int(self._all.photo_ids[row]) or None

    def _ranked(self, near: _Near, values: _Values, left_out: int) -> _Ranking:
        """As `LookupService` ranks: within few neighbours first, more if products are few."""
        n_left_out = self._n_references.get(left_out, 0) or 1
        size, wanted = len(values) - n_left_out, NEIGHBORS
        while True:
            products = self._all.product_ids[near.rows]
            allowed = (products != left_out) & (near.similarities > -2.0)
            ranking = _products(products[allowed][:wanted], near.similarities[allowed][:wanted])
            if len(ranking.products) >= COHORT.stop or wanted >= min(size, MOST_NEIGHBORS):
                return ranking
            wanted *= 4
            places = _nearest(values[np.newaxis], wanted + n_left_out)[0]
            near = _Near(places, values[places])

    def _guess(self, ranking: _Ranking) -> Guess:
        values = ranking.similarities.astype(np.float64)
        proposed = tuple(ranking.products[:PROPOSED].tolist())
        if not len(values):
            return Guess((), -1.0, Verdict.NOT_IN_CATALOGUE, may_match=False)
        if self._rule is None or self._lenient is None:
            return Guess(proposed, float(values[0]), Verdict.UNSURE, may_match=True)
        score = float(probabilities(values, self._rule).candidates[0])
        verdict, _ = decide(values, self._lenient)
        may_match = verdict is Verdict.MATCH
        if may_match and score < self._rule.match_probability:
            verdict = Verdict.UNSURE
        return Guess(proposed, score, verdict, may_match)


def _nearest(similar: _Values, count: int) -> Sequence[_Rows]:
    """Columns of the *count* largest values of each row, largest first, equal ones in order."""
    n_columns = similar.shape[1]
    if count >= n_columns:
        return list(np.argsort(-similar, axis=1, kind="stable"))
    best = np.sort(np.argpartition(similar, n_columns - count, axis=1)[:, n_columns - count :])
    order = np.argsort(-np.take_along_axis(similar, best, axis=1), axis=1, kind="stable")
    return list(np.take_along_axis(best, order, axis=1))


def _products(products: _Rows, similarities: _Values) -> _Ranking:
    """Each product with its nearest reference, nearest product first; equal ones by id."""
    unique, first = np.unique(products, return_index=True)
    best = similarities[first]
    order = np.lexsort((unique, -best))[:RANKED_PRODUCTS]
    return _Ranking(unique[order], best[order])


def _first(near: _Near, wanted: npt.NDArray[np.bool_]) -> tuple[int | None, float]:
    """Row and similarity of the nearest reference that is *wanted*."""
    places = np.flatnonzero(wanted & (near.similarities > -2.0))
    if not len(places):
        return None, -1.0
    return int(near.rows[places[0]]), float(near.similarities[places[0]])
