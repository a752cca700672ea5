"""The append-only change log: written in the transaction of the change itself.

Whoever changes data of a product calls `record` with the session that it changes it in; either
both are saved or neither is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from desktop_app.catalog.database import Database
from desktop_app.catalog.erasure import erase_changes_from_copies
from desktop_app.catalog.schema import ChangePurgeRow, ChangeRow
from desktop_app.core.change import (
    ALL_CHANGES,
    SWAPPED_WITH,
    Change,
    ChangeAction,
    ChangeFilter,
    Facts,
    SubjectKind,
)


def record(session: Session, change: Change) -> int:
    """Keep one change in the transaction of *session*; its id in the log."""
    row = ChangeRow(**_values(change))
    session.add(row)
    session.flush()
    return row.id


def record_all(session: Session, changes: Iterable[Change]) -> None:
    """Keep many changes in the transaction of *session*, in their order."""
    rows = [_values(change) for change in changes]
    if rows:
        session.flush()
        session.execute(insert(ChangeRow), rows)


def _values(change: Change) -> dict[str, object]:
    return {
        "at": change.at,
        "person": change.person,
        "action": change.action.value,
        "subject_kind": change.kind.value,
        "subject": change.subject,
        "before": _packed(change.before),
        "after": _packed(change.after),
    }


def _packed(facts: Facts) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, separators=(",", ":"), default=dict)


def _change(row: ChangeRow) -> Change:
    return Change(
        row.at,
        row.person,
        ChangeAction(row.action),
        SubjectKind(row.subject_kind),
        row.subject,
        json.loads(row.before),
        json.loads(row.after),
        row.id,
    )


class ChangeLog:
    """Reads the change log, and purges what is old; safe to use from several threads.

    Each method raises `CatalogueError` if the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, limit: int, offset: int = 0, only: ChangeFilter = ALL_CHANGES) -> list[Change]:
        """Changes, newest first. The order is that of the ids: a clock may be set back."""
        rows = select(ChangeRow).where(*_wanted(only)).order_by(ChangeRow.id.desc())
        with self._database.read() as session:
            return [_change(row) for row in session.scalars(rows.limit(limit).offset(offset))]

    def count(self, only: ChangeFilter = ALL_CHANGES) -> int:
        number = select(func.count()).select_from(ChangeRow).where(*_wanted(only))
        with self._database.read() as session:
            return session.scalar(number) or 0

    def persons(self) -> list[str]:
        """Everybody who changed something, by name."""
        names = select(ChangeRow.person).distinct().order_by(ChangeRow.person)
        with self._database.read() as session:
            return list(session.scalars(names))

    def record(self, change: Change) -> int:
        """Keep a change that is not about rows of the catalogue, as a PIN; its id."""
        with self._database.write() as session:
            return record(session, change)

    def purge(self, before: datetime, *, person: str, now: datetime) -> int:
        """Delete what is older than *before* so that no byte is left; how many entries went.

        That it was done, by whom and when, stays in the log.
        """
        with self._database.write() as session:
            gone = _purge(session, before, person, now)
        if gone:
            erase_changes_from_copies(self._database.file, before)
            self._database.compact()
        return gone


def _purge(session: Session, before: datetime, person: str, now: datetime) -> int:
    """Delete the oldest entries, up to the first that is young enough."""
    first_kept = session.scalar(select(func.min(ChangeRow.id)).where(ChangeRow.at >= before))
    newest = session.scalar(select(func.max(ChangeRow.id))) or 0
    up_to = newest if first_kept is None else first_kept - 1
    old = ChangeRow.id <= up_to
    number = session.scalar(select(func.count()).select_from(ChangeRow).where(old)) or 0
    if not number:
        return 0
    session.add(ChangePurgeRow(at=now, person=person, up_to=up_to))
    session.flush()
    session.execute(delete(ChangeRow).where(old))
    after = {"entries": number, "before": before.isoformat()}
    purged = Change(now, person, ChangeAction.PURGED, SubjectKind.CHANGES, "", after=after)
    record(session, purged)
    return number


def _wanted(only: ChangeFilter) -> Sequence[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if only.text.strip():
        columns = (ChangeRow.subject, ChangeRow.person, ChangeRow.before, ChangeRow.after)
        words = only.text.strip()
        wanted.append(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    if only.person is not None:
        wanted.append(ChangeRow.person == only.person)
    if only.action is not None:
        wanted.append(ChangeRow.action == only.action.value)
    if only.kind is not None:
        wanted.append(ChangeRow.subject_kind == only.kind.value)
    if only.since is not None:
        wanted.append(ChangeRow.at >= only.since)
    if only.until is not None:
        wanted.append(ChangeRow.at < only.until)
    if only.subject:
        other = func.json_extract(ChangeRow.after, f"$.{SWAPPED_WITH}")
        wanted.append(or_(ChangeRow.subject == only.subject, other == only.subject))
    return wanted
