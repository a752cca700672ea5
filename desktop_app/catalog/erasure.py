"""Deleting so that no byte is left: in the file, in its log, and in older copies of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
"""How moments are written in the file, see `desktop_app.catalog.column_types.Moment`."""


def rewrite(file: Path, *, timeout_s: float = 30.0) -> None:
    """Write *file* anew without its free pages, and empty its write-ahead log.

    Raises:
        sqlite3.Error: another program is using it, or the disk is full; it is as before.
    """
    with closing(sqlite3.connect(file, timeout=timeout_s, isolation_level=None)) as connection:
        connection.execute(
            "PRAGMA temp_store = MEMORY"
        )  # the copy must not lie in a temporary file
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def erase_from_copies(file: Path, before: datetime | None) -> None:
    """Delete lookups older than *before* (None: all) from the copies that upgrades left."""
    moment = None if before is None else before.astimezone(UTC).strftime(_MOMENT)
    for copy in _copies(file):
        _change(copy, "DELETE FROM lookup WHERE ?1 IS NULL OR at < ?1", (moment,))


def erase_pictures_from_copies(file: Path) -> None:
    """Delete the pictures of lookups from the copies that upgrades left."""
    for copy in _copies(file):
        _change(copy, "UPDATE lookup SET thumbnail = NULL", ())


def erase_inquiry_from_copies(file: Path, inquiry_id: int) -> None:
    """Delete an inquiry from the copies that upgrades left, where they know inquiries."""
    for copy in _copies(file):
        if _has_table(copy, "inquiry"):
            _change(copy, "DELETE FROM inquiry_photo WHERE inquiry_id = ?1", (inquiry_id,))
            _change(copy, "DELETE FROM inquiry WHERE id = ?1", (inquiry_id,))


def erase_changes_from_copies(file: Path, before: datetime) -> None:
    """Delete entries of the change log from the copies that upgrades left."""
    moment = before.astimezone(UTC).strftime(_MOMENT)
    for copy in _copies(file):
        if _has_table(copy, "changes"):
            oldest = "(SELECT coalesce(max(id), 0) FROM changes WHERE at < ?1)"
            permit = "INSERT INTO changes_purge (at, person, up_to) VALUES (?1, '', {})"
            _change(copy, permit.format(oldest), (moment,))
            _change(copy, "DELETE FROM changes WHERE at < ?1", (moment,))


def _has_table(copy: Path, name: str) -> bool:
    with closing(sqlite3.connect(copy)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,))
        return found.fetchone() is not None


def _copies(file: Path) -> Iterator[Path]:
    """Older catalogues that this computer still has: of upgrades, backups and replacements."""
    yield from file.parent.glob(f"{file.name}.format-*.bak")
    yield from file.parent.glob(f"backups/*/{file.name}")
    yield from _readable_replaced(file)


def _readable_replaced(file: Path) -> Iterator[Path]:
    """Replaced catalogues; one that is too damaged to be purged goes as a whole."""
    for copy in file.parent.glob(f"replaced/*/{file.name}"):
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("SELECT count(*) FROM lookup").fetchone()
                sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except sqlite3.Error:
            sound = False
        if sound:
            yield copy
        else:
            shutil.rmtree(copy.parent, ignore_errors=True)


def _change(copy: Path, statement: str, values: tuple[str | int | None, ...]) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(statement, values)
    rewrite(copy)
