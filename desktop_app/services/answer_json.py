"""Answers as the JSON objects that other programs rely on; names and shapes stay stable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from desktop_app.core.types import Answer, Candidate, Product, ScannedCode

SIMILARITY_DIGITS = 6
MS_DIGITS = 2


def answer_object(answer: Answer, photos: Sequence[str]) -> dict[str, Any]:
    """The object of one lookup: the contract of `shelfsight batch`, and what goes with it."""
    found: dict[str, Any] = {
        "photo": photos[0] if photos else "",
        "text": answer.text,
        "verdict": answer.verdict.value,
        "reason": answer.reason.value,
        "candidates": [_candidate_object(candidate) for candidate in answer.candidates],
        "p_not_in_catalogue": _rounded(answer.p_not_in_catalogue),
        "codes": [_code_object(code) for code in answer.codes],
        "problems": [str(problem) for problem in answer.problems],
        "device": answer.device.device,
        "model": answer.model,
        "ms": {step: round(value, MS_DIGITS) for step, value in answer.ms.items()},
    }
    if answer.unread:
        found["unread"] = answer.unread
    return found | {"only": asdict(answer.only)} if answer.only else found


def detailed_answer_object(answer: Answer, photos: Sequence[str]) -> dict[str, Any]:
    """As `answer_object`, with all photos and the catalogue data of each candidate."""
    base = answer_object(answer, photos)
    candidates = [
        short | product_object(candidate.product) | {"evidence": _evidence_objects(candidate)}
        for short, candidate in zip(base["candidates"], answer.candidates, strict=True)
    ]
    return base | {"photos": list(photos), "candidates": candidates}


def _evidence_objects(candidate: Candidate) -> list[dict[str, Any]]:
    return [
        {
            "kind": item.kind.value,
            "strength": _rounded(item.strength),
            "detail": item.detail,
            "photo_id": item.photo_id,
        }
        for item in candidate.evidence
    ]


def product_object(product: Product) -> dict[str, Any]:
    """What the catalogue says about a product; price and stock as text, exact to the digit."""
    return {
        "sku": product.sku,
        "name": product.name,
        "category": product.category,
        "brand": product.brand,
        "description": product.description,
        "codes": [code.value for code in product.codes],
        "price": None if product.price is None else str(product.price),
        "currency": product.currency,
        "stock": None if product.stock is None else str(product.stock),
        "location": product.location,
        "attributes": dict(product.attributes),
    }


def _candidate_object(candidate: Candidate) -> dict[str, Any]:
    return {
        "sku": candidate.product.sku,
        "name": candidate.product.name,
        "similarity": _rounded(candidate.similarity),
        "probability": _rounded(candidate.probability),
    }


def _code_object(code: ScannedCode) -> dict[str, str | None]:
    return {
        "raw": code.raw,
        "gtin": code.gtin,
        "lot": code.lot,
        "serial": code.serial,
        "expiry": code.expiry,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, SIMILARITY_DIGITS)
