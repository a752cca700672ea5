"""The one definition of how a picture becomes numbers; training, export and run time share it."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import Area
from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.bicubic import resize_bicubic
from desktop_app.vision.preprocess_spec import Interpolation, PreprocessSpec, ResizeMode

__all__ = [
    "Interpolation",
    "Pixels",
    "PreprocessSpec",
    "ResizeMode",
    "central_crop",
    "cut_out",
    "normalise",
    "preprocess",
    "seen_area",
    "to_square",
]

Pixels: TypeAlias = npt.NDArray[np.float32]
"""Normalised picture, shape (3, size, size), red first; (n, 3, size, size) for several."""


def preprocess(rgb: RgbImage, spec: PreprocessSpec, box: Box | None = None) -> Pixels:
    """Normalised pixels of the picture, or of the part within the box, shape (3, size, size)."""
    square = to_square(cut_out(rgb, box, spec.box_margin), spec)
    return normalise(square, spec)


def normalise(square: RgbImage, spec: PreprocessSpec) -> Pixels:
    """From bytes (size, size, 3) to normalised channels first (3, size, size)."""
    mean = np.asarray(spec.mean, dtype=np.float32)
    scale = 1.0 / np.asarray(spec.std, dtype=np.float32)
    values: Pixels = np.empty((3, *square.shape[:2]), dtype=np.float32)
    # A plane after the other: all at once with the colours innermost takes nine times as long.
    for number, plane in enumerate(cv2.split(square)):
        np.subtract(plane, mean[number], out=values[number], dtype=np.float32)
        values[number] *= scale[number]
    return values


def cut_out(rgb: RgbImage, box: Box | None, margin: float = 0.0) -> RgbImage:
    """The part of the picture within the box, clamped to the picture.

    Raises:
        ValueError: the picture is empty or not (height, width, 3) bytes.
    """
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or rgb.size == 0:
        raise ValueError("a picture is an array of bytes of shape (height, width, 3)")
    if box is None:
        return rgb
    left, right, top, bottom = _edges(box, margin, rgb.shape[1], rgb.shape[0])
    return rgb[top:bottom, left:right]


def central_crop(rgb: RgbImage, side: float) -> Box:
    """The box in the middle of the picture whose sides are *side* times those of the picture."""
    height, width = rgb.shape[:2]
    across, down = max(1, round(width * side)), max(1, round(height * side))
    return Box((width - across) // 2, (height - down) // 2, across, down)


def _edges(box: Box, margin: float, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of *box* with its margin, within the picture."""
    grow = round(margin * max(box.width, box.height))
    left, right = _clamp(box.x - grow, box.x + box.width + grow, width)
    top, bottom = _clamp(box.y - grow, box.y + box.height + grow, height)
    return left, right, top, bottom


def to_square(rgb: RgbImage, spec: PreprocessSpec) -> RgbImage:
    """The picture as a square of `spec.size` pixels, still bytes."""
    if spec.resize_mode is ResizeMode.SQUASH:
        return _resize(rgb, spec.size, spec.size, spec.interpolation)
    if spec.resize_mode is ResizeMode.CROP:
        return _resize(_central_square(rgb), spec.size, spec.size, spec.interpolation)
    return _letterbox(rgb, spec)


def seen_area(width: int, height: int, box: Box | None, spec: PreprocessSpec) -> Area:
    """What the square of `to_square` shows of a picture of *width* x *height*, or of *box* in it.

    The bars of a letterbox lie beyond what is shown, so that its area may reach out of the picture.
    """
    left, right, top, bottom = 0, width, 0, height
    if box is not None:
        left, right, top, bottom = _edges(box, spec.box_margin, width, height)
    across, down = float(right - left), float(bottom - top)
    seen = {
        ResizeMode.SQUASH: (across, down),
        ResizeMode.CROP: (min(across, down),) * 2,
        ResizeMode.LETTERBOX: (max(across, down),) * 2,
    }[spec.resize_mode]
    return Area(
        (left + (across - seen[0]) / 2) / width,
        (top + (down - seen[1]) / 2) / height,
        seen[0] / width,
        seen[1] / height,
    )


def _clamp(low: int, high: int, limit: int) -> tuple[int, int]:
    """At least one pixel within 0..limit."""
    start = min(max(low, 0), limit - 1)
    return start, min(max(high, start + 1), limit)


def _central_square(rgb: RgbImage) -> RgbImage:
    height, width = rgb.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return rgb[top : top + side, left : left + side]


def _letterbox(rgb: RgbImage, spec: PreprocessSpec) -> RgbImage:
    height, width = rgb.shape[:2]
    scale = spec.size / max(height, width)
    new_height = min(max(round(height * scale), 1), spec.size)
    new_width = min(max(round(width * scale), 1), spec.size)
    square = np.full((spec.size, spec.size, 3), spec.fill, dtype=np.uint8)
    top, left = (spec.size - new_height) // 2, (spec.size - new_width) // 2
    resized = _resize(rgb, new_height, new_width, spec.interpolation)
    square[top : top + new_height, left : left + new_width] = resized
    return square


def _resize(rgb: RgbImage, height: int, width: int, how: Interpolation) -> RgbImage:
    """Averages when the picture shrinks (no moire), interpolates when it grows."""
    if how is Interpolation.BICUBIC:
        return resize_bicubic(rgb, height, width)
    shrinks = rgb.shape[0] * rgb.shape[1] > height * width
    interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    resized = cv2.resize(np.ascontiguousarray(rgb), (width, height), interpolation=interpolation)
    return np.asarray(resized, dtype=np.uint8)
