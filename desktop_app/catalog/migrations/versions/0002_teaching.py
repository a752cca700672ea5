"""What people taught, and what they said about an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("decision", "decided_sku", "decided_name", "decided_by"):
        op.add_column("lookup", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.add_column("lookup", sa.Column("decided_at", sa.DateTime))
    op.create_table(
        "taught",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("sku", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("answered_sku", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("product_id", sa.Integer),
        sa.Column("photo_id", sa.Integer),
        sa.Column("lookup_id", sa.Integer),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.Column("withdrawn_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taught"),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=f"fk_taught_{table}_id_{table}",
                ondelete="SET NULL",
            )
            for table in ("product", "photo", "lookup")
        ),
        sqlite_autoincrement=True,
    )
    for table in ("product", "photo", "lookup"):
        op.create_index(f"ix_taught_{table}_id", "taught", [f"{table}_id"])
