"""Points of the print on a package, and how many of them line up with those of another photo.

SIFT points (Lowe 2004, "Distinctive Image Features from Scale-Invariant Keypoints", with his ratio
test) described by RootSIFT (Arandjelovic & Zisserman 2012, "Three things everyone should know to
improve object retrieval"); those that one view of a plane explains are found by RANSAC (Fischler &
Bolles 1981, "Random Sample Consensus"). Turned, nearer, farther and slanted views line up; another
print, however alike in colour and layout, does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

# First: it sets OpenCV's limits before OpenCV is loaded.
from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.decode import Picture, crop, shrink

import cv2  # isort: skip

PRINT_SIDE = 480
"""Longest side of the picture in which points are looked for, pixels."""

MOST_POINTS = 500
FEWEST_POINTS = 8
"""A picture with fewer says nothing: four are needed for any view of a plane."""

DESCRIPTION = 128
"""Numbers that describe a point."""

METHOD = 1
"""Goes up with every change after which a photo has other points, so that kept ones are left."""

RATIO = 0.8
"""Lowe's: the nearest description must be so much nearer than the second."""

FEWEST_PAIRS = 6
FEWEST_ALIGNED = 5
"""Four always fit some view."""

TOLERANCE_PX = 6.0
"""How far from where the view puts it a point may lie; packages are bent, not flat."""

TRIALS = 300
NARROWEST = 0.2
"""A view that squeezes one direction to less than this share of the other was found by chance."""

_Places: TypeAlias = npt.NDArray[np.float32]
_Rows: TypeAlias = npt.NDArray[np.uint8]
_Matrix: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PrintPoints:
    """Points of one photo: `places` in pixels, shape (n, 2); `descriptions` by SIFT, (n, 128)."""

    places: _Places
    descriptions: _Rows


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Points that line up, one row a pair: places in the query and in the reference, (n, 2)."""

    query: _Places
    reference: _Places

    def __len__(self) -> int:
        return len(self.query)


_NO_ROWS = np.zeros((0, DESCRIPTION), np.uint8)
NO_ALIGNMENT = Alignment(np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32))


def print_view(picture: Picture, box: Box | None = None) -> RgbImage:
    """The pixels of *picture*, or of the part in *box*, in which points are looked for."""
    return shrink(np.ascontiguousarray(crop(picture, box)), PRINT_SIDE)


def find_points(view: RgbImage) -> PrintPoints:
    """The strongest points of a `print_view`."""
    grey = cv2.cvtColor(view, cv2.COLOR_RGB2GRAY)
    find: Any = cv2.SIFT.create(nfeatures=MOST_POINTS)
    found, rows = find.detectAndCompute(grey, None)
    places = np.array([point.pt for point in found], np.float32).reshape(-1, 2)
    # Whole numbers below 256, although OpenCV gives them as float32.
    return PrintPoints(places, np.asarray(rows if found else _NO_ROWS, np.uint8))


def line_up(query: PrintPoints, reference: PrintPoints) -> Alignment:
    """The points of *query* that lie where one view of *reference* puts them."""
    if min(len(query.places), len(reference.places)) < FEWEST_POINTS:
        return NO_ALIGNMENT
    mine, theirs = _pairs(query.descriptions, reference.descriptions)
    if len(mine) < FEWEST_PAIRS:
        return NO_ALIGNMENT
    start, goal = query.places[mine], reference.places[theirs]
    view: Any
    fitting: Any
    view, fitting = cv2.findHomography(
        start, goal, cv2.RANSAC, TOLERANCE_PX, maxIters=TRIALS, confidence=0.995
    )
    if view is None:
        return NO_ALIGNMENT
    inside = np.flatnonzero(fitting.ravel())
    # Many points on one would be one point.
    inside = inside[np.unique(theirs[inside], return_index=True)[1]]
    middle = start[inside].mean(axis=0) if len(inside) else np.zeros(2, np.float32)
    if len(inside) < FEWEST_ALIGNED or not _is_possible(view, middle):
        return NO_ALIGNMENT
    return Alignment(start[inside], goal[inside])


def _pairs(mine: _Rows, theirs: _Rows) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Points whose descriptions are alike, as row numbers of both."""
    # Not `@`: the threads of NumPy's library take nine times as much for a millisecond of work.
    multiply: Any = cv2.gemm
    likeness = multiply(_root_sift(mine), _root_sift(theirs), 1, None, 0, flags=cv2.GEMM_2_T)
    everyone, nearest = np.arange(len(mine)), likeness.argmax(axis=1)
    # Squared distances of unit vectors; rounding may take one below 0.
    best = 2 - 2 * likeness[everyone, nearest]
    likeness[everyone, nearest] = -1
    second = 2 - 2 * likeness.max(axis=1)
    rows = np.flatnonzero(best < RATIO**2 * second)
    return rows, nearest[rows]


def _root_sift(rows: _Rows) -> npt.NDArray[np.float32]:
    """Unit rows."""
    sums = rows.sum(axis=1, keepdims=True, dtype=np.float32)
    return np.asarray(np.sqrt(rows / np.maximum(sums, 1)), np.float32)


def _is_possible(view: _Matrix, centre: _Places) -> bool:
    """Whether a camera can see a plane so: not mirrored, not squeezed to a line.

    Told by the linear part of *view* (3 x 3) around *centre*.
    """
    x, y = float(centre[0]), float(centre[1])
    image = view @ np.array([x, y, 1.0])
    if abs(image[2]) < 1e-9:
        return False
    linear = (view[:2, :2] - np.outer(image[:2] / image[2], view[2, :2])) / image[2]
    long, short = np.linalg.svd(linear, compute_uv=False)
    return bool(np.linalg.det(linear) > 0 and short >= NARROWEST * long)
