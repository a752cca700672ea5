"""Explanations as JSON objects for other programs; names and shapes stay stable."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from desktop_app.core.explanation import Area, Contrast, ContributionMap, Explanation
from desktop_app.core.messages import render
from desktop_app.core.product_difference import FieldDifference, SpeaksFor
from desktop_app.services.explained_answer import ExplainedAnswer

DIGITS = 6
AREA_DIGITS = 4


def explanation_object(explained: ExplainedAnswer) -> dict[str, Any]:
    """What `shelfsight lookup --explain --json` adds to the answer as `explanation`."""
    return {
        "sku": explained.best.sku if explained.best else None,
        "photo": explained.photo.name if explained.photo else None,
        "catalogue_photo": explained.reference.sha256 if explained.reference else None,
        "problem": render(explained.problem) if explained.problem else None,
        "alike": _alike_object(explained.explanation) if explained.explanation else None,
        "next": _next_object(explained) if explained.rival else None,
    }


def _alike_object(explanation: Explanation) -> dict[str, Any]:
    return {
        "similarity": round(explanation.similarity, DIGITS),
        "query": _map_object(explanation.query),
        "reference": _map_object(explanation.reference),
        "pairs": [
            {
                "query": _area(pair.query),
                "reference": _area(pair.reference),
                "contribution": round(pair.contribution, DIGITS),
            }
            for pair in explanation.pairs
        ],
    }


def _next_object(explained: ExplainedAnswer) -> dict[str, Any]:
    contrast, rival = explained.contrast, explained.rival
    return {
        "sku": rival.sku if rival else None,
        "difference": _map_object(contrast.difference) if contrast else None,
        "regions": _regions(contrast) if contrast else [],
        "fields": [_field(each) for each in explained.fields],
    }


def _regions(contrast: Contrast) -> list[dict[str, Any]]:
    return [
        {
            "speaks_for": SpeaksFor.FIRST if region.speaks_for_first else SpeaksFor.SECOND,
            "query": _area(region.query),
            "first": _area(region.first),
            "second": _area(region.second),
            "difference": round(region.difference, DIGITS),
        }
        for region in contrast.regions
    ]


def _field(difference: FieldDifference) -> dict[str, str | None]:
    return {
        "field": difference.attribute or difference.field.value,
        "first": difference.first,
        "second": difference.second,
        "speaks_for": difference.speaks_for,
        "clue": difference.clue,
        "evidence": difference.evidence,
    }


def _map_object(found: ContributionMap) -> dict[str, Any]:
    rows = [[round(float(value), DIGITS) for value in row] for row in found.values]
    return {"area": _area(found.area), "map": rows}


def _area(area: Area) -> list[float]:
    return [round(part, AREA_DIGITS) for part in astuple(area)]
