"""Narrowing a plan, round marks of plots, and movements as they are typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.core.plot_scale import steps_of
from desktop_app.core.quick_move import split_move
from desktop_app.core.restock_view import RestockOrder, RestockView, categories, narrowed
from desktop_app.core.stock import (
    NO_FORECAST,
    STANDARD_RULE,
    MovementKind,
    RestockLine,
    RestockState,
)


def line(number: int, name: str, state: RestockState, days: float | None) -> RestockLine:
    return RestockLine(
        number,
        f"S-{number}",
        name,
        "Care" if number % 2 else "Tools",
        "" if number == 1 else f"A-{number}",
        Decimal(number),
        Decimal(0),
        STANDARD_RULE,
        NO_FORECAST,
        state,
        days,
        None,
        None,
        Decimal(number * 10),
    )


LINES = [
    line(1, "Swab", RestockState.OUT, None),
    line(10, "Bolt 10", RestockState.ORDER, 3),
    line(2, "Bolt 2", RestockState.ORDER, 9),
    line(3, "Tape", RestockState.FINE, 40),
]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (RestockView(), [1, 10, 2, 3]),
        (RestockView("bolt"), [10, 2]),
        (RestockView("tools S-2"), [2]),
        (RestockView(state=RestockState.ORDER), [10, 2]),
        (RestockView(category="Care"), [1, 3]),
        (RestockView(order=RestockOrder.NAME), [2, 10, 1, 3]),
        (RestockView(order=RestockOrder.PLACE), [2, 3, 10, 1]),
        (RestockView(order=RestockOrder.DAYS), [10, 2, 3, 1]),
        (RestockView(order=RestockOrder.ORDER), [10, 3, 2, 1]),
    ],
)
def test_a_plan_is_narrowed_and_sorted(view: RestockView, expected: list[int]) -> None:
    assert [each.product_id for each in narrowed(LINES, view)] == expected


def test_categories_are_listed_once() -> None:
    assert categories([*LINES, replace(LINES[0], category="")]) == ["Care", "Tools"]


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 9, [0, 2.5, 5, 7.5, 10]),
        (0, 240, [0, 100, 200, 300]),
        (-2, 7, [-2.5, 0, 2.5, 5, 7.5]),
        (0, 0, [0, 0.25]),
        (0, 0.8, [0, 0.2, 0.4, 0.6, 0.8]),
        (5, 5, [4, 6]),
    ],
)
def test_marks_are_round_and_hold_everything(low: float, high: float, marks: list[float]) -> None:
    found = steps_of(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert len(found) >= 2
    if low != high:
        assert found == marks


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3", (None, "3")),
        (" +3 ", (MovementKind.IN, "3")),
        ("＋３", (MovementKind.IN, "3")),
        ("=12", (MovementKind.COUNT, "12")),
        ("-2", (MovementKind.OUT, "2")),
        ("", (None, "")),
    ],
)
def test_a_sign_says_what_is_moved(typed: str, expected: tuple[MovementKind | None, str]) -> None:
    assert split_move(typed) == expected
