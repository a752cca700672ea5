"""Taking products out of the catalogue, for a while or for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from desktop_app.catalog import change_log, search_table
from desktop_app.catalog.reference_writes import ReferenceWriter
from desktop_app.catalog.rows import facts, is_intact_product, seal
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind


def withdraw(session: Session, product_id: int, person: str, now: datetime) -> tuple[int, ...]:
    """Take a product out of every answer, keeping its data and photos; its former references."""
    row = session.get(ProductRow, product_id)
    if row is None or row.withdrawn:
        return ()
    was_intact = is_intact_product(row)
    row.withdrawn, row.changed_at, row.changed_by = True, now, person
    seal(row, was_intact=was_intact)
    kind = SubjectKind.PRODUCT
    change_log.record(session, Change(now, person, ChangeAction.WITHDRAWN, kind, row.sku))
    return _out_of_gallery(session, product_id)


def delete(session: Session, product_id: int, person: str, now: datetime) -> tuple[int, ...]:
    """Delete a product with all that belongs to it; its former references."""
    row = session.get(ProductRow, product_id)
    if row is None:
        return ()
    removed = _out_of_gallery(session, product_id)
    kind = SubjectKind.PRODUCT
    change_log.record(session, Change(now, person, ChangeAction.DELETED, kind, row.sku, facts(row)))
    session.delete(row)
    return removed


def _out_of_gallery(session: Session, product_id: int) -> tuple[int, ...]:
    references = ReferenceWriter(session, [product_id])
    references.drop_all(product_id)
    references.write()
    search_table.drop_product(session, product_id)
    return references.removed(product_id)
