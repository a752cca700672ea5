"""Within-product whitening: what it makes shorter, and what leaves everything as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.types import Embedding
from desktop_app.core.vector_map import VectorMap, WithinScatter, step_to_words

DIM = 12


def unit(rows: np.ndarray) -> Embedding:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def rows_of(seed: int, count: int = 60) -> Embedding:
    return unit(np.random.default_rng(seed).standard_normal((count, DIM)))


@given(st.integers(0, 2**32 - 1))
def test_a_turn_of_the_space_changes_no_similarity(seed: int) -> None:
    generator = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(generator.standard_normal((DIM, DIM)))
    rows = rows_of(seed)
    mapped = VectorMap(turn.astype(np.float32)).apply(rows)
    assert mapped @ mapped.T == pytest.approx(rows @ rows.T, abs=1e-5)


@given(st.integers(0, 2**32 - 1))
def test_shrunk_all_the_way_it_changes_nothing(seed: int) -> None:
    scatter = WithinScatter.of(rows_of(seed), np.arange(60) // 3)
    assert scatter is not None
    assert scatter.map_with(1.0).matrix == pytest.approx(np.eye(DIM), abs=1e-5)


def test_photos_of_one_product_differ_alike_in_all_directions_afterwards() -> None:
    generator = np.random.default_rng(3)
    groups = np.repeat(np.arange(300), 4)
    noise = generator.standard_normal((1200, DIM)) * np.linspace(0.1, 2.0, DIM)
    rows = (generator.standard_normal((300, DIM))[groups] + noise).astype(np.float32)
    scatter = WithinScatter.of(rows, groups)
    assert scatter is not None
    assert scatter.freedom == 900
    apart = rows - np.stack([rows[groups == g].mean(axis=0) for g in groups])
    after = apart @ scatter.map_with(1e-9).matrix
    variances = np.diag(after.T @ after) / 900
    assert variances == pytest.approx(np.full(DIM, variances.mean()), rel=0.01)


def test_the_step_to_words_becomes_short() -> None:
    generator = np.random.default_rng(4)
    groups, step = np.repeat(np.arange(40), 3), np.eye(DIM, dtype=np.float32)[5]
    photos = rows_of(5, 120) * 0.3 + generator.standard_normal((40, DIM))[groups]
    photos[:, 5] = 0.0
    photos = photos.astype(np.float32)
    words = (np.stack([photos[groups == g].mean(axis=0) for g in range(40)]) + step)[::2]
    gap = step_to_words(photos, groups, words.astype(np.float32), np.arange(0, 40, 2))
    assert gap == pytest.approx(step, abs=1e-5)
    plain, told = WithinScatter.of(photos, groups), WithinScatter.of(photos, groups, gap)
    assert plain is not None
    assert told is not None
    stretched = np.linalg.norm(step @ plain.map_with(0.1).matrix)
    assert np.linalg.norm(step @ told.map_with(0.1).matrix) < 0.2 * stretched


def test_without_a_product_that_has_both_there_is_no_step() -> None:
    assert step_to_words(rows_of(1), np.arange(60), rows_of(2, 3), np.array([70, 71, 72])) is None


def test_nothing_that_differs_gives_no_scatter() -> None:
    assert WithinScatter.of(rows_of(1), np.arange(60)) is None
    same = np.repeat(rows_of(1, 20), 3, axis=0)
    scatter = WithinScatter.of(same, np.arange(60) // 3)
    assert scatter is None or np.isfinite(scatter.map_with(0.02).matrix).all()


@pytest.mark.parametrize("shrink", [0.0, -0.1, 1.1])
def test_shrinkage_is_a_share(shrink: float) -> None:
    scatter = WithinScatter.of(rows_of(1), np.arange(60) // 3)
    assert scatter is not None
    with pytest.raises(ValueError, match="shrinkage"):
        scatter.map_with(shrink)


def test_a_map_is_square_and_finite() -> None:
    with pytest.raises(ValueError, match="shape"):
        VectorMap(np.ones((3, 4), np.float32))
    with pytest.raises(ValueError, match="finite"):
        VectorMap(np.full((3, 3), np.nan, np.float32))


def test_its_digest_changes_with_every_bit() -> None:
    matrix = np.eye(DIM, dtype=np.float32)
    changed = matrix.copy()
    changed[3, 4] = np.float32(1e-30)
    assert VectorMap(matrix).digest == VectorMap(matrix.copy()).digest
    assert VectorMap(matrix).digest != VectorMap(changed).digest
