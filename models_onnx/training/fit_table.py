"""What a fit to a catalogue (`shelfsight adapt`) says of itself, and what it is worth to queries.

usage: python fit_table.py PACK --work FOLDER [--unseen PRODUCT,...]

Catalogues of several sizes: the instruments with 4, 8 and all photos each, the groceries with 4, 8,
16 and all. The program's own trial decides on the photos of the catalogue alone; the queries are
the protocols' and are asked through the map that it would keep, kept or not.

With --unseen, PACK was trained without these groceries: they alone are asked, against all
groceries (U) and against themselves (U20), without texts.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluation import first_photos, product_similarities, ranking
from pack_embeddings import SETS, PackEmbeddings, embed_collection, gallery

from desktop_app.catalog.quality_store import StoredReferences
from desktop_app.core.types import never_stop, no_progress
from desktop_app.services.photo_folds import PhotoFolds
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack

ALL = 10**6


def of_each(collection: Collection, photos: Sequence[int], count: int, spread: bool) -> list[int]:
    """So many photos of each product: spread over its list, or the first of it."""
    own: dict[str, list[int]] = {}
    for i in photos:
        own.setdefault(collection.photos[i].product, []).append(i)
    kept = []
    for rows in own.values():
        n = min(count, len(rows))
        places = np.linspace(0, len(rows) - 1, n).round().astype(int) if spread else range(n)
        kept += [rows[place] for place in places]
    return kept


def catalogues(collection: Collection) -> dict[str, tuple[list[int], list[int]]]:
    """Name -> positions of the catalogue's photos and of the queries."""
    tray, asked = (collection.where("surgical", role=role) for role in ("gallery", "query"))
    iconic, val = (collection.where("grocery", split) for split in ("catalogue", "val"))
    found = {"S": (tray, asked)}
    for count in (8, 4):
        found[f"S-{count}"] = (of_each(collection, tray, count, spread=True), asked)
        found[f"S-{count}, first frames"] = (of_each(collection, tray, count, spread=False), asked)
    for name, count in (("G-1", 1), ("G-8", 8), ("G-4", 4), ("G-16", 16), ("G-all", ALL)):
        found[name] = (iconic + first_photos(collection, count), val)
    return found


def unseen_catalogues(
    collection: Collection, products: Sequence[str]
) -> dict[str, tuple[list[int], list[int]]]:
    """As `catalogues`, for products that the network did not learn from."""
    left_out = {f"grocery/{product}" for product in products}

    def of_them(photos: Sequence[int]) -> list[int]:
        return [i for i in photos if collection.photos[i].product in left_out]

    iconic = collection.where("grocery", "catalogue")
    asked, found = of_them(collection.where("grocery", "val")), {}
    for title, count in (("4 photos", 4), ("8 photos", 8), ("16 photos", 16), ("all photos", ALL)):
        shown = [*iconic, *first_photos(collection, count)]
        found[f"U, {title}"], found[f"U20, {title}"] = (shown, asked), (of_them(shown), asked)
    return found


def row(
    name: str,
    embeddings: PackEmbeddings,
    collection: Collection,
    shown: list[int],
    asked: list[int],
    *,
    with_text: bool,
) -> str:
    vectors, owners = gallery(embeddings, collection, shown, with_text=with_text)
    products = sorted(set(owners))
    ids = np.array([products.index(owner) + 1 for owner in owners], np.int64)
    photo_ids = np.zeros(len(owners), np.int64)
    photo_ids[: len(shown)] = np.arange(1, len(shown) + 1)
    folds = PhotoFolds(StoredReferences(vectors, ids, photo_ids))
    trial = folds.run(no_progress, never_stop)
    figures = trial.figures()
    fitted = folds.whole_map(trial.best)
    category = {k: p.category for k, p in collection.products.items()}
    wanted = [collection.photos[i].product for i in asked]
    cells = [name, f"{100 * figures.before_1:.1f} → {100 * figures.after_1:.1f}"]
    cells.append(f"{figures.verdict}, +{figures.won} -{figures.lost}")
    for through in (lambda rows: rows, fitted.apply):
        best, names = product_similarities(
            through(embeddings.photo[asked]), through(vectors), owners
        )
        right = ranking(best, names, wanted, category)
        cells.append(f"{right['recall@1']} / {right['recall@5']}")
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--unseen", default="")
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    embedder = Embedder(load_pack(arguments.pack), ("CPUExecutionProvider",), 2)
    embeddings = embed_collection(embedder, collection, decoded, arguments.work / "embeddings")
    print("| catalogue | trial: before → after | verdict | queries plain | through the map |")
    print("|---|---|---|---|---|")
    chosen = (
        unseen_catalogues(collection, arguments.unseen.split(","))
        if arguments.unseen
        else catalogues(collection)
    )
    for name, (shown, asked) in chosen.items():
        line = row(name, embeddings, collection, shown, asked, with_text=not arguments.unseen)
        print(line, flush=True)


if __name__ == "__main__":
    main()
