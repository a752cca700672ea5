"""The photos of every data set, decoded once, with their products, names and splits."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from desktop_app.core.types import Box, RgbImage

SETS = ("grocery", "warehouse", "surgical", "tools", "clothing", "apparel")
KEPT_SIDE_PX = 640  # no photo at hand is larger; a larger one is shrunk when it is cached


def shared_folder() -> Path:
    """Where the data sets lie: $SHELFSIGHT_SHARED, or `shared` beside the repository."""
    named = os.environ.get("SHELFSIGHT_SHARED")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """One photo of a data set; `product` is unique over all sets."""

    data_set: str
    product: str
    split: str
    role: str
    path: Path
    box: Box | None


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """What is written about a product."""

    data_set: str
    product: str
    name: str
    category: str
    description: str


@dataclass(frozen=True, slots=True)
class Collection:
    """All photos in a fixed order, all products by key."""

    photos: tuple[PhotoRecord, ...]
    products: dict[str, ProductRecord] = field(default_factory=dict)

    def where(self, data_set: str, split: str | None = None, role: str | None = None) -> list[int]:
        """Positions of the photos of a set, in file order."""
        return [
            i
            for i, p in enumerate(self.photos)
            if p.data_set == data_set and split in (None, p.split) and role in (None, p.role)
        ]


def read_collection(root: Path, sets: Sequence[str] = SETS) -> Collection:
    photos: list[PhotoRecord] = []
    products: dict[str, ProductRecord] = {}
    for name in sets:
        folder = root / "data" / name
        for row in _rows(folder / "products.csv"):
            key = f"{name}/{row['product_id']}"
            products[key] = ProductRecord(
                name, key, row["name"], row["category"], row["description"]
            )
        photos += [_photo(name, folder, row) for row in _rows(folder / "photos.csv")]
    return Collection(tuple(photos), products)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _photo(name: str, folder: Path, row: dict[str, str]) -> PhotoRecord:
    box = None
    if row["w"]:
        box = Box(*(int(float(row[k])) for k in ("x", "y", "w", "h")))
    return PhotoRecord(
        name, f"{name}/{row['product_id']}", row["split"], row["role"], folder / row["path"], box
    )


class DecodedPhotos:
    """Every photo as bytes in one memory-mapped file: decoded once, then read at once.

    A photo longer than `KEPT_SIDE_PX` is shrunk; boxes are shrunk with it.
    """

    def __init__(self, collection: Collection, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        key = _cache_key(collection)
        self._data_file = cache / f"photos-{key}.u8"
        self._index_file = cache / f"photos-{key}.json"
        if not self._index_file.exists():
            self._decode(collection)
        self._index = json.loads(self._index_file.read_text())
        self._data = np.memmap(self._data_file, dtype=np.uint8, mode="r")

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, i: int) -> RgbImage:
        offset, height, width, _ = self._index[i]
        return np.asarray(self._data[offset : offset + height * width * 3]).reshape(
            height, width, 3
        )

    def box(self, i: int) -> Box | None:
        box = self._index[i][3]
        return Box(*box) if box else None

    def _decode(self, collection: Collection) -> None:
        index, offset = [], 0
        with self._data_file.open("wb") as file:
            for photo in collection.photos:
                rgb, scale = _read(photo.path)
                file.write(rgb.tobytes())
                b = photo.box
                box = [round(v * scale) for v in (b.x, b.y, b.width, b.height)] if b else None
                index.append([offset, rgb.shape[0], rgb.shape[1], box])
                offset += rgb.size
        self._index_file.write_text(json.dumps(index))


def _cache_key(collection: Collection) -> str:
    text = "\n".join(f"{p.path} {p.box}" for p in collection.photos) + f"\n{KEPT_SIDE_PX}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read(path: Path) -> tuple[RgbImage, float]:
    bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise ValueError(f"{path} is not a picture")
    scale = min(1.0, KEPT_SIDE_PX / max(bgr.shape[:2]))
    if scale < 1:
        size = (round(bgr.shape[1] * scale), round(bgr.shape[0] * scale))
        bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), scale
