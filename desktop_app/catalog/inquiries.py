"""Inquiries in the catalogue: saved, listed, closed, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.catalog.schema import InquiryPhotoRow, InquiryRow, ProductRow
from desktop_app.core.inquiry import Closing, Inquiry, InquiryPhoto, NewInquiry
from desktop_app.core.types import CodeKind, ProductCode, Reason, Verdict


def save(session: Session, new: NewInquiry, person: str, now: datetime) -> int:
    """Keep *new*; its id."""
    row = InquiryRow(
        at=now,
        person=person,
        text=new.text,
        note=new.note,
        code_kind=new.code.kind.value if new.code else "",
        code=new.code.value if new.code else "",
        verdict=new.answer.verdict.value,
        reason=new.answer.reason.value,
        model=new.answer.model,
        answer=new.answer_json,
        photos=[_photo_row(position, photo) for position, photo in enumerate(new.photos)],
    )
    session.add(row)
    session.flush()
    return row.id


def page(session: Session, limit: int, offset: int, *, is_open: bool | None) -> list[Inquiry]:
    """Inquiries, newest first; all of them if *is_open* is None."""
    rows = select(InquiryRow).order_by(InquiryRow.id.desc()).limit(limit).offset(offset)
    if is_open is not None:
        rows = rows.where(InquiryRow.closed_as == "" if is_open else InquiryRow.closed_as != "")
    found = session.scalars(rows).all()
    signs = _signs(session, [row.id for row in found])
    return [_inquiry(row, *signs.get(row.id, (0, None))) for row in found]


def one(session: Session, inquiry_id: int) -> Inquiry | None:
    row = session.get(InquiryRow, inquiry_id)
    if row is None:
        return None
    return _inquiry(row, *_signs(session, [row.id]).get(row.id, (0, None)))


def photos(session: Session, inquiry_id: int) -> list[InquiryPhoto]:
    """Photos of an inquiry, in their order."""
    rows = select(InquiryPhotoRow).where(InquiryPhotoRow.inquiry_id == inquiry_id)
    return [
        InquiryPhoto(row.source_sha256, row.width, row.height, row.picture, row.thumbnail)
        for row in session.scalars(rows.order_by(InquiryPhotoRow.position))
    ]


def close(
    session: Session,
    inquiry_id: int,
    closing: Closing,
    person: str,
    now: datetime,
    *,
    product_id: int | None = None,
    lessons: Sequence[int] = (),
) -> bool:
    """Close an inquiry; whether it was there and open."""
    row = session.get(InquiryRow, inquiry_id)
    if row is None or row.closed_as:
        return False
    product = None if product_id is None else session.get(ProductRow, product_id)
    row.closed_as, row.closed_at, row.closed_by = closing.value, now, person
    if product is not None:
        row.product_id, row.sku, row.name = product.id, product.sku, product.name
    row.lessons = ",".join(map(str, lessons))
    return True


def reopen(session: Session, inquiry_id: int) -> None:
    """Forget how an inquiry ended."""
    row = session.get(InquiryRow, inquiry_id)
    if row is not None:
        row.closed_as = row.closed_by = row.sku = row.name = row.lessons = ""
        row.closed_at = row.product_id = None


def delete(session: Session, inquiry_id: int) -> bool:
    """Delete an inquiry with its photos; whether it was there."""
    row = session.get(InquiryRow, inquiry_id)
    if row is None:
        return False
    session.delete(row)
    return True


def _photo_row(position: int, photo: InquiryPhoto) -> InquiryPhotoRow:
    return InquiryPhotoRow(
        position=position,
        source_sha256=photo.source_sha256,
        width=photo.width,
        height=photo.height,
        picture=photo.picture,
        thumbnail=photo.thumbnail,
    )


def _signs(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
    """How many photos each inquiry has, and the small copy of its first one."""
    counted = (
        select(InquiryPhotoRow.inquiry_id, func.count(), func.min(InquiryPhotoRow.id))
        .where(InquiryPhotoRow.inquiry_id.in_(ids))
        .group_by(InquiryPhotoRow.inquiry_id)
    )
    counts = session.execute(counted).all()
    firsts = select(InquiryPhotoRow.id, InquiryPhotoRow.thumbnail).where(
        InquiryPhotoRow.id.in_([first for _, _, first in counts])
    )
    small = {row.id: row.thumbnail for row in session.execute(firsts)}
    return {inquiry_id: (count, small[first]) for inquiry_id, count, first in counts}


def _inquiry(row: InquiryRow, n_photos: int, thumbnail: bytes | None) -> Inquiry:
    return Inquiry(
        inquiry_id=row.id,
        at=row.at,
        person=row.person,
        text=row.text,
        note=row.note,
        code=ProductCode(CodeKind(row.code_kind), row.code) if row.code else None,
        verdict=Verdict(row.verdict),
        reason=Reason(row.reason),
        model=row.model,
        answer=row.answer,
        n_photos=n_photos,
        thumbnail=thumbnail,
        closing=Closing(row.closed_as) if row.closed_as else None,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        sku=row.sku,
        name=row.name,
        product_id=row.product_id,
        lessons=tuple(int(number) for number in row.lessons.split(",") if number),
    )
