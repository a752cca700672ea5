"""Rules of decision learned at this catalogue, one a model and map, kept with the catalogue."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from desktop_app.catalog import change_log
from desktop_app.catalog.database import Database
from desktop_app.catalog.quality_rows import CalibrationRow
from desktop_app.catalog.schema import LookupRow
from desktop_app.core.calibration_trial import CalibrationFigures
from desktop_app.core.change import NO_FACTS, Change, ChangeAction, Facts, SubjectKind
from desktop_app.core.clock import now_utc
from desktop_app.core.own_calibration import Move

SUBJECT = "own_calibration"
"""What the change log calls it."""

NEWEST = 5000
"""Lookups of the history that are looked at: the catalogue of years ago says little of today."""


@dataclass(frozen=True, slots=True)
class SavedCalibration:
    """A move of the rules, and what it rests on."""

    move: Move
    figures: CalibrationFigures
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class KeptLookup:
    """A lookup of the history; `decision` and `decided_sku` are empty where nobody decided.

    `answer` is the JSON that was kept of it.
    """

    decision: str
    decided_sku: str
    answer: str


class CalibrationStore:
    """Reads and writes own calibrations; safe to use from several threads.

    Each method raises `CatalogueError` if the file cannot be read or written.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = now_utc) -> None:
        self._database = database
        self._clock = clock

    @property
    def read_only(self) -> bool:
        return self._database.read_only

    def load(self, state: str) -> SavedCalibration | None:
        """What was learned for a model and its map; None if nothing was."""
        with self._database.read() as session:
            row = session.get(CalibrationRow, state)
            return None if row is None else _saved(row)

    def save(self, state: str, move: Move, figures: CalibrationFigures, person: str) -> None:
        """Keep a move in the place of the one before; the change log says who and when."""
        row = CalibrationRow(state=state, octaves=move.octaves, level=move.level, person=person)
        row.at, row.figures = self._clock(), json.dumps(_packed(figures))
        with self._database.write() as session:
            before = _noted(session.get(CalibrationRow, state))
            change_log.record(session, self._change(person, before, _noted(row)))
            session.execute(delete(CalibrationRow).where(CalibrationRow.state == state))
            session.expunge_all()
            session.add(row)

    def remove(self, state: str, person: str) -> bool:
        """Forget what was learned for a model and its map; whether there was anything."""
        with self._database.write() as session:
            before = session.get(CalibrationRow, state)
            if before is None:
                return False
            change_log.record(session, self._change(person, _noted(before), NO_FACTS))
            session.delete(before)
            return True

    def lookups(self, fingerprint: str) -> list[KeptLookup]:
        """The newest lookups that a model answered, newest first."""
        columns = select(LookupRow.decision, LookupRow.decided_sku, LookupRow.answer)
        newest = columns.where(LookupRow.model == fingerprint).order_by(LookupRow.id.desc())
        with self._database.read() as session:
            return [KeptLookup(*row) for row in session.execute(newest.limit(NEWEST))]

    def _change(self, person: str, before: Facts, after: Facts) -> Change:
        return Change(
            self._clock(),
            person,
            ChangeAction.CHANGED,
            SubjectKind.SETTINGS,
            SUBJECT,
            before,
            after,
        )


def _noted(row: CalibrationRow | None) -> Facts:
    if row is None:
        return NO_FACTS
    judged = int(json.loads(row.figures)["judged"])
    return {"temperature": round(2**row.octaves, 4), "none_level": row.level, "judged": judged}


def _packed(figures: CalibrationFigures) -> dict[str, float | None]:
    return {name: None if math.isnan(value) else value for name, value in asdict(figures).items()}


def _saved(row: CalibrationRow) -> SavedCalibration:
    facts: dict[str, Any] = {
        name: float("nan") if value is None else value
        for name, value in json.loads(row.figures).items()
    }
    return SavedCalibration(
        Move(row.octaves, row.level), CalibrationFigures(**facts), row.at, row.person
    )
