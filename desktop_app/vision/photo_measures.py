"""Blur, brightness and contrast of a photo, from its small copy."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from desktop_app.core.photo_traits import PhotoTraits
from desktop_app.core.types import RgbImage

SIDE = 256
"""Longest side of what is measured: what the networks see is no larger."""

_TAPS = 9
_Values = npt.NDArray[np.float32]


def measure_photo(pixels: RgbImage) -> PhotoTraits:
    """What *pixels* are like, shrunk to `SIDE` first; they are never enlarged."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    factor = SIDE / max(grey.shape)
    if factor < 1:
        size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    values = grey.astype(np.float32)
    return PhotoTraits(_blur(values), float(values.mean()), float(values.std()))


def _blur(grey: _Values) -> float:
    """How little blurring takes away, 0 to 1.

    Crete, Dolmiere, Ladret and Nicolas 2007, "The Blur Effect: Perception and Estimation with a New
    No-Reference Perceptual Blur Metric": a sharp picture loses much of its differences between
    neighbours when it is blurred, a blurred one hardly any.
    """
    return max(_loss(grey, axis) for axis in (0, 1))


def _loss(grey: _Values, axis: int) -> float:
    kernel = (1, _TAPS) if axis == 0 else (_TAPS, 1)
    blurred = cv2.blur(grey, kernel)
    steps, left = np.abs(np.diff(grey, axis=axis)), np.abs(np.diff(blurred, axis=axis))
    total = float(steps.sum())
    if total == 0:
        return 1.0
    return (total - float(np.maximum(steps - left, 0).sum())) / total
