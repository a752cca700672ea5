"""Keeping an open catalogue safe: backups, checks, repair; safe to call from several threads."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from desktop_app.catalog.backup_records import Backup, BackupReason
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.catalogue_digest import photos_of
from desktop_app.catalog.database import Database
from desktop_app.catalog.inspection import (
    MENDABLE,
    Finding,
    Flaw,
    drop_damaged,
    inspect,
    mend_products,
    rebuild_words,
)
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.restore import bring_photos
from desktop_app.core.access import Right
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.services.guard import OPEN_GUARD, Guard

__all__ = ["Backup", "BackupReason", "Finding", "Flaw", "Safety", "SafetyReport"]

BACKUP_EVERY = timedelta(hours=20)
"""Once a working day, whenever that begins."""

LARGE_BYTES = 256 * 1024 * 1024
PHOTOS_AFTER_START = 500

_log = logging.getLogger(__name__)


class ReferenceRemover(Protocol):
    """The gallery, which forgets damaged references."""

    def remove(self, reference_ids: Collection[int]) -> None:
        """Let references no longer be found."""


@dataclass(frozen=True, slots=True)
class SafetyReport:
    """What a check found, and what a repair had to leave.

    Attributes:
        at: when it ended.
        findings: what is damaged now.
        repaired: how many damages were mended just before.
    """

    at: datetime
    findings: tuple[Finding, ...]
    repaired: int = 0

    @property
    def can_be_repaired(self) -> bool:
        return any(finding.flaw in MENDABLE for finding in self.findings)


class Safety:
    """Backups and checks of one open catalogue."""

    def __init__(
        self,
        database: Database,
        photos: PhotoStore,
        store: BackupStore,
        gallery: ReferenceRemover,
        embed_missing: Callable[[], object],
        *,
        guard: Guard = OPEN_GUARD,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._database = database
        self._photos = photos
        self._store = store
        self._gallery = gallery
        self._embed_missing = embed_missing
        self._guard = guard
        self._clock = clock
        self._at_work = threading.Lock()
        self.person = ""
        self.last_report: SafetyReport | None = None
        self.restore_asked = ""
        """Name of the backup to be restored once the window has closed."""

    @property
    def folder(self) -> str:
        """Where the backups lie."""
        return str(self._store.folder)

    def backups(self) -> list[Backup]:
        """Every backup, newest first."""
        return self._store.all()

    def back_up(
        self,
        reason: BackupReason = BackupReason.ASKED,
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> Backup | None:
        """Make a backup, read it back, and publish it; None if somebody asked to stop.

        Raises:
            UserError: there is too little room, or the catalogue cannot be read.
        """
        with self._at_work:
            return self._store.make(
                self._database.file,
                self._photos,
                reason,
                progress=progress,
                should_stop=should_stop,
            )

    def back_up_if_due(self, *, should_stop: ShouldStop = never_stop) -> Backup | None:
        """Make the backup of the day; None if there is one, or nothing to back up.

        A clock that was set back makes one due as well: the age of the last cannot be known then.
        """
        newest = next(iter(self._store.all()), None)
        if newest is not None:
            age = self._clock() - newest.at
            if timedelta(0) <= age < BACKUP_EVERY:
                return None
        elif not photos_of(self._database.file) and not self._has_products():
            return None
        return self.back_up(BackupReason.AUTOMATIC, should_stop=should_stop)

    def _has_products(self) -> bool:
        with self._database.read() as session:
            found = session.connection().exec_driver_sql("SELECT 1 FROM product LIMIT 1")
            return found.first() is not None

    def problems(self, backup: Backup) -> list[str]:
        """What is wrong with a backup, read anew; nothing if it is as it was made."""
        return self._store.problems(backup)

    def ask_for_restore(self, backup: Backup) -> None:
        """Restore *backup* once the window is closed, which then opens again.

        Raises:
            UserError: this person may not.
        """
        self._guard.require(Right.ERASE)
        self.restore_asked = backup.name

    def check(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> SafetyReport:
        """Read the whole catalogue and prove it, row by row and photo by photo.

        Raises:
            CatalogueError: it cannot be read at all.
        """
        return self._note(
            inspect(self._database, self._photos, progress=progress, should_stop=should_stop)
        )

    def check_after_start(self, *, should_stop: ShouldStop = never_stop) -> None:
        """As `check`, with some of the photos, and not at all where that would take minutes.

        A large catalogue is read as a whole when it is backed up, and when somebody asks.
        """
        if self._database.file.stat().st_size <= LARGE_BYTES:
            self._note(
                inspect(
                    self._database,
                    self._photos,
                    most_photos=PHOTOS_AFTER_START,
                    should_stop=should_stop,
                )
            )

    def _note(self, found: Sequence[Finding]) -> SafetyReport:
        self.last_report = SafetyReport(self._clock(), tuple(found))
        for finding in found:
            _log.error("damage: %s %s", finding.flaw.value, finding.detail)
        return self.last_report

    def repair(self, *, progress: Progress = no_progress) -> SafetyReport:
        """Mend what can be mended while the catalogue is open, then check again.

        Vectors are made anew from their photos, photos and words come from the newest backup that
        has them whole, the search of words is built anew.

        Raises:
            UserError: this person may not, or the catalogue cannot be written.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        with self._at_work:
            before = self.check(progress=progress).findings
            self._gallery.remove(drop_damaged(self._database, before))
            self._mend_products(before)
            bring_photos(self._store, _photo_names(before), self._photos, progress)
            if any(finding.flaw in {Flaw.WORDS, Flaw.PRODUCT} for finding in before):
                rebuild_words(self._database)
            self._embed_missing()
            after = self.check(progress=progress).findings
        repaired = max(0, len(before) - len(after))
        self.last_report = SafetyReport(self._clock(), after, repaired)
        return self.last_report

    def _mend_products(self, findings: Sequence[Finding]) -> None:
        """Newest backup first; one that cannot be read is passed over."""
        left = [finding.row_id for finding in findings if finding.flaw is Flaw.PRODUCT]
        for backup in self._store.all():
            if not left:
                return
            file = self._store.database_of(backup)
            try:
                left = mend_products(self._database, file, left, self.person, self._clock())
            except (CatalogueError, UserError) as error:
                _log.warning("backup %s was passed over: %s", backup.name, error)

    def sweep_photos(self) -> int:
        """Delete files that no photo needs and that an import of long ago has left; how many."""
        return self._photos.remove_unreferenced(photos_of(self._database.file))


def _photo_names(findings: Sequence[Finding]) -> set[str]:
    return {f.detail.split(":")[0] for f in findings if f.flaw is Flaw.PHOTO}
