"""Two looks at one photo, the whole and near its main thing, as one grid of local embeddings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import Area

Grid = npt.NDArray[np.float32]
"""Local embeddings, shape (rows, columns, dim); their mean gives an embedding."""


def merged_grid(whole: Grid, near: Grid, area: Area) -> Grid:
    """The grid of the whole photo with the grid of the part *area* laid over it.

    Both count alike, as they do in the embedding: the mean over the merged grid points where the
    sum of the two unit embeddings does, so that what a region adds stays exact.

    Args:
        whole: shape (rows, columns, dim).
        near: the same, of the part.
        area: where the part lies in the photo.
    """
    rows, columns = whole.shape[:2]
    down = _shares(rows, near.shape[0], area.top, area.height)
    across = _shares(columns, near.shape[1], area.left, area.width)
    laid = np.einsum("Rr,Cc,rcd->RCd", down, across, _evened(near), optimize=True)
    scale = rows * columns / (near.shape[0] * near.shape[1])
    return np.asarray(_evened(whole) + laid * scale, dtype=np.float32)


def _evened(grid: Grid) -> Grid:
    """*grid* scaled so that its mean has unit length."""
    length = float(np.linalg.norm(grid.mean(axis=(0, 1))))
    return grid / length if length > 0 else grid


def _shares(cells: int, parts: int, start: float, length: float) -> npt.NDArray[np.float64]:
    """Share of each of *parts* that falls into each of *cells*; shape (cells, parts).

    The parts divide *length* from *start*, the cells 0 to 1; each part's shares sum to 1.
    """
    edges = start + length * np.arange(parts + 1) / parts
    low, high = np.arange(cells) / cells, (np.arange(cells) + 1) / cells
    overlap = np.minimum(high[:, None], edges[1:]) - np.maximum(low[:, None], edges[:-1])
    overlap = np.maximum(overlap, 0.0)
    total = overlap.sum(axis=0)
    return np.asarray(overlap / np.where(total > 0, total, 1.0), dtype=np.float64)
