"""The history of lookups: what was asked and answered, kept apart from the products."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from desktop_app.catalog.rows import history_entry
from desktop_app.catalog.schema import LookupRow
from desktop_app.core.types import Answer, HistoryEntry, Verdict


def record(
    session: Session,
    answer: Answer,
    *,
    answer_json: str,
    person: str,
    thumbnail: bytes | None,
    at: datetime,
) -> int:
    """Keep one lookup. SKU and name are copied: the product may change or go."""
    best = answer.best
    row = LookupRow(
        at=at,
        person=person,
        text=answer.text,
        verdict=answer.verdict.value,
        reason=answer.reason.value,
        top_sku=best.sku if best else "",
        top_name=best.product.name if best else "",
        top_probability=best.probability if best else None,
        model=answer.model,
        device=answer.device.device,
        answer=answer_json,
        thumbnail=thumbnail,
    )
    session.add(row)
    session.flush()
    return row.id


def page(
    session: Session, limit: int, offset: int, text: str, verdict: Verdict | None = None
) -> list[HistoryEntry]:
    """Lookups, newest first; only those that hold *text* and have *verdict* if it is given.

    The order is that of the ids: a clock may be set back.
    """
    rows = select(LookupRow).where(*_wanted(text, verdict)).order_by(LookupRow.id.desc())
    return [history_entry(row) for row in session.scalars(rows.limit(limit).offset(offset))]


def entry(session: Session, lookup_id: int) -> HistoryEntry | None:
    """One lookup; None if it is forgotten."""
    row = session.get(LookupRow, lookup_id)
    return None if row is None else history_entry(row)


def count(session: Session, text: str, verdict: Verdict | None = None) -> int:
    """How many lookups are remembered."""
    number = select(func.count()).select_from(LookupRow).where(*_wanted(text, verdict))
    return session.scalar(number) or 0


def forget(session: Session, lookup_id: int) -> bool:
    """Delete one lookup; whether it was there."""
    gone = delete(LookupRow).where(LookupRow.id == lookup_id).returning(LookupRow.id)
    return session.scalar(gone) is not None


def purge(session: Session, before: datetime | None) -> int:
    """Delete lookups older than *before*, or all of them; how many went."""
    old = [] if before is None else [LookupRow.at < before]
    return len(session.scalars(delete(LookupRow).where(*old).returning(LookupRow.id)).all())


def forget_pictures(session: Session) -> int:
    """Take the pictures out of all lookups; how many there were."""
    with_picture = LookupRow.thumbnail.is_not(None)
    stripped = update(LookupRow).where(with_picture).values(thumbnail=None)
    return len(session.scalars(stripped.returning(LookupRow.id)).all())


def _wanted(text: str, verdict: Verdict | None) -> list[ColumnElement[bool]]:
    same_verdict = [] if verdict is None else [LookupRow.verdict == verdict.value]
    return [*_holds(text), *same_verdict]


def _holds(text: str) -> list[ColumnElement[bool]]:
    words = text.strip()
    if not words:
        return []
    columns = (
        LookupRow.text,
        LookupRow.top_sku,
        LookupRow.top_name,
        LookupRow.person,
        LookupRow.decided_sku,
        LookupRow.decided_name,
    )
    return [or_(*(column.icontains(words, autoescape=True) for column in columns))]
