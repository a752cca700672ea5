"""The time of day, as it is kept."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> datetime:
    """The moment that is written beside a change."""
    return datetime.now(UTC)
