"""Splits the similarity of two photos into what their regions add. Exact, not an estimate.

The embedding of a photo is the mean of its local embeddings, brought to unit length. The cosine of
two embeddings is therefore a sum over all pairs of a region here and a region there; its row sums
belong to the regions of one photo, its column sums to those of the other (the idea of class
activation maps, Zhou et al., 2016, for a comparison of two pictures instead of a class).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import (
    Area,
    Contrast,
    ContributionMap,
    DifferingRegion,
    Explanation,
    PhotoGrid,
    RegionPair,
    Values,
)

MOST_PAIRS = 3
LEAST_PAIR = 0.2
"""A pair is shown if it adds at least this share of what the strongest adds."""

APART = 2
"""Regions at most so far from one that is named already are not named again."""

MOST_REGIONS = 3
REGION_EDGE = 0.5
"""A differing region holds the cells with at least this share of the strongest difference."""

LEAST_DIFFERENCE = 0.0008
"""Weaker cells tell nothing: 81 of them would move the similarity by less than 0.07."""

_Matrix = npt.NDArray[np.float32]


def explain(query: PhotoGrid, reference: PhotoGrid) -> Explanation:
    """Why *query* is like *reference*.

    Raises:
        ValueError: the grids come from different models.
    """
    added = _added(query, reference)
    return _explanation(query, reference, added)


def contrast(query: PhotoGrid, first: PhotoGrid, second: PhotoGrid) -> Contrast:
    """Where *query* is more like *first* than like *second*, and the other way round.

    Raises:
        ValueError: the grids come from different models.
    """
    added = _added(query, first), _added(query, second)
    explained = _explanation(query, first, added[0]), _explanation(query, second, added[1])
    values = explained[0].query.values - explained[1].query.values
    difference = ContributionMap(values, query.area)
    maps = explained[0].reference, explained[1].reference
    regions = tuple(
        DifferingRegion(
            _frame(difference, cells),
            _frame(maps[0], _nearest(added[0][cells.ravel()].sum(axis=0), maps[0].values.shape)),
            _frame(maps[1], _nearest(added[1][cells.ravel()].sum(axis=0), maps[1].values.shape)),
            float(values[cells].sum()),
        )
        for cells in _strongest(values)
    )
    return Contrast(explained[0], explained[1], difference, regions)


def _added(query: PhotoGrid, reference: PhotoGrid) -> _Matrix:
    """What each pair of regions adds, shape (regions of the query, regions of the reference)."""
    here, there = _parts(query), _parts(reference)
    if here.shape[1] != there.shape[1]:
        raise ValueError("the grids come from different models")
    return np.asarray(here @ there.T, dtype=np.float32)


def _parts(grid: PhotoGrid) -> _Matrix:
    """The local embeddings scaled so that they sum to the unit embedding, shape (regions, dim)."""
    cells = grid.cells.reshape(-1, grid.cells.shape[-1])
    length = float(np.linalg.norm(cells.sum(axis=0)))
    return cells / length if length > 0 else np.zeros_like(cells)


def _explanation(query: PhotoGrid, reference: PhotoGrid, added: _Matrix) -> Explanation:
    here = ContributionMap(added.sum(axis=1).reshape(query.cells.shape[:2]), query.area)
    there = ContributionMap(added.sum(axis=0).reshape(reference.cells.shape[:2]), reference.area)
    return Explanation(float(added.sum()), here, there, _pairs(here, there, added))


def _pairs(here: ContributionMap, there: ContributionMap, added: _Matrix) -> tuple[RegionPair, ...]:
    """The strongest pairs; the neighbours of a region already named would say the same again."""
    left = added.reshape(*here.values.shape, *there.values.shape).copy()
    strongest = float(left.max(initial=0.0))
    found: list[RegionPair] = []
    while len(found) < MOST_PAIRS:
        row, column, other_row, other_column = np.unravel_index(int(left.argmax()), left.shape)
        value = float(left[row, column, other_row, other_column])
        if value <= 0 or value < LEAST_PAIR * strongest:
            break
        one = here.cell(int(row), int(column))
        found.append(RegionPair(one, there.cell(int(other_row), int(other_column)), value))
        left[_around(row), _around(column)] = -np.inf
        left[:, :, _around(other_row), _around(other_column)] = -np.inf
    return tuple(found)


def _around(place: np.intp) -> slice:
    return slice(max(0, int(place) - APART), int(place) + APART + 1)


def _strongest(values: Values) -> list[npt.NDArray[np.bool_]]:
    """Connected cells of one sign around the strongest differences, strongest first."""
    strongest = float(np.abs(values).max(initial=0.0))
    edge = max(REGION_EDGE * strongest, LEAST_DIFFERENCE)
    groups = [group for sign in (1, -1) for group in _connected(np.asarray(sign * values >= edge))]
    groups.sort(key=lambda cells: -abs(float(values[cells].sum())))
    return groups[:MOST_REGIONS]


def _nearest(along: _Matrix, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """The connected cells around the strongest of *along*."""
    values = along.reshape(shape)
    strongest = float(values.max())
    cells = np.asarray(values >= REGION_EDGE * strongest) if strongest > 0 else values == strongest
    peak = np.unravel_index(int(values.argmax()), shape)
    return next(group for group in _connected(cells) if group[peak])


def _connected(cells: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.bool_]]:
    """Groups of true cells that touch by an edge."""
    left = cells.copy()
    groups = []
    while left.any():
        group = np.zeros_like(left)
        group[np.unravel_index(int(left.argmax()), left.shape)] = True
        while True:
            grown = left & _grown(group)
            if grown.sum() == group.sum():
                break
            group = grown
        groups.append(group)
        left &= ~group
    return groups


def _grown(cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    grown = cells.copy()
    grown[1:] |= cells[:-1]
    grown[:-1] |= cells[1:]
    grown[:, 1:] |= cells[:, :-1]
    grown[:, :-1] |= cells[:, 1:]
    return grown


def _frame(found: ContributionMap, cells: npt.NDArray[np.bool_]) -> Area:
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    return found.block(int(rows[0]), int(columns[0]), int(rows[-1]), int(columns[-1]))
