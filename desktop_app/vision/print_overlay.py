"""Lays a catalogue photo over a query photo where their print lines up, and says what differs.

Structure is compared by normalised cross-correlation in a Gaussian window around each place (Lewis
1995, "Fast Normalized Cross-Correlation"), which ignores how light or contrasty a photo is; colour
by the a and b of CIELAB, less their median difference, which stands for the light.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.shared_print import PrintAgreement
from desktop_app.core.types import RgbImage
from desktop_app.vision.print_points import Alignment

import cv2  # isort: skip

SMOOTH_PX = 2.0
"""Levels out that one photo is sharper than the other, and bent packages."""

WINDOW_PX = 6.0
COLOUR_PX = 4.0
PLACE_PX = 8.0
"""A short word reaches about so far."""

LEAST_TOLD = 0.25
"""Least share of structure around a place that is judged."""

STRUCTURE = 60.0
"""Least variance of brightness, in squared levels of 256, in a place that has structure."""

ALIKE = 0.3
"""Least correlation of a place where both photos show the same."""

FEWEST_PX = 200
"""Fewer places with structure do not tell."""

_Plane: TypeAlias = npt.NDArray[np.float32]
_Mask: TypeAlias = npt.NDArray[np.bool_]


def agreement(query: RgbImage, reference: RgbImage, found: Alignment) -> PrintAgreement | None:
    """How the two agree where their points line up; None where too little can be compared.

    Both pictures are of the size in which the points were found.
    """
    view, _ = cv2.findHomography(found.query, found.reference, 0)
    if view is None or abs(np.linalg.det(view)) < 1e-12:
        return None
    height, width = query.shape[:2]
    back = np.linalg.inv(view)
    laid = np.asarray(
        cv2.warpPerspective(reference, back, (width, height), flags=cv2.INTER_AREA), np.uint8
    )
    there = np.full(reference.shape[:2], 255, np.uint8)
    inside = cv2.warpPerspective(there, back, (width, height)) > 0
    inside &= _filled_hull(found.query, (height, width))
    if not inside.any():
        return None
    # Windows reach no farther: what lies beyond would be worked out for nothing.
    near = _grown_bounds(inside)
    query, laid, inside = query[near], laid[near], inside[near]
    structure = _correlation(_grey(query), _grey(laid))
    is_told = inside & ~np.isnan(structure)
    if is_told.sum() < FEWEST_PX:
        return None
    part = cv2.contourArea(cv2.convexHull(found.reference))
    return PrintAgreement(
        covered=float(part / (reference.shape[0] * reference.shape[1])),
        differing=float((structure[is_told] < ALIKE).mean()),
        worst=_worst(structure, is_told, inside),
        colour_gap=_colour_gap(query, laid, inside),
    )


def _grown_bounds(inside: _Mask) -> tuple[slice, slice]:
    """Rows and columns that any window around a place *inside* reaches."""
    reach = 1 + max(_reach(SMOOTH_PX) + _reach(WINDOW_PX), _reach(PLACE_PX))
    spans = [np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0)]
    rows, columns = (slice(max(0, span[0] - reach), span[-1] + 1 + reach) for span in spans)
    return rows, columns


def _reach(sigma: float) -> int:
    """Pixels from its middle to which OpenCV cuts a Gaussian window of floats."""
    return int(np.ceil(4 * sigma))


def _filled_hull(places: _Plane, shape: tuple[int, int]) -> _Mask:
    mask = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(places).astype(np.int32), 255)
    return mask > 0


def _grey(pixels: RgbImage) -> _Plane:
    return _blurred(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32), SMOOTH_PX)


def _correlation(one: _Plane, other: _Plane) -> _Plane:
    """-1 to 1 for each place, NaN where neither has structure."""
    mean_one, mean_other = _blurred(one, WINDOW_PX), _blurred(other, WINDOW_PX)
    var_one = _blurred(one * one, WINDOW_PX) - mean_one**2
    var_other = _blurred(other * other, WINDOW_PX) - mean_other**2
    both = _blurred(one * other, WINDOW_PX) - mean_one * mean_other
    found = both / np.sqrt(np.maximum(var_one, 1) * np.maximum(var_other, 1))
    return np.where((var_one > STRUCTURE) | (var_other > STRUCTURE), found, np.nan)


def _worst(structure: _Plane, is_told: _Mask, inside: _Mask) -> float:
    """How far from 1 the correlation is around the place where it is farthest."""
    lost = _blurred(np.where(is_told, 1 - structure, 0).astype(np.float32), PLACE_PX)
    weight = _blurred(is_told.astype(np.float32), PLACE_PX)
    places = inside & (weight > LEAST_TOLD)
    return float((lost[places] / weight[places]).max()) if places.any() else 1.0


def _colour_gap(query: RgbImage, laid: RgbImage, inside: _Mask) -> float:
    gap = (_colours(query) - _colours(laid))[inside]
    gap -= np.median(gap, axis=0)
    return float(np.quantile(np.linalg.norm(gap, axis=1), 0.9))


def _colours(pixels: RgbImage) -> _Plane:
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    return _blurred(lab, COLOUR_PX)[..., 1:]


def _blurred(plane: _Plane, sigma: float) -> _Plane:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), dtype=np.float32)
