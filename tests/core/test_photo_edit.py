"""Crops stay inside the picture whatever is dragged; four quarter turns change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.photo_edit import (
    LEAST_SIDE,
    PhotoEdit,
    box_between,
    moved_box,
    scaled_box,
    stretched_box,
)
from desktop_app.core.types import Box
from desktop_app.core.undo import Undo

SIZES = st.tuples(st.integers(1, 2000), st.integers(1, 2000))
OFFSETS = st.integers(-3000, 3000)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Box, tuple[int, int]]:
    size = draw(SIZES)
    points = st.tuples(OFFSETS, OFFSETS)
    return box_between(draw(points), draw(points), *size), size


def is_inside(box: Box, size: tuple[int, int]) -> bool:
    wide = min(LEAST_SIDE, size[0]) <= box.width <= size[0] - box.x
    high = min(LEAST_SIDE, size[1]) <= box.height <= size[1] - box.y
    return box.x >= 0 and box.y >= 0 and wide and high


@given(picture=pictures(), across=OFFSETS, down=OFFSETS)
def test_a_moved_box_keeps_its_size_and_stays_inside(picture, across: int, down: int) -> None:
    box, size = picture
    moved = moved_box(box, across, down, *size)
    assert is_inside(moved, size)
    assert (moved.width, moved.height) == (box.width, box.height)


@given(
    picture=pictures(),
    edges=st.tuples(st.integers(-1, 1), st.integers(-1, 1)),
    by=st.tuples(OFFSETS, OFFSETS),
)
def test_a_stretched_box_stays_inside_and_keeps_its_other_edges(picture, edges, by) -> None:
    box, size = picture
    new = stretched_box(box, edges, by, size)
    assert is_inside(new, size)
    if edges[0] >= 0:
        assert new.x == box.x
    if edges[1] <= 0:
        assert new.y + new.height == box.y + box.height


@given(picture=pictures(), by=st.sampled_from([1, -1]))
def test_four_quarter_turns_are_none_and_a_turn_back_undoes_one(picture, by: int) -> None:
    box, size = picture
    edit = start = PhotoEdit(crop=box)
    for number in range(4):
        turned = size if number % 2 == 0 else size[::-1]
        edit = edit.turned(by, *turned)
        assert edit.crop is not None
        assert is_inside(edit.crop, turned[::-1])
    assert edit == start
    assert start.turned(by, *size).turned(-by, *size[::-1]) == start


def test_a_quarter_turn_takes_the_crop_along() -> None:
    corner = PhotoEdit(crop=Box(0, 0, 20, 30))
    assert corner.turned(1, 100, 200).crop == Box(170, 0, 30, 20)
    assert corner.turned(-1, 100, 200).crop == Box(0, 80, 30, 20)


@pytest.mark.parametrize(
    ("box", "expected"),
    [(Box(0, 0, 100, 50), Box(0, 0, 400, 200)), (Box(25, 10, 50, 20), Box(100, 40, 200, 80))],
)
def test_a_box_of_the_copy_is_scaled_to_the_original(box: Box, expected: Box) -> None:
    assert scaled_box(box, (100, 50), (400, 200)) == expected
    assert scaled_box(expected, (400, 200), (100, 50)) == box


@given(picture=pictures(), factor=st.floats(0.1, 6))
def test_a_scaled_box_stays_inside(picture, factor: float) -> None:
    box, size = picture
    new = (max(1, round(size[0] * factor)), max(1, round(size[1] * factor)))
    scaled = scaled_box(box, size, new)
    assert scaled.x + scaled.width <= new[0] + 1
    assert scaled.y + scaled.height <= new[1] + 1


@given(steps=st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["undo", "redo"])), max_size=40))
def test_undo_and_redo_walk_the_same_way_back_and_forth(steps: list[int | str]) -> None:
    undo = Undo(0)
    past: list[int] = []
    future: list[int] = []
    now = 0
    for step in steps:
        if step == "undo":
            if past:
                future.append(now)
                now = past.pop()
            undo.undo()
        elif step == "redo":
            if future:
                past.append(now)
                now = future.pop()
            undo.redo()
        elif step != now:
            past.append(now)
            future, now = [], int(step)
            undo.record(now)
        assert (undo.value, undo.can_undo, undo.can_redo) == (now, bool(past), bool(future))
