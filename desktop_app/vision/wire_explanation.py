"""Explanations as JSON values for the pipe of the worker process, and back, checked."""

from __future__ import annotations

import math
from dataclasses import astuple
from typing import Any

import numpy as np

from desktop_app.core.explanation import (
    Area,
    Contrast,
    ContributionMap,
    DifferingRegion,
    Explanation,
    RegionPair,
)


def explanation_value(explanation: Explanation) -> list[Any]:
    return [
        explanation.similarity,
        _map(explanation.query),
        _map(explanation.reference),
        [[*_areas(p.query, p.reference), p.contribution] for p in explanation.pairs],
    ]


def to_explanation(value: Any) -> Explanation:
    """The explanation in *value*.

    Raises:
        ValueError, TypeError: it is none.
    """
    similarity, query, reference, pairs = value
    return Explanation(
        _number(similarity),
        _to_map(query),
        _to_map(reference),
        tuple(RegionPair(_to_area(q), _to_area(r), _number(n)) for q, r, n in pairs),
    )


def contrast_value(contrast: Contrast) -> list[Any]:
    return [
        explanation_value(contrast.first),
        explanation_value(contrast.second),
        _map(contrast.difference),
        [[*_areas(r.query, r.first, r.second), r.difference] for r in contrast.regions],
    ]


def to_contrast(value: Any) -> Contrast:
    """The contrast in *value*.

    Raises:
        ValueError, TypeError: it is none.
    """
    first, second, difference, regions = value
    return Contrast(
        to_explanation(first),
        to_explanation(second),
        _to_map(difference),
        tuple(
            DifferingRegion(_to_area(q), _to_area(one), _to_area(two), _number(n))
            for q, one, two, n in regions
        ),
    )


def _map(found: ContributionMap) -> list[Any]:
    return [found.values.tolist(), *_areas(found.area)]


def _to_map(value: Any) -> ContributionMap:
    rows, area = value
    values = np.array([[_number(cell) for cell in row] for row in rows], dtype=np.float32)
    if values.ndim != 2 or values.size == 0:
        raise ValueError("a map has rows and columns")
    return ContributionMap(values, _to_area(area))


def _areas(*areas: Area) -> list[tuple[float, ...]]:
    return [astuple(area) for area in areas]


def _to_area(value: Any) -> Area:
    return Area(*(_number(part) for part in value))


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number
