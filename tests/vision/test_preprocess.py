"""What a picture becomes before the network sees it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.explanation import WHOLE, Area
from desktop_app.core.types import Box
from desktop_app.vision.bicubic import resize_bicubic
from desktop_app.vision.preprocess import (
    Interpolation,
    PreprocessSpec,
    ResizeMode,
    cut_out,
    normalise,
    preprocess,
    seen_area,
    to_square,
)


def spec(mode: ResizeMode = ResizeMode.SQUASH, **changes: object) -> PreprocessSpec:
    values: dict[str, object] = {
        "size": 32,
        "mean": (127.0, 127.0, 127.0),
        "std": (128.0, 128.0, 128.0),
        "resize_mode": mode,
    }
    return PreprocessSpec(**(values | changes))  # type: ignore[arg-type]


def plain(height: int, width: int, colour: tuple[int, int, int] = (200, 100, 50)) -> np.ndarray:
    return np.full((height, width, 3), colour, dtype=np.uint8)


@given(height=st.integers(1, 90), width=st.integers(1, 90), mode=st.sampled_from(list(ResizeMode)))
def test_any_picture_becomes_the_same_shape(height: int, width: int, mode: ResizeMode) -> None:
    pixels = preprocess(plain(height, width), spec(mode))
    assert pixels.shape == (3, 32, 32)
    assert pixels.dtype == np.float32
    assert pixels.flags.c_contiguous


def test_red_comes_first_and_is_normalised() -> None:
    pixels = preprocess(plain(40, 40), spec())
    expected = [(200 - 127) / 128, (100 - 127) / 128, (50 - 127) / 128]
    assert np.allclose(pixels.mean(axis=(1, 2)), expected, atol=1e-6)


def test_each_channel_has_its_own_mean_and_std() -> None:
    pixels = preprocess(plain(8, 8), spec(mean=(200.0, 0.0, 0.0), std=(1.0, 100.0, 50.0)))
    assert np.allclose(pixels[:, 0, 0], [0.0, 1.0, 1.0])


def test_squash_keeps_every_part_of_a_wide_picture() -> None:
    rgb = plain(10, 60, (0, 0, 0))
    rgb[:, :10] = 255
    assert to_square(rgb, spec())[16, 0].tolist() == [255, 255, 255]


def test_crop_drops_the_ends_of_a_wide_picture() -> None:
    rgb = plain(10, 60, (0, 0, 0))
    rgb[:, :10] = 255
    assert not to_square(rgb, spec(ResizeMode.CROP)).any()


def test_letterbox_fills_above_and_below_a_wide_picture() -> None:
    square = to_square(plain(10, 40, (9, 9, 9)), spec(ResizeMode.LETTERBOX, fill=77))
    assert square[0, 16].tolist() == [77, 77, 77]
    assert square[16, 0].tolist() == [9, 9, 9]


def test_fine_lines_are_averaged_when_the_picture_shrinks() -> None:
    rgb = plain(512, 512, (0, 0, 0))
    rgb[:, ::2] = 255
    grey = to_square(rgb, spec())
    assert grey.min() > 110
    assert grey.max() < 145


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(2, 3, 4, 5), (5, 4)),
        (Box(-5, -5, 100, 100), (20, 30)),
        (Box(25, 15, 100, 100), (5, 5)),
        (Box(500, 500, 10, 10), (1, 1)),
        (Box(4, 4, 0, 0), (1, 1)),
    ],
)
def test_a_box_is_clamped_to_the_picture(box: Box, expected: tuple[int, int]) -> None:
    assert cut_out(plain(20, 30), box).shape[:2] == expected


def test_margin_grows_the_box_on_every_side() -> None:
    assert cut_out(plain(100, 100), Box(40, 40, 20, 10), margin=0.5).shape[:2] == (30, 40)


def test_only_the_part_within_the_box_is_seen() -> None:
    rgb = plain(50, 50, (0, 0, 0))
    rgb[10:20, 30:40] = 255
    assert to_square(cut_out(rgb, Box(30, 10, 10, 10)), spec()).min() == 255


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((0, 4, 3), np.uint8),
    ],
)
def test_what_is_no_picture_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="picture"):
        preprocess(wrong, spec())


@pytest.mark.parametrize("changes", [{"size": 8}, {"size": 4096}, {"std": (1.0, 0.0, 1.0)}])
def test_a_specification_that_cannot_work_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"size|std"):
        spec(**changes)


@pytest.mark.parametrize(
    ("mode", "box", "margin", "expected"),
    [
        (ResizeMode.SQUASH, None, 0.0, WHOLE),
        (ResizeMode.CROP, None, 0.0, Area(0.25, 0.0, 0.5, 1.0)),
        (ResizeMode.LETTERBOX, None, 0.0, Area(0.0, -0.5, 1.0, 2.0)),
        (ResizeMode.SQUASH, Box(100, 50, 50, 50), 0.0, Area(0.5, 0.5, 0.25, 0.5)),
        (ResizeMode.SQUASH, Box(100, 50, 50, 50), 0.5, Area(0.375, 0.25, 0.5, 0.75)),
        (ResizeMode.SQUASH, Box(150, 0, 500, 500), 0.0, Area(0.75, 0.0, 0.25, 1.0)),
    ],
)
def test_the_part_that_is_seen_is_known(
    mode: ResizeMode, box: Box | None, margin: float, expected: Area
) -> None:
    assert seen_area(200, 100, box, spec(mode, box_margin=margin)) == expected


# Red of Pillow 12's `Image.resize(..., Image.BICUBIC)` of the picture below.
PILLOW_SMALL = [[27, 89, 156, 224], [59, 121, 197, 160], [91, 157, 198, 62]]
PILLOW_LARGE = [[8, 57, 110, 163, 212], [15, 64, 117, 170, 219], [24, 73, 126, 179, 228]]


@pytest.mark.parametrize(("height", "width", "rows"), [(3, 4, PILLOW_SMALL), (12, 5, PILLOW_LARGE)])
def test_bicubic_is_that_of_pillow(height: int, width: int, rows: list[list[int]]) -> None:
    y, x = np.mgrid[0:9, 0:7]
    rgb = np.stack([(x * 37 + y * 11) % 256, (y * y * 5) % 256, x * 0 + 40], axis=2).astype(
        np.uint8
    )
    resized = resize_bicubic(rgb, height, width)
    assert resized.shape == (height, width, 3)
    assert np.abs(resized[: len(rows), :, 0].astype(int) - rows).max() <= 1
    assert (resized[:, :, 2] == 40).all()


@given(
    sides=st.tuples(*[st.integers(1, 90)] * 2), size=st.integers(16, 40), grey=st.integers(0, 255)
)
def test_bicubic_of_one_colour_is_that_colour(sides: tuple[int, int], size: int, grey: int) -> None:
    for mode in (ResizeMode.SQUASH, ResizeMode.CROP):
        how = spec(mode, size=size, interpolation=Interpolation.BICUBIC)
        assert (to_square(plain(*sides, (grey, grey, grey)), how) == grey).all()


def test_bicubic_does_not_flicker_when_a_fine_pattern_shrinks() -> None:
    y, x = np.mgrid[0:160, 0:160]
    rgb = np.repeat(((x + y) % 2 * 255).astype(np.uint8)[..., None], 3, axis=2)
    how = spec(ResizeMode.CROP, interpolation=Interpolation.BICUBIC)
    assert to_square(rgb, how)[2:-2, 2:-2].std() < 3


def test_planes_are_normalised_as_the_whole_would_be() -> None:
    """To the last bit: embeddings of a catalogue must not hang on how the sum is written."""
    square = np.random.default_rng(1).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    how = spec(mean=(120.0, 116.3, 101.7), std=(58.4, 57.1, 57.4))
    mean, std = (np.array(values, dtype=np.float32) for values in (how.mean, how.std))
    whole = ((square.astype(np.float32) - mean) * (1.0 / std)).transpose(2, 0, 1)
    assert np.array_equal(normalise(square, how), whole)
