"""The picture of an explanation: both photos, lighter where they are alike."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from desktop_app.core.explanation import WHOLE, Area, ContributionMap, Explanation, RegionPair
from desktop_app.vision.copies import encode_jpeg
from desktop_app.vision.heat_picture import SIDE, heat_picture

GREY = encode_jpeg(np.full((40, 60, 3), 128, np.uint8), 90)


def corner(row: int, column: int, area: Area = WHOLE) -> ContributionMap:
    values = np.zeros((9, 9), np.float32)
    values[row : row + 2, column : column + 2] = 1
    return ContributionMap(values, area)


def drawn(found: Explanation) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(heat_picture(GREY, GREY, found), np.uint8), cv2.IMREAD_COLOR)


def test_both_photos_stand_side_by_side_and_alike_is_lighter() -> None:
    picture = drawn(Explanation(0.5, corner(0, 0), corner(7, 7)))
    height, width = picture.shape[:2]
    side = round(SIDE * 60 / 40)
    assert (height, width) == (SIDE, 2 * side + 16)
    light = picture.mean(axis=2)
    assert light[60, 60] > light[SIDE - 60, 60] + 30
    assert light[SIDE - 60, width - 60] > light[60, width - 60] + 30


def test_only_what_the_network_saw_is_covered() -> None:
    right_half = Area(0.5, 0.0, 0.5, 1.0)
    padded = Area(0.0, -0.25, 1.0, 1.5)
    picture = drawn(Explanation(0.5, corner(0, 0, right_half), corner(0, 0, padded)))
    assert picture[SIDE // 2, 100].tolist() == pytest.approx([128] * 3, abs=3)
    assert picture[SIDE // 2, 1000].tolist() != pytest.approx([128] * 3, abs=3)


def test_pairs_are_numbered() -> None:
    pair = RegionPair(Area(0.4, 0.4, 0.2, 0.2), Area(0.1, 0.1, 0.2, 0.2), 0.1)
    plain = drawn(Explanation(0.5, corner(0, 0), corner(0, 0)))
    marked = drawn(Explanation(0.5, corner(0, 0), corner(0, 0), (pair,)))
    changed = (plain != marked).any(axis=2)
    assert changed[SIDE // 2, SIDE * 3 // 4]
    assert not changed[SIDE - 20, 20]


def test_a_copy_that_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="decoded"):
        heat_picture(b"nothing", GREY, Explanation(0.5, corner(0, 0), corner(0, 0)))
