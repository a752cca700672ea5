"""Measurements of a catalogue's quality, thresholds chosen for it, and what its photos are like."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0116"
branch_labels = None
depends_on = None

SHARES = ("recall_1", "recall_5", "precision", "coverage", "foreign_matches")


def _column(
    name: str, kind: type[sa.types.TypeEngine[Any]], *, nullable: bool = False
) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "quality_run",
        _column("id", sa.Integer),
        _column("at", sa.DateTime),
        _column("person", sa.String),
        _column("fingerprint", sa.String),
        _column("generation", sa.Integer),
        _column("threshold", sa.Float, nullable=True),
        *(_column(name, sa.Integer) for name in ("products", "photos", "asked")),
        *(_column(name, sa.Float, nullable=True) for name in SHARES),
        _column("wrong_matches", sa.Integer),
        _column("categories", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_quality_run"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision_threshold",
        _column("fingerprint", sa.String),
        _column("value", sa.Float),
        _column("matches", sa.Integer),
        _column("at", sa.DateTime),
        _column("person", sa.String),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_decision_threshold"),
    )
    op.create_table(
        "photo_trait",
        _column("photo_id", sa.Integer),
        *(_column(name, sa.Float) for name in ("blur", "brightness", "contrast")),
        sa.PrimaryKeyConstraint("photo_id", name="pk_photo_trait"),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_trait_photo_id_photo", ondelete="CASCADE"
        ),
    )
