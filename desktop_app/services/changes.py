"""The change log as the window and the command line see it: who changed what, and when."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.core.access import Right
from desktop_app.core.change import ALL_CHANGES, Change, ChangeFilter
from desktop_app.core.change_words import summary
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId, Translate, same
from desktop_app.core.types import ShouldStop, never_stop
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.spreadsheet_cells import harmless

COLUMNS = ("id", "at", "person", "action", "kind", "subject", "summary", "before", "after")
EXPORT_PAGE = 1000


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

    def save(
        self,
        file: Path,
        only: ChangeFilter = ALL_CHANGES,
        *,
        translate: Translate = same,
        should_stop: ShouldStop = never_stop,
    ) -> int:
        """Write changes as CSV that a spreadsheet opens without running anything in it; how many.

        Raises:
            CatalogueError: the catalogue cannot be read.
            UserError: *file* cannot be written, or the person may not.
        """
        self._guard.require(Right.SEE_CHANGES)
        written = 0
        try:
            # The mark tells spreadsheets that it is UTF-8.
            with file.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(COLUMNS)
                while page := self.page(EXPORT_PAGE, written, only):
                    writer.writerows(_cells(change, translate) for change in page)
                    written += len(page)
                    if should_stop():
                        break
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UserError(MessageId.FOLDER_UNUSABLE, name=file.name, reason=reason) from error
        return written

    def persons(self) -> list[str]:
        """Everybody who changed something, by name."""
        self._guard.require(Right.SEE_CHANGES)
        return self._log.persons()

    def purge(self, older_than: timedelta, person: str) -> int:
        """Delete what is older, leaving no byte but the note that it was done; how many went."""
        self._guard.require(Right.ERASE)
        now = self._clock()
        return self._log.purge(now - older_than, person=person, now=now)


def change_object(change: Change) -> dict[str, Any]:
    """A change for other programs."""
    return {
        "id": change.change_id,
        "at": change.at.isoformat(),
        "person": change.person,
        "action": change.action.value,
        "kind": change.kind.value,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
    }


def _cells(change: Change, translate: Translate) -> list[str]:
    cells = (
        str(change.change_id),
        change.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        change.person,
        change.action.value,
        change.kind.value,
        change.subject,
        summary(change, translate),
        json.dumps(dict(change.before), ensure_ascii=False, default=dict),
        json.dumps(dict(change.after), ensure_ascii=False, default=dict),
    )
    return [harmless(cell) for cell in cells]
