"""Limits of price changes: what passes them, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.core.price import AlertKind, PriceLimit, passed, percent_change

TENTHS = PriceLimit(Decimal(10), Decimal(10), Decimal(20))


@pytest.mark.parametrize(
    ("before", "after", "then", "kind", "percent"),
    [
        ("1.00", "1.10", None, None, None),
        ("1.00", "1.11", None, AlertKind.RISE, "11.0"),
        ("1.00", "0.90", None, None, None),
        ("1.00", "0.89", None, AlertKind.FALL, "-11.0"),
        ("3.00", "3.30", None, None, None),  # 3.3 / 3.0 is no binary fraction
        ("1.10", "1.20", "1.00", None, None),
        ("1.12", "1.21", "1.00", AlertKind.DRIFT, "21.0"),
        ("0.85", "0.79", "1.00", AlertKind.DRIFT, "-21.0"),
        ("0", "1.00", None, None, None),
        ("1.00", "0", None, AlertKind.FALL, "-100.0"),
    ],
)
def test_what_is_beyond_a_limit_is_told(
    before: str, after: str, then: str | None, kind: AlertKind | None, percent: str | None
) -> None:
    found = passed(Decimal(before), Decimal(after), Decimal(then) if then else None, TENTHS)
    assert (found[0] if found else None) == kind
    assert (str(found[1]) if found else None) == percent


def test_without_limits_nothing_is_told() -> None:
    assert passed(Decimal(1), Decimal(9), Decimal(1), PriceLimit()) is None


def test_the_narrower_limit_wins_where_it_says_something() -> None:
    own = PriceLimit(rise=Decimal(0))
    assert own.over(TENTHS) == PriceLimit(Decimal(0), Decimal(10), Decimal(20))


def test_change_in_per_cent() -> None:
    assert percent_change(Decimal(3), Decimal(4)) == Decimal("33.3")
    assert percent_change(Decimal(0), Decimal(4)) is None
