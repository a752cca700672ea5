"""What people teach: photos that become references at once, and can be withdrawn again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log, code_lessons
from desktop_app.catalog.records import LessonOutcome, NewLesson, NewPhoto, Withdrawal
from desktop_app.catalog.reference_writes import ReferenceWriter
from desktop_app.catalog.rows import taught_photo
from desktop_app.catalog.schema import LookupRow, PhotoRow, ProductRow, TaughtRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import TaughtPhoto


def teach(
    session: Session, product_id: int, lesson: NewLesson, person: str, now: datetime
) -> LessonOutcome:
    """Make the photos of *lesson* references of a product, and note what was said.

    Raises:
        CatalogueError: the product is gone.
    """
    product = session.get(ProductRow, product_id)
    if product is None or product.withdrawn:
        raise CatalogueError(MessageId.PRODUCT_GONE)
    references = ReferenceWriter(session, [product_id])
    added = _add_photos(session, product, lesson, person, now)
    vectors = {photo.source_sha256: vector for photo, vector in lesson.photos}
    for row in added:
        vector = vectors[row.source_sha256]
        references.add(product_id, row.id, lesson.fingerprint, vector)
    references.write()
    taught = [_taught(product, row, lesson, person, now) for row in added]
    session.add_all(taught)
    _decide(session, product, lesson, person, now)
    if added:
        after = {"photos": [row.sha256 for row in added], "decision": lesson.decision.value}
        taught_it = Change(
            now, person, ChangeAction.TAUGHT, SubjectKind.PRODUCT, product.sku, after=after
        )
        change_log.record(session, taught_it)
    session.flush()
    return LessonOutcome(
        product_id,
        product.sku,
        product.name,
        tuple(row.id for row in taught),
        references.added(product_id),
    )


def withdraw(session: Session, taught_ids: Sequence[int], person: str, now: datetime) -> Withdrawal:
    """Take taught photos and codes out of their products; the record stays."""
    rows = session.scalars(
        select(TaughtRow).where(TaughtRow.id.in_(taught_ids), TaughtRow.withdrawn_at.is_(None))
    ).all()
    for row in rows:
        row.withdrawn_at, row.withdrawn_by = now, person
    code_lessons.detach(session, rows, person, now)
    photos = session.scalars(
        select(PhotoRow).where(PhotoRow.id.in_([row.photo_id for row in rows]))
    ).all()
    change_log.record_all(session, _taken_back(session, photos, person, now))
    removed = _drop_photos(session, photos)
    files = {row.sha256 for row in rows if row.sha256}
    return Withdrawal(removed, tuple(sorted(files - _still_needed(session, files))))


def take_back(session: Session, lookup_id: int) -> None:
    """Forget what was said about a lookup."""
    row = session.get(LookupRow, lookup_id)
    if row is not None:
        row.decision = row.decided_sku = row.decided_name = row.decided_by = ""
        row.decided_at = None


def page(session: Session, limit: int, offset: int) -> list[TaughtPhoto]:
    """Taught photos, newest first, withdrawn ones included."""
    rows = select(TaughtRow).order_by(TaughtRow.id.desc()).limit(limit).offset(offset)
    return [taught_photo(row) for row in session.scalars(rows)]


def _add_photos(
    session: Session, product: ProductRow, lesson: NewLesson, person: str, now: datetime
) -> list[PhotoRow]:
    """Rows of those photos that the product does not have yet, at the end of its photos."""
    known = {photo.source_sha256 for photo in product.photos}
    fresh = {photo.source_sha256: photo for photo, _ in lesson.photos}
    first = max((photo.position for photo in product.photos), default=-1) + 1
    new = [photo for source, photo in fresh.items() if source not in known]
    rows = [
        _photo_row(product.id, position, photo, person, now)
        for position, photo in enumerate(new, first)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _photo_row(
    product_id: int, position: int, photo: NewPhoto, person: str, now: datetime
) -> PhotoRow:
    return PhotoRow(
        product_id=product_id,
        position=position,
        sha256=photo.sha256,
        source_sha256=photo.source_sha256,
        source_name=photo.source_name,
        width=photo.width,
        height=photo.height,
        origin=photo.origin.value,
        added_at=now,
        added_by=person,
    )


def _taught(
    product: ProductRow, photo: PhotoRow, lesson: NewLesson, person: str, now: datetime
) -> TaughtRow:
    return TaughtRow(
        at=now,
        person=person,
        decision=lesson.decision.value,
        sku=product.sku,
        name=product.name,
        answered_sku=lesson.answered_sku,
        sha256=photo.sha256,
        product_id=product.id,
        photo_id=photo.id,
        lookup_id=lesson.lookup_id,
        withdrawn_by="",
    )


def _decide(
    session: Session, product: ProductRow, lesson: NewLesson, person: str, now: datetime
) -> None:
    lookup = session.get(LookupRow, lesson.lookup_id) if lesson.lookup_id else None
    if lookup is None:
        return
    lookup.decision = lesson.decision.value
    lookup.decided_sku, lookup.decided_name = product.sku, product.name
    lookup.decided_by, lookup.decided_at = person, now


def _taken_back(
    session: Session, photos: Sequence[PhotoRow], person: str, now: datetime
) -> Iterator[Change]:
    """One change a product that loses photos."""
    of_product: dict[int, list[str]] = {}
    for photo in photos:
        of_product.setdefault(photo.product_id, []).append(photo.sha256)
    for product_id, names in of_product.items():
        product = session.get_one(ProductRow, product_id)
        before = {"photos": names}
        yield Change(now, person, ChangeAction.TAKEN_BACK, SubjectKind.PRODUCT, product.sku, before)


def _drop_photos(session: Session, photos: Sequence[PhotoRow]) -> tuple[int, ...]:
    product_ids = sorted({photo.product_id for photo in photos})
    references = ReferenceWriter(session, product_ids)
    for photo in photos:
        references.drop_photos(photo.product_id, [photo.id])
    references.write()
    for photo in photos:
        session.delete(photo)
    session.flush()
    return tuple(gone for number in product_ids for gone in references.removed(number))


def _still_needed(session: Session, files: set[str]) -> set[str]:
    return set(session.scalars(select(PhotoRow.sha256).where(PhotoRow.sha256.in_(files))))
