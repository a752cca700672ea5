"""Bicubic resize with antialiasing, as Pillow does it.

OpenCV's own bicubic looks at four pixels however much a picture shrinks, which gives other numbers
than the networks of the CLIP family were trained on. Here the cubic kernel (Keys 1981, "Cubic
Convolution Interpolation for Digital Image Processing", a = -0.5) grows with the reduction.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import RgbImage

SHARPNESS = -0.5
REACH = 2.0
"""The kernel ends so many pixels from its middle, at a reduction of 1."""


def resize_bicubic(rgb: RgbImage, height: int, width: int) -> RgbImage:
    """The picture at (height, width); within one grey value of Pillow's `Image.resize`.

    Columns come first and are rounded to bytes, as there.
    """
    turned = np.ascontiguousarray(rgb.transpose(1, 0, 2), dtype=np.float32)
    narrow = _shrink_rows(turned, width).transpose(1, 0, 2)
    return _shrink_rows(np.ascontiguousarray(narrow), height).astype(np.uint8)


def _shrink_rows(pixels: npt.NDArray[np.float32], wanted: int) -> npt.NDArray[np.float32]:
    """*wanted* rows of bytes (rows, columns, 3), each a weighted sum of those around it."""
    n_rows, n_columns = pixels.shape[:2]
    if n_rows == wanted:
        return pixels
    flat = pixels.reshape(n_rows, -1)
    made = np.empty((wanted, flat.shape[1]), dtype=np.float32)
    scale = n_rows / wanted
    reach = REACH * max(scale, 1.0)
    for row in range(wanted):
        middle = (row + 0.5) * scale
        first = max(int(middle - reach + 0.5), 0)
        last = min(int(middle + reach + 0.5), n_rows)
        places = (np.arange(first, last) + 0.5 - middle) / max(scale, 1.0)
        weights = _kernel(places)
        made[row] = (weights / weights.sum()).astype(np.float32) @ flat[first:last]
    return np.clip(np.rint(made), 0, 255).reshape(wanted, n_columns, -1)


def _kernel(places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    x, a = np.abs(places), SHARPNESS
    near = ((a + 2) * x - (a + 3)) * x**2 + 1
    far = (((x - 5) * x + 8) * x - 4) * a
    return np.where(x < 1, near, np.where(x < REACH, far, 0.0))
