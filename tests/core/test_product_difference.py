"""Only what differs is told, and what was typed or seen speaks for the side that agrees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.core.product_difference import (
    Asked,
    Clue,
    DataField,
    SpeaksFor,
    differences,
)
from desktop_app.core.types import CodeKind, ProductCode, ProductData, ScannedCode

SALINE = ProductData(
    "S-500",
    "Saline 0.9 %, 500 ml 生理盐水",
    category="Infusion",
    brand="Oxymere",
    price=Decimal("1.20"),
    currency="EUR",
    location="A-1",
    attributes={"pack_size": "1 l", "note": "one", "name_zh": "生理盐水"},
    codes=(ProductCode(CodeKind.GTIN, "04006381333931"),),
)
FIRST, SECOND = SpeaksFor.FIRST, SpeaksFor.SECOND


def told(second: ProductData, asked: Asked | None = None, first: ProductData = SALINE) -> list:
    return [(d.field, d.first, d.second) for d in differences(first, second, asked)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"sku": "S-1000", "codes": ()}, []),
        ({"name": "Saline 0.9 %, 1 l 生理盐水"}, [(DataField.SIZE, "500 ml", "1 l")]),
        ({"name": "Saline 0,9%, 0.5 l 生理盐水"}, []),
        ({"name": "SALINE 0.9 % 500 ml 生理盐水"}, []),
        (
            {"name": "Glucose 5 %, 500 ml 葡萄糖"},
            [
                (DataField.SIZE, "0.9 %", "5 %"),
                (DataField.NAME, "Saline 生理盐水", "Glucose 葡萄糖"),
            ],
        ),
        ({"brand": "Veldaro"}, [(DataField.BRAND, "Oxymere", "Veldaro")]),
        ({"brand": "oxymere "}, []),
        ({"category": ""}, [(DataField.CATEGORY, "Infusion", "")]),
        ({"price": Decimal("1.20")}, []),
        ({"price": None}, [(DataField.PRICE, "1.20 EUR", "")]),
        ({"location": "B-2"}, [(DataField.LOCATION, "A-1", "B-2")]),
        ({"attributes": {"pack_size": "1000 ml", "note": "two", "name_zh": "盐"}}, []),
        ({"attributes": {"pack_size": "2 l"}}, [(DataField.ATTRIBUTE, "1 l", "2 l")]),
        ({"attributes": {}}, [(DataField.ATTRIBUTE, "1 l", "")]),
    ],
)
def test_only_fields_that_differ(changes: dict, expected: list) -> None:
    assert told(replace(SALINE, **changes)) == expected


@pytest.mark.parametrize(
    ("words", "second", "speaks_for", "evidence"),
    [
        ("saline 500ml", {"name": "Saline 0.9 %, 1 l 生理盐水"}, FIRST, "500ml"),
        ("saline 1000 ml", {"name": "Saline 0.9 %, 1 l 生理盐水"}, SECOND, "1000 ml"),
        ("saline", {"name": "Saline 0.9 %, 1 l 生理盐水"}, None, ""),
        ("500 ml or 1 l", {"name": "Saline 0.9 %, 1 l 生理盐水"}, None, ""),
        ("VELDARO", {"brand": "Veldaro Nord"}, SECOND, "VELDARO"),
        ("veld", {"brand": "Veldaro Nord"}, None, ""),
        ("盐水", {"name": "Saline 0.9 %, 500 ml 葡萄糖"}, FIRST, "盐水"),
        ("2 l", {"attributes": {"pack_size": "2 l"}}, SECOND, "2 l"),
        ("", {"brand": "Veldaro"}, None, ""),
    ],
)
def test_typed_words_speak_for_the_side_that_holds_them(
    words: str, second: dict, speaks_for: SpeaksFor | None, evidence: str
) -> None:
    (found, *_) = differences(SALINE, replace(SALINE, **second), Asked(words))
    assert (found.speaks_for, found.evidence) == (speaks_for, evidence)
    assert found.clue is (Clue.WORDS if speaks_for else None)


OTHER = replace(SALINE, sku="S-2", codes=(ProductCode(CodeKind.GTIN, "02327007142440"),))


@pytest.mark.parametrize(
    ("code", "speaks_for", "shown"),
    [
        (ScannedCode("4006381333931", gtin="04006381333931"), FIRST, "04006381333931"),
        (ScannedCode("2327007142440", gtin="02327007142440"), SECOND, "02327007142440"),
        (ScannedCode("S-2"), SECOND, "S-2"),
    ],
)
def test_a_code_speaks_for_its_product(
    code: ScannedCode, speaks_for: SpeaksFor, shown: str
) -> None:
    (found,) = differences(SALINE, OTHER, Asked(codes=(code,)))
    assert (found.field, found.clue, found.evidence) == (DataField.CODE, Clue.CODE, code.raw)
    assert found.speaks_for is speaks_for
    assert shown == (found.first if speaks_for is FIRST else found.second)


def test_a_code_of_neither_says_nothing() -> None:
    assert differences(SALINE, OTHER, Asked(codes=(ScannedCode("999"),))) == ()


def test_what_tells_apart_at_a_glance_comes_first() -> None:
    other = replace(SALINE, name="Saline 0.9 %, 1 l 生理盐水", price=None, location="B")
    fields = [field for field, *_ in told(other)]
    assert fields == [DataField.SIZE, DataField.PRICE, DataField.LOCATION]
