"""Codes as scanners, keyboards and the reader of symbols deliver them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.types import BarcodeSymbol
from desktop_app.services.code_reading import may_be_code, read_code, read_symbol

GTIN = "04012345678901"
FULL = {"gtin": GTIN, "lot": "LOT123", "serial": "SN0001", "expiry": "2027-05-31"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("4012345678901", {"gtin": GTIN}),
        ("(01)04012345678901(17)270531(10)LOT123(21)SN0001", FULL),
        ("]d201040123456789011727053110LOT123\x1d21SN0001", FULL),
        ("]C101040123456789011727053110LOT123\x1d21SN0001", FULL),
        ("01040123456789011727053110LOT123\x1d21SN0001", FULL),
        ("https://id.gs1.org/01/04012345678901/10/LOT123", {"gtin": GTIN, "lot": "LOT123"}),
        ("GLOVE-M-100", {}),
        ("4006381333932", {}),  # wrong check digit: an own code at most
        ("401234", {}),  # digits that would read as an application identifier
        ("(01)broken", {}),
    ],
)
def test_codes_are_taken_apart(text: str, parts: dict[str, str]) -> None:
    code = read_code(text)
    found = {
        name: getattr(code, name)
        for name in ("gtin", "lot", "serial", "expiry")
        if getattr(code, name)
    }
    assert found == parts
    assert code.raw == text


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read_code(text).raw == text.strip()


def test_a_symbol_keeps_its_format() -> None:
    assert read_symbol(BarcodeSymbol("EAN13", "4012345678901")).format == "EAN13"


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("4012345678901", True),
        ("4 012345 678901", True),
        ("GLOVE-M", True),
        ("(01)04012345678901 (10)A", True),
        ("green apple", True),
        ("", False),
        ("x" * 200, False),
    ],
)
def test_which_texts_are_tried_as_codes(text: str, may_be: bool) -> None:
    assert may_be_code(text) is may_be
