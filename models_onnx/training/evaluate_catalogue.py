"""Measure a pack on a catalogue CSV and a queries CSV in the form of the program, say the demo.

usage: python evaluate_catalogue.py PACK CATALOGUE.csv QUERIES.csv [--no-text]
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import cv2
import numpy as np
from evaluation import product_similarities, ranking

from desktop_app.core.types import RgbImage
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack

BATCH = 16


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_photo(path: Path) -> RgbImage:
    bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)


def embed_files(embedder: Embedder, files: list[Path]) -> np.ndarray:
    parts = [
        embedder.embed_photos([read_photo(f) for f in files[k : k + BATCH]])
        for k in range(0, len(files), BATCH)
    ]
    return np.concatenate(parts)


def measure(
    embedder: Embedder, catalogue: Path, queries: Path, with_text: bool = True
) -> tuple[dict[str, float], list[tuple[str, str, float]]]:
    """Figures, and the wrong ones as (wanted, found, margin)."""
    products = rows_of(catalogue)
    photos = [
        (p["sku"], catalogue.parent / f) for p in products for f in p["photos"].split(";") if f
    ]
    gallery = embed_files(embedder, [catalogue.parent / f for _, f in photos])
    owners = [sku for sku, _ in photos]
    if with_text:
        fields = ("name", "brand", "category", "description")
        texts = ["\n".join(p[k] for k in fields if p.get(k)) for p in products]
        gallery = np.concatenate([gallery, embedder.embed_texts(texts)])
        owners += [p["sku"] for p in products]
    asked = [q for q in rows_of(queries) if q["sku"] in set(owners)]
    rows = embed_files(embedder, [queries.parent / q["photo"] for q in asked])
    best, skus = product_similarities(rows, gallery, owners)
    wanted = [q["sku"] for q in asked]
    figures = ranking(best, skus, wanted, {p["sku"]: p["category"] for p in products})
    wrong = [
        (w, skus[r.argmax()], float(r.max() - r[skus.index(w)]))
        for w, r in zip(wanted, best, strict=True)
        if skus[r.argmax()] != w
    ]
    return figures, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--no-text", action="store_true")
    arguments = parser.parse_args()
    embedder = Embedder(load_pack(arguments.pack), ("CPUExecutionProvider",), 2)
    figures, wrong = measure(
        embedder, arguments.catalogue, arguments.queries, not arguments.no_text
    )
    print(figures)
    for wanted, found, margin in wrong:
        print(f"  {wanted} taken for {found} by {margin:.3f}")


if __name__ == "__main__":
    main()
