"""Bringing a backup back: proved before, proved after, and the old catalogue kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.catalog.backup_records import Backup
from desktop_app.catalog.backup_store import BackupStore, is_whole_photo
from desktop_app.catalog.catalogue_digest import contents_of, photos_of
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.replacement import (
    draft_of,
    give_new_identity,
    put_in_place,
)
from desktop_app.catalog.sqlite_errors import folder_error
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.durable_file import link_or_copy, remove_file
from desktop_app.core.errors import UserError
from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Progress, ProgressReport, no_progress


def restore(
    store: BackupStore,
    backup: Backup,
    database: Path,
    photos: PhotoStore,
    *,
    room: DiskRoom | None = None,
    progress: Progress = no_progress,
    fault_point: FaultPoint = no_fault,
) -> None:
    """Make *database* and its photos what *backup* holds; nobody may have them open.

    Raises:
        UserError: the backup is damaged, or there is too little room; nothing was changed.
        CatalogueError: the folder cannot be written; the catalogue is as before.
    """
    problems = store.problems(backup)
    if problems:
        raise UserError(MessageId.BACKUP_DAMAGED, name=backup.name, reason=problems[0])
    source = store.database_of(backup)
    (room or DiskRoom(database.parent)).require(source.stat().st_size)
    draft = draft_of(database)
    try:
        remove_file(draft)
        shutil.copyfile(source, draft)
        give_new_identity(draft)
        if contents_of(draft).digest != backup.digest:
            raise UserError(
                MessageId.BACKUP_DAMAGED, name=backup.name, reason="it could not be copied"
            )
        fault_point("draft_made")
        bring_photos(store, photos_of(draft), photos, progress)
        fault_point("photos_brought")
    except OSError as error:
        raise folder_error(error, database.parent) from error
    put_in_place(draft, database, fault_point)


def bring_photos(
    store: BackupStore, names: set[str], photos: PhotoStore, progress: Progress = no_progress
) -> int:
    """Put photos from the pool where they are gone or damaged; how many.

    Raises:
        OSError: the folder of the photos cannot be written.
    """
    brought = 0
    for done, name in enumerate(sorted(names), start=1):
        path, pooled = photos.photo_path(name), store.pooled_photo(name)
        if not is_whole_photo(path, name) and is_whole_photo(pooled, name):
            link_or_copy(pooled, path)
            brought += 1
        progress(ProgressReport(done, len(names)))
    return brought
