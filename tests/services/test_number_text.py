"""Numbers as people write them; what has two readings is refused."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.number_text import (
    AmbiguousNumberError,
    NumberTextError,
    parse_decimal,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("012", "12"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("12.50", "12.50"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.2345", "1.2345"),
        ("1234.567", "1234.567"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        ("1 234", "1234"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        (" 7 ", "7"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("-1.234,5", "-1234.5"),
        ("１２．５", "12.5"),
    ],
)
def test_a_number_with_one_reading_is_read(text: str, number: str) -> None:
    assert str(parse_decimal(text)) == number


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [("1.234", "1234", "1.234"), ("1,234", "1234", "1.234"), ("-12.345", "-12345", "-12.345")],
)
def test_a_number_with_two_readings_is_refused(text: str, one: str, other: str) -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        parse_decimal(text)
    assert (str(caught.value.one), str(caught.value.other)) == (one, other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "€ 5",
        "5 EUR",
        "1e5",
        "NaN",
        "inf",
        "--5",
        "1.",
        ".5",
        "1,23,456",
        "1.234.56",
        "1,234,5",
        "1.234.5,6,7",
        "1 234 5",
        "1.234'567",
        "12 34",
        "9" * 19,
        "1/2",
        "5\n6",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberTextError):
        parse_decimal(text)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_two_decimals_are_read_in_every_notation(number: Decimal) -> None:
    plain = f"{number:.2f}"
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (plain, plain.replace(".", ","), english, german, english.replace(",", " ")):
        assert parse_decimal(text) == number


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(NumberTextError):
        assert parse_decimal(text).is_finite()
