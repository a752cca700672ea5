"""The change log as the window and the command line see it: who changed what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.core.change import ALL_CHANGES, Change, ChangeFilter


def now_utc() -> datetime:
    return datetime.now(UTC)


class Changes:
    """Lists what was changed; safe to call from several threads.

    Each method raises `CatalogueError` if the catalogue cannot be read or written.
    """

    def __init__(self, log: ChangeLog, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._log = log
        self._clock = clock

    def page(self, limit: int, offset: int = 0, only: ChangeFilter = ALL_CHANGES) -> list[Change]:
        """Changes, newest first."""
        return self._log.page(limit, offset, only)

    def count(self, only: ChangeFilter = ALL_CHANGES) -> int:
        return self._log.count(only)

    def persons(self) -> list[str]:
        """Everybody who changed something, by name."""
        return self._log.persons()

    def purge(self, older_than: timedelta, person: str) -> int:
        """Delete what is older, leaving no byte but the note that it was done; how many went."""
        now = self._clock()
        return self._log.purge(now - older_than, person=person, now=now)
