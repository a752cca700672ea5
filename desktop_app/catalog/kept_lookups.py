"""The history of lookups."""

from __future__ import annotations

from datetime import datetime

from desktop_app.catalog import (
    history,
)
from desktop_app.catalog.erasure import (
    erase_from_copies,
    erase_pictures_from_copies,
)
from desktop_app.catalog.kept import Kept
from desktop_app.core.types import (
    Answer,
    HistoryEntry,
    Verdict,
)


class KeptLookups(Kept):
    """The history of lookups."""

    def record_lookup(
        self, answer: Answer, *, answer_json: str, person: str, thumbnail: bytes | None
    ) -> int:
        """Keep one lookup; its id."""
        with self._database.write() as session:
            return history.record(
                session,
                answer,
                answer_json=answer_json,
                person=person,
                thumbnail=thumbnail,
                at=self._clock(),
            )

    def history(
        self, limit: int, offset: int = 0, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        """Lookups, newest first; only those that hold *text* and have *verdict* if given."""
        with self._database.read() as session:
            return history.page(session, limit, offset, text, verdict)

    def lookup(self, lookup_id: int) -> HistoryEntry | None:
        """One lookup of the history; None if it is forgotten."""
        with self._database.read() as session:
            return history.entry(session, lookup_id)

    def history_count(self, text: str = "") -> int:
        with self._database.read() as session:
            return history.count(session, text)

    def purge_history(self, before: datetime | None) -> int:
        """Delete lookups older than *before* (None: all) so that no byte is left; how many."""
        with self._database.write() as session:
            count = history.purge(session, before)
        if count or before is None:
            erase_from_copies(self._database.file, before)
            self._database.compact()
        return count

    def forget_pictures(self) -> int:
        """Delete the pictures of all lookups so that no byte is left; how many there were."""
        with self._database.write() as session:
            count = history.forget_pictures(session)
        if count:
            erase_pictures_from_copies(self._database.file)
            self._database.compact()
        return count

    def forget_lookup(self, lookup_id: int) -> bool:
        """Delete one lookup; whether it was there."""
        with self._database.write() as session:
            return history.forget(session, lookup_id)
