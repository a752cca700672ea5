"""The history of lookups: what was asked and answered, kept apart from the products."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from desktop_app.catalog.rows import history_entry
from desktop_app.catalog.schema import LookupRow
from desktop_app.core.types import Answer, HistoryEntry


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


def page(session: Session, limit: int, offset: int, text: str) -> list[HistoryEntry]:
    """Lookups, newest first; only those that hold *text* if there is any.

    The order is that of the ids: a clock may be set back.
    """
    rows = select(LookupRow).where(*_holds(text)).order_by(LookupRow.id.desc())
    return [history_entry(row) for row in session.scalars(rows.limit(limit).offset(offset))]


def count(session: Session, text: str) -> int:
    """How many lookups are remembered."""
    number = select(func.count()).select_from(LookupRow).where(*_holds(text))
    return session.scalar(number) or 0


def forget(session: Session, lookup_id: int) -> bool:
    """Delete one lookup; whether it was there."""
    gone = delete(LookupRow).where(LookupRow.id == lookup_id).returning(LookupRow.id)
    return session.scalar(gone) is not None


def _holds(text: str) -> list[ColumnElement[bool]]:
    words = text.strip()
    if not words:
        return []
    columns = (LookupRow.text, LookupRow.top_sku, LookupRow.top_name, LookupRow.person)
    return [or_(*(column.icontains(words, autoescape=True) for column in columns))]
