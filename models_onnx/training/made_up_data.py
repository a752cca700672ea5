"""A small copy of the shape of the data sets, every picture drawn: for the smoke run and the tests.

usage: python made_up_data.py FOLDER
then:  SHELFSIGHT_SHARED=FOLDER python make_pack.py configs/smoke.toml --work WORK --pack PACK
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import cv2
import numpy as np

KINDS = ("milk", "juice", "apple", "pear", "soap", "tape")
ROLES = {
    "grocery": (("catalogue", "gallery"), ("train", "query"), ("train", "query"), ("val", "query")),
    "warehouse": (("made-up", "gallery"), ("made-up", "query")),
    "surgical": (("dev", "gallery"), ("dev", "gallery"), ("dev", "query")),
    "tools": (("train", "class"), ("train", "class")),
    "clothing": (("train", "class"), ("train", "class")),
    "apparel": (("train", "instance"), ("train", "instance")),
}


def write_made_up_data(folder: Path, n_products: int = 6, seed: int = 0) -> None:
    rng = np.random.default_rng(seed)
    for name, roles in ROLES.items():
        products, photos = [], []
        for p in range(n_products):
            kind = KINDS[p % len(KINDS)]
            products.append([f"{name}-{p}", f"{kind} {p}", kind, f"A fine {kind} of kind {p}."])
            colour = rng.integers(30, 226, 3)
            for k, (split, role) in enumerate(roles):
                path = f"photos/{name}-{p}-{k}.jpg"
                _draw(folder / "data" / name / path, colour, p, rng)
                box = [20, 20, 60, 60] if name == "surgical" else ["", "", "", ""]
                photos.append([f"{name}-{p}", split, role, path, *box])
        _write(
            folder / "data" / name / "products.csv",
            ["product_id", "name", "category", "description"],
            products,
        )
        _write(
            folder / "data" / name / "photos.csv",
            ["product_id", "split", "role", "path", "x", "y", "w", "h"],
            photos,
        )
    rows = [[i, k, "牛奶果汁苹果梨子肥皂胶带"[2 * i : 2 * i + 2]] for i, k in enumerate(KINDS)]
    rows += [[10 + i, f"Group {i} of {k}", f"组{i}{k}"] for i in range(4) for k in KINDS]
    _write(folder / "data/text/product_taxonomy.csv", ["id", "en", "zh"], rows)


def _draw(path: Path, colour: np.ndarray, shape: int, rng: np.random.Generator) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = np.full((100, 100, 3), 250, np.uint8)
    x, y = (int(v) for v in rng.integers(40, 60, 2))
    tint = tuple(int(v) for v in colour)
    if shape % 2:
        cv2.circle(picture, (x, y), 20 + shape, tint, -1)
    else:
        cv2.rectangle(picture, (x - 18, y - 25), (x + 18, y + 25), tint, -1)
    cv2.line(picture, (x - 8, y), (x + 8, y + shape), (20, 20, 20), 2)
    path.write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())


def _write(path: Path, header: list[str], rows: list[list]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


if __name__ == "__main__":
    write_made_up_data(Path(sys.argv[1]))
