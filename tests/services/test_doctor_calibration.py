"""`doctor` says whether probabilities were learned at the catalogue."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from desktop_app.catalog.calibration_store import SavedCalibration
from desktop_app.core.own_calibration import Move
from desktop_app.services import doctor
from tests.fake_services.calibrations import FIGURES, NOON


def _told(saved: SavedCalibration | None) -> dict[str, Any]:
    services: Any = SimpleNamespace(calibrations=SimpleNamespace(saved=saved))
    return doctor._calibration(services)


def test_what_was_learned_is_told_without_names() -> None:
    saved = SavedCalibration(Move(-0.4, -0.15), FIGURES, NOON, "Wu")
    assert _told(saved) == {
        "state": "learned here",
        "since": "2026-03-29T12:00:00+00:00",
        "judged": FIGURES.judged,
    }


def test_the_rule_of_the_pack_is_told() -> None:
    assert _told(None) == {"state": "of the pack"}
