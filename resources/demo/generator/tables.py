"""Write ``catalogue.csv`` and ``queries.csv`` beside the pictures.

python -m generator.tables          (from ``resources/demo``; needs no renderer)
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.products import CATALOGUE, Product
from generator.shots import catalogue_shots, query_shots

DEMO = Path(__file__).resolve().parent.parent
CATALOGUE_COLUMNS = (
    "sku",
    "name",
    "category",
    "brand",
    "description",
    "barcode",
    "price",
    "currency",
    "stock",
    "location",
    "photos",
    "name_zh",
    "pack_size",
    "minimum_stock",
    "note",
)
QUERY_COLUMNS = ("photo", "text", "sku")
NOTE = "synthetic picture"
TYPED_EVERY = 8
"""Every so many query photos appear a second time together with typed words."""


def catalogue_rows() -> Iterator[dict[str, str]]:
    photos: dict[str, list[str]] = {}
    for number in (1, 2, 3):
        for shot in catalogue_shots(number):
            photos.setdefault(shot.product.sku, []).append(f"photos/{shot.name}.jpg")
    for p in CATALOGUE:
        yield {
            "sku": p.sku,
            "name": p.name,
            "category": p.category,
            "brand": p.brand,
            "description": p.description,
            "barcode": ";".join(p.codes),
            "price": p.price,
            "currency": "EUR",
            "stock": str(p.stock),
            "location": p.location,
            "photos": ";".join(photos[p.sku]),
            "name_zh": p.name_zh,
            "pack_size": p.pack,
            "minimum_stock": str(p.minimum),
            "note": NOTE,
        }


def query_rows() -> Iterator[dict[str, str]]:
    shots = list(query_shots())
    for shot in shots:
        yield {
            "photo": f"queries/{shot.name}.jpg",
            "text": "",
            "sku": _sku(shot.name, shot.product),
        }
    for i, shot in enumerate(s for s in shots[::TYPED_EVERY] if s.name.startswith("q_")):
        words = shot.product.look.kind if i % 2 == 0 else shot.product.look.kind_zh
        yield {"photo": f"queries/{shot.name}.jpg", "text": words, "sku": shot.product.sku}


def _sku(name: str, product: Product) -> str:
    return product.sku if name.startswith("q_") else ""


def write(path: Path, columns: tuple[str, ...], rows: Iterator[dict[str, str]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        lines = list(rows)
        writer.writerows(lines)
    return len(lines)


def main() -> int:
    print("products", write(DEMO / "catalogue.csv", CATALOGUE_COLUMNS, catalogue_rows()))
    print("queries", write(DEMO / "queries.csv", QUERY_COLUMNS, query_rows()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
