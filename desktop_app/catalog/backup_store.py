"""Backups of a catalogue: a copy of the database each, and one pool of photos for all.

    backups/000017/catalogue.sqlite   copied by SQLite while the catalogue is in use
    backups/000017/backup.json        the receipt, written last
    backups/photos/ab/<sha256>.jpg    a second name of the catalogue's file, or a copy

A backup appears under its number in one step, after it was read back and every row of it was
proved by its checksum. What is not under a number was never finished.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.catalog.backup_records import Backup, BackupReason, no_longer_needed
from desktop_app.catalog.catalogue_digest import Contents, contents_of, photos_of
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.sqlite_errors import catalogue_errors, folder_error
from desktop_app.core.clock import now_utc
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.durable_file import (
    flush_file,
    flush_folder,
    link_or_copy,
    make_folder,
    remove_file,
    replace_file,
    write_durably,
)
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Progress, ProgressReport, ShouldStop, never_stop, no_progress

DATABASE, RECORD, POOL = "catalogue.sqlite", "backup.json", "photos"
DRAFT = "draft-"
PAGES_AT_ONCE = 512
"""Copied between two pauses, in which others may write."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Watch:
    progress: Progress
    should_stop: ShouldStop


class BackupStore:
    """The backups in *folder*; one process at a time makes or deletes them."""

    def __init__(
        self,
        folder: Path,
        *,
        program: str,
        clock: Callable[[], datetime] = now_utc,
        room: DiskRoom | None = None,
        fault_point: FaultPoint = no_fault,
    ) -> None:
        self.folder = folder
        self._program = program
        self._clock = clock
        self._room = room or DiskRoom(folder)
        self._reached = fault_point
        self._pool = folder / POOL

    def all(self) -> list[Backup]:
        """The backups whose receipt is whole, newest first; none if the folder cannot be read."""
        found = []
        for folder in self._numbered():
            try:
                backup = Backup.from_bytes((folder / RECORD).read_bytes())
            except (OSError, ValueError) as error:
                _log.warning("backup %s is left aside: %s", folder.name, error)
                continue
            if backup.name == folder.name:
                found.append(backup)
        return sorted(found, key=lambda backup: -backup.number)

    def named(self, name: str) -> Backup:
        """The backup of that name.

        Raises:
            UserError: there is none.
        """
        for backup in self.all():
            if backup.name == name or str(backup.number) == name:
                return backup
        raise UserError(MessageId.BACKUP_UNKNOWN, name=name)

    def database_of(self, backup: Backup) -> Path:
        return self.folder / backup.name / DATABASE

    def pooled_photo(self, sha256: str) -> Path:
        """Where the pool keeps a photo, whether it is there or not."""
        return self._pool / sha256[:2] / f"{sha256}.jpg"

    def make(
        self,
        database: Path,
        photos: PhotoStore,
        reason: BackupReason,
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> Backup | None:
        """Copy the catalogue, prove the copy, publish it; None if somebody asked to stop.

        Older backups are thinned out only after that.

        Raises:
            CatalogueError: the catalogue cannot be read, or the disk is full.
            UserError: there is too little room; nothing was begun.
        """
        with self._folder_errors():
            self._room.require(2 * database.stat().st_size)
            make_folder(self.folder)
            self._remove_drafts()
            draft = self.folder / f"{DRAFT}{secrets.token_hex(4)}"
            draft.mkdir()
            try:
                _copy_database(database, draft / DATABASE)
                backup = self._fill(draft, photos, reason, _Watch(progress, should_stop))
                if backup is not None:
                    self._publish(draft, backup)
            finally:
                if draft.exists():
                    shutil.rmtree(draft, ignore_errors=True)
            if backup is not None:
                self._thin_out()
        return backup

    def _fill(
        self, draft: Path, photos: PhotoStore, reason: BackupReason, watch: _Watch
    ) -> Backup | None:
        copy = draft / DATABASE
        flush_file(copy)
        self._reached("database_copied")
        contents = contents_of(copy, watch.should_stop)
        if watch.should_stop():
            return None
        self._reached("database_proved")
        missing = self._pool_photos(photos_of(copy), photos, watch)
        if missing is None:
            return None
        self._reached("photos_pooled")
        backup = self._backup(contents, reason, missing)
        write_durably(draft / RECORD, backup.to_bytes())
        self._reached("record_written")
        flush_folder(draft)
        return backup

    def _backup(self, contents: Contents, reason: BackupReason, missing: int) -> Backup:
        number = 1 + max((int(folder.name) for folder in self._numbered()), default=0)
        return Backup(
            number,
            self._clock(),
            reason,
            self._program,
            contents.catalogue_id,
            contents.generation,
            contents.products,
            contents.photos,
            contents.references,
            contents.digest,
            damaged_rows=len(contents.problems),
            missing_photos=missing,
        )

    def _publish(self, draft: Path, backup: Backup) -> None:
        replace_file(draft, self.folder / backup.name)
        self._reached("backup_named")
        flush_folder(self.folder)
        self._reached("backup_published")

    def _pool_photos(self, names: set[str], photos: PhotoStore, watch: _Watch) -> int | None:
        """Put what the pool lacks into it; how many photos are gone, None if told to stop."""
        missing = 0
        for done, name in enumerate(sorted(names), start=1):
            if watch.should_stop():
                return None
            missing += not self._pool_photo(name, photos.photo_path(name))
            watch.progress(ProgressReport(done, len(names)))
        return missing

    def _pool_photo(self, name: str, source: Path) -> bool:
        """Whether the pool has the photo now; one that is damaged is not taken over a whole one."""
        pooled = self.pooled_photo(name)
        if is_whole_photo(source, name):
            if not _same_file(pooled, source) and not is_whole_photo(pooled, name):
                link_or_copy(source, pooled)
            return True
        return is_whole_photo(pooled, name)

    def problems(self, backup: Backup) -> list[str]:
        """Read all of a backup again; what is wrong with it, nothing if it is as it was made."""
        file = self.database_of(backup)
        try:
            contents = contents_of(file)
            names = photos_of(file)
        except CatalogueError as error:
            return [str(error)]
        except OSError as error:
            return [error.strerror or type(error).__name__]
        problems = []
        if contents.digest != backup.digest:
            problems.append("its content is not what was written")
        if len(contents.problems) > backup.damaged_rows:
            problems += contents.problems
        gone = sum(not is_whole_photo(self.pooled_photo(name), name) for name in names)
        if gone > backup.missing_photos:
            problems.append(f"{gone - backup.missing_photos} photos are gone or damaged")
        return problems

    def remove(self, backup: Backup) -> None:
        """Delete a backup: its receipt first, so that half of one is never taken for one."""
        folder = self.folder / backup.name
        remove_file(folder / RECORD)
        flush_folder(folder)
        shutil.rmtree(folder, ignore_errors=True)

    def _thin_out(self) -> None:
        gone = no_longer_needed(self.all())
        for backup in gone:
            try:
                self.remove(backup)
            except OSError as error:
                _log.warning("backup %s could not be deleted: %s", backup.name, error)
        if gone:
            self._clean_pool()

    def _clean_pool(self) -> None:
        """Delete photos that no backup needs; none at all if one of them cannot be read."""
        needed: set[str] = set()
        for folder in self._numbered():
            try:
                needed |= photos_of(folder / DATABASE)
            except (CatalogueError, OSError) as error:
                _log.warning("the photos of all backups stay: %s", error)
                return
        for path in self._pool.glob("*/*.jpg"):
            if path.stem not in needed:
                with contextlib.suppress(OSError):
                    remove_file(path)

    def _numbered(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.name.isdigit()]
        except OSError:
            return []

    def _remove_drafts(self) -> None:
        """What a killed program left half made, or half deleted."""
        halves = [path for path in self._numbered() if not (path / RECORD).exists()]
        for path in [*self.folder.glob(f"{DRAFT}*"), *halves]:
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _folder_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise folder_error(error, self.folder) from error


def is_whole_photo(path: Path, sha256: str) -> bool:
    """Whether the file is there and is what its name says."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _copy_database(source: Path, target: Path) -> None:
    """Copy through SQLite: a consistent moment, with what a write-ahead log still holds."""
    with (
        catalogue_errors(source),
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        writing.execute("PRAGMA journal_mode = DELETE")
        reading.backup(writing, pages=PAGES_AT_ONCE, sleep=0.0)
        writing.execute("PRAGMA journal_mode = DELETE").fetchone()  # the copy brought WAL along
