"""Rules of decision that were learned from what people decided at the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0185"
down_revision = "0139"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_calibration",
        sa.Column("state", sa.String, nullable=False),
        sa.Column("octaves", sa.Float, nullable=False),
        sa.Column("level", sa.Float, nullable=False),
        sa.Column("figures", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_own_calibration"),
    )
