"""What a person changed about a photo to look up; the photo itself stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.core.types import Box

BRIGHTEST = 100
LEAST_SIDE = 16
"""Pixels; less shows nothing that a model or a person could tell."""


@dataclass(frozen=True, slots=True)
class PhotoEdit:
    """Changes in the order in which they are made.

    Attributes:
        turns: quarter turns clockwise, 0 to 3.
        brightness: -100 to 100; 0 changes nothing.
        crop: the part that counts, in pixels of the turned copy; None is all of it.
    """

    turns: int = 0
    brightness: int = 0
    crop: Box | None = None

    @property
    def changes_pixels(self) -> bool:
        return bool(self.turns or self.brightness)

    def turned(self, by: int, width: int, height: int) -> PhotoEdit:
        """Turned once more, 1 clockwise or -1; *width* and *height* of the copy as turned now."""
        crop = turned_box(self.crop, by, width, height) if self.crop else None
        return replace(self, turns=(self.turns + by) % 4, crop=crop)


def turned_box(box: Box, by: int, width: int, height: int) -> Box:
    """*box* of a picture of *width* x *height* after a quarter turn, clockwise or (-1) back."""
    if by > 0:
        return Box(height - box.y - box.height, box.x, box.height, box.width)
    return Box(box.y, width - box.x - box.width, box.height, box.width)


def box_between(one: tuple[int, int], other: tuple[int, int], width: int, height: int) -> Box:
    """The rectangle with two opposite corners, inside the picture and never too small."""
    left, right = _span(one[0], other[0], width)
    top, bottom = _span(one[1], other[1], height)
    return Box(left, top, right - left, bottom - top)


def _span(one: int, other: int, length: int) -> tuple[int, int]:
    low, high = sorted((min(max(one, 0), length), min(max(other, 0), length)))
    least = min(LEAST_SIDE, length)
    if high - low < least:
        low = min(low, length - least)
        high = low + least
    return low, high


def moved_box(box: Box, across: int, down: int, width: int, height: int) -> Box:
    """*box* moved as far as the picture lets it."""
    x = min(max(box.x + across, 0), width - box.width)
    y = min(max(box.y + down, 0), height - box.height)
    return replace(box, x=x, y=y)


def stretched_box(
    box: Box, edges: tuple[int, int], by: tuple[int, int], size: tuple[int, int]
) -> Box:
    """*box* with the edges *edges* moved: -1 left or top, 1 right or bottom, 0 none."""
    left, right = _stretched(box.x, box.x + box.width, edges[0], by[0], size[0])
    top, bottom = _stretched(box.y, box.y + box.height, edges[1], by[1], size[1])
    return Box(left, top, right - left, bottom - top)


def _stretched(low: int, high: int, edge: int, by: int, length: int) -> tuple[int, int]:
    least = min(LEAST_SIDE, length)
    if edge < 0:
        return min(max(low + by, 0), high - least), high
    if edge > 0:
        return low, max(min(high + by, length), low + least)
    return low, high


def scaled_box(box: Box, old: tuple[int, int], new: tuple[int, int]) -> Box:
    """*box* of a picture of size *old* in the pixels of the same picture of size *new*."""
    left, right = round(box.x * new[0] / old[0]), round((box.x + box.width) * new[0] / old[0])
    top, bottom = round(box.y * new[1] / old[1]), round((box.y + box.height) * new[1] / old[1])
    return Box(left, top, max(1, right - left), max(1, bottom - top))
