"""The first catalogue: products, codes, photos, embeddings, history and the search table."""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("catalogue_id", sa.String, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meta"),
    )
    op.bulk_insert(
        meta,
        [
            {
                "id": 1,
                "catalogue_id": uuid.uuid4().hex,
                "generation": 0,
                "created_at": datetime.now(UTC).replace(tzinfo=None),
            }
        ],
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sku", sa.String, nullable=False),
        sa.Column("sku_key", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("brand", sa.String, nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("price", sa.String),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("stock", sa.String),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("crc32", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("sku_key", name="uq_product_sku_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_product_category", "product", ["category"])
    op.create_table(
        "product_attribute",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product_attribute"),
        _belongs_to_product("product_attribute"),
        sa.UniqueConstraint("product_id", "name", name="uq_product_attribute_product_id_name"),
    )
    op.create_table(
        "product_code",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product_code"),
        _belongs_to_product("product_code"),
        sa.UniqueConstraint(
            "product_id", "kind", "value", name="uq_product_code_product_id_kind_value"
        ),
    )
    op.create_index("ix_product_code_value", "product_code", ["value"])
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("source_sha256", sa.String, nullable=False),
        sa.Column("source_name", sa.String, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("added_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
        _belongs_to_product("photo"),
        sa.UniqueConstraint("product_id", "source_sha256", name="uq_photo_product_id_source_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photo_sha256", "photo", ["sha256"])
    op.create_table(
        "embedding",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("photo_id", sa.Integer),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("crc32", sa.Integer, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_embedding"),
        _belongs_to_product("embedding"),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_embedding_photo_id_photo", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_embedding_fingerprint_generation_id", "embedding", ["fingerprint", "generation", "id"]
    )
    op.create_index("ix_embedding_product_id", "embedding", ["product_id"])
    op.create_index(
        "uq_embedding_photo_id_fingerprint",
        "embedding",
        ["photo_id", "fingerprint"],
        unique=True,
        sqlite_where=sa.text("photo_id IS NOT NULL"),
    )
    op.create_index(
        "uq_embedding_text",
        "embedding",
        ["product_id", "fingerprint"],
        unique=True,
        sqlite_where=sa.text("photo_id IS NULL"),
    )
    op.create_table(
        "tombstone",
        sa.Column("reference_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("reference_id", name="pk_tombstone"),
    )
    op.create_index("ix_tombstone_generation", "tombstone", ["generation"])
    op.create_table(
        "lookup",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("top_sku", sa.String, nullable=False),
        sa.Column("top_name", sa.String, nullable=False),
        sa.Column("top_probability", sa.Float),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("thumbnail", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_lookup"),
        sqlite_autoincrement=True,
    )
    # The columns hold tokens made by desktop_app.catalog.search_tokens, separated by spaces;
    # `ascii` splits at spaces and takes every other character as it is.
    op.execute(
        "CREATE VIRTUAL TABLE product_search USING fts5("
        "code, name, brand, category, description, "
        "tokenize = \"ascii tokenchars '.'\", prefix = '2 3')"
    )


def _belongs_to_product(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["product_id"], ["product.id"], name=f"fk_{table}_product_id_product", ondelete="CASCADE"
    )
