"""The JSON objects that other programs rely on keep their names and shapes."""

from __future__ import annotations

import json
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.types import (
    Answer,
    Candidate,
    CodeKind,
    DeviceInfo,
    Evidence,
    EvidenceKind,
    Product,
    ProductCode,
    QueryKind,
    Reason,
    ScannedCode,
    Verdict,
)
from desktop_app.services.answer_json import answer_object, detailed_answer_object

PRODUCT = Product(
    "MUG-1",
    "Red mug 红杯子",
    price=Decimal("4.90"),
    currency="EUR",
    stock=Decimal(12),
    location="A-03-2",
    codes=(ProductCode(CodeKind.GTIN, "04006381333931"),),
    product_id=7,
)
ANSWER = Answer(
    Verdict.MATCH,
    Reason.CONFIDENT,
    QueryKind.PHOTO_TEXT,
    (Candidate(PRODUCT, 0.8123456789, 0.97, (Evidence(EvidenceKind.PHOTO, 0.81, photo_id=3),)),),
    codes=(ScannedCode("4006381333931", gtin="04006381333931"),),
    text="red",
    p_not_in_catalogue=0.03,
    model="abc123",
    device=DeviceInfo("CPU"),
    ms=MappingProxyType({"total": 12.345678}),
)


def test_batch_object_has_the_fields_of_the_contract() -> None:
    assert answer_object(ANSWER, ["a/b.jpg"]) == {
        "photo": "a/b.jpg",
        "text": "red",
        "verdict": "match",
        "reason": "confident",
        "candidates": [
            {
                "sku": "MUG-1",
                "name": "Red mug 红杯子",
                "similarity": 0.812346,
                "probability": 0.97,
            }
        ],
        "p_not_in_catalogue": 0.03,
        "codes": [
            {
                "raw": "4006381333931",
                "gtin": "04006381333931",
                "lot": "",
                "serial": "",
                "expiry": "",
            }
        ],
        "problems": [],
        "device": "CPU",
        "model": "abc123",
        "ms": {"total": 12.35},
    }


def test_detailed_object_adds_the_catalogue_data_and_is_json() -> None:
    result = detailed_answer_object(ANSWER, ["a.jpg", "b.jpg"])
    (candidate,) = json.loads(json.dumps(result))["candidates"]
    assert result["photos"] == ["a.jpg", "b.jpg"]
    assert (candidate["price"], candidate["stock"]) == ("4.90", "12")
    assert candidate["evidence"][0]["photo_id"] == 3
    assert candidate["similarity"] == 0.812346


def test_a_text_query_has_an_empty_photo() -> None:
    assert answer_object(ANSWER, [])["photo"] == ""
