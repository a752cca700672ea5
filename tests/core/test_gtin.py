"""Check digits after the GS1 General Specifications, section 7.9."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.gtin import check_digit, is_gtin, looks_like_gtin, parse_gtin, printed_gtin

DIGITS = st.text("0123456789", min_size=7, max_size=13).filter(lambda t: len(t) in {7, 11, 12, 13})


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("4006381333931", "04006381333931"),  # EAN-13
        ("036000291452", "00036000291452"),  # UPC-A
        ("96385074", "00000096385074"),  # EAN-8
        ("10614141000415", "10614141000415"),  # ITF-14
        ("4 006381 333931", "04006381333931"),
        ("978-0-306-40615-7", "09780306406157"),
    ],
)
def test_valid_numbers_become_fourteen_digits(text: str, gtin: str) -> None:
    assert parse_gtin(text) == gtin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4006381333932",
        "400638133393",
        "123",
        "4006381333931x",
        "４００６３８１３３３９３１",
        "-" * 13,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert parse_gtin(text) is None


@given(DIGITS)
def test_appended_check_digit_is_accepted(payload: str) -> None:
    assert is_gtin(payload + str(check_digit(payload)))


@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(payload: str, position: int, shift: int) -> None:
    code = payload + str(check_digit(payload))
    place = position % len(code)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert not is_gtin(wrong)


def test_wrong_check_digit_still_looks_like_a_gtin() -> None:
    assert looks_like_gtin("4006381333932")
    assert not looks_like_gtin("GLOVE-M")


@pytest.mark.parametrize("printed", ["4006381333931", "96385074", "10614141000415"])
def test_printed_form_is_the_one_on_the_pack(printed: str) -> None:
    stored = parse_gtin(printed)
    assert stored is not None
    assert printed_gtin(stored) == printed
