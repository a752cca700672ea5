"""The append-only change log, and the record of what was purged from it."""

import sqlalchemy as sa
from alembic import op

from desktop_app.catalog.change_triggers import TRIGGERS

revision = "0115"
down_revision = "0079"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        *map(_text, ("person", "action", "subject_kind", "subject", "before", "after")),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_subject", "changes", ["subject"])
    op.create_table(
        "changes_purge",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        _text("person"),
        sa.Column("up_to", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes_purge"),
        sqlite_autoincrement=True,
    )
    for statement in TRIGGERS.values():
        op.execute(statement)
