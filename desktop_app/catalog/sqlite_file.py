"""What is looked at before a catalogue file is trusted, and how SQLite has to be set for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.catalog.change_triggers import are_ours
from desktop_app.catalog.migrate import APPLICATION_ID, newest_format
from desktop_app.catalog.sqlite_errors import catalogue_errors
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId

MAGIC = b"SQLite format 3\x00"
QUICK_CHECK_BYTES = 256 * 1024 * 1024
"""Above this size the check at every start would be felt; `Database.damages` does it on demand."""

_FIXED_BRANCHES = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
_FIXED_SINCE = (3, 51, 3)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """`WAL` where it is safe, else `DELETE`.

    SQLite 3.7.0 to 3.51.2 can lose committed rows when the log is reset, save for two back-ports
    (https://www.sqlite.org/wal.html#the_wal_reset_bug).
    """
    back_port = _FIXED_BRANCHES.get((version[0], version[1]))
    fixed = version >= _FIXED_SINCE or (back_port is not None and version >= back_port)
    return "WAL" if fixed else "DELETE"


def set_pragmas(connection: sqlite3.Connection) -> None:
    """Settings that SQLite forgets with each connection.

    Foreign keys are checked, functions in a hostile schema are not run, and a commit is on the
    disk before it is called saved. What is deleted is overwritten.
    """
    for pragma in (
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "synchronous = FULL",
        "temp_store = MEMORY",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def is_lost(file: Path) -> bool:
    """Whether *file* is gone although there was a catalogue; a new one would hide that."""
    return not file.exists() and _has_photos(file.parent)


def check_file(file: Path) -> None:
    """Look at an existing *file* without changing it.

    Raises:
        CatalogueError: it is no catalogue, one of a newer program, or damaged.
    """
    if file.exists() and not (file.is_file() or file.is_dir()):  # a pipe would be waited for
        raise _error(MessageId.CATALOGUE_FOREIGN, file)
    with file.open("rb") as stream:
        magic = stream.read(len(MAGIC))
    if not magic and not _has_photos(file.parent):
        return
    if not magic:
        raise _error(MessageId.CATALOGUE_UNREADABLE, file, "the file is empty")
    if magic != MAGIC:
        raise _error(MessageId.CATALOGUE_FOREIGN, file)
    with catalogue_errors(file), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        _check_content(connection, file)


def _check_content(connection: sqlite3.Connection, file: Path) -> None:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    kinds = [kind for kind, _, _ in found]
    if not kinds:
        if _has_photos(file.parent):
            raise _error(MessageId.CATALOGUE_UNREADABLE, file, "the file holds no tables")
        return
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise _error(MessageId.CATALOGUE_FOREIGN, file)
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if number > newest_format():
        raise _error(MessageId.CATALOGUE_TOO_NEW, file)
    # Shelfsight makes no view and few triggers; others were put there by somebody else.
    triggers = {name: statement for kind, name, statement in found if kind == "trigger"}
    if "view" in kinds or not are_ours(triggers):
        raise _error(MessageId.CATALOGUE_FOREIGN, file)
    if file.stat().st_size <= QUICK_CHECK_BYTES:
        quick_check(connection, file)


def quick_check(connection: sqlite3.Connection, file: Path) -> None:
    """Let SQLite look for damaged pages.

    Raises:
        CatalogueError: it found some.
    """
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise _error(MessageId.CATALOGUE_UNREADABLE, file, answer)


def _has_photos(folder: Path) -> bool:
    """Whether photos lie beside the file, which then was a catalogue before it became empty."""
    return any((folder / "photos").glob("*/*"))


def _error(message_id: MessageId, file: Path, reason: object = "") -> CatalogueError:
    return CatalogueError(message_id, name=file.parent, reason=reason)
