"""Putting another database in the place of the catalogue, so that a kill leaves old or new.

Nobody may have the catalogue open (`desktop_app.catalog.occupancy`). What was there before is kept
under `replaced/`, until a later replacement succeeded.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from desktop_app.catalog.sqlite_errors import catalogue_errors, folder_error
from desktop_app.core.durable_file import (
    flush_file,
    flush_folder,
    link_or_copy,
    make_folder,
    remove_file,
    replace_file,
)
from desktop_app.core.fault_point import FaultPoint, no_fault

REPLACED = "replaced"
KEPT = 3
DRAFT_SUFFIX = ".new"
WORKSHOP = "salvage-"
"""Beginning of the name of a folder in which a damaged catalogue is read."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database; those of the old one would ruin the new one."""


def draft_of(file: Path) -> Path:
    """Where the new database is put together, beside the one that it is to replace."""
    return file.with_name(file.name + DRAFT_SUFFIX)


def give_new_identity(file: Path) -> None:
    """Make *file* another catalogue than the one that it was copied from.

    The index files on this computer may be younger than it; by its name they are told apart.
    """
    with catalogue_errors(file), closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "UPDATE meta SET catalogue_id = ?, generation = generation + 1", (uuid.uuid4().hex,)
        )


def clear_drafts(file: Path) -> None:
    """Delete what a restore or a salvage that was killed left: copies of the whole catalogue.

    Nobody may be at work on one: the catalogue *file* has to be occupied by the caller.
    """
    for path in (draft_of(file), *companions(draft_of(file))):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in file.parent.glob(f"{WORKSHOP}*"):
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(draft: Path, file: Path, fault_point: FaultPoint = no_fault) -> None:
    """Replace *file* by *draft*, which is on the disk in one piece.

    Raises:
        CatalogueError: the folder cannot be written; *file* is as before.
    """
    try:
        flush_file(draft)
        _settle(file)
        kept = _new_folder(file.parent / REPLACED)
        for path in (file, *companions(file)):
            if path.exists():
                link_or_copy(path, kept / path.name)
        fault_point("old_kept")
        for path in companions(file):
            remove_file(path)
        flush_folder(file.parent)
        fault_point("companions_removed")
        replace_file(draft, file)
        fault_point("new_named")
        flush_folder(file.parent)
        _thin_out(file.parent / REPLACED)
    except OSError as error:
        raise folder_error(error, file.parent) from error


def companions(file: Path) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in COMPANIONS]


def _settle(file: Path) -> None:
    """Let SQLite bring into *file* what its log or journal still holds, if it can."""
    if not file.exists():
        return
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _new_folder(folder: Path) -> Path:
    numbers = [int(path.name) for path in folder.glob("*") if path.name.isdigit()]
    made = folder / f"{max(numbers, default=0) + 1:06d}"
    make_folder(made)
    return made


def _thin_out(folder: Path) -> None:
    numbered = sorted(path for path in folder.glob("*") if path.name.isdigit())
    for old in numbered[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
