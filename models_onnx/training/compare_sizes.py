"""How many numbers does an embedding need? Those of the pack, cut to their main axes.

usage: python compare_sizes.py PACK --work FOLDER

The axes are those of the photos that the pack learned from. Nothing is chosen here, so that all
protocols are shown.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluation import protocols, recall
from looks import unit
from pack_embeddings import SETS, embed_collection

from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack

SIZES = (128, 192, 256, 384)


def sizes(embeddings: np.ndarray, collection: Collection) -> str:
    """recall@1 / @5 where embeddings are cut to the main axes of the training photos."""
    learned = [
        i
        for i, photo in enumerate(collection.photos)
        if (photo.data_set == "grocery" and photo.split in ("train", "catalogue"))
        or (photo.data_set == "surgical" and photo.role == "gallery")
    ]
    axes = np.linalg.svd(embeddings[learned], full_matrices=False)[2]
    asked = protocols(collection)
    lines = [
        "| numbers | " + " | ".join(p.name for p in asked) + " |",
        "|---" * (len(asked) + 1) + "|",
    ]
    for size in SIZES:
        rows = unit(embeddings @ axes[:size].T)
        figures = [recall(collection, protocol, rows) for protocol in asked]
        cells = " | ".join(f"{f['recall@1']} / {f['recall@5']}" for f in figures)
        lines.append(f"| {size} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    embedder = Embedder(load_pack(arguments.pack), ("CPUExecutionProvider",), 2)
    stored = embed_collection(embedder, collection, decoded, arguments.work / "embeddings")
    print(sizes(stored.photo, collection))


if __name__ == "__main__":
    main()
