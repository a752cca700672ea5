"""What a graphics card gives: `python -m tests.benchmarks.gpu [--pack FOLDER] [--out FILE]`.

Photos a second in batches of 1, 8, 32 and 128, milliseconds of one lookup's model (both looks and
the words), and how far the embeddings agree with those of the processor. Says "not measured" and
ends with 2 where ONNX Runtime runs nothing on a card here.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from desktop_app.core.types import RgbImage
from desktop_app.paths import demo_folder
from desktop_app.vision import providers
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from tests.benchmarks.made_up_catalogue import pack as standard_pack
from tests.benchmarks.measured import clocked

BATCHES = (1, 8, 32, 128)
WARM, ROUNDS, LOOKUPS, COMPARED = 3, 10, 50, 40
LEAST_COSINE = 0.999


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pack", type=Path, default=standard_pack())
    parser.add_argument("--out", type=Path, help="file for the table")
    options = parser.parse_args()
    pack = load_pack(options.pack)
    plan = providers.plan_providers("cuda")
    providers.preload_libraries() if providers.CUDA in plan.providers else None
    card = Embedder(pack, plan.with_options)
    info = providers.device_info(plan, card.active_providers, [])
    if card.active_providers[:1] != (providers.CUDA,):
        sys.stdout.write(f"GPU: not measured ({info.reason})\n")
        return 2
    card.warm_up()
    table = measure(card, Embedder(pack, [providers.CPU]), info.device)
    sys.stdout.write(table)
    if options.out:
        options.out.write_text(table, encoding="utf-8")
    return 0


def measure(card: Embedder, processor: Embedder, name: str) -> str:
    """The table as Markdown."""
    photos = _photos()
    lines = [f"{name}\n\n| what | value |\n|---|---|\n"]
    for size in BATCHES:
        batch = [photos[n % len(photos)] for n in range(size)]
        lines.append(f"| photos a second, batch {size} | {_rate(card, batch):.0f} |\n")
    lines.append(f"| model of one lookup, photo and words | {_lookup(card, photos):.1f} ms |\n")
    cosine = _agreement(card, processor, photos[:COMPARED])
    verdict = "yes" if cosine >= LEAST_COSINE else "no"
    lines.append(
        f"| least cosine to the processor (>= {LEAST_COSINE}: {verdict}) | {cosine:.5f} |\n"
    )
    lines.append(f"| rows that fit at once | {card.most_rows} |\n")
    return "".join(lines)


def _photos() -> list[RgbImage]:
    files = sorted((demo_folder() / "queries").glob("*.jpg"))
    return [np.asarray(cv2.imread(str(file))[:, :, ::-1], dtype=np.uint8) for file in files]


def _rate(card: Embedder, batch: Sequence[RgbImage]) -> float:
    for _ in range(WARM):
        card.embed_photos(batch)
    times = [clocked(lambda: card.embed_photos(batch)) for _ in range(ROUNDS)]
    return len(batch) / statistics.median(times) * 1000


def _lookup(card: Embedder, photos: Sequence[RgbImage]) -> float:
    once = [photos[n % len(photos)] for n in range(LOOKUPS)]
    times = [clocked(lambda photo=photo: card.embed_pairs([photo], ["red"])) for photo in once]
    return statistics.median(times[WARM:])


def _agreement(card: Embedder, processor: Embedder, photos: Sequence[RgbImage]) -> float:
    """The least cosine between the two embeddings of a photo."""
    here, there = card.embed_photos(photos), processor.embed_photos(photos)
    return float((here * there).sum(axis=1).min())


if __name__ == "__main__":
    sys.exit(main())
