"""Adds the image network in float16 to a pack, for GPUs: `python make_half.py PACK`.

Sums inside normalisation and softmax stay in float32 (ONNX Runtime's list of such operators). The
file is kept only if its embeddings agree with the usual network's to 0.999 on the demo's photos.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnxruntime import InferenceSession
from onnxruntime.transformers.float16 import convert_float_to_float16

from desktop_app.paths import demo_folder
from desktop_app.vision.model_card import HALF
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.preprocess import preprocess

CPU = ["CPUExecutionProvider"]
LEAST_COSINE, COMPARED = 0.999, 40


def half_of(image: Path) -> bytes:
    """The network of *image* with its weights in float16; inputs and outputs stay float32."""
    model = onnx.load(image)
    return bytes(convert_float_to_float16(model, keep_io_types=True).SerializeToString())


def agreement(image: Path, half: bytes, pixels: np.ndarray) -> float:
    """The least cosine between the two embeddings of a photo, on the processor."""
    usual, other = (
        InferenceSession(str(image), providers=CPU),
        InferenceSession(half, providers=CPU),
    )
    name, output = usual.get_inputs()[0].name, [usual.get_outputs()[0].name]
    rows = [session.run(output, {name: pixels})[0] for session in (usual, other)]
    here, there = (row / np.linalg.norm(row, axis=1, keepdims=True) for row in rows)
    return float((here * there).sum(axis=1).min())


def add_half(folder: Path) -> float:
    """Write the file and its row on the card; the least cosine.

    Raises:
        ValueError: the pack has such a file, or the two networks do not agree.
    """
    pack = load_pack(folder)
    if HALF in pack.card.files:
        raise ValueError(f"{folder} has a network in float16")
    image = folder / pack.card.files["image"].path
    half = half_of(image)
    files = sorted((demo_folder() / "queries").glob("*.jpg"))[:COMPARED]
    photos = (cv2.imread(str(file))[:, :, ::-1] for file in files)
    pixels = np.stack([preprocess(photo, pack.card.preprocess, None) for photo in photos])
    cosine = agreement(image, half, pixels)
    if cosine < LEAST_COSINE:
        raise ValueError(f"the embeddings agree to {cosine:.5f} only")
    target = image.with_name(f"{HALF}.onnx")
    target.write_bytes(half)
    digest = hashlib.sha256(half).hexdigest()
    row = f'\n[files.{HALF}]\npath = "{target.name}"\nsha256 = "{digest}"\nbytes = {len(half)}\n'
    with (folder / "model.toml").open("a", encoding="utf-8") as card:
        card.write(row)
    return cosine


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pack", type=Path)
    cosine = add_half(parser.parse_args().pack)
    sys.stdout.write(f"added; the least cosine to the usual network is {cosine:.5f}\n")


if __name__ == "__main__":
    main()
