"""The colours can be read without seeing colour, and the outline closes around the strong part."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from desktop_app.core import heat_colours
from desktop_app.core.contours import outline

MAPS = arrays.arrays(np.float32, (4, 6), elements=st.floats(0, 1, width=16))


def lightness(rgba: np.ndarray) -> np.ndarray:
    """Relative luminance of sRGB, as in WCAG."""
    share = rgba[..., :3] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_stronger_is_always_lighter_and_covers_less() -> None:
    bar = heat_colours.colours(np.linspace(0, 1, 64, dtype=np.float32)[None])[0]
    assert (np.diff(lightness(bar)) > 0).all()
    assert (np.diff(bar[:, 3].astype(int)) <= 0).all()
    assert bar[:, 3].max() < 180  # the picture shows through everywhere


def test_the_legend_is_opaque() -> None:
    bar = heat_colours.legend(40)
    assert bar.shape == (1, 40, 4)
    assert (bar[..., 3] == 255).all()


@pytest.mark.parametrize(
    ("values", "shares"),
    [([[2, 1, -3]], [[1, 0.5, 0]]), ([[-1, -2]], [[0, 0]]), ([[0, 0]], [[0, 0]])],
)
def test_shares_are_of_the_strongest(values: list, shares: list) -> None:
    assert heat_colours.relative(np.array(values, np.float32)).tolist() == shares


@given(MAPS)
def test_smoothing_keeps_the_range_and_the_middles(values: np.ndarray) -> None:
    fine = heat_colours.smooth(values, 4 * 5, 6 * 5)
    assert fine.min() >= values.min() - 1e-5
    assert fine.max() <= values.max() + 1e-5
    assert np.allclose(fine[2::5, 2::5], values, atol=1e-5)


def test_a_strong_middle_is_outlined_once() -> None:
    values = np.zeros((5, 5), np.float32)
    values[2, 2] = 1
    lines = outline(values, 0.5)
    assert len(lines) == 4
    assert lines.min() == pytest.approx(0.4)
    assert lines.max() == pytest.approx(0.6)


@given(MAPS, st.floats(0.1, 0.9))
def test_outlines_are_closed(values: np.ndarray, level: float) -> None:
    """Each point is the end of as many lines as lead on from it: none is left alone."""
    lines = outline(values, level)
    assert lines.min(initial=0) >= 0
    assert lines.max(initial=1) <= 1
    ends, counts = np.unique(lines.reshape(-1, 2).round(7), axis=0, return_counts=True)
    inner = ((ends > 1e-6) & (ends < 1 - 1e-6)).all(axis=1)
    assert (counts[inner] % 2 == 0).all()


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_all_weak_has_no_outline_and_all_strong_one_around(value: float) -> None:
    lines = outline(np.full((3, 3), value, np.float32), 0.5)
    assert bool(len(lines)) == (value > 0.5)
