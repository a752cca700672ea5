"""Which share of pretrained weights is best on photos that nothing was learned from.

usage: python choose_mix.py CONFIG --work FOLDER [--tag base] [--shares 0,0.25,0.5,0.75,1]

Prints every protocol for every share; 1 is the frozen backbone with its whitened projection. The
trunk is frozen, so its output for the evaluation photos is kept in the work folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from backbone import cut
from config import Config, read_config
from datasets import DecodedPhotos, read_collection, shared_folder
from evaluation import protocols, recall
from pack_embeddings import SETS
from train_image import load_mixed

from desktop_app.vision.preprocess import preprocess


def trunk_features(config: Config, decoded: DecodedPhotos, work: Path) -> np.ndarray:
    """Trunk output at the shipped size for every photo, (n, c, g, g) float16."""
    file = work / f"trunk-{config.model.backbone}-{config.model.size}-{config.model.split}.npy"
    if not file.exists():
        trunk, _ = cut(config.model.backbone, config.model.size, config.model.split)
        trunk = trunk.to(memory_format=torch.channels_last)
        parts = []
        for k in range(0, len(decoded), 32):
            span = range(k, min(k + 32, len(decoded)))
            pixels = np.stack(
                [preprocess(decoded[i], config.preprocess, decoded.box(i)) for i in span]
            )
            with torch.inference_mode():
                x = torch.from_numpy(pixels).to(memory_format=torch.channels_last)
                parts.append(trunk(x).half().numpy())
        np.save(file, np.concatenate(parts))
    return np.load(file, mmap_mode="r")


def embed(config: Config, features: np.ndarray, state: dict, share: float) -> np.ndarray:
    tail, head = load_mixed(config, state, share, config.model.size)
    rows = []
    with torch.inference_mode():
        for k in range(0, len(features), 64):
            x = torch.from_numpy(features[k : k + 64]).float()
            rows.append(head(tail(x.to(memory_format=torch.channels_last)))[0].numpy())
    return np.concatenate(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tag", default="base")
    parser.add_argument("--shares", default="0,0.25,0.5,0.75,1")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    torch.set_num_threads(config.threads)
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    features = trunk_features(config, decoded, arguments.work)
    state = torch.load(arguments.work / f"image-{arguments.tag}.pt", weights_only=False)
    for share in map(float, arguments.shares.split(",")):
        rows = embed(config, features, state, share)
        np.save(arguments.work / f"dev-{arguments.tag}-{share}.npy", rows)
        found = {p.name: recall(collection, p, rows) for p in protocols(collection)}
        cells = "  ".join(f"{n} {r['recall@1']}/{r['recall@5']}" for n, r in found.items())
        print(f"share {share}: {cells}", flush=True)


if __name__ == "__main__":
    main()
