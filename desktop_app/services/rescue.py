"""A catalogue that is closed, because it cannot be opened or is to be replaced."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog.backup_records import Backup
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.occupancy import occupied
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.restore import restore
from desktop_app.catalog.salvage import Salvaged, salvage
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Progress, no_progress

__all__ = ["Backup", "Rescue", "Salvaged", "Way", "ways_out"]


class Way(StrEnum):
    """A way out of a catalogue that cannot be opened."""

    RESTORE = "restore"
    SALVAGE = "salvage"
    READ_ONLY = "read_only"
    REBUILD_INDEX = "rebuild_index"
    TRY_AGAIN = "try_again"


_DAMAGED = frozenset({Way.RESTORE, Way.SALVAGE, Way.READ_ONLY, Way.REBUILD_INDEX, Way.TRY_AGAIN})
_WAYS = {
    MessageId.CATALOGUE_UNREADABLE: _DAMAGED,
    MessageId.CATALOGUE_MISSING: frozenset({Way.RESTORE, Way.TRY_AGAIN}),
    MessageId.CATALOGUE_FOREIGN: frozenset({Way.RESTORE, Way.TRY_AGAIN}),
    MessageId.CATALOGUE_TOO_NEW: frozenset({Way.RESTORE, Way.TRY_AGAIN}),
    MessageId.CATALOGUE_READ_ONLY: frozenset({Way.READ_ONLY, Way.TRY_AGAIN}),
    MessageId.DISK_FULL: frozenset({Way.READ_ONLY, Way.TRY_AGAIN}),
    MessageId.CATALOGUE_LOCKED: frozenset({Way.READ_ONLY, Way.TRY_AGAIN}),
    MessageId.CATALOGUE_OCCUPIED: frozenset({Way.TRY_AGAIN}),
}


def ways_out(problem: UserError | None) -> frozenset[Way]:
    """What can be done about *problem*; everything where somebody merely asked for the page."""
    if problem is None:
        return _DAMAGED
    return _WAYS.get(problem.message.id, frozenset({Way.TRY_AGAIN}))


@dataclass(frozen=True, slots=True)
class Rescue:
    """What can be done with the closed catalogue *database*; each waits until nobody uses it."""

    root: Path
    database: Path
    index: Path
    store: BackupStore

    def backups(self) -> list[Backup]:
        """Every backup, newest first."""
        return self.store.all()

    def restore(self, name: str = "", *, progress: Progress = no_progress) -> Backup:
        """Restore a backup, the newest whole one if none is named.

        Raises:
            UserError: there is none, it is damaged, or the catalogue is in use.
        """
        with occupied(self.root, alone=True):
            backup = self.store.named(name) if name else self._newest()
            photos, room = PhotoStore(self.root), DiskRoom(self.root)
            restore(self.store, backup, self.database, photos, room=room, progress=progress)
        return backup

    def _newest(self) -> Backup:
        for backup in self.store.all():
            if backup.is_whole and not self.store.problems(backup):
                return backup
        raise UserError(MessageId.BACKUP_NONE, name=self.store.folder)

    def salvage(self) -> Salvaged:
        """Save what can be read; what cannot comes from the newest whole backup.

        Raises:
            UserError: nothing can be read, or the catalogue is in use.
        """
        with occupied(self.root, alone=True):
            try:
                backup = self.store.database_of(self._newest())
            except UserError:
                backup = None
            return salvage(self.database, backup)

    def rebuild_index(self) -> None:
        """Delete the index files; they are made anew from the database at the next start.

        Raises:
            UserError: the catalogue is in use.
        """
        with occupied(self.root, alone=True):
            shutil.rmtree(self.index, ignore_errors=True)
