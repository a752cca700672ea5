"""Made-up bad photos: what a phone in a hurried hand makes of a product. NumPy and OpenCV only.

`view` is the whole of it: cut out, put on another background, turn, tilt, crop, cover a part, and
spoil light and sharpness. Colours are shifted little, because colour tells products apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.preprocess import cut_out

Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class AugmentSpec:
    """How often and how much; shares are probabilities, degrees are the largest turn."""

    size: int = 224
    paste: float = 0.75
    smallest_object: float = 0.4
    smallest_crop: float = 0.35
    any_turn: float = 0.15
    small_turn_deg: float = 18.0
    perspective: float = 0.4
    cover: float = 0.25
    dark: float = 0.15
    blur: float = 0.3
    noise: float = 0.3
    jpeg: float = 0.3
    glare: float = 0.12


def object_mask(rgb: RgbImage) -> np.ndarray | None:
    """Soft mask of an object on a plain light or dark background, or None where there is none."""
    border = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
    colour = np.median(border, axis=0)
    if not (colour.min() > 225 or colour.max() < 30):
        return None
    if (np.abs(border.astype(int) - colour).max(axis=1) < 18).mean() < 0.7:
        return None
    far = (np.abs(rgb.astype(int) - colour).max(axis=2) > 14).astype(np.uint8)
    flood = np.pad(1 - far, 1, constant_values=1).astype(np.uint8)
    cv2.floodFill(flood, None, (0, 0), 2)
    mask = (flood[1:-1, 1:-1] != 2).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not 0.03 < mask.mean() < 0.9:
        return None
    return cv2.GaussianBlur(mask.astype(np.float32), (3, 3), 0)


def view(
    rgb: RgbImage,
    box: Box | None,
    mask: np.ndarray | None,
    backgrounds: Sequence[RgbImage],
    rng: Rng,
    spec: AugmentSpec,
) -> RgbImage:
    """One made-up photo of the product, shape (size, size, 3)."""
    if mask is not None and rng.random() < spec.paste:
        picture = _pasted(rgb, mask, backgrounds, rng, spec)
    else:
        picture = _cropped(_boxed(rgb, box, rng), rng, spec)
    if rng.random() < spec.cover:
        picture = _covered(picture, backgrounds, rng)
    return spoilt(picture, rng, spec)


def _boxed(rgb: RgbImage, box: Box | None, rng: Rng) -> RgbImage:
    if box is None:
        return rgb
    margin = float(rng.uniform(-0.03, 0.25))
    return cut_out(rgb, box, margin)


def _turn_and_tilt(height: int, width: int, rng: Rng, spec: AugmentSpec) -> np.ndarray:
    """Homography on the unit square about its centre, in pixels of a size x size canvas."""
    angle = (
        rng.uniform(-180, 180)
        if rng.random() < spec.any_turn
        else rng.normal(0, spec.small_turn_deg / 2)
    )
    turn = np.vstack([cv2.getRotationMatrix2D((0, 0), float(angle), 1.0), [0, 0, 1]])
    tilt = np.eye(3)
    if rng.random() < spec.perspective:
        tilt[2, :2] = rng.uniform(-0.25, 0.25, 2)
    centre = np.array([[2 / width, 0, -1], [0, 2 / height, -1], [0, 0, 1.0]])
    aspect = np.diag([width / max(height, width), height / max(height, width), 1.0])
    return tilt @ turn @ aspect @ centre


def _pasted(
    rgb: RgbImage, mask: np.ndarray, backgrounds: Sequence[RgbImage], rng: Rng, spec: AugmentSpec
) -> RgbImage:
    size = spec.size
    ys, xs = np.nonzero(mask > 0.5)
    top, bottom, left, right = ys.min(), ys.max() + 1, xs.min(), xs.max() + 1
    rgb, mask = rgb[top:bottom, left:right], mask[top:bottom, left:right]
    shape = _turn_and_tilt(*rgb.shape[:2], rng, spec)
    corners = cv2.perspectiveTransform(
        np.float32([[[0, 0], [rgb.shape[1], 0], [rgb.shape[1], rgb.shape[0]], [0, rgb.shape[0]]]]),
        shape,
    )[0]
    low, high = corners.min(0), corners.max(0)
    scale = size * rng.uniform(spec.smallest_object, 1.05) / float((high - low).max())
    free = size - scale * (high - low)
    offset = free * rng.uniform(0.15, 0.85, 2) - scale * low
    place = np.array([[scale, 0, offset[0]], [0, scale, offset[1]], [0, 0, 1.0]]) @ shape
    front = cv2.warpPerspective(rgb, place, (size, size), flags=cv2.INTER_AREA)
    alpha = cv2.warpPerspective(mask, place, (size, size), flags=cv2.INTER_LINEAR)[..., None]
    back = _background(backgrounds, rng, size)
    return (front * alpha + back * (1 - alpha)).astype(np.uint8)


def _background(backgrounds: Sequence[RgbImage], rng: Rng, size: int) -> RgbImage:
    kind = rng.random()
    if kind < 0.12:
        return np.full((size, size, 3), rng.integers(225, 256), np.uint8)
    if kind < 0.2:
        return np.full((size, size, 3), rng.integers(0, 30), np.uint8)
    if kind < 0.3:
        return np.full((size, size, 3), rng.integers(0, 256, 3), np.uint8)
    back = random_crop(backgrounds[int(rng.integers(len(backgrounds)))], rng, 0.15)
    back = cv2.resize(back, (size, size), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        back = cv2.GaussianBlur(back, (0, 0), float(rng.uniform(0.8, 4)))
    return back


def random_crop(rgb: RgbImage, rng: Rng, smallest: float) -> RgbImage:
    height, width = rgb.shape[:2]
    area, ratio = rng.uniform(smallest, 1.0), np.exp(rng.uniform(-0.3, 0.3))
    h = int(np.clip(height * np.sqrt(area) * ratio, 8, height))
    w = int(np.clip(width * np.sqrt(area) / ratio, 8, width))
    top, left = int(rng.integers(0, height - h + 1)), int(rng.integers(0, width - w + 1))
    return rgb[top : top + h, left : left + w]


def _cropped(rgb: RgbImage, rng: Rng, spec: AugmentSpec) -> RgbImage:
    size = spec.size
    part = random_crop(rgb, rng, spec.smallest_crop)
    square = cv2.resize(np.ascontiguousarray(part), (size, size), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        shape = _turn_and_tilt(size, size, rng, spec)
        scale = size / 2 * rng.uniform(0.95, 1.25)
        place = np.array([[scale, 0, size / 2], [0, scale, size / 2], [0, 0, 1.0]]) @ shape
        square = cv2.warpPerspective(square, place, (size, size), borderMode=cv2.BORDER_REFLECT_101)
    return square


def _covered(picture: RgbImage, backgrounds: Sequence[RgbImage], rng: Rng) -> RgbImage:
    """A hand, a price tag or a neighbour in front: a patch of skin, of one colour or of a photo."""
    size = picture.shape[0]
    mask = np.zeros((size, size), np.uint8)
    centre = tuple(int(v) for v in rng.integers(0, size, 2))
    axes = tuple(int(v) for v in rng.uniform(0.08, 0.28, 2) * size)
    if rng.random() < 0.5:
        cv2.ellipse(mask, centre, axes, float(rng.uniform(0, 180)), 0, 360, 1, -1)
    else:
        cv2.rectangle(mask, centre, (centre[0] + axes[0] * 2, centre[1] + axes[1] * 2), 1, -1)
    if rng.random() < 0.4:
        patch = np.full_like(picture, rng.integers([150, 90, 70], [240, 190, 160]))
    else:
        patch = _background(backgrounds, rng, size)
    return np.where(mask[..., None] > 0, patch, picture)


def spoilt(picture: RgbImage, rng: Rng, spec: AugmentSpec) -> RgbImage:
    """Light, colour cast, glare, blur, noise and compression."""
    values = picture.astype(np.float32) / 255
    values = values ** np.exp(rng.normal(0, 0.25))
    gain = rng.uniform(0.35, 0.7) if rng.random() < spec.dark else rng.uniform(0.75, 1.25)
    values = values * gain * np.exp(rng.normal(0, 0.06, 3))
    grey = values.mean(axis=2, keepdims=True)
    values = grey + (values - grey) * rng.uniform(0.7, 1.3)
    values = values.mean() + (values - values.mean()) * rng.uniform(0.75, 1.25)
    if rng.random() < spec.glare:
        values = values + _glare(values.shape[0], rng)
    if rng.random() < spec.blur:
        values = _blurred(values, rng)
    if rng.random() < spec.noise:
        values = values + rng.normal(0, rng.uniform(0.01, 0.05), values.shape)
    spoilt = (np.clip(values, 0, 1) * 255).astype(np.uint8)
    if rng.random() < spec.jpeg:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 85))]
        spoilt = cv2.imdecode(cv2.imencode(".jpg", spoilt, quality)[1], cv2.IMREAD_COLOR)
    return spoilt


def _glare(size: int, rng: Rng) -> np.ndarray:
    y, x = np.mgrid[0:size, 0:size] / size
    cx, cy, spread = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.05, 0.2)
    spot = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * spread**2))
    return (spot * rng.uniform(0.4, 1.0))[..., None].astype(np.float32)


def _blurred(values: np.ndarray, rng: Rng) -> np.ndarray:
    if rng.random() < 0.5:
        return cv2.GaussianBlur(values, (0, 0), float(rng.uniform(0.6, 2.2)))
    length = int(rng.integers(3, 11))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D(
        ((length - 1) / 2, (length - 1) / 2), float(rng.uniform(0, 180)), 1
    )
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(values, -1, kernel / max(float(kernel.sum()), 1e-6))
