"""Asks a catalogue for its own photos twice: by `quality`, and by `evaluate` with each left out.

    python tests/benchmarks/quality_against_evaluate.py FOLDER --photos 100

`evaluate` gets the stored photos as files and reads them anew, codes and all; the gallery keeps
back the one photo that is asked. Photos with a code in them are left out: a code goes before
likeness, and `quality` compares likeness alone. Printed are the metrics of both, and the largest
difference of a probability.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.metrics import summary
from desktop_app.core.types import Embedding, Reference
from desktop_app.paths import DataFolder
from desktop_app.services.batch import run_batch
from desktop_app.services.evaluation import evaluate
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow
from desktop_app.settings import Settings


class Without:
    """A gallery without one photo."""

    def __init__(self, gallery: Any) -> None:
        self.gallery = gallery
        self.photo_id = 0

    def __len__(self) -> int:
        return len(self.gallery) - 1

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        found = self.gallery.search(query, k + 1)
        return [pair for pair in found if pair[0].photo_id != self.photo_id][:k]

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        found = self.gallery.search_within(query, reference_ids, k + 1)
        return [pair for pair in found if pair[0].photo_id != self.photo_id][:k]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--photos", type=int, default=100)
    options = parser.parse_args()
    with opened_services(DataFolder(options.folder), Settings()) as services:
        report = services.quality.measure()
        asked = report.asked[:: max(1, len(report.asked) // options.photos)]
        lookup: Any = services.lookup.service
        lookup._prints = None  # compares likeness alone
        lookup._gallery = without = Without(lookup._gallery)
        results = []
        products = services.catalogue.products(sorted({photo.product_id for photo in asked}))
        for photo in asked:
            product = products[photo.product_id]
            stored = next(p for p in product.photos if p.photo_id == photo.photo_id)
            file = services.catalogue.photo_path(stored.sha256)
            without.photo_id = photo.photo_id
            query = Query((PhotoInput.from_path(file),))
            results += run_batch([QueryRow(1, file.name, "", query, sku=product.sku)], lookup)
        coded = [bool(r.answer and r.answer.codes) for r in results]
        asked = [photo for photo, has_code in zip(asked, coded, strict=True) if not has_code]
        results = [r for r, has_code in zip(results, coded, strict=True) if not has_code]
        theirs = evaluate(results)
        own = summary([photo.outcome(calibrated=True) for photo in asked])
        write = sys.stdout.write
        for name, value in own.items():
            write(f"{name}: quality {value:.4f}, evaluate {theirs[name]:.4f}\n")
        gaps = [
            abs(photo.guess.score - (result.answer.best.probability or 0.0))
            for photo, result in zip(asked, results, strict=True)
            if result.answer is not None and result.answer.best is not None
        ]
        write(f"largest difference of a probability: {max(gaps):.4f}\n")
        write(f"left out for their codes: {sum(coded)}\n")


if __name__ == "__main__":
    main()
