"""What counts as a code, and which code of a question no product has."""

from __future__ import annotations

import pytest

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.types import (
    Answer,
    BarcodeSymbol,
    Candidate,
    CodeKind,
    Evidence,
    EvidenceKind,
    Product,
    ProductCode,
    QueryKind,
    Reason,
    ScannedCode,
    Verdict,
)
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.question_code import looks_like_code, unknown_code

GTIN = "4006381333931"
STORED = ProductCode(CodeKind.GTIN, f"0{GTIN}")


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        (GTIN, True),
        (f"  {GTIN}\n", True),
        ("4 006381 333931", True),
        ("(01)04006381333931(10)A7", True),
        ("MS-1001", True),
        ("WP/30.X", True),
        ("4006381333932", True),  # a wrong check digit: still no words
        ("500ml", False),
        ("blue gloves", False),
        ("GLOVES", False),
        ("M8", False),
        ("SIZE 42", False),
        ("手套100", False),
        ("", False),
        ("9" * 200, False),
    ],
)
def test_codes_are_told_from_words(text: str, is_code: bool) -> None:
    assert looks_like_code(text) is is_code


def outcome(
    *codes: str, text: str = "", symbols: tuple[str, ...] = (), owner: str = ""
) -> LookupOutcome:
    product = Product("S-1", "thing", codes=(ProductCode(CodeKind.GTIN, owner),))
    evidence = (Evidence(EvidenceKind.CODE, 1.0),) if owner else ()
    answer = Answer(
        Verdict.UNSURE,
        Reason.LOW_PROBABILITY,
        QueryKind.PHOTO,
        (Candidate(product, 0.5, 0.5, evidence),),
        codes=tuple(ScannedCode(code, gtin=f"0{code}") for code in codes),
        text=text,
    )
    seen = tuple(BarcodeSymbol("QRCode", symbol) for symbol in symbols)
    return LookupOutcome(answer, (PhotoAnalysis("a", "b", 1, 1, symbols=seen),))


@pytest.mark.parametrize(
    ("asked", "scanned", "code"),
    [
        (outcome(), "", None),
        (outcome(GTIN), "", STORED),
        (outcome(GTIN, owner=f"0{GTIN}"), "", None),
        (outcome(), GTIN, STORED),
        (outcome(), "X-77 B", ProductCode(CodeKind.OWN, "X-77 B")),
        (outcome(text="XK-55"), "", ProductCode(CodeKind.OWN, "XK-55")),
        (outcome(text="blue gloves"), "", None),
        (outcome(symbols=("box 7",)), "", ProductCode(CodeKind.OWN, "box 7")),
        (outcome(symbols=(" ",)), "", None),
        (outcome(), "4006381333932", None),  # misread: its check digit is wrong
        (outcome(), "00\x1d12345", None),
        (outcome(GTIN, owner=f"0{GTIN}", symbols=("Q1",)), "", ProductCode(CodeKind.OWN, "Q1")),
        (outcome(text="S-100", owner="1"), "", ProductCode(CodeKind.OWN, "S-100")),
    ],
)
def test_the_code_that_no_product_has(
    asked: LookupOutcome, scanned: str, code: ProductCode | None
) -> None:
    assert unknown_code(asked, scanned) == code
