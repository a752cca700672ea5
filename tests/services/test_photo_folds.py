"""Photos asked of other photos: who is asked of what, and what the folds decide."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.catalog.quality_store import StoredReferences
from desktop_app.core.adaptation import AdaptationVerdict
from desktop_app.core.types import ProgressReport, never_stop, no_progress
from desktop_app.services.fold_answers import moved_rules, ranked_answers
from desktop_app.services.photo_folds import ALWAYS, PLAIN, SHRINKS, PhotoFolds, blocks_of
from tests.fakes import RULE
from tests.services.adaptation_shop import PRODUCTS, made_up, model_of


@pytest.mark.parametrize(
    ("photos", "blocks"),
    [
        ([1] * 8, [0, 1, 2, 3, 4, 5, 6, 7]),
        ([1] * 16, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]),
        ([1, 1], [0, 1]),
        ([1, 2, 2], [ALWAYS, 1, 2]),  # few photos begin at another block in each product
        ([2, 1, 2, 1], [1, 0, 2, 1]),
        ([], []),
    ],
)
def test_blocks_are_photos_that_came_one_after_the_other(
    photos: list[int], blocks: list[int]
) -> None:
    assert blocks_of(np.array(photos, np.int64)).tolist() == blocks


@pytest.mark.parametrize("seed", [1, 7, 30])
def test_a_map_that_must_help_is_found(seed: int) -> None:
    folds = PhotoFolds(made_up(helps=True, seed=seed))
    trial = folds.run(no_progress, never_stop)
    assert trial is not None
    figures = trial.figures()
    assert figures.verdict is AdaptationVerdict.HELPS, figures
    assert figures.after_1 > figures.before_1 + 0.1
    assert (figures.asked, figures.products) == (PRODUCTS * 6, PRODUCTS)
    assert trial.best in SHRINKS


@pytest.mark.parametrize("seed", [1, 7, 30])
def test_a_map_that_cannot_help_is_not_found(seed: int) -> None:
    trial = PhotoFolds(made_up(helps=False, seed=seed)).run(no_progress, never_stop)
    assert trial is not None
    assert trial.figures().verdict is not AdaptationVerdict.HELPS, trial.figures()


def test_a_photo_is_never_asked_of_its_own_block() -> None:
    """Twins that come together would answer each other; apart from them nothing is alike."""
    generator = np.random.default_rng(2)
    far = generator.standard_normal((PRODUCTS * 8, 24))
    vectors = np.repeat(far, 2, axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    products = np.repeat(np.arange(1, PRODUCTS + 1), 16).astype(np.int64)
    references = StoredReferences(
        vectors.astype(np.float32), products, np.arange(1, len(vectors) + 1)
    )
    trial = PhotoFolds(references).run(no_progress, never_stop)
    assert trial is not None
    assert trial.figures().before_1 < 0.3


def test_products_with_one_photo_are_rivals_but_never_asked() -> None:
    references = made_up(helps=True, photos=1)
    folds = PhotoFolds(references)
    assert (len(folds.asked), folds.products) == (0, 0)
    assert folds.run(no_progress, never_stop) is None


def test_of_very_many_photos_some_are_asked() -> None:
    folds = PhotoFolds(made_up(helps=True), most_asked=50)
    assert len(folds.asked) == 50
    assert len(np.unique(folds.blocks[folds.asked])) > 4


def test_it_says_how_far_it_is_and_stops_when_asked() -> None:
    seen: list[ProgressReport] = []
    folds = PhotoFolds(made_up(helps=True))
    assert folds.run(seen.append, lambda: len(seen) >= 3) is None
    assert [report.done for report in seen] == [1, 2, 3]
    seen.clear()
    folds.run(seen.append, never_stop)
    assert seen[-1].done == seen[-1].total


def test_answers_name_the_nearest_reference_of_each_product() -> None:
    vectors = np.eye(4, dtype=np.float32)
    query = np.array([[0.6, 0.8, 0.0, 0.0]], np.float32)
    found = ranked_answers(query, np.array([9]), vectors, np.array([9, 9, 5, 7]))
    assert found.known.tolist() == pytest.approx(np.array([[0.8, 0.0]]))
    assert found.foreign.tolist() == pytest.approx(np.array([[0.0, 0.0]]))


def test_rules_are_moved_for_every_kind_of_query() -> None:
    references = made_up(helps=True)
    folds = PhotoFolds(references)
    vector_map = folds.whole_map(0.1)
    assert vector_map is not None
    rules = model_of().rules
    moved = moved_rules(references, folds, 0.1, vector_map, rules)
    assert moved.keys() == rules.keys()
    assert all(rule != RULE for rule in moved.values())
    assert all(rule.match_probability == RULE.match_probability for rule in moved.values())
    assert PLAIN not in SHRINKS
