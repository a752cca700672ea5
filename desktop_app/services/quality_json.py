"""Figures of quality and recommendations as the JSON objects that other programs rely on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from desktop_app.core.best_fit import Fit
from desktop_app.core.precision_curve import CurvePoint
from desktop_app.core.quality import Figures, QualityReport, QualityRun
from desktop_app.core.types import Candidate, Product
from desktop_app.services.answer_json import product_object
from desktop_app.services.live_set import LiveFigures
from desktop_app.services.photo_care import CareNote
from desktop_app.services.recommendations import BestFit, Companion, Recommendation

DIGITS = 6


def figures_object(figures: Figures) -> dict[str, Any]:
    return {name: _number(value) for name, value in asdict(figures).items()}


def run_object(run: QualityRun) -> dict[str, Any]:
    """One measurement of the history."""
    return {
        "at": run.at.isoformat(),
        "model": run.state.fingerprint,
        "generation": run.state.generation,
        "threshold": run.state.threshold,
        "products": run.products,
        "photos": run.photos,
        **figures_object(run.figures),
        "foreign_matches": _number(run.foreign_matches),
    }


def point_object(point: CurvePoint) -> dict[str, Any]:
    return {name: _number(value) for name, value in asdict(point).items()}


def report_object(
    report: QualityReport,
    products: Mapping[int, Product],
    *,
    notes: Iterable[CareNote] = (),
    live: LiveFigures | None = None,
    history: Iterable[QualityRun] = (),
) -> dict[str, Any]:
    """The whole report; products are named by SKU."""

    def sku(product_id: int | None) -> str:
        product = None if product_id is None else products.get(product_id)
        return product.sku if product else ""

    threshold = report.run.state.threshold
    return {
        **run_object(report.run),
        "testable_photos": report.testable,
        "products_with_one_photo": report.single,
        "products_without_photo": report.without,
        "twin_photos": report.twins,
        "is_sample": report.is_sample,
        "standard_threshold": report.standard,
        "metrics": {name: _number(value) for name, value in report.metrics.items()},
        "categories": [
            {"category": entry.category, **figures_object(entry.figures)}
            for entry in report.run.categories
        ],
        "at_threshold": None if threshold is None else point_object(report.curve.at(threshold)),
        "curve": [point_object(point) for point in report.curve.points(100)],
        "look_alikes": [
            {
                "skus": [sku(pair.first_id), sku(pair.second_id)],
                "wrong": pair.wrong,
                "asked": pair.asked,
                "similarity": _number(pair.similarity),
                "margin": _number(pair.margin),
            }
            for pair in report.look_alikes
        ],
        "taught_photos": figures_object(report.taught) if report.taught else None,
        "photo_problems": [
            {
                "sku": sku(note.product_id),
                "problem": note.problem.value,
                "photo_id": note.photo_id,
                "other_sku": sku(note.other_product_id),
            }
            for note in notes
        ],
        "confirmed_lookups": _live_object(live) if live else None,
        "history": [run_object(run) for run in history],
        "seconds": round(report.seconds, 2),
    }


def recommendation_object(found: Recommendation) -> dict[str, Any]:
    return {
        "product": product_object(found.product),
        "substitutes": [_alike(candidate) for candidate in found.substitutes],
        "similar": [_alike(candidate) for candidate in found.similar],
        "together": [_companion(entry) for entry in found.together],
        "sessions": found.sessions,
        "sessions_with_it": found.own_sessions,
    }


def best_fit_object(found: BestFit) -> dict[str, Any]:
    return {
        "fits": [_fit(fit, found.likeness.get(fit.product.product_id)) for fit in found.fits],
        "photos": [
            {
                "photo": vote.name,
                "sku": vote.answer.best.sku if vote.answer and vote.answer.best else "",
                "verdict": vote.answer.verdict.value if vote.answer else None,
            }
            for vote in found.votes
        ],
    }


def _fit(fit: Fit, likeness: float | None) -> dict[str, Any]:
    reasons = [
        {"reason": p.reason.value, "figure": p.figure, "speaks_for_it": p.is_good}
        for p in fit.points
    ]
    return {**product_object(fit.product), "likeness": _number(likeness), "reasons": reasons}


def _alike(candidate: Candidate) -> dict[str, Any]:
    return {**product_object(candidate.product), "similarity": _number(candidate.similarity)}


def _companion(entry: Companion) -> dict[str, Any]:
    rule = {name: _number(value) for name, value in asdict(entry.association).items()}
    return {**product_object(entry.product), **rule, "complement": entry.is_complement}


def _live_object(live: LiveFigures) -> dict[str, Any]:
    return {
        **figures_object(live.figures),
        "foreign": live.foreign,
        "foreign_matches": live.foreign_matches,
        "months": [
            {"month": entry.month, "model": entry.model, **figures_object(entry.figures)}
            for entry in live.months
        ],
    }


def _number(value: object) -> Any:
    """JSON has no nan."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, DIGITS)
    return value
