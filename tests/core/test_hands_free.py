"""When a picture is looked up without a hand, and when not."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.camera import GREY_HEIGHT, GREY_WIDTH
from desktop_app.core.hands_free import (
    CHANGED_ABOVE,
    MOVING_ABOVE,
    STILL_BELOW,
    HandsFree,
    Phase,
    difference,
)
from desktop_app.core.seen_codes import SeenCodes

STEP_S = 0.1


def picture(item: int = 0, shift: int = 0, light: int = 0, seed: int = 0) -> np.ndarray:
    """A desk with *item* on it, moved by *shift*; every picture has noise of its own."""
    made = np.full((GREY_HEIGHT, GREY_WIDTH), 140.0)
    if item:
        tile = np.random.default_rng(item).integers(0, 255, (6, 5)).repeat(4, 0).repeat(4, 1)
        made[10:34, 20 + shift : 40 + shift] = tile
    made += np.random.default_rng(seed).normal(0, 1.5, made.shape) + light
    return np.clip(made, 0, 255).astype(np.uint8)


class Bench:
    """Shows pictures in steps of a tenth of a second and counts the lookups."""

    def __init__(self) -> None:
        self.rule, self.now, self.lookups, self._n = HandsFree(), 0.0, 0, 0
        self.rule.switch(on=True)

    def show(self, item: int, seconds: float, moving: bool = False, light: int = 0) -> Phase:
        for _ in range(round(seconds / STEP_S)):
            self._n += 1
            self.now += STEP_S
            shift = (self._n * 7) % 20 if moving else 0
            if self.rule.pictured(self.now, picture(item, shift, light, self._n)):
                self.lookups += 1
                self.rule.lookup_ended()
        return self.rule.phase


@pytest.fixture
def bench() -> Bench:
    """The empty place is known already."""
    made = Bench()
    made.show(0, 1.5)
    return made


def test_the_empty_place_is_not_looked_up(bench: Bench) -> None:
    assert bench.show(0, 10) is Phase.NEXT
    assert bench.lookups == 0


def test_an_item_that_holds_still_is_looked_up_once(bench: Bench) -> None:
    assert bench.show(1, 5) is Phase.NEXT
    assert bench.lookups == 1


def test_an_item_that_moves_is_not_looked_up(bench: Bench) -> None:
    assert bench.show(1, 4, moving=True) is Phase.MOVING
    assert bench.lookups == 0


def test_it_is_looked_up_within_a_second_of_holding_still(bench: Bench) -> None:
    bench.show(1, 1, moving=True)
    bench.show(1, 1)
    assert bench.lookups == 1


def test_ten_items_one_after_the_other_are_ten_lookups(bench: Bench) -> None:
    for item in range(1, 11):
        bench.show(item, 0.5, moving=True)
        bench.show(item, 1.5)
        bench.show(0, 1.5)
    assert bench.lookups == 10


def test_a_place_that_comes_back_between_items_is_taken_for_empty() -> None:
    """The first picture showed an item already; the desk below it is looked up once at most."""
    bench = Bench()
    bench.show(9, 1.5)
    for item in range(1, 6):
        bench.show(item, 1.5)
        bench.show(0, 1.5)
    assert bench.lookups <= 5 + 1


def test_the_same_item_put_back_is_not_asked_again(bench: Bench) -> None:
    bench.show(1, 1.5)
    bench.show(0, 1.5)
    bench.show(1, 1.5)
    assert bench.lookups == 1


def test_a_camera_that_adjusts_its_exposure_is_no_new_item(bench: Bench) -> None:
    bench.show(1, 1.5)
    for light in range(0, 30, 3):
        bench.show(1, 0.5, light=light)
    assert bench.lookups == 1


def test_nothing_is_asked_while_an_answer_is_awaited(bench: Bench) -> None:
    for number in range(10):
        bench.rule.pictured(bench.now + number * STEP_S, picture(1, seed=number))
    assert bench.rule.phase is Phase.LOOKING
    for number in range(30):
        asked = bench.rule.pictured(bench.now + 1 + number * STEP_S, picture(2, seed=number))
        assert not asked


def test_what_was_looked_up_by_its_code_is_not_looked_up_by_its_looks(bench: Bench) -> None:
    bench.rule.looked_up(picture(1))
    bench.rule.lookup_ended()
    bench.show(1, 3)
    assert bench.lookups == 0


def test_a_covered_lens_begins_the_wait_anew(bench: Bench) -> None:
    bench.show(1, 0.5)
    bench.rule.interrupted()
    bench.show(1, 0.5)
    assert bench.lookups == 0


def test_switched_off_it_does_nothing(bench: Bench) -> None:
    bench.rule.switch(on=False)
    assert bench.show(1, 3) is Phase.OFF
    assert bench.lookups == 0


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (picture(1, seed=1), picture(1, seed=2), 0, STILL_BELOW),
        (picture(1, seed=1), picture(1, light=25, seed=2), 0, STILL_BELOW),
        (picture(1, shift=0), picture(1, shift=6), MOVING_ABOVE, 255),
        (picture(1), picture(2), CHANGED_ABOVE, 255),
        (picture(1), picture(0), CHANGED_ABOVE, 255),
    ],
    ids=["noise", "exposure", "moved", "another", "taken away"],
)
def test_differences_lie_where_the_thresholds_expect_them(one, other, low, high) -> None:
    assert low <= difference(one, other) <= high


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([(0.0, "A")], ["A"]),
        ([(0.0, "A"), (0.4, "A"), (0.8, "A")], ["A"]),
        ([(0.0, "A"), (0.4, ""), (0.8, "A")], ["A"]),
        ([(0.0, "A"), (2.0, "A")], ["A", "A"]),
        ([(0.0, "A"), (0.4, "B"), (0.8, "A")], ["A", "B"]),
        ([(0.0, ""), (0.4, "A")], ["A"]),
    ],
)
def test_a_code_counts_once_until_it_left_the_picture(looks, expected) -> None:
    codes, found = SeenCodes(), []
    for at, code in looks:
        found += codes.seen(at, [code, code])
    assert found == expected
