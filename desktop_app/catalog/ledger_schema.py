"""Tables of stock and prices over time; the triggers beside them are in `ledger_triggers`."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Float, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.catalog.column_types import ExactDecimal, Moment
from desktop_app.catalog.schema import NEVER_REUSED, Base


def _owner() -> Mapped[int]:
    return mapped_column(ForeignKey("product.id", ondelete="CASCADE"))


class MovementRow(Base):
    """A movement of stock; triggers refuse to change or delete it.

    `day` counts days since 1970, UTC; `demand` is what was asked for, as a binary fraction: it is
    summed up for forecasts, never for the stock. `before` and `after` are null where the stock was
    left alone. `source_key` tells an imported movement from all others.
    """

    __tablename__ = "stock_movement"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    at: Mapped[datetime] = mapped_column(Moment)
    day: Mapped[int]
    kind: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(ExactDecimal)
    before: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    after: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    demand: Mapped[float] = mapped_column(Float)
    person: Mapped[str]
    note: Mapped[str]
    source: Mapped[str]
    source_key: Mapped[str | None]
    undoes: Mapped[int | None]
    lookup_id: Mapped[int | None]

    __table_args__ = (
        Index(None, "product_id", "id"),
        Index(
            "ix_stock_movement_demand",
            "product_id",
            "day",
            "demand",
            sqlite_where=text("demand <> 0"),
        ),
        Index(
            "uq_stock_movement_source_key",
            "source_key",
            unique=True,
            sqlite_where=text("source_key IS NOT NULL"),
        ),
        Index(
            "uq_stock_movement_undoes",
            "undoes",
            unique=True,
            sqlite_where=text("undoes IS NOT NULL"),
        ),
        NEVER_REUSED,
    )


class StockRuleRow(Base):
    """What a person set about ordering; `name` is a category or the id of a product."""

    __tablename__ = "stock_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str]
    name: Mapped[str]
    minimum: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    lead_days: Mapped[int | None]
    review_days: Mapped[int | None]
    service: Mapped[float | None] = mapped_column(Float)
    pack: Mapped[Decimal | None] = mapped_column(ExactDecimal)

    __table_args__ = (UniqueConstraint("scope", "name"),)


class StockOrderRow(Base):
    """How many of a product are on order."""

    __tablename__ = "stock_order"

    product_id: Mapped[int] = mapped_column(
        ForeignKey("product.id", ondelete="CASCADE"), primary_key=True
    )
    quantity: Mapped[Decimal] = mapped_column(ExactDecimal)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]


class PricePointRow(Base):
    """A price from a moment on; triggers refuse to change or delete it."""

    __tablename__ = "price_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    at: Mapped[datetime] = mapped_column(Moment)
    before: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    price: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    currency_before: Mapped[str]
    currency: Mapped[str]
    person: Mapped[str]
    source: Mapped[str]

    __table_args__ = (Index(None, "product_id", "at"), NEVER_REUSED)


class PriceLimitRow(Base):
    """Which changes a person wants to hear of; `name` is a category or the id of a product."""

    __tablename__ = "price_limit"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str]
    name: Mapped[str]
    rise: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    fall: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    drift: Mapped[Decimal | None] = mapped_column(ExactDecimal)

    __table_args__ = (UniqueConstraint("scope", "name"),)


class PriceAlertRow(Base):
    """A change beyond a limit, and what a person did about it."""

    __tablename__ = "price_alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = _owner()
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str]
    before: Mapped[Decimal] = mapped_column(ExactDecimal)
    price: Mapped[Decimal] = mapped_column(ExactDecimal)
    currency: Mapped[str]
    percent: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    limit_percent: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    state: Mapped[str]
    state_by: Mapped[str]
    state_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index(None, "product_id"), Index(None, "state", "id"), NEVER_REUSED)


class PriceWatchRow(Base):
    """One row: up to which price point the limits were looked at."""

    __tablename__ = "price_watch"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_point: Mapped[int]
