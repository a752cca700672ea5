"""Sizes are found however they are written, and compare as what they are."""

from __future__ import annotations

import pytest

from desktop_app.core.quantities import quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Saline 0.9 %, 500 ml", [("%", "0.9"), ("ml", "500")]),
        ("Saline 0,9% 0.5 L", [("%", "0.9"), ("ml", "500")]),
        ("生理盐水 500毫升", [("ml", "500")]),
        ("Syringes, 5 ml 一次性注射器 5毫升", [("ml", "5")]),
        ("Hex bolt M8 × 40, pack of 50", [("thread", "m8x40"), ("pieces", "50")]),
        ("六角螺栓M12×60", [("thread", "m12x60")]),
        ("Nitrile gloves, size M 丁腈手套 M号", [("size", "M")]),
        ("T-shirt XL, red", [("size", "XL")]),
        ("gloves m", [("size", "M")]),
        ("Men's shoe size 42", [("size", "42")]),
        ("1,000 sheets", [("pieces", "1000")]),
        ("1,000 l", [("ml", "1000")]),
        ("tablets 10 mg", [("g", "0.01")]),
        ("Copy paper A4, 80 g/m²", [("g/m2", "80")]),
        ("Installation wire 2.5 mm², 2.5平方", [("mm2", "2.5")]),
        ("LED bulb 12W E27", [("W", "12")]),
        ("Tape 5m", [("mm", "5000")]),
        ("Lever arch file A4", []),
        ("model KF 20", []),
        ("it's men's", []),
        ("X500ml", []),
        ("", []),
    ],
)
def test_sizes_in_names(text: str, found: list[tuple[str, str]]) -> None:
    assert [(size.unit, size.amount) for size in quantities(text)[0]] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 l", "1000 ml"), ("0.5 l", "500毫升"), ("2 cm", "20 mm"), ("M8x40", "m8 × 40")],
)
def test_the_same_size_is_equal(one: str, other: str) -> None:
    assert quantities(one)[0] == quantities(other)[0]


def test_the_rest_of_a_name_has_no_sizes() -> None:
    assert quantities("Saline, 500 ml bottle")[1] == "Saline, bottle"


@pytest.mark.parametrize("text", ["80 g/m²", "2.5 mm²", "500 ml", "M8 × 40"])
def test_a_size_is_shown_as_it_is_written(text: str) -> None:
    ((size,), rest) = quantities(text)
    assert (size.text, rest) == (text, "")
