"""How long fitting to a catalogue takes: made-up vectors of any number of photos.

    python -m tests.benchmarks.adaptation [--photos 10000] [--products 1250]

prints seconds by the clock and of the processor for the trial, the map and its rules. The vectors
mean nothing; the work is that of a real catalogue of the same size.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from desktop_app.catalog.quality_store import StoredReferences
from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.types import QueryKind, never_stop, no_progress
from desktop_app.services.fold_answers import moved_rules
from desktop_app.services.photo_folds import PhotoFolds

DIM = 384
RULES = {
    QueryKind.PHOTO: DecisionRule(0.057, 0.467, cohort=CohortScale(0.073, 0.306)),
    QueryKind.PHOTO_TEXT: DecisionRule(0.053, 0.506),
    QueryKind.TEXT: DecisionRule(0.055, 0.619),
}


def made_up(photos: int, products: int) -> StoredReferences:
    """Photos around their product, and one text each."""
    generator = np.random.default_rng(1)
    centres = generator.standard_normal((products, DIM)).astype(np.float32)
    owners = np.arange(photos) % products
    vectors = centres[owners] + generator.standard_normal((photos, DIM)).astype(np.float32)
    rows = np.concatenate([vectors, centres])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    owners = np.concatenate([owners, np.arange(products)]) + 1
    photo_ids = np.concatenate([np.arange(1, photos + 1), np.zeros(products, np.int64)])
    return StoredReferences(rows, owners.astype(np.int64), photo_ids)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--products", type=int, default=1_250)
    arguments = parser.parse_args()
    references = made_up(arguments.photos, arguments.products)
    clock, processor = time.monotonic(), time.process_time()
    folds = PhotoFolds(references)
    trial = folds.run(no_progress, never_stop)
    if trial is None:
        parser.exit(2, "too few photos to ask\n")
    vector_map = folds.whole_map(trial.best)
    if vector_map is not None:
        moved_rules(references, folds, trial.best, vector_map, RULES)
    clock, processor = time.monotonic() - clock, time.process_time() - processor
    asked = f"{len(folds.asked)} photos of {folds.products} products asked"
    print(f"{asked}: {clock:.1f} s by the clock, {processor:.1f} s of the processor")  # noqa: T201


if __name__ == "__main__":
    main()
