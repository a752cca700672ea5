"""Catalogues and queries of the measuring protocols, made from the shared photos.

    python -m tests.benchmarks.protocols G-all OUT_FOLDER

writes into OUT_FOLDER: catalogue.csv with photos beside it (for `shelfsight import`), queries.csv
(for `shelfsight batch`, and for `shelfsight evaluate`: it holds the truth too) and truth.csv.

| protocol | catalogue | queries |
|---|---|---|
| G-all | grocery: every train photo, iconic picture, description | val photos |
| G-8, G-1 | the first 8 / 1 train photos of a product, iconic, description | the same |
| G-iconic | iconic picture and description | the same |
| G-text | as G-iconic | val photos with the coarse category typed |
| G-open | as G-8 without 20 products | val photos; those of the 20 are not in the catalogue |
| W | warehouse, role gallery | warehouse, role query |
| S | surgical, role gallery | surgical, role query |
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LEFT_OUT = frozenset(
    {5, 11, 12, 18, 23, 24, 28, 38, 50, 57, 59, 60, 61, 65, 71, 73, 75, 76, 77, 80}
)
PHOTOS_A_PRODUCT = {"G-all": 10**6, "G-8": 8, "G-1": 1, "G-iconic": 0, "G-text": 0, "G-open": 8}
DATA_SETS = {"W": "warehouse", "S": "surgical"}


@dataclass(frozen=True, slots=True)
class SharedPhoto:
    """A line of a photos.csv."""

    product_id: str
    split: str
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """Which photos are in the catalogue and which are asked."""

    catalogue: dict[str, list[SharedPhoto]]
    queries: list[SharedPhoto]
    typed_category: bool = False


def shared_folder() -> Path:
    """The shared photos: `SHELFSIGHT_SHARED`, or `shared` beside the repository."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("SHELFSIGHT_SHARED", beside)) / "data"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def _photos(folder: Path) -> list[SharedPhoto]:
    rows = _rows(folder / "photos.csv")
    return [SharedPhoto(r["product_id"], r["split"], r["role"], r["path"]) for r in rows]


def _by_product(photos: Iterable[SharedPhoto]) -> dict[str, list[SharedPhoto]]:
    groups: dict[str, list[SharedPhoto]] = defaultdict(list)
    for photo in photos:
        groups[photo.product_id].append(photo)
    return groups


def grocery(name: str, folder: Path) -> Protocol:
    photos = _photos(folder)
    train = _by_product(p for p in photos if p.split == "train")
    iconic = _by_product(p for p in photos if p.split == "catalogue")
    catalogue = {
        product: pictures + train[product][: PHOTOS_A_PRODUCT[name]]
        for product, pictures in iconic.items()
        if not (name == "G-open" and int(product) in LEFT_OUT)
    }
    queries = [p for p in photos if p.split == "val"]
    return Protocol(catalogue, queries, typed_category=name == "G-text")


def by_role(folder: Path) -> Protocol:
    photos = _photos(folder)
    return Protocol(
        _by_product(p for p in photos if p.role == "gallery"),
        [p for p in photos if p.role == "query"],
    )


def write(protocol: Protocol, folder: Path, out: Path) -> None:
    """Copy the photos and write the three lists into *out*."""
    products = {row["product_id"]: row for row in _rows(folder / "products.csv")}
    for photo in [*protocol.queries, *(p for ps in protocol.catalogue.values() for p in ps)]:
        target = out / photo.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(folder / photo.path, target)
    with (out / "catalogue.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sku", "name", "category", "description", "photos"])
        for product, pictures in protocol.catalogue.items():
            row = products[product]
            paths = ";".join(p.path for p in pictures)
            writer.writerow([product, row["name"], row["category"], row["description"], paths])
    _write_queries(protocol, products, out)


def _write_queries(protocol: Protocol, products: dict[str, dict[str, str]], out: Path) -> None:
    with (
        (out / "queries.csv").open("w", newline="", encoding="utf-8") as stream,
        (out / "truth.csv").open("w", newline="", encoding="utf-8") as truth_stream,
    ):
        queries, truth = csv.writer(stream), csv.writer(truth_stream)
        queries.writerow(["photo", "text", "sku", "group"])
        truth.writerow(["photo", "sku", "group"])
        for photo in protocol.queries:
            sku = photo.product_id if photo.product_id in protocol.catalogue else ""
            group = products[photo.product_id]["category"]
            text = group if protocol.typed_category else ""
            queries.writerow([photo.path, text, sku, group])
            truth.writerow([photo.path, sku, group])


def main() -> None:
    names = [*PHOTOS_A_PRODUCT, *DATA_SETS]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("protocol", choices=names)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    folder = shared_folder() / DATA_SETS.get(arguments.protocol, "grocery")
    if not folder.is_dir():
        parser.exit(2, f"the shared photos are not at {folder}; set SHELFSIGHT_SHARED\n")
    known = arguments.protocol in PHOTOS_A_PRODUCT
    protocol = grocery(arguments.protocol, folder) if known else by_role(folder)
    arguments.out.mkdir(parents=True, exist_ok=True)
    write(protocol, folder, arguments.out)


if __name__ == "__main__":
    main()
