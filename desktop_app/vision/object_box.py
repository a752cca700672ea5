"""From the map of the main thing to its box, or to none where the thing fills the picture.

The model pack says for every place of the picture how likely it belongs to the main thing
(`models_onnx/training/box_head.py`). The box goes round the connected region that is surest, large
and near the middle, with a margin.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Box
from desktop_app.vision.box_spec import BoxSpec

ThingMap = npt.NDArray[np.float32]
"""Probability of belonging to the main thing, shape (g, g), rows of the picture first."""


SPREAD = 0.35
"""How far from the middle a thing may lie, as a share of the side, before it counts for less."""


@dataclass(frozen=True, slots=True)
class _Region:
    """A connected region: its weight, and its bounds in cells, upper ends not included."""

    weight: float
    left: int
    top: int
    right: int
    bottom: int


def find_box(thing: ThingMap, width: int, height: int, spec: BoxSpec) -> Box | None:
    """The box of the main thing in a picture of that size in pixels, or None.

    Raises:
        ValueError: *thing* is not a square map.
    """
    if thing.ndim != 2 or thing.shape[0] != thing.shape[1]:
        raise ValueError("the map of the main thing must be square")
    region = _best_region(thing, spec)
    if region is None:
        return None
    across = _edges(thing.max(axis=0), region.left, region.right, spec.inside)
    down = _edges(thing.max(axis=1), region.top, region.bottom, spec.inside)
    x0, x1 = (edge / thing.shape[0] * width for edge in across)
    y0, y1 = (edge / thing.shape[0] * height for edge in down)
    longest = max(x1 - x0, y1 - y0) * (1 + 2 * spec.margin)
    left, wide = _grown(x0, x1, longest, width, spec)
    top, high = _grown(y0, y1, longest, height, spec)
    if wide * high > spec.fills * width * height:
        return None
    return Box(left, top, wide, high)


def _grown(low: float, high: float, longest: float, limit: int, spec: BoxSpec) -> tuple[int, int]:
    """Start and length in whole pixels, with margin, not too narrow, moved into the picture."""
    margin = spec.margin / (1 + 2 * spec.margin) * longest
    length = min(max(high - low + 2 * margin, spec.narrowest * longest), float(limit))
    start = min(max((low + high - length) / 2, 0.0), limit - length)
    first = int(start)
    return first, max(1, min(round(start + length), limit) - first)


def _best_region(thing: ThingMap, spec: BoxSpec) -> _Region | None:
    inside = (thing >= spec.inside).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    weighed = thing * _middle(thing.shape[0])
    regions = []
    for label in range(1, count):
        here = labels == label
        if thing[here].max() < spec.sure:
            continue
        x, y, wide, high, _ = (int(value) for value in stats[label])
        regions.append(_Region(float(weighed[here].sum()), x, y, x + wide, y + high))
    return max(regions, key=lambda region: region.weight, default=None)


def _middle(side: int) -> ThingMap:
    """A hill over the middle of the picture, 1 at its top."""
    at = (np.arange(side) + 0.5) / side - 0.5
    along = np.exp(-((at / SPREAD) ** 2) / 2)
    return np.outer(along, along).astype(np.float32)


def _edges(
    profile: npt.NDArray[np.float32], first: int, last: int, most: float
) -> tuple[float, float]:
    """Bounds between the cells: a cell at the rim counts as far as it is likely inside."""
    before = float(profile[first - 1]) if first > 0 else 0.0
    after = float(profile[last]) if last < len(profile) else 0.0
    return first - min(before, most), last + min(after, most)
