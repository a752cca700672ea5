"""PyTorch against ONNX through the whole chain, on real photos: file, preprocessing, networks.

usage: python verify_parity.py CONFIG PACK --work FOLDER [--photos 48]

Fails above a difference of 1e-4 in any number of an embedding, or below a cosine of 0.9999.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from config import Config, read_config
from datasets import DecodedPhotos, read_collection, shared_folder
from modules import Modules, load_modules

from desktop_app.core.types import Box
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.preprocess import preprocess
from desktop_app.vision.tokenizer import Tokenizer

LARGEST_DIFFERENCE, LEAST_COSINE = 1e-4, 0.9999
TEXTS = (
    "oat milk",
    "燕麦奶 1 升",
    "6 Mayo needle holder",
    "",
    "adjustable spanner, 250 mm, chrome",
)


def verify(
    config: Config, modules: Modules, pack_folder: Path, work: Path, n: int = 48
) -> dict[str, float]:
    """Largest difference and least cosine of each kind of embedding; raises SystemExit."""
    collection = read_collection(shared_folder(), config.sets)
    decoded = DecodedPhotos(collection, work / "cache")
    chosen = np.random.default_rng(0).choice(len(decoded), n, replace=False)
    photos = [decoded[i] for i in chosen]
    # A box that was asked for is looked at once; without one the program chooses where to look.
    boxes = [decoded.box(i) or Box(0, 0, *decoded[i].shape[1::-1]) for i in chosen]
    texts = [TEXTS[k % len(TEXTS)] for k in range(n)]
    embedder = Embedder(load_pack(pack_folder), ("CPUExecutionProvider",), config.threads)
    ours = {
        "photo": embedder.embed_photos(photos, boxes),
        "text": embedder.embed_texts(texts),
        "photo_text": embedder.embed_pairs(photos, texts, boxes).fused,
    }
    pixels = [preprocess(p, config.preprocess, b) for p, b in zip(photos, boxes, strict=True)]
    ours["thing"] = np.stack(embedder.things(pixels))
    theirs = _with_torch(config, modules, pack_folder, photos, boxes, texts)
    found: dict[str, float] = {}
    for kind, rows in ours.items():
        found[f"{kind}_max_abs"] = float(np.abs(rows - theirs[kind]).max())
        if kind != "thing":
            found[f"{kind}_min_cosine"] = float((rows * theirs[kind]).sum(axis=1).min())
    worst = max(v for k, v in found.items() if k.endswith("max_abs"))
    least = min(v for k, v in found.items() if k.endswith("cosine"))
    if worst > LARGEST_DIFFERENCE or least < LEAST_COSINE:
        raise SystemExit(f"parity broken: {found}")
    return found


def _with_torch(config, modules, pack_folder, photos, boxes, texts) -> dict[str, np.ndarray]:
    pixels = np.stack(
        [preprocess(p, config.preprocess, b) for p, b in zip(photos, boxes, strict=True)]
    )
    tokenizer = Tokenizer(load_pack(pack_folder).path("tokenizer"), config.model.max_tokens)
    ids, mask = (torch.from_numpy(a) for a in tokenizer.encode_batch(texts))
    with torch.inference_mode():
        photo, grid, thing = modules.image(torch.from_numpy(pixels))
        text, tokens = modules.text(ids, mask)
        both = modules.fusion(grid, tokens, torch.ones(len(photos), 1), mask, photo, text)
    return {
        "thing": thing.numpy(),
        "photo": photo.numpy(),
        "text": text.numpy(),
        "photo_text": both.numpy(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--photos", type=int, default=48)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    modules = load_modules(config, arguments.work)
    print(verify(config, modules, arguments.pack, arguments.work, arguments.photos))


if __name__ == "__main__":
    main()
