"""Query and catalogue photo side by side, what made them alike laid over, as a PNG.

Takes copies that the vision worker wrote, never a foreign file.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from desktop_app.core import contours, heat_colours
from desktop_app.core.explanation import Area, ContributionMap, Explanation
from desktop_app.core.types import RgbImage

SIDE = 720
"""Height of both pictures; the width follows."""

_GAP = 16
_FINE = 90
_DARK, _LIGHT = (20, 20, 20), (255, 255, 255)


def heat_picture(query: bytes, reference: bytes, explanation: Explanation) -> bytes:
    """Both photos, JPEG copies, with their maps and the strongest pairs numbered, as PNG.

    Raises:
        ValueError: a copy cannot be decoded.
    """
    sides = [
        _heated(_picture(query), explanation.query, [pair.query for pair in explanation.pairs]),
        _heated(
            _picture(reference),
            explanation.reference,
            [pair.reference for pair in explanation.pairs],
        ),
    ]
    gap = np.full((SIDE, _GAP, 3), 255, np.uint8)
    joined = np.hstack([sides[0], gap, sides[1]])
    return cv2.imencode(".png", cv2.cvtColor(joined, cv2.COLOR_RGB2BGR))[1].tobytes()


def _picture(data: bytes) -> RgbImage:
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("the copy of a photo cannot be decoded")
    height, width = decoded.shape[:2]
    size = (max(1, round(width * SIDE / height)), SIDE)
    sized = cv2.resize(decoded, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(sized, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def _heated(rgb: RgbImage, found: ContributionMap, marks: list[Area]) -> RgbImage:
    left, top, right, bottom = _pixels(found.area, rgb)
    shares = heat_colours.relative(found.values)
    heat = heat_colours.colours(heat_colours.smooth(shares, bottom - top, right - left))
    # The bars of a letterbox lie outside: only what falls on the picture is laid over it.
    height, width = rgb.shape[:2]
    inside = np.s_[max(0, -top) : height - top, max(0, -left) : width - left]
    part = np.s_[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    heat, made = heat[inside], rgb.copy()
    alpha = heat[..., 3:].astype(np.float32) / 255
    made[part] = (made[part] * (1 - alpha) + heat[..., :3] * alpha).round().astype(np.uint8)
    _draw_outline(made, shares, (left, top, right, bottom))
    for number, mark in enumerate(marks, 1):
        _draw_number(made, mark, number)
    return made


def _draw_outline(
    rgb: RgbImage, shares: npt.NDArray[np.float32], box: tuple[int, int, int, int]
) -> None:
    left, top, right, bottom = box
    fine = heat_colours.smooth(shares, _FINE, _FINE)
    lines = contours.outline(fine, heat_colours.LEVEL).reshape(-1, 2, 2)
    ends = (lines * [right - left, bottom - top] + [left, top]).round().astype(np.int32)
    for colour, thickness in ((_DARK, 4), (_LIGHT, 2)):
        cv2.polylines(rgb, list(ends), isClosed=False, color=colour, thickness=thickness)


def _draw_number(rgb: RgbImage, area: Area, number: int) -> None:
    height, width = rgb.shape[:2]
    across, down = area.centre
    middle = (round(across * width), round(down * height))
    cv2.circle(rgb, middle, 15, _DARK, -1, cv2.LINE_AA)
    cv2.circle(rgb, middle, 15, _LIGHT, 2, cv2.LINE_AA)
    place = (middle[0] - 6, middle[1] + 6)
    cv2.putText(rgb, str(number), place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, _LIGHT, 2, cv2.LINE_AA)


def _pixels(area: Area, rgb: RgbImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of *area* in pixels, at least one wide and high."""
    height, width = rgb.shape[:2]
    left, top = round(area.left * width), round(area.top * height)
    right = max(left + 1, round((area.left + area.width) * width))
    bottom = max(top + 1, round((area.top + area.height) * height))
    return left, top, right, bottom
