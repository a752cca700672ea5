"""Only what windows reach is worked out, and that changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.vision import print_overlay
from desktop_app.vision.print_points import Alignment, find_points, line_up
from tests.vision.packages import OAT, package, photographed
from tests.vision.picture_samples import Pixels


def in_a_corner(pixels: Pixels) -> Pixels:
    wide = np.full((pixels.shape[0] + 300, pixels.shape[1] + 300, 3), 90, np.uint8)
    wide[: pixels.shape[0], -pixels.shape[1] :] = pixels
    return wide


def laid(query: Pixels, reference: Pixels) -> tuple[Pixels, Pixels, Alignment]:
    alignment = line_up(find_points(query), find_points(reference))
    return query, reference, alignment


@pytest.mark.parametrize("size", ["", "500ml"], ids=["the same", "a sister"])
def test_a_part_gives_the_same_as_the_whole_picture(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = np.ascontiguousarray(in_a_corner(photographed(package(OAT))))
    reference = package(OAT, size) if size else package(OAT)
    part = laid(query, reference)
    bounds = print_overlay._grown_bounds
    sizes: list[int] = []

    def whole(inside: print_overlay._Mask) -> tuple[slice, slice]:
        sizes.append(inside[bounds(inside)].size)
        return slice(None), slice(None)

    found = print_overlay.agreement(*part)
    monkeypatch.setattr(print_overlay, "_grown_bounds", whole)
    expected = print_overlay.agreement(*part)
    assert found is not None
    assert expected is not None
    assert sizes[0] < 0.8 * query.shape[0] * query.shape[1]
    for name in ("covered", "differing", "worst", "colour_gap"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), abs=1e-6)


def test_points_on_one_line_say_nothing() -> None:
    view = package(OAT)
    line = np.array([[x, 50] for x in range(10, 60, 10)], np.float32)
    assert print_overlay.agreement(view, view, Alignment(line, line)) is None
