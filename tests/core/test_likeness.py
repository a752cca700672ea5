"""The maps are exact: they add up to the similarity, whatever the grids hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.explanation import Area, ContributionMap, PhotoGrid
from desktop_app.core.likeness import MOST_PAIRS, MOST_REGIONS, contrast, explain


def random_grid(seed: int, rows: int = 4, columns: int = 5, dim: int = 6) -> PhotoGrid:
    return PhotoGrid(np.random.default_rng(seed).normal(0.2, 1, (rows, columns, dim)))


def embedding(grid: PhotoGrid) -> np.ndarray:
    mean = grid.cells.reshape(-1, grid.cells.shape[-1]).mean(axis=0)
    return mean / np.linalg.norm(mean)


def painted(**cells: tuple[int, int]) -> PhotoGrid:
    """A 3 x 3 grid of nothing, with one-hot things in some cells."""
    grid = np.zeros((3, 3, 4), np.float32)
    for name, place in cells.items():
        grid[place][["red", "blue", "text", "logo"].index(name)] = 1
    return PhotoGrid(grid)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_both_maps_add_up_to_the_cosine(one: int, other: int) -> None:
    query, reference = random_grid(one), random_grid(other, 3, 2)
    found = explain(query, reference)
    cosine = float(embedding(query) @ embedding(reference))
    assert found.similarity == pytest.approx(cosine, abs=1e-5)
    assert found.query.values.sum() == pytest.approx(cosine, abs=1e-5)
    assert found.reference.values.sum() == pytest.approx(cosine, abs=1e-5)
    assert found.query.values.shape == (4, 5)
    assert found.reference.values.shape == (3, 2)


@given(st.integers(0, 10_000))
def test_the_difference_adds_up_to_the_difference_of_the_cosines(seed: int) -> None:
    grids = [random_grid(seed + n) for n in range(3)]
    told = contrast(*grids)
    expected = told.first.similarity - told.second.similarity
    assert told.difference.values.sum() == pytest.approx(expected, abs=1e-5)
    assert len(told.regions) <= MOST_REGIONS
    mirrored = contrast(grids[0], grids[2], grids[1])
    assert np.allclose(told.difference.values, -mirrored.difference.values, atol=1e-6)


def test_what_both_photos_show_is_found_in_both() -> None:
    found = explain(painted(red=(0, 0), logo=(2, 1)), painted(red=(2, 2), blue=(1, 1)))
    assert np.unravel_index(found.query.values.argmax(), (3, 3)) == (0, 0)
    assert np.unravel_index(found.reference.values.argmax(), (3, 3)) == (2, 2)
    (pair,) = found.pairs
    assert pair.query == found.query.cell(0, 0)
    assert pair.reference == found.reference.cell(2, 2)
    assert pair.contribution == pytest.approx(found.similarity)


def test_pairs_are_few_apart_and_strongest_first() -> None:
    found = explain(random_grid(1, 9, 9, 2), random_grid(2, 9, 9, 2))
    values = [pair.contribution for pair in found.pairs]
    assert len(values) == MOST_PAIRS
    assert values == sorted(values, reverse=True)
    centres = [pair.query.centre for pair in found.pairs]
    for number, (x, y) in enumerate(centres):
        for other_x, other_y in centres[:number]:
            assert max(abs(x - other_x), abs(y - other_y)) > 2.5 / 9


def test_photos_with_nothing_in_common_have_no_pairs() -> None:
    found = explain(painted(red=(0, 0)), painted(blue=(0, 0)))
    assert found.similarity == 0
    assert found.pairs == ()


def test_an_empty_grid_is_like_nothing() -> None:
    assert explain(painted(), painted(red=(1, 1))).similarity == 0


def test_a_region_speaks_for_the_photo_that_shows_it() -> None:
    query = painted(red=(0, 0), text=(2, 2))
    told = contrast(query, painted(red=(1, 1), logo=(0, 1)), painted(text=(0, 2), logo=(1, 2)))
    by_place = {region.query: region for region in told.regions}
    red, text = by_place[Area(0, 0, 1 / 3, 1 / 3)], by_place[told.difference.cell(2, 2)]
    assert red.speaks_for_first
    assert red.first == told.difference.cell(1, 1)
    assert not text.speaks_for_first
    assert text.second == told.difference.cell(0, 2)


def test_equal_photos_are_not_told_apart() -> None:
    same = random_grid(3)
    assert contrast(random_grid(4), same, same).regions == ()


def test_touching_cells_make_one_region() -> None:
    grid = np.zeros((3, 3, 2), np.float32)
    grid[0, 0:2, 0] = 1
    grid[2, 2, 1] = 0.2
    reference = np.zeros((3, 3, 2), np.float32)
    reference[1, 1, 0] = 1
    other = np.zeros((3, 3, 2), np.float32)
    other[1, 1, 1] = 1
    told = contrast(PhotoGrid(grid), PhotoGrid(reference), PhotoGrid(other))
    (region,) = told.regions
    assert region.query == told.difference.block(0, 0, 0, 1)


def test_regions_lie_where_the_grid_lies() -> None:
    boxed = ContributionMap(np.ones((2, 4), np.float32), Area(0.5, 0.0, 0.4, 1.0))
    assert boxed.cell(1, 0) == Area(0.5, 0.5, 0.1, 0.5)
    assert boxed.block(0, 0, 1, 3) == boxed.area


def test_grids_of_different_models_are_refused() -> None:
    with pytest.raises(ValueError, match="different models"):
        explain(random_grid(1), random_grid(2, dim=7))
