"""The change log as the window and the command line see it: who changed what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.core.access import Right
from desktop_app.core.change import ALL_CHANGES, Change, ChangeFilter
from desktop_app.services.guard import OPEN_GUARD, Guard


def now_utc() -> datetime:
    return datetime.now(UTC)


class Changes:
    """Lists what was changed; safe to call from several threads.

    Each method raises `CatalogueError` if the catalogue cannot be read or written, and `UserError`
    if the person may not.
    """

    def __init__(
        self,
        log: ChangeLog,
        guard: Guard = OPEN_GUARD,
        *,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._guard = guard
        self._log = log
        self._clock = clock

    def page(self, limit: int, offset: int = 0, only: ChangeFilter = ALL_CHANGES) -> list[Change]:
        """Changes, newest first."""
        self._guard.require(Right.SEE_CHANGES)
        return self._log.page(limit, offset, only)

    def count(self, only: ChangeFilter = ALL_CHANGES) -> int:
        self._guard.require(Right.SEE_CHANGES)
        return self._log.count(only)

    def persons(self) -> list[str]:
        """Everybody who changed something, by name."""
        return self._log.persons()

    def purge(self, older_than: timedelta, person: str) -> int:
        """Delete what is older, leaving no byte but the note that it was done; how many went."""
        self._guard.require(Right.ERASE)
        now = self._clock()
        return self._log.purge(now - older_than, person=person, now=now)
