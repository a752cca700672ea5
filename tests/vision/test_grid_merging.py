import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.explanation import WHOLE, Area
from desktop_app.vision.grid_merging import merged_grid


def grid_of(seed: int, rows: int = 3, columns: int = 3, dim: int = 5) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(rows, columns, dim)) + 0.5
    return values.astype(np.float32)


def unit_mean(grid: np.ndarray) -> np.ndarray:
    mean = grid.mean(axis=(0, 1))
    return mean / np.linalg.norm(mean)


@given(
    st.integers(0, 1000),
    st.floats(0, 0.8),
    st.floats(0, 0.8),
    st.floats(0.02, 0.2),
    st.floats(0.02, 0.2),
)
def test_the_mean_is_that_of_both_embeddings(
    seed: int, left: float, top: float, width: float, height: float
) -> None:
    whole, near = grid_of(seed), grid_of(seed + 1)
    merged = merged_grid(whole, near, Area(left, top, width, height))
    wanted = unit_mean(whole) + unit_mean(near)
    assert np.allclose(merged.mean(axis=(0, 1)), wanted, atol=1e-5)


def test_what_was_seen_near_lies_where_it_was() -> None:
    whole, near = np.ones((4, 4, 2), np.float32), np.ones((4, 4, 2), np.float32)
    added = merged_grid(whole, near, Area(0.5, 0.0, 0.5, 0.25))
    more = added[..., 0] > added[3, 0, 0] + 1e-3
    assert more.tolist() == [[False, False, True, True]] + [[False] * 4] * 3


def test_the_whole_twice_changes_no_direction() -> None:
    grid = grid_of(7)
    merged = merged_grid(grid, grid, WHOLE)
    assert np.allclose(unit_mean(merged), unit_mean(grid), atol=1e-6)
    assert merged / np.linalg.norm(merged) == pytest.approx(grid / np.linalg.norm(grid), abs=1e-6)
