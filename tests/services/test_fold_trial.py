"""Which shrinkage a trial chooses: the most careful one that is as good as the best."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.services.photo_folds import SHRINKS, FoldScores, FoldTrial

PHOTOS = 100


def trial(worth: dict[float, float], apart: float) -> FoldTrial:
    """So much worth in the mean for each shrinkage; half of the photos gain *apart* more of it."""
    halves = np.where(np.arange(PHOTOS) % 2 == 0, apart, -apart)
    scores = {}
    for number, shrink in enumerate(SHRINKS):
        rows = np.full(PHOTOS, worth.get(shrink, 0.5)) + (number % 2) * halves
        scores[shrink] = FoldScores(rows, rows, rows)
    return FoldTrial(np.zeros(PHOTOS, np.int64), 10, scores)


@pytest.mark.parametrize(
    ("worth", "apart", "chosen"),
    [
        # each photo gains: certain, however little it is
        ({0.5: 0.90, 0.2: 0.91, 0.1: 0.92, 0.05: 0.93, 0.02: 0.94}, 0.0, 0.02),
        # 0.01 more of 0.1 (deviation) over ten (square root of the photos): just within one error
        ({0.5: 0.90, 0.2: 0.9099}, 0.1, 0.5),
        ({0.5: 0.90, 0.2: 0.9101}, 0.1, 0.2),
        ({0.5: 0.95, 0.2: 0.90, 0.1: 0.95}, 0.0, 0.5),  # of equals the more careful one
    ],
)
def test_the_most_careful_one_within_an_error_of_the_best(
    worth: dict[float, float], apart: float, chosen: float
) -> None:
    assert trial(worth, apart).best == chosen
