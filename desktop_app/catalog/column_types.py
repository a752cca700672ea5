"""Column types that SQLite lacks: any text, exact decimals and moments in UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class AnyText(TypeDecorator[str]):
    """Text; half characters, which a window can deliver and UTF-8 cannot hold, become `?`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else value.encode("utf-8", "replace").decode("utf-8")

    def process_result_value(self, value: object, dialect: Dialect) -> str | None:
        """A damaged row can hold a blob or a number here; checksums tell of it."""
        del dialect
        if value is None or isinstance(value, str):
            return value
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as text: SQLite would make a binary fraction of it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        del dialect
        try:
            return None if value is None else Decimal(value)
        except (InvalidOperation, TypeError, ValueError):
            return None  # changed on the disk: one row must not cost a whole page of them


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """As usual; a moment that the disk has made unreadable becomes the oldest there is."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def moment(value: Any) -> datetime | None:
            try:
                return read(value)
            except (ValueError, TypeError):
                return datetime.min.replace(tzinfo=UTC)

        return moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)
