"""Inquiries, codes that people gave to products, and the record of them."""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def upgrade() -> None:
    op.add_column(
        "product_code", sa.Column("origin", sa.String, nullable=False, server_default="import")
    )
    for name in ("code_kind", "code"):
        op.add_column("taught", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.create_table(
        "inquiry",
        _number("id"),
        sa.Column("at", sa.DateTime, nullable=False),
        *map(_text, ("person", "text", "note", "code_kind", "code")),
        *map(_text, ("verdict", "reason", "model", "answer", "closed_as")),
        sa.Column("closed_at", sa.DateTime),
        *map(_text, ("closed_by", "sku", "name", "lessons")),
        _number("product_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name="fk_inquiry_product_id_product",
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inquiry_product_id", "inquiry", ["product_id"])
    op.create_table(
        "inquiry_photo",
        *map(_number, ("id", "inquiry_id", "position")),
        _text("source_sha256"),
        *map(_number, ("width", "height")),
        sa.Column("picture", sa.LargeBinary, nullable=False),
        sa.Column("thumbnail", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry_photo"),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiry.id"],
            name="fk_inquiry_photo_inquiry_id_inquiry",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_inquiry_photo_inquiry_id", "inquiry_photo", ["inquiry_id"])
