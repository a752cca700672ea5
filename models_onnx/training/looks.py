"""Further looks at a photo: cut, turned over, lit anew, trimmed; embedded once, kept in a file.

The program looks at a photo as a whole and, where a box is sure, once more within it. A look here
is another picture made of the same photo, or another mean over the places of a look that was made.
`compare_looks.py` asks what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.object_box import ThingMap, find_box
from desktop_app.vision.preprocess import Pixels, cut_out, preprocess
from desktop_app.vision.preprocess_spec import PreprocessSpec

BATCH = 16
GREY = 127
BORDER_STEP = 20
"""A pixel that differs from the border by more than this, in any colour, is no border."""
BORDER_SPECKS = 0.01
"""A row or column with no larger share of other pixels is border."""
BORDER_MARGIN = 0.04
TRIMMED_FILLS = 0.85
"""A picture whose content fills more than this share of it keeps its border."""

POOLED = {"whole": "whole pooled", "near": "near pooled"}
"""Looks whose places are also added up as far as each is the main thing."""

Network = Callable[[Sequence[Pixels]], tuple[np.ndarray, np.ndarray]]
"""Preprocessed photos -> unit rows (n, dim), local embeddings (n, places, dim)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo with the map of its main thing and the box of it, if one is sure enough."""

    rgb: RgbImage
    thing: ThingMap
    box: Box | None


Look = Callable[[Seen], RgbImage | None]
"""Another picture of a photo; None where there is nothing to look at anew."""


def whole(seen: Seen) -> RgbImage:
    return seen.rgb


def near(seen: Seen) -> RgbImage | None:
    return cut_out(seen.rgb, seen.box) if seen.box else None


def flipped(look: Look) -> Look:
    def made(seen: Seen) -> RgbImage | None:
        picture = look(seen)
        return None if picture is None else np.ascontiguousarray(picture[:, ::-1])

    return made


def turned(look: Look, quarters: int) -> Look:
    def made(seen: Seen) -> RgbImage | None:
        picture = look(seen)
        return None if picture is None else np.ascontiguousarray(np.rot90(picture, quarters))

    return made


def central(share: float) -> Look:
    """The middle of the photo, *share* of each side."""

    def made(seen: Seen) -> RgbImage:
        height, width = seen.rgb.shape[:2]
        across, down = round(width * share), round(height * share)
        x, y = (width - across) // 2, (height - down) // 2
        return seen.rgb[y : y + down, x : x + across]

    return made


def resized_box(share: float) -> Look:
    """The box grown or shrunk about its middle, within the photo."""

    def made(seen: Seen) -> RgbImage | None:
        if seen.box is None:
            return None
        b, (height, width) = seen.box, seen.rgb.shape[:2]
        across, down = b.width * share, b.height * share
        left = max(0, round(b.x + (b.width - across) / 2))
        top = max(0, round(b.y + (b.height - down) / 2))
        right, bottom = min(width, round(left + across)), min(height, round(top + down))
        return cut_out(seen.rgb, Box(left, top, max(1, right - left), max(1, bottom - top)))

    return made


def second(spec: BoxSpec) -> Look:
    """Within the box that is found when the place of the first is blotted out."""

    def made(seen: Seen) -> RgbImage | None:
        if seen.box is None:
            return None
        side, (height, width) = len(seen.thing), seen.rgb.shape[:2]
        b, rest = seen.box, seen.thing.copy()
        rows = slice(int(b.y / height * side), int(np.ceil((b.y + b.height) / height * side)))
        columns = slice(int(b.x / width * side), int(np.ceil((b.x + b.width) / width * side)))
        rest[rows, columns] = 0
        box = find_box(rest, width, height, replace(spec, sure=0.6))
        return cut_out(seen.rgb, box) if box else None

    return made


def boxed(look: Look) -> Look:
    """The picture within grey bars, so that its sides keep their ratio."""

    def made(seen: Seen) -> RgbImage | None:
        picture = look(seen)
        return None if picture is None else padded(picture, (GREY, GREY, GREY))

    return made


def padded(picture: RgbImage, colour: Sequence[float]) -> RgbImage:
    """A square round the picture, filled with a colour."""
    height, width = picture.shape[:2]
    up, left = (max(0, (a - b) // 2) for a, b in ((width, height), (height, width)))
    down, right = max(0, width - height - up), max(0, height - width - left)
    return np.asarray(
        cv2.copyMakeBorder(picture, up, down, left, right, cv2.BORDER_CONSTANT, value=colour)
    )


def lit(look: Look, change: Callable[[RgbImage], RgbImage]) -> Look:
    def made(seen: Seen) -> RgbImage | None:
        picture = look(seen)
        return None if picture is None else change(picture)

    return made


def grey_world(rgb: RgbImage) -> RgbImage:
    """Each colour scaled so that the photo is grey in the mean."""
    mean = rgb.reshape(-1, 3).mean(axis=0)
    return np.clip(rgb * (mean.mean() / np.maximum(mean, 1)), 0, 255).astype(np.uint8)


def levels(rgb: RgbImage) -> RgbImage:
    """Each colour stretched from its first to its last hundredth."""
    low, high = np.percentile(rgb.reshape(-1, 3), (1, 99), axis=0)
    return np.clip((rgb - low) * (255 / np.maximum(high - low, 1)), 0, 255).astype(np.uint8)


def local_contrast(rgb: RgbImage) -> RgbImage:
    """CLAHE on the lightness."""
    lab = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2LAB)
    lab[:, :, 0] = cv2.createCLAHE(2.0, (8, 8)).apply(np.ascontiguousarray(lab[:, :, 0]))
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))


def content(rgb: RgbImage) -> tuple[Box, np.ndarray] | None:
    """What lies within an even border, with a margin, and the border's colour; None: no border."""
    edge = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]]).astype(np.int16)
    colour = np.median(edge, axis=0)
    if (np.abs(edge - colour).max(axis=1) > BORDER_STEP).mean() > 0.1:
        return None
    other = np.abs(rgb.astype(np.int16) - colour.astype(np.int16)).max(axis=2) > BORDER_STEP
    columns, rows = (np.flatnonzero(other.mean(axis=axis) > BORDER_SPECKS) for axis in (0, 1))
    if not len(columns) or not len(rows):
        return None
    height, width = rgb.shape[:2]
    grow = round(BORDER_MARGIN * max(columns[-1] - columns[0], rows[-1] - rows[0]))
    left, top = max(0, columns[0] - grow), max(0, rows[0] - grow)
    right, bottom = min(width, columns[-1] + 1 + grow), min(height, rows[-1] + 1 + grow)
    if (right - left) * (bottom - top) > TRIMMED_FILLS * width * height:
        return None
    return Box(int(left), int(top), int(right - left), int(bottom - top)), colour


def trimmed(square: bool) -> Look:
    """The content of a studio picture; *square*: the shorter side filled up with the border."""

    def made(seen: Seen) -> RgbImage | None:
        found = content(seen.rgb)
        if found is None:
            return None
        picture = cut_out(seen.rgb, found[0])
        return padded(picture, found[1].tolist()) if square else picture

    return made


def masked(seen: Seen) -> RgbImage | None:
    """The box, what is not the main thing fading to grey."""
    if seen.box is None:
        return None
    height, width = seen.rgb.shape[:2]
    share = cv2.resize(seen.thing, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return cut_out((seen.rgb * share + GREY * (1 - share)).astype(np.uint8), seen.box)


def looks(spec: BoxSpec) -> dict[str, Look]:
    found: dict[str, Look] = {"whole": whole, "near": near}
    found |= {"whole flipped": flipped(whole), "near flipped": flipped(near)}
    found |= {"central 80 %": central(0.8), "central 60 %": central(0.6)}
    found |= {"wider": resized_box(1.4), "tighter": resized_box(0.8), "second": second(spec)}
    found |= {"whole boxed": boxed(whole), "near boxed": boxed(near)}
    for name, change in (("grey", grey_world), ("levels", levels), ("clahe", local_contrast)):
        found |= {f"whole {name}": lit(whole, change), f"near {name}": lit(near, change)}
    found |= {"trimmed": trimmed(False), "trimmed square": trimmed(True), "masked": masked}
    found |= {f"near turned {q * 90}": turned(near, q) for q in (1, 2, 3)}
    return found


def unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Looked:
    """Embeddings of n photos: `rows[look]` (n, dim) unit rows, zero where a look was not made."""

    rows: dict[str, np.ndarray]

    def part(self, places: Sequence[int]) -> Looked:
        return Looked({name: rows[list(places)] for name, rows in self.rows.items()})

    def made(self, look: str) -> np.ndarray:
        return np.asarray(np.abs(self.rows[look]).max(axis=1) > 0)

    def mean(self, *names: str) -> np.ndarray:
        """The mean of looks, unit rows; what was not made does not count."""
        return unit(np.sum([self.rows[name] for name in names], axis=0))


def look_at(
    embedder: Embedder,
    network: Network,
    photos: Sequence[RgbImage],
    file: Path,
    wanted: Collection[str] = (),
) -> Looked:
    """The wanted looks (all: none named) by a network, boxes by the pack; kept in the file."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        card = embedder.pack.card
        box = card.object_box or BoxSpec()
        made = {k: look for k, look in looks(box).items() if not wanted or k in wanted}
        parts = []
        for k in range(0, len(photos), BATCH):
            part = [photos[i] for i in range(k, min(k + BATCH, len(photos)))]
            maps = embedder.things([preprocess(rgb, card.preprocess) for rgb in part])
            seen = [
                Seen(rgb, thing, find_box(thing, rgb.shape[1], rgb.shape[0], box))
                for rgb, thing in zip(part, maps, strict=True)
            ]
            parts.append(_looks_of(network, seen, made, card.preprocess))
        np.savez(file, **{k: np.concatenate([p[k] for p in parts]) for k in parts[0]})
    stored = np.load(file)
    return Looked({name: stored[name] for name in stored.files})


def _looks_of(
    network: Network, seen: Sequence[Seen], wanted: dict[str, Look], spec: PreprocessSpec
) -> dict[str, np.ndarray]:
    rows: dict[str, np.ndarray] = {}
    for name, look in wanted.items():
        pictures = {i: picture for i, s in enumerate(seen) if (picture := look(s)) is not None}
        if not pictures:  # never so of the whole, which comes first
            rows[name] = np.zeros_like(rows["whole"])
            continue
        embedded, local = network([preprocess(p, spec) for p in pictures.values()])
        rows[name] = _placed(embedded, list(pictures), len(seen))
        if name in POOLED:
            pooled = [
                _pooled(places, _map_of(seen[i], name))
                for i, places in zip(pictures, local, strict=True)
            ]
            rows[POOLED[name]] = _placed(np.array(pooled), list(pictures), len(seen))
    for name, pooled_name in POOLED.items():
        if name in rows:
            rows.setdefault(pooled_name, np.zeros_like(rows["whole"]))
    return rows


def _placed(rows: np.ndarray, places: Sequence[int], n: int) -> np.ndarray:
    """The rows at their places of n, zero elsewhere."""
    found = np.zeros((n, rows.shape[1]), np.float32)
    found[list(places)] = rows
    return found


def _map_of(seen: Seen, look: str) -> np.ndarray:
    """The map of the main thing within what the look shows."""
    height, width = seen.rgb.shape[:2]
    full = cv2.resize(seen.thing, (width, height), interpolation=cv2.INTER_LINEAR)
    if look == "near" and seen.box:
        b = seen.box
        full = full[b.y : b.y + b.height, b.x : b.x + b.width]
    return full


def _pooled(places: np.ndarray, thing: np.ndarray) -> np.ndarray:
    """The places of a look added up, each as far as it is the main thing; a unit row."""
    side = round(len(places) ** 0.5)
    share = cv2.resize(thing, (side, side), interpolation=cv2.INTER_AREA).reshape(-1) + 0.05
    total = share @ places
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)
