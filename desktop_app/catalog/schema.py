"""Tables of the catalogue. Rows never leave `desktop_app.catalog`; the rest sees core values.

Besides these there is `product_search`, a full-text table that SQLAlchemy cannot describe
(`desktop_app.catalog.search_table`).
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from desktop_app.catalog.column_types import AnyText, ExactDecimal, Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a later migration can change it."""

NEVER_REUSED = {"sqlite_autoincrement": True}
"""Ids that other files remember must not come back for another row."""


class Base(DeclarativeBase):
    """All tables of the catalogue."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: AnyText}


class MetaRow(Base):
    """One row: who this catalogue is and how often its references changed."""

    __tablename__ = "meta"

    id: Mapped[int] = mapped_column(primary_key=True)
    catalogue_id: Mapped[str]
    generation: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


class ProductRow(Base):
    """A product; `sku_key` is the SKU without regard to case, `crc32` guards the words."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    sku_key: Mapped[str]
    name: Mapped[str]
    category: Mapped[str]
    brand: Mapped[str]
    description: Mapped[str]
    price: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    currency: Mapped[str]
    stock: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    location: Mapped[str]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    crc32: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str]

    attributes: Mapped[list[AttributeRow]] = relationship(
        order_by="AttributeRow.position", cascade="all, delete-orphan", passive_deletes=True
    )
    codes: Mapped[list[CodeRow]] = relationship(
        order_by="CodeRow.position", cascade="all, delete-orphan", passive_deletes=True
    )
    photos: Mapped[list[PhotoRow]] = relationship(
        order_by="PhotoRow.position", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("sku_key"),
        Index(None, "category"),
        NEVER_REUSED,
    )


def _owner() -> Mapped[int]:
    return mapped_column(ForeignKey("product.id", ondelete="CASCADE"))


class AttributeRow(Base):
    """A free attribute of a product, for instance `name_zh`."""

    __tablename__ = "product_attribute"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    position: Mapped[int]
    name: Mapped[str]
    value: Mapped[str]

    __table_args__ = (UniqueConstraint("product_id", "name"),)


class CodeRow(Base):
    """A GTIN (14 digits) or an own code of a product; `origin` says who gave it."""

    __tablename__ = "product_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    position: Mapped[int]
    kind: Mapped[str]
    value: Mapped[str]
    origin: Mapped[str] = mapped_column(default="import")

    __table_args__ = (UniqueConstraint("product_id", "kind", "value"), Index(None, "value"))


class PhotoRow(Base):
    """A photo of a product; the bytes lie in the photo store under `sha256`."""

    __tablename__ = "photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    position: Mapped[int]
    sha256: Mapped[str]
    source_sha256: Mapped[str]
    source_name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    origin: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str]

    __table_args__ = (
        UniqueConstraint("product_id", "source_sha256"),
        Index(None, "sha256"),
        NEVER_REUSED,
    )


class EmbeddingRow(Base):
    """A reference of the gallery: one photo (or the text where `photo_id` is null) in one model.

    `vector` is little-endian float32, `crc32` its checksum.
    """

    __tablename__ = "embedding"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    fingerprint: Mapped[str]
    generation: Mapped[int]
    crc32: Mapped[int]
    vector: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Index(None, "fingerprint", "generation", "id"),
        Index(None, "product_id"),
        Index(
            "uq_embedding_photo_id_fingerprint",
            "photo_id",
            "fingerprint",
            unique=True,
            sqlite_where=text("photo_id IS NOT NULL"),
        ),
        Index(
            "uq_embedding_text",
            "product_id",
            "fingerprint",
            unique=True,
            sqlite_where=text("photo_id IS NULL"),
        ),
        NEVER_REUSED,
    )


class TombstoneRow(Base):
    """A reference that is gone, and the generation in which it went."""

    __tablename__ = "tombstone"

    reference_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    generation: Mapped[int]

    __table_args__ = (Index(None, "generation"),)


class LookupRow(Base):
    """One lookup as it is remembered; `answer` is the JSON that the command line prints."""

    __tablename__ = "lookup"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    text: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str]
    top_sku: Mapped[str]
    top_name: Mapped[str]
    top_probability: Mapped[float | None] = mapped_column(Float)
    model: Mapped[str]
    device: Mapped[str]
    answer: Mapped[str]
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary)
    decision: Mapped[str] = mapped_column(default="")
    decided_sku: Mapped[str] = mapped_column(default="")
    decided_name: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (NEVER_REUSED,)


def _reference_to(table: str) -> Mapped[int | None]:
    return mapped_column(ForeignKey(f"{table}.id", ondelete="SET NULL"))


class TaughtRow(Base):
    """A photo that a person made a reference, or a code that they gave to a product.

    The row outlives both, as a record. `sha256` is empty for a code; `code_kind` and `code` are
    empty for a photo.
    """

    __tablename__ = "taught"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    decision: Mapped[str]
    sku: Mapped[str]
    name: Mapped[str]
    answered_sku: Mapped[str]
    sha256: Mapped[str]
    code_kind: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    product_id: Mapped[int | None] = _reference_to("product")
    photo_id: Mapped[int | None] = _reference_to("photo")
    lookup_id: Mapped[int | None] = _reference_to("lookup")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index(None, "product_id"),
        Index(None, "photo_id"),
        Index(None, "lookup_id"),
        NEVER_REUSED,
    )


class InquiryRow(Base):
    """A question that the program could not answer, kept for somebody who can.

    `answer` is the JSON of the answer as it was; `lessons` what closing it taught, as ids of
    `taught` with commas between them. `closed_as` is empty while it is open.
    """

    __tablename__ = "inquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    text: Mapped[str]
    note: Mapped[str]
    code_kind: Mapped[str]
    code: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str]
    model: Mapped[str]
    answer: Mapped[str]
    closed_as: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_by: Mapped[str] = mapped_column(default="")
    sku: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    lessons: Mapped[str] = mapped_column(default="")
    product_id: Mapped[int | None] = _reference_to("product")

    photos: Mapped[list[InquiryPhotoRow]] = relationship(
        order_by="InquiryPhotoRow.position", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (Index(None, "product_id"), NEVER_REUSED)


class InquiryPhotoRow(Base):
    """A photo of an inquiry: copies without metadata, and the hash of what they were made of."""

    __tablename__ = "inquiry_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id", ondelete="CASCADE"))
    position: Mapped[int]
    source_sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    thumbnail: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "inquiry_id"),)


class ChangeRow(Base):
    """One entry of the change log; triggers refuse to change or delete it.

    `before` and `after` are JSON objects, `{}` where there is nothing.
    """

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]

    __table_args__ = (Index(None, "subject"), NEVER_REUSED)


class ChangePurgeRow(Base):
    """That entries of the change log up to an id were deleted, by whom and when."""

    __tablename__ = "changes_purge"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    up_to: Mapped[int]

    __table_args__ = (NEVER_REUSED,)


class PersonRow(Base):
    """Somebody who can sign in; `pin` is as `desktop_app.core.pin` makes it, empty for none."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    role: Mapped[str]
    pin: Mapped[str]

    __table_args__ = (UniqueConstraint("name_key"),)
