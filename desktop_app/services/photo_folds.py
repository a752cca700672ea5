"""Photos of a catalogue asked of its other photos, plain and through maps fitted without them.

The photos of a product are cut into blocks in the order in which they came, so that photos taken
one after the other fall into one block. The map is fitted without the block of the photo, and the
photo is asked of one other block at a time: a few photos of another moment. Asked of all others,
nearly every photo of a catalogue comes right, map or not, and nothing could be told; asked of few,
the questions are as hard as those of customers (docs/adapting.md). A product with one photo is
never asked for, but stands in the way of the others, as do the words of all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.adaptation import AdaptationFigures
from desktop_app.core.types import Embedding, Progress, ProgressReport, ShouldStop
from desktop_app.core.vector_map import VectorMap, WithinScatter, step_to_words
from desktop_app.services.leave_one_out import References

FOLDS = 8
ALWAYS = -1
"""Block of words and of photos without a sibling: there whatever is asked."""

SHRINKS = (0.5, 0.2, 0.1, 0.05, 0.02)
"""How far the scatter is shrunk, the most careful first; the folds choose."""

PLAIN = 0.0
"""Stands for no map at all."""

BLOCK = 8_000_000
"""Similarities worked out at a time: 32 MB."""

MOST_ASKED = 10_000
MOST_WORK = 200_000_000
"""Photos asked times references compared, for each map; beyond it fewer photos are asked."""

_NONE = -2.0
"""Below every cosine."""

_Ids: TypeAlias = npt.NDArray[np.int64]
_Values: TypeAlias = npt.NDArray[np.float32]
_Shares: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FoldScores:
    """How often each photo came right, over the blocks that it was asked of: shape (n,) each.

    Attributes:
        first, five: share of the blocks that had its product first, or among the first five.
        worth: mean reciprocal rank.
    """

    first: _Shares
    five: _Shares
    worth: _Shares


@dataclass(frozen=True, slots=True, eq=False)
class FoldTrial:
    """All answers of one trial.

    Attributes:
        folds: the block of each photo asked, shape (n,).
        products: products with two photos or more.
        scores: by shrinkage; `PLAIN` without a map.
    """

    folds: _Ids
    products: int
    scores: dict[float, FoldScores]

    @property
    def best(self) -> float:
        """The most careful shrinkage whose mean reciprocal rank cannot be told from the best one.

        That is within one standard error of it, photo by photo (Breiman et al. 1984,
        "Classification and Regression Trees", 3.4.3).
        """
        return self._best(np.ones(len(self.folds), np.bool_))

    def figures(self) -> AdaptationFigures:
        """Each photo counts with the shrinkage that the photos of the other blocks chose."""
        plain = self.scores[PLAIN]
        first, five = np.zeros_like(plain.first), np.zeros_like(plain.five)
        for fold in np.unique(self.folds):
            inside = self.folds == fold
            chosen = self.scores[self._best(~inside if (~inside).any() else inside)]
            first[inside], five[inside] = chosen.first[inside], chosen.five[inside]
        return AdaptationFigures(
            len(first),
            self.products,
            float(plain.first.mean()),
            float(plain.five.mean()),
            float(first.mean()),
            float(five.mean()),
            won=int((first > plain.first).sum()),
            lost=int((first < plain.first).sum()),
        )

    def _best(self, among: npt.NDArray[np.bool_]) -> float:
        worth = {shrink: self.scores[shrink].worth[among] for shrink in SHRINKS}
        most = max(SHRINKS, key=lambda shrink: float(worth[shrink].mean()))
        return next(shrink for shrink in SHRINKS if _is_as_good(worth[shrink], worth[most]))


def _is_as_good(one: _Shares, best: _Shares) -> bool:
    lost = best - one
    return float(lost.mean()) <= float(lost.std() / np.sqrt(len(lost)))


def blocks_of(product_ids: _Ids, folds: int = FOLDS) -> _Ids:
    """Block of each photo, given its product; `ALWAYS` where the product has no other.

    The photos of each product are in the order in which they came. Products with few photos begin
    at different blocks, so that all blocks are about as large.
    """
    found = np.full(len(product_ids), ALWAYS, np.int64)
    order = np.argsort(product_ids, kind="stable")
    starts = np.flatnonzero(np.diff(product_ids[order], prepend=-1))
    ends = np.append(starts, len(order))[1:]
    for place, (first, last) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        count = last - first
        if count > 1:
            cut = np.arange(count) * folds // max(count, folds)
            found[order[first:last]] = (cut + place) % folds
    return found


class PhotoFolds:
    """One trial on the references of a catalogue."""

    def __init__(self, references: References, *, most_asked: int = MOST_ASKED) -> None:
        self._all = references
        self._is_photo = references.photo_ids > 0
        photos = np.flatnonzero(self._is_photo)
        photos = photos[np.argsort(references.photo_ids[photos], kind="stable")]
        blocks = blocks_of(references.product_ids[photos])
        self.blocks = np.full(len(references.photo_ids), ALWAYS, np.int64)
        self.blocks[photos] = blocks
        asked = np.sort(photos[blocks != ALWAYS])
        most = min(most_asked, max(1, MOST_WORK // max(1, len(references.photo_ids))))
        self.asked = _spread(asked, most)
        self.products = len(np.unique(references.product_ids[asked]))
        self._scatters: dict[int | None, WithinScatter | None] = {}

    def run(self, progress: Progress, should_stop: ShouldStop) -> FoldTrial | None:
        """Ask with every map; None if photos do not differ, or *should_stop* said so."""
        folds = np.unique(self.blocks[self.asked])
        done, total = 0, len(folds) * (1 + len(SHRINKS))
        rows: list[_Ids] = []
        parts: list[dict[float, FoldScores]] = []
        for fold in folds.tolist():
            inside = self.asked[self.blocks[self.asked] == fold]
            scatter = self.scatter_without(fold)
            if scatter is None:
                return None
            rows.append(inside)
            parts.append({})
            for shrink in (PLAIN, *SHRINKS):
                if should_stop():
                    return None
                through = _plain if shrink == PLAIN else scatter.map_with(shrink).apply
                parts[-1][shrink] = self._ask(inside, fold, through)
                done += 1
                progress(ProgressReport(done, total))
        if not parts:
            return None
        together = {shrink: _joined([part[shrink] for part in parts]) for shrink in parts[0]}
        return FoldTrial(self.blocks[np.concatenate(rows)], self.products, together)

    def scatter_without(self, fold: int | None) -> WithinScatter | None:
        """How photos of one product differ, those of one block left out (None: all photos)."""
        if fold not in self._scatters:
            rows = self._is_photo if fold is None else self._is_photo & (self.blocks != fold)
            photos, owners = self._all.vectors[rows], self._all.product_ids[rows]
            words = ~self._is_photo
            gap = step_to_words(
                photos, owners, self._all.vectors[words], self._all.product_ids[words]
            )
            self._scatters[fold] = WithinScatter.of(photos, owners, gap)
        return self._scatters[fold]

    def whole_map(self, shrink: float) -> VectorMap | None:
        """The map that all photos together give."""
        scatter = self.scatter_without(None)
        return None if scatter is None else scatter.map_with(shrink)

    def _ask(
        self, inside: _Ids, fold: int, through: Callable[[Embedding], Embedding]
    ) -> FoldScores:
        rest = np.flatnonzero(self.blocks != fold)
        columns = _Columns(self.blocks[rest], self._all.product_ids[rest])
        vectors = through(self._all.vectors[rest][columns.order])
        queries, wanted = through(self._all.vectors[inside]), self._all.product_ids[inside]
        step = max(1, BLOCK // max(1, len(vectors)))
        return _joined(
            [
                columns.scores(queries[k : k + step] @ vectors.T, wanted[k : k + step])
                for k in range(0, len(queries), step)
            ]
        )


class _Columns:
    """References in the order of block and product, and the answer of each block."""

    def __init__(self, blocks: _Ids, product_ids: _Ids) -> None:
        self.order = np.lexsort((product_ids, blocks))
        blocks, product_ids = blocks[self.order], product_ids[self.order]
        changed = (np.diff(blocks, prepend=-9) != 0) | (np.diff(product_ids, prepend=-9) != 0)
        self._starts = np.flatnonzero(changed)
        self._blocks = blocks[self._starts]
        self._products, self._places = np.unique(product_ids[self._starts], return_inverse=True)

    def scores(self, similar: _Values, wanted: _Ids) -> FoldScores:
        """Of queries with their similarities, shape (n, m), and their products."""
        best = np.maximum.reduceat(similar, self._starts, axis=1)
        own = np.searchsorted(self._products, wanted)
        always = np.full((len(best), len(self._products)), _NONE, np.float32)
        there = self._blocks == ALWAYS
        always[:, self._places[there]] = best[:, there]
        sums, counts = np.zeros((3, len(best))), np.zeros(len(best))
        rows = np.arange(len(best))
        for block in np.unique(self._blocks[~there]):
            part = self._blocks == block
            answer, places = always.copy(), self._places[part]
            answer[:, places] = np.maximum(answer[:, places], best[:, part])
            has = np.isin(own, places)
            rank = (answer > answer[rows, own][:, None]).sum(axis=1)
            sums += np.stack([rank == 0, rank < 5, 1.0 / (1.0 + rank)]) * has
            counts += has
        sums /= np.maximum(counts, 1)
        return FoldScores(*sums)


def _joined(parts: list[FoldScores]) -> FoldScores:
    return FoldScores(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.five for part in parts]),
        np.concatenate([part.worth for part in parts]),
    )


def _plain(vectors: Embedding) -> Embedding:
    return vectors


def _spread(rows: _Ids, most: int) -> _Ids:
    """At most so many, evenly."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]
