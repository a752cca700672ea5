"""What words typed beside a photo are worth: the same photos, asked with good and with bad words.

    python -m tests.benchmarks.protocols W OUT
    shelfsight --data-dir FOLDER import OUT/catalogue.csv
    python -m tests.benchmarks.typed_words FOLDER OUT/queries.csv

prints a table: right first, among five, `match` said and right, for photos alone, and with the
whole name, one word of it, the name misspelt, a word of it and one that fits nothing, and a word of
another product; then the same words without the photo.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.paths import DataFolder
from desktop_app.services.batch import run_batch
from desktop_app.services.evaluation import evaluate
from desktop_app.services.lookup import LookupService, Query
from desktop_app.services.query_table import QueryRow
from desktop_app.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "models_onnx" / "training"))

from wordings import misspelt, one_word

Wording: TypeAlias = Callable[[str, random.Random], str]
UNKNOWN_WORD = "zzyzx"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    arguments = parser.parse_args()
    with opened_services(DataFolder(arguments.folder), Settings()) as services:
        photos = _photos(arguments.queries)
        names = {
            product.sku: product.name
            for product in services.catalogue.list_products(0, len(photos) * 1000)
        }
        _say("| typed | right first | among five | match said | match right |")
        _say("|---|---|---|---|---|")
        lookup = services.lookup.service
        _say(_row("nothing", lookup, photos, [""] * len(photos), with_photo=True))
        for with_photo in (True, False):
            for title, wording in _wordings(list(names.values())).items():
                rng = random.Random(0)  # noqa: S311
                words = [wording(names[sku.split(";")[0]], rng) for _, sku in photos]
                shown = title if with_photo else f"{title}, no photo"
                _say(_row(shown, lookup, photos, words, with_photo=with_photo))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _photos(queries: Path) -> list[tuple[Path, str]]:
    """Photos of items that the catalogue has, with their SKU."""
    with queries.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [(queries.parent / row["photo"], row["sku"]) for row in rows if row["sku"]]


def _wordings(names: Sequence[str]) -> dict[str, Wording]:
    return {
        "the whole name": lambda name, _: name,
        "one word of the name": one_word,
        "the name, misspelt": lambda name, rng: " ".join(misspelt(w, rng) for w in name.split()),
        "a word of it and one that fits nothing": lambda name, rng: (
            f"{one_word(name, rng)} {UNKNOWN_WORD}"
        ),
        "a word of another product": lambda _, rng: one_word(rng.choice(names), rng),
    }


def _row(
    title: str,
    lookup: LookupService,
    photos: Sequence[tuple[Path, str]],
    words: Sequence[str],
    *,
    with_photo: bool,
) -> str:
    rows = []
    for number, ((photo, sku), text) in enumerate(zip(photos, words, strict=True), start=1):
        inputs = (PhotoInput.from_path(photo),) if with_photo else ()
        rows.append(QueryRow(number, photo.name, text, Query(inputs, text), sku))
    found = evaluate(run_batch(rows, lookup))
    cells = (found["recall@1"], found["recall@5"], found.get("match_coverage", 0.0))
    shown = " | ".join(f"{100 * cell:.1f}" for cell in cells)
    return f"| {title} | {shown} | {100 * found.get('match_precision', 0.0):.1f} |"


if __name__ == "__main__":
    main()
