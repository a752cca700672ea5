"""Codes that people give to products, and take away again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log, search_table
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.records import CodeOrigin, LessonOutcome
from desktop_app.catalog.rows import is_intact_product, product_data, seal, sku_key, whole
from desktop_app.catalog.schema import CodeRow, LookupRow, ProductRow, TaughtRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind, code_fact
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import Decision
from desktop_app.core.types import CodeKind, ProductCode


def attach(
    session: Session,
    product_id: int,
    code: ProductCode,
    lookup_id: int | None,
    *,
    person: str,
    now: datetime,
) -> LessonOutcome:
    """Make *code* a further code of a product.

    Raises:
        CatalogueError: the product is gone, or the code belongs to a product already.
    """
    product = session.scalars(whole(select(ProductRow)).where(ProductRow.id == product_id)).first()
    if product is None or product.withdrawn:
        raise CatalogueError(MessageId.PRODUCT_GONE)
    _refuse_taken(session, product, code)
    was_intact = is_intact_product(product)
    position = max((row.position for row in product.codes), default=-1) + 1
    product.codes.append(
        CodeRow(
            position=position,
            kind=code.kind.value,
            value=code.value,
            origin=CodeOrigin.PERSON.value,
        )
    )
    _changed(session, product, person, now, was_intact=was_intact)
    after = {"codes": [code_fact(code)]}
    kind = SubjectKind.PRODUCT
    given = Change(now, person, ChangeAction.TAUGHT, kind, product.sku, after=after)
    change_log.record(session, given)
    taught = _taught(product, code, lookup_id, person, now)
    session.add(taught)
    _decide(session, product, lookup_id, person, now)
    session.flush()
    return LessonOutcome(product.id, product.sku, product.name, (taught.id,))


def detach(session: Session, taught: Sequence[TaughtRow], person: str, now: datetime) -> None:
    """Take the codes of lessons away again, unless an import has brought them meanwhile."""
    for row in taught:
        product = session.get(ProductRow, row.product_id) if row.code and row.product_id else None
        if product is None:
            continue
        was_intact = is_intact_product(product)
        kept = [code for code in product.codes if not _is_given(code, row)]
        if len(kept) < len(product.codes):
            before = {"codes": [f"{row.code_kind}:{row.code}"]}
            kind = SubjectKind.PRODUCT
            back = Change(now, person, ChangeAction.TAKEN_BACK, kind, product.sku, before)
            change_log.record(session, back)
        product.codes = kept
        _changed(session, product, person, now, was_intact=was_intact)


def _is_given(code: CodeRow, lesson: TaughtRow) -> bool:
    same = (code.kind, code.value) == (lesson.code_kind, lesson.code)
    return same and code.origin == CodeOrigin.PERSON.value


def _refuse_taken(session: Session, product: ProductRow, code: ProductCode) -> None:
    owners = select(CodeRow.product_id).where(
        CodeRow.kind == code.kind.value, CodeRow.value == code.value
    )
    has_it: list[ColumnElement[bool]] = [ProductRow.id.in_(owners)]
    if code.kind is CodeKind.OWN:
        has_it.append(ProductRow.sku_key == sku_key(code.value))
    owner = session.scalars(select(ProductRow).where(or_(*has_it), LIVE)).first()
    if owner is not None:
        same = owner.id == product.id
        message = MessageId.CODE_KNOWN if same else MessageId.CODE_TAKEN
        raise CatalogueError(message, value=code.value, owner=owner.name, sku=owner.sku)


def _changed(
    session: Session, product: ProductRow, person: str, now: datetime, *, was_intact: bool
) -> None:
    session.flush()
    data = product_data(product)
    seal(product, was_intact=was_intact)
    product.changed_at, product.changed_by = now, person
    search_table.put_products(session, [(product.id, data)])


def _taught(
    product: ProductRow, code: ProductCode, lookup_id: int | None, person: str, now: datetime
) -> TaughtRow:
    return TaughtRow(
        at=now,
        person=person,
        decision=Decision.CODE.value,
        sku=product.sku,
        name=product.name,
        answered_sku="",
        sha256="",
        code_kind=code.kind.value,
        code=code.value,
        product_id=product.id,
        lookup_id=lookup_id,
        withdrawn_by="",
    )


def _decide(
    session: Session, product: ProductRow, lookup_id: int | None, person: str, now: datetime
) -> None:
    lookup = session.get(LookupRow, lookup_id) if lookup_id else None
    if lookup is not None:
        lookup.decision = Decision.CODE.value
        lookup.decided_sku, lookup.decided_name = product.sku, product.name
        lookup.decided_by, lookup.decided_at = person, now
