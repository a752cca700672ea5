"""Made-up scenes with one main thing in them, and where it is: what the object box learns from.

A thing is cut out of a photo (or is a card or a disc of photo), turned and tilted, and put on a
table, a plain ground or a piece of another photo, with other things cut off by the border. NumPy
and OpenCV only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from augment import AugmentSpec, Rng, random_crop, spoilt

from desktop_app.core.types import RgbImage

Mask = np.ndarray  # (h, w) float32, 0 to 1


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """Shares are probabilities; sides are shares of the scene's side."""

    size: int = 260
    smallest: float = 0.12
    largest: float = 0.95
    card: float = 0.35
    plain: float = 0.3
    table: float = 0.35
    most_others: int = 5


@dataclass(frozen=True, slots=True)
class Material:
    """What scenes are made of: cut-outs with their masks, and photos for grounds and cards."""

    cut_outs: Sequence[tuple[RgbImage, Mask]]
    photos: Sequence[RgbImage]


def scene(
    material: Material, rng: Rng, spec: SceneSpec, augment: AugmentSpec
) -> tuple[RgbImage, Mask]:
    """One scene, shape (size, size, 3), and the mask of its main thing, shape (size, size)."""
    picture = _ground(material, rng, spec)
    for _ in range(int(rng.integers(0, spec.most_others + 1))):
        thing, mask = _thing(material, rng, spec)
        side, centre = rng.uniform(0.12, 0.5), _at_the_border(rng)
        picture, _ = _put(picture, thing, mask, centre, side, rng)
    thing, mask = _thing(material, rng, spec)
    side = float(np.exp(rng.uniform(np.log(spec.smallest), np.log(spec.largest))))
    room = max(0.0, (1 - 0.9 * side) / 2)
    centre = 0.5 + np.clip(rng.normal(0, 0.16, 2), -room, room)
    picture = _shadowed(picture, centre, side, rng)
    picture, covered = _put(picture, thing, mask, centre, side, rng)
    return spoilt(picture, rng, augment), covered


def _at_the_border(rng: Rng) -> np.ndarray:
    """A centre near an edge of the scene, so that the thing is cut off or far from the middle."""
    centre = rng.uniform(-0.05, 1.05, 2)
    axis, edge = int(rng.integers(2)), float(rng.integers(2))
    centre[axis] = edge + rng.uniform(-0.12, 0.12)
    return centre


def _thing(material: Material, rng: Rng, spec: SceneSpec) -> tuple[RgbImage, Mask]:
    if rng.random() >= spec.card and material.cut_outs:
        thing, mask = material.cut_outs[int(rng.integers(len(material.cut_outs)))]
        return thing, mask
    photo = random_crop(material.photos[int(rng.integers(len(material.photos)))], rng, 0.1)
    ratio = float(np.exp(rng.uniform(-0.9, 0.9)))
    size = (int(160 * min(1.0, ratio)), int(160 * min(1.0, 1 / ratio)))
    card = cv2.resize(np.ascontiguousarray(photo), size, interpolation=cv2.INTER_AREA)
    card = _tinted(card, rng)
    mask = np.ones(card.shape[:2], np.float32)
    if rng.random() < 0.35:
        mask[:] = 0
        h, w = mask.shape
        cv2.ellipse(mask, (w // 2, h // 2), (w // 2 - 1, h // 2 - 1), 0, 0, 360, 1.0, -1)
    return card, mask


def _tinted(card: RgbImage, rng: Rng) -> RgbImage:
    """Towards one colour, as packages are: print on a ground of one colour."""
    share = rng.choice([0.0, 0.0, 0.5, 0.8])
    colour = rng.integers(0, 256, 3)
    return (card * (1 - share) + colour * share).astype(np.uint8)


def _put(
    picture: RgbImage, thing: RgbImage, mask: Mask, centre: np.ndarray, side: float, rng: Rng
) -> tuple[RgbImage, Mask]:
    """The picture with the thing at *centre* (shares of the side), and the mask of the thing."""
    size = picture.shape[0]
    height, width = thing.shape[:2]
    angle = rng.uniform(-180, 180) if rng.random() < 0.5 else rng.normal(0, 10)
    turn = np.vstack([cv2.getRotationMatrix2D((0, 0), float(angle), 1.0), [0, 0, 1]])
    tilt = np.eye(3)
    tilt[2, :2] = rng.uniform(-0.3, 0.3, 2)
    longest = max(height, width)
    to_unit = np.array(
        [[2 / longest, 0, -width / longest], [0, 2 / longest, -height / longest], [0, 0, 1.0]]
    )
    stretch = np.diag([np.exp(rng.uniform(-0.2, 0.2)), 1.0, 1.0])
    half = side * size / 2
    place = np.array([[half, 0, centre[0] * size], [0, half, centre[1] * size], [0, 0, 1.0]])
    shape = place @ stretch @ tilt @ turn @ to_unit
    front = cv2.warpPerspective(thing, shape, (size, size), flags=cv2.INTER_AREA)
    alpha = cv2.warpPerspective(mask, shape, (size, size), flags=cv2.INTER_LINEAR)
    alpha = cv2.GaussianBlur(alpha, (3, 3), 0)
    mixed = front * alpha[..., None] + picture * (1 - alpha[..., None])
    return mixed.astype(np.uint8), alpha


def _shadowed(picture: RgbImage, centre: np.ndarray, side: float, rng: Rng) -> RgbImage:
    """A soft dark patch under the thing, half of the time."""
    if rng.random() < 0.5:
        return picture
    size = picture.shape[0]
    shade = np.zeros((size, size), np.float32)
    at = tuple(int(v) for v in (centre + rng.normal(0, 0.03, 2)) * size)
    axes = tuple(int(max(2, v)) for v in rng.uniform(0.35, 0.6, 2) * side * size)
    cv2.ellipse(shade, at, axes, 0, 0, 360, float(rng.uniform(0.2, 0.6)), -1)
    shade = cv2.GaussianBlur(shade, (0, 0), max(1.0, 0.06 * side * size))
    return (picture * (1 - shade[..., None])).astype(np.uint8)


def _ground(material: Material, rng: Rng, spec: SceneSpec) -> RgbImage:
    kind = rng.random()
    if kind < spec.plain:
        return _plain(rng, spec.size)
    if kind < spec.plain + spec.table:
        return _table(material, rng, spec.size)
    return _photo(material, rng, spec.size)


def _plain(rng: Rng, size: int) -> RgbImage:
    """White, black or one colour, with a gradient and grain."""
    colour = np.array(
        [rng.integers(215, 256, 3), rng.integers(0, 40, 3), rng.integers(0, 256, 3)][
            int(rng.choice(3, p=[0.4, 0.2, 0.4]))
        ],
        np.float32,
    )
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    slope = rng.normal(0, 25, 2)
    grain = rng.normal(0, rng.uniform(0, 6), (size, size, 1))
    values = colour + (slope[0] * x + slope[1] * y)[..., None] + grain
    return np.clip(values, 0, 255).astype(np.uint8)


def _photo(material: Material, rng: Rng, size: int) -> RgbImage:
    photo = material.photos[int(rng.integers(len(material.photos)))]
    part = np.ascontiguousarray(random_crop(photo, rng, 0.08))
    part = cv2.resize(part, (size, size), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.6:
        part = cv2.GaussianBlur(part, (0, 0), float(rng.uniform(1.0, 7.0)))
    return part


def _table(material: Material, rng: Rng, size: int) -> RgbImage:
    """A surface with straight edges in front of something else."""
    behind = _photo(material, rng, size) if rng.random() < 0.6 else _plain(rng, size)
    surface = _plain(rng, size) if rng.random() < 0.6 else _photo(material, rng, size)
    if rng.random() < 0.3:
        surface = cv2.GaussianBlur(surface, (0, 0), 6)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    corners += rng.uniform(-0.35, 0.35, (4, 2)).astype(np.float32)
    turn = cv2.getRotationMatrix2D((0.5, 0.5), float(rng.uniform(-45, 45)), rng.uniform(0.9, 1.5))
    polygon = (np.hstack([corners, np.ones((4, 1))]) @ turn.T * size).astype(np.int32)
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [polygon], 1)
    return np.where(mask[..., None] > 0, surface, behind)
