"""Own calibrations as the JSON objects that other programs rely on."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from desktop_app.catalog.calibration_store import SavedCalibration
from desktop_app.core.calibration_trial import CalibrationFigures
from desktop_app.core.own_calibration import Move
from desktop_app.services.calibrations import CalibrationReport

DIGITS = 6


def calibration_object(report: CalibrationReport, saved: SavedCalibration | None) -> dict[str, Any]:
    """A trial, and what holds after it."""
    return {
        "verdict": report.trial.verdict.value,
        "kept": report.is_kept,
        "left_out": report.left_out,
        "unusable": report.unusable,
        **_figures_object(report.trial.figures),
        **_move_object(report.trial.move),
        "active": active_object(saved),
    }


def active_object(saved: SavedCalibration | None) -> dict[str, Any] | None:
    """What holds now; None where the rules of the pack do."""
    if saved is None:
        return None
    about = {"at": saved.at.isoformat(), "person": saved.person}
    return _move_object(saved.move) | about | _figures_object(saved.figures)


def _move_object(move: Move) -> dict[str, float]:
    return {"temperature_factor": round(2**move.octaves, DIGITS), "none_level_change": move.level}


def _figures_object(figures: CalibrationFigures) -> dict[str, float | None]:
    return {
        name: None if math.isnan(value) else round(value, DIGITS)
        for name, value in asdict(figures).items()
    }
