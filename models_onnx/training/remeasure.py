"""Calibrate and measure a pack anew whose networks stay as they are, and write its card.

usage: python remeasure.py PACK --work FOLDER --version 2.1.0 [--sure 0.8]

For a change of what the card says of the object box, or of the calibration itself: `make_pack.py`
would train the networks again. What the card says of training, files and parity stays. The photos
are embedded once, since calibration does not change embeddings.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from calibrate import calibrate, write_rules
from datasets import DecodedPhotos, read_collection, shared_folder
from evaluate import CPU, figures
from make_pack import metrics_table
from pack_embeddings import SETS, embed_collection

from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import CARD_NAME, load_pack, read_card


def set_line(card: str, key: str, value: str) -> str:
    """The card with another value on the only line of this key."""
    changed, count = re.subn(rf"(?m)^{key} = .*$", f"{key} = {value}", card)
    if count != 1:
        raise ValueError(f"{count} lines of the card set {key}")
    return changed


def set_metrics(card: str, metrics: dict[str, dict[str, float]]) -> str:
    """The card with other figures; they are one table, before the next line that opens one."""
    changed, count = re.subn(
        r"(?ms)^\[metrics\]$.*?(?=^\[|\Z)", lambda _: metrics_table(metrics) + "\n\n", card
    )
    if count != 1:
        raise ValueError("the card has no table of figures")
    return changed.rstrip() + "\n"


def remeasure(pack: Path, work: Path) -> None:
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, work / "cache")
    embedder = Embedder(load_pack(pack), CPU, 2)
    embeddings = embed_collection(embedder, collection, decoded, work / "embeddings")
    metrics = figures(embeddings, collection)
    for name, row in metrics.items():
        print(f"{name:28s}", "  ".join(f"{k} {v}" for k, v in row.items()), flush=True)
    found = calibrate(embedder, embeddings, collection, decoded)
    file = pack / CARD_NAME
    parity = read_card(file).metrics["parity"]
    card = set_metrics(file.read_text(encoding="utf-8"), metrics | {"parity": dict(parity)})
    file.write_text(card, encoding="utf-8")
    write_rules(file, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--sure", type=float)
    arguments = parser.parse_args()
    file = arguments.pack / CARD_NAME
    card = set_line(file.read_text(encoding="utf-8"), "version", f'"{arguments.version}"')
    if arguments.sure is not None:
        card = set_line(card, "sure", str(arguments.sure))
    file.write_text(card, encoding="utf-8")
    remeasure(arguments.pack, arguments.work)


if __name__ == "__main__":
    main()
