"""Maps of embeddings fitted on the catalogue, one a model pack, kept with the catalogue.

They lie in the database, so that a backup holds them, and whoever restores it has them again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

import numpy as np
from sqlalchemy import delete, select

from desktop_app.catalog import change_log
from desktop_app.catalog.adaptation_rows import AdaptationRow
from desktop_app.catalog.database import Database
from desktop_app.catalog.schema import ChangeRow
from desktop_app.core.adaptation import ActiveAdaptation, AdaptationFigures
from desktop_app.core.change import NO_FACTS, Change, ChangeAction, Facts, SubjectKind
from desktop_app.core.clock import now_utc
from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.types import QueryKind
from desktop_app.core.vector_map import VectorMap

SUBJECT = "adaptation"
"""What the change log calls it."""

DECLINED = "taken_back_by_hand"
"""Fact of the change log: so a map ends that a person did not want."""


class AdaptationDamaged(Exception):  # noqa: N818  (an outcome: the program answers without it)
    """The stored map is not what was saved."""


@dataclass(frozen=True, slots=True, eq=False)
class Adaptation:
    """A map with what belongs to it.

    Attributes:
        vector_map: of the embeddings of one model pack.
        rules: for similarities through it.
        about: since when, by whom, and what its trial came to.
    """

    vector_map: VectorMap
    rules: Mapping[QueryKind, DecisionRule]
    about: ActiveAdaptation


class AdaptationStore:
    """Reads and writes maps; safe to use from several threads.

    Each method raises `CatalogueError` if the file cannot be read or written.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = now_utc) -> None:
        self._database = database
        self._clock = clock

    @property
    def read_only(self) -> bool:
        return self._database.read_only

    def load(self, fingerprint: str) -> Adaptation | None:
        """The map of one model pack; None if there is none.

        Raises:
            AdaptationDamaged: it is not what was saved.
        """
        with self._database.read() as session:
            row = session.get(AdaptationRow, fingerprint)
            return None if row is None else _adaptation(row)

    def save(
        self,
        fingerprint: str,
        vector_map: VectorMap,
        rules: Mapping[QueryKind, DecisionRule],
        *,
        shrink: float,
        figures: AdaptationFigures,
        person: str,
    ) -> Adaptation:
        """Keep a map in the place of the one before; the change log says who and when."""
        matrix = np.ascontiguousarray(vector_map.matrix, dtype="<f4").tobytes()
        facts = json.dumps(
            {
                "shrink": shrink,
                "figures": asdict(figures),
                "rules": {kind.value: asdict(rule) for kind, rule in rules.items()},
            }
        )
        row = AdaptationRow(fingerprint=fingerprint, at=self._clock(), person=person)
        row.dim, row.matrix, row.facts = vector_map.dim, matrix, facts
        row.sha256 = _checksum(row)
        with self._database.write() as session:
            before = session.get(AdaptationRow, fingerprint)
            change = self._change(person, _noted(before), _noted(row))
            session.execute(delete(AdaptationRow).where(AdaptationRow.fingerprint == fingerprint))
            session.expunge_all()
            session.add(row)
            change_log.record(session, change)
            session.flush()
            return _adaptation(row)

    def fingerprints(self) -> set[str]:
        """Models for which a map is kept."""
        with self._database.read() as session:
            return set(session.scalars(select(AdaptationRow.fingerprint)))

    def remove(self, fingerprint: str, person: str, *, by_hand: bool = False) -> bool:
        """Forget the map of one model pack; whether there was one.

        *by_hand*: a person did not want it, see `was_declined`.
        """
        with self._database.write() as session:
            before = session.get(AdaptationRow, fingerprint)
            if before is None:
                return False
            after = {DECLINED: True} if by_hand else NO_FACTS
            change_log.record(session, self._change(person, _noted(before), after))
            session.delete(before)
            return True

    def was_declined(self) -> bool:
        """Whether the last that happened is that a person took a map back by hand."""
        newest = (
            select(ChangeRow.after)
            .where(
                ChangeRow.subject_kind == SubjectKind.SETTINGS.value, ChangeRow.subject == SUBJECT
            )
            .order_by(ChangeRow.id.desc())
            .limit(1)
        )
        with self._database.read() as session:
            after = session.scalar(newest)
        return after is not None and bool(json.loads(after).get(DECLINED))

    def _change(self, person: str, before: Facts, after: Facts) -> Change:
        settings = SubjectKind.SETTINGS
        action = ChangeAction.CHANGED
        return Change(self._clock(), person, action, settings, SUBJECT, before, after)


def _checksum(row: AdaptationRow) -> str:
    named = f"{row.fingerprint} {row.dim} ".encode()
    return hashlib.sha256(named + row.matrix + row.facts.encode()).hexdigest()


def _noted(row: AdaptationRow | None) -> Facts:
    """What the change log keeps of a map; nothing of a damaged one."""
    try:
        about = None if row is None else _adaptation(row).about
    except AdaptationDamaged:
        return {"damaged": True}
    if about is None:
        return NO_FACTS
    figures = about.figures
    return {
        "map": about.digest[:16],
        "recall_before": round(figures.before_1, 4),
        "recall_after": round(figures.after_1, 4),
        "photos_asked": figures.asked,
    }


def _adaptation(row: AdaptationRow) -> Adaptation:
    try:
        if _checksum(row) != row.sha256:
            raise AdaptationDamaged("checksum")
        facts = json.loads(row.facts)
        matrix = np.frombuffer(row.matrix, dtype="<f4").reshape(row.dim, row.dim)
        vector_map = VectorMap(matrix.astype(np.float32))
        rules = {QueryKind(kind): _rule(rule) for kind, rule in facts["rules"].items()}
        figures = AdaptationFigures(**facts["figures"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AdaptationDamaged(str(error)) from error
    about = ActiveAdaptation(row.at, row.person, float(facts["shrink"]), figures, vector_map.digest)
    return Adaptation(vector_map, MappingProxyType(rules), about)


def _rule(facts: dict[str, Any]) -> DecisionRule:
    cohort = facts.pop("cohort")
    return DecisionRule(**facts, cohort=CohortScale(**cohort) if cohort else None)
