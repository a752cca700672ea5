"""Measure a pack with the protocols of the evaluation, through the program's own embedder.

usage: python evaluate.py PACK --work FOLDER [--out metrics.json] [--threads 2]

Photos are read as a whole, also where a box is known, and text references of the products are in
every catalogue: both as in the program.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluation import Protocol, product_similarities, protocols, ranking
from pack_embeddings import SETS, PackEmbeddings, embed_collection, gallery

from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.preprocess import preprocess

CPU = ("CPUExecutionProvider",)


def figures(embeddings: PackEmbeddings, collection: Collection) -> dict[str, dict[str, float]]:
    """Every protocol: photo alone; photo and typed words (+text); words alone (text)."""
    found: dict[str, dict[str, float]] = {}
    for protocol in protocols(collection):
        queries = list(protocol.queries)
        products = [collection.photos[i].product for i in queries]
        found[protocol.name] = _score(embeddings, collection, protocol, embeddings.photo[queries])
        if protocol.name in ("G-iconic", "G-8", "W"):
            name = f"{protocol.name}+text"
            found[name] = _score(embeddings, collection, protocol, embeddings.fused[queries])
            mean = embeddings.photo[queries] + np.stack([embeddings.typed[p] for p in products])
            mean /= np.linalg.norm(mean, axis=1, keepdims=True)
            found[f"{name} (plain mean)"] = _score(embeddings, collection, protocol, mean)
        if protocol.name in ("G-iconic", "W"):
            for kind, table in (("category", embeddings.typed), ("name", embeddings.named)):
                rows = np.stack([table[p] for p in products])
                found[f"{protocol.name} {kind} alone"] = _score(
                    embeddings, collection, protocol, rows
                )
    return found


def _score(
    embeddings: PackEmbeddings, collection: Collection, protocol: Protocol, queries: np.ndarray
) -> dict[str, float]:
    rows, owners = gallery(embeddings, collection, protocol.gallery, with_text=True)
    best, products = product_similarities(queries, rows, owners)
    wanted = [collection.photos[i].product for i in protocol.queries]
    return ranking(best, products, wanted, {k: p.category for k, p in collection.products.items()})


def milliseconds(
    pack_folder: Path, decoded: DecodedPhotos, threads: int, n: int = 60
) -> dict[str, float]:
    """Median of one photo at a time: preparation, image side, text side, all with fusion."""
    embedder = Embedder(load_pack(pack_folder), CPU, threads)
    embedder.warm_up()
    spec, photos = (
        embedder.pack.card.preprocess,
        [decoded[i] for i in range(0, len(decoded), len(decoded) // n)],
    )
    return {
        "preprocess": _median([lambda p=p: preprocess(p, spec) for p in photos]),
        "photo": _median([lambda p=p: embedder.embed_photos([p]) for p in photos]),
        "text": _median([lambda: embedder.embed_texts(["oat milk 1 l"])] * n),
        "photo_and_text": _median(
            [lambda p=p: embedder.embed_pairs([p], ["oat milk"]) for p in photos]
        ),
    }


def _median(actions: list) -> float:
    times = []
    for action in actions:
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return round(1000 * float(np.median(times)), 1)


def evaluate(pack_folder: Path, work: Path, threads: int = 2) -> dict:
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, work / "cache")
    embedder = Embedder(load_pack(pack_folder), CPU, threads)
    embeddings = embed_collection(embedder, collection, decoded, work / "embeddings")
    return figures(embeddings, collection)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--times", action="store_true", help="measure milliseconds on 1 and 2 threads too"
    )
    arguments = parser.parse_args()
    found = evaluate(arguments.pack, arguments.work, arguments.threads)
    for name, row in found.items():
        print(f"{name:28s}", "  ".join(f"{k} {v}" for k, v in row.items()))
    if arguments.times:
        decoded = DecodedPhotos(read_collection(shared_folder(), SETS), arguments.work / "cache")
        for threads in (1, 2):
            print(threads, "threads, ms:", milliseconds(arguments.pack, decoded, threads))
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
