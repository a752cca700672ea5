"""Stock movements, rules for ordering, prices over time, their limits and alerts."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0121"
down_revision = "0120"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _maybe_text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime, nullable=nullable)


def _of_product(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_product_id_product"
    return sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    _stock()
    _prices()


def _stock() -> None:
    op.create_table(
        "stock_movement",
        *map(_number, ("id", "product_id")),
        _moment("at"),
        _number("day"),
        *map(_text, ("kind", "quantity")),
        *map(_maybe_text, ("before", "after")),
        sa.Column("demand", sa.Float, nullable=False),
        *map(_text, ("person", "note", "source")),
        _maybe_text("source_key"),
        _number("undoes", nullable=True),
        _number("lookup_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stock_movement"),
        _of_product("stock_movement"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_movement_product_id_id", "stock_movement", ["product_id", "id"])
    op.create_index(
        "ix_stock_movement_demand",
        "stock_movement",
        ["product_id", "day", "demand"],
        sqlite_where=sa.text("demand <> 0"),
    )
    for column in ("source_key", "undoes"):
        op.create_index(
            f"uq_stock_movement_{column}",
            "stock_movement",
            [column],
            unique=True,
            sqlite_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_table(
        "stock_rule",
        _number("id"),
        *map(_text, ("scope", "name")),
        _maybe_text("minimum"),
        _number("lead_days", nullable=True),
        _number("review_days", nullable=True),
        sa.Column("service", sa.Float),
        _maybe_text("pack"),
        sa.PrimaryKeyConstraint("id", name="pk_stock_rule"),
        sa.UniqueConstraint("scope", "name", name="uq_stock_rule_scope_name"),
    )
    op.create_table(
        "stock_order",
        _number("product_id"),
        _text("quantity"),
        _moment("at"),
        _text("person"),
        sa.PrimaryKeyConstraint("product_id", name="pk_stock_order"),
        _of_product("stock_order"),
    )


def _prices() -> None:
    op.create_table(
        "price_point",
        *map(_number, ("id", "product_id")),
        _moment("at"),
        *map(_maybe_text, ("before", "price")),
        *map(_text, ("currency_before", "currency", "person", "source")),
        sa.PrimaryKeyConstraint("id", name="pk_price_point"),
        _of_product("price_point"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_point_product_id_at", "price_point", ["product_id", "at"])
    op.create_table(
        "price_limit",
        _number("id"),
        *map(_text, ("scope", "name")),
        *map(_maybe_text, ("rise", "fall", "drift")),
        sa.PrimaryKeyConstraint("id", name="pk_price_limit"),
        sa.UniqueConstraint("scope", "name", name="uq_price_limit_scope_name"),
    )
    op.create_table(
        "price_alert",
        *map(_number, ("id", "product_id")),
        _moment("at"),
        *map(_text, ("kind", "before", "price", "currency")),
        *map(_maybe_text, ("percent", "limit_percent")),
        *map(_text, ("state", "state_by")),
        _moment("state_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_price_alert"),
        _of_product("price_alert"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_alert_product_id", "price_alert", ["product_id"])
    op.create_index("ix_price_alert_state_id", "price_alert", ["state", "id"])
    op.create_table(
        "price_watch",
        _number("id"),
        _number("last_point"),
        sa.PrimaryKeyConstraint("id", name="pk_price_watch"),
    )
    op.execute("INSERT INTO price_watch (id, last_point) VALUES (1, 0)")
