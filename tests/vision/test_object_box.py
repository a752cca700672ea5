import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from desktop_app.core.types import Box
from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.object_box import find_box

PLAIN = BoxSpec(margin=0.0, narrowest=0.0)


def thing_at(
    rows: tuple[int, int], columns: tuple[int, int], sureness: float = 1.0, side: int = 10
) -> np.ndarray:
    thing = np.zeros((side, side), np.float32)
    thing[slice(*rows), slice(*columns)] = sureness
    return thing


@pytest.mark.parametrize(
    ("rows", "columns", "box"),
    [
        ((4, 6), (4, 6), Box(400, 200, 200, 100)),
        ((0, 2), (0, 3), Box(0, 0, 300, 100)),
        ((9, 10), (7, 10), Box(700, 450, 300, 50)),
        ((0, 10), (2, 7), Box(200, 0, 500, 500)),
    ],
)
def test_the_box_goes_round_the_thing(
    rows: tuple[int, int], columns: tuple[int, int], box: Box
) -> None:
    assert find_box(thing_at(rows, columns), 1000, 500, PLAIN) == box


@pytest.mark.parametrize(
    "thing",
    [
        np.zeros((10, 10), np.float32),
        thing_at((4, 6), (4, 6), sureness=0.6),  # likely, but never sure
        thing_at((0, 10), (0, 10)),  # fills the picture
        thing_at((1, 9), (0, 9)),  # nearly fills it
    ],
    ids=["nothing", "unsure", "all of it", "most of it"],
)
def test_there_may_be_no_box(thing: np.ndarray) -> None:
    assert find_box(thing, 1000, 1000, BoxSpec()) is None


def test_of_two_things_the_one_near_the_middle_is_meant() -> None:
    both = np.maximum(thing_at((4, 6), (4, 6)), thing_at((8, 10), (8, 10)))
    assert find_box(both, 100, 100, PLAIN) == Box(40, 40, 20, 20)


def test_a_large_thing_at_the_side_is_meant_rather_than_a_spot_in_the_middle() -> None:
    both = np.maximum(thing_at((4, 5), (4, 5)), thing_at((1, 9), (6, 10)))
    assert find_box(both, 100, 100, PLAIN) == Box(60, 10, 40, 80)


def test_a_long_thing_gets_room_at_its_sides() -> None:
    box = find_box(thing_at((1, 9), (5, 6)), 300, 300, BoxSpec(margin=0.0, narrowest=0.5))
    assert box == Box(105, 30, 120, 240)


def test_a_cell_at_the_rim_counts_as_far_as_it_is_likely() -> None:
    thing = thing_at((4, 6), (4, 6))
    thing[4:6, 6] = 0.3
    assert find_box(thing, 100, 100, PLAIN) == Box(40, 40, 23, 20)


def test_a_map_that_is_not_square_is_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        find_box(np.zeros((4, 5), np.float32), 10, 10, PLAIN)


@pytest.mark.parametrize("name", ["inside", "sure", "fills", "margin", "narrowest"])
def test_shares_lie_between_0_and_1(name: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        BoxSpec(**{name: 1.5})


@given(
    hnp.arrays(np.float32, (9, 9), elements=st.floats(0, 1, width=32)),
    st.integers(1, 3000),
    st.integers(1, 3000),
)
def test_every_box_lies_in_the_picture(thing: np.ndarray, width: int, height: int) -> None:
    box = find_box(thing, width, height, BoxSpec())
    if box is not None:
        assert box.x >= 0
        assert box.y >= 0
        assert 1 <= box.width <= width - box.x
        assert 1 <= box.height <= height - box.y
