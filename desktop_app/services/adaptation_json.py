"""The trial of a map as the JSON object that other programs rely on."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from desktop_app.core.adaptation import AdaptationFigures, AdaptationReport
from desktop_app.services.adaptations import AdaptationState

DIGITS = 6


def adaptation_object(report: AdaptationReport, state: AdaptationState) -> dict[str, Any]:
    """One trial, and what holds after it."""
    return {**report_object(report), "active": active_object(state)}


def report_object(report: AdaptationReport) -> dict[str, Any]:
    """One trial."""
    return {
        "verdict": report.verdict.value,
        "kept": report.is_kept,
        "taken_back": report.was_taken_back,
        "shrinkage": report.shrink,
        **_figures(report.figures),
        "seconds": round(report.seconds, 2),
    }


def active_object(state: AdaptationState) -> dict[str, Any] | None:
    """The map in use; None if lookups are plain."""
    active = state.active
    if active is None:
        return None
    return {
        "since": active.at.isoformat(),
        "person": active.person,
        "shrinkage": active.shrink,
        "map": active.digest[:16],
        **_figures(active.figures),
    }


def _figures(figures: AdaptationFigures) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in asdict(figures).items():
        is_share = isinstance(value, float)
        found[name] = None if is_share and math.isnan(value) else value
        if is_share and not math.isnan(value):
            found[name] = round(value, DIGITS)
    return {**found, "chance": round(figures.chance, DIGITS)}
