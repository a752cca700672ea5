"""What is ordered, when, and in which words it is said."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop_app.core.restock import ProductStock, restock_lines, urgency
from desktop_app.core.stock import (
    NO_RULE,
    STANDARD_RULE,
    DemandClass,
    RestockLine,
    RestockState,
    StockRule,
)
from desktop_app.core.stock_wording import plain_number, short_number, why_words

STEADY = [10, 9, 11, 10, 10, 9, 11, 10, 10, 10]
RARE = [0] * 6 + [2, 0, 0, 0]


def line(
    stock: str | None, demand: list[int], rule: StockRule = NO_RULE, on_order: str = "0"
) -> RestockLine:
    product = ProductStock(
        1,
        "S-1",
        "Swab",
        "Care",
        "A-1",
        None if stock is None else Decimal(stock),
        Decimal(on_order),
        rule.over(STANDARD_RULE),
    )
    (found,) = restock_lines([product], np.array([demand], dtype=float))
    return found


@pytest.mark.parametrize(
    ("stock", "demand", "rule", "on_order", "expected"),
    [
        ("100", STEADY, NO_RULE, "0", (RestockState.FINE, "0")),
        ("19", STEADY, NO_RULE, "0", (RestockState.SOON, "0")),
        ("12", STEADY, NO_RULE, "0", (RestockState.ORDER, "16")),
        ("0", STEADY, NO_RULE, "0", (RestockState.OUT, "28")),
        ("-2", STEADY, NO_RULE, "0", (RestockState.OUT, "30")),
        ("12", STEADY, StockRule(pack=Decimal(12)), "0", (RestockState.ORDER, "24")),
        ("12", STEADY, NO_RULE, "10", (RestockState.ORDERED, "0")),
        ("12", STEADY, NO_RULE, "2", (RestockState.ORDER, "14")),
        ("25", STEADY, StockRule(minimum=Decimal(30)), "0", (RestockState.ORDER, "5")),
        (None, STEADY, NO_RULE, "0", (RestockState.UNKNOWN, "0")),
        ("5", RARE, NO_RULE, "0", (RestockState.UNKNOWN, "0")),
        ("5", RARE, StockRule(minimum=Decimal(8)), "0", (RestockState.ORDER, "3")),
        ("0", [0] * 10, NO_RULE, "0", (RestockState.UNKNOWN, "0")),
        ("9", [0] * 10, StockRule(minimum=Decimal(8)), "0", (RestockState.FINE, "0")),
        ("9", [5, 4, 5, 4, 5, 4] + [0] * 12, NO_RULE, "0", (RestockState.NOT_ASKED, "0")),
    ],
)
def test_orders_fill_up_in_whole_packs(
    stock: str | None, demand: list[int], rule: StockRule, on_order: str, expected: tuple[str, str]
) -> None:
    found = line(stock, demand, rule, on_order)
    assert (found.state, str(found.order)) == expected


def test_more_time_and_more_service_need_more_stock() -> None:
    plain = line("50", STEADY)
    slow = line("50", STEADY, StockRule(lead_days=28))
    sure = line("50", STEADY, StockRule(service=0.999))
    levels = [each.reorder_at for each in (plain, slow, sure)]
    assert None not in levels
    assert levels[0] < min(levels[1:])  # type: ignore[type-var]
    assert plain.days_left == pytest.approx(35, abs=0.5)


def test_the_reasons_say_what_the_order_rests_on() -> None:
    words = why_words(line("12", STEADY, StockRule(pack=Decimal(12))))
    assert "Order 24: 2 packs of 12." in words
    assert "About 10 a week" in words
    assert "95 %" in words
    grouped = why_words(line("12", STEADY, StockRule(pack=Decimal(12))), number="<{}>".format)
    assert "Order <24>: <2> packs of <12>." in grouped
    one = why_words(line("12", STEADY, StockRule(pack=Decimal(24))))
    assert "Order 24: 1 pack of 24." in one
    assert "a single week is known" in why_words(line("5", [2]))
    assert "demand in 1 of 4 weeks" in why_words(line("5", RARE))
    assert "count it" in why_words(line(None, STEADY))
    assert "no forecast" in why_words(line("5", [0] * 10))


def test_the_reasons_follow_one_another_as_the_language_wants_it() -> None:
    def chinese(text: str) -> str:
        return text.replace("{first} {second}", "{first}{second}")

    words = why_words(line("12", STEADY), chinese)
    assert "Order 16.About 10 a week" in words
    assert "{" not in words


def test_the_most_urgent_comes_first() -> None:
    lines = [line("100", STEADY), line("12", STEADY), line("5", RARE), line("0", STEADY)]
    states = [each.state for each in sorted(lines, key=urgency)]
    assert states == [
        RestockState.OUT,
        RestockState.ORDER,
        RestockState.FINE,
        RestockState.UNKNOWN,
    ]


def test_no_history_at_all_is_said() -> None:
    assert restock_lines([], np.zeros((0, 10))) == []
    assert line("3", []).forecast.demand_class is DemandClass.NO_HISTORY


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0"), ("10", "10"), ("2.50", "2.5"), ("1200", "1200"), ("0.00", "0")]
)
def test_numbers_are_short(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text


def test_rates_have_the_digits_they_deserve() -> None:
    assert [short_number(value) for value in (0.42, 3.0, 3.21, 12.4)] == ["0.4", "3", "3.2", "12"]
