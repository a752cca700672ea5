"""SQLite's errors told apart: what a person can do something about becomes a message."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId

_MESSAGES = {
    sqlite3.SQLITE_BUSY: MessageId.CATALOGUE_LOCKED,
    sqlite3.SQLITE_LOCKED: MessageId.CATALOGUE_LOCKED,
    sqlite3.SQLITE_FULL: MessageId.DISK_FULL,
    sqlite3.SQLITE_READONLY: MessageId.CATALOGUE_READ_ONLY,
    sqlite3.SQLITE_PERM: MessageId.CATALOGUE_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: MessageId.CATALOGUE_READ_ONLY,
    sqlite3.SQLITE_CORRUPT: MessageId.CATALOGUE_UNREADABLE,
    sqlite3.SQLITE_NOTADB: MessageId.CATALOGUE_UNREADABLE,
    sqlite3.SQLITE_IOERR: MessageId.CATALOGUE_UNREADABLE,
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})


@contextmanager
def catalogue_errors(file: Path) -> Iterator[None]:
    """Turn the database errors of the block that have a known remedy into `CatalogueError`.

    All others, for instance a broken constraint, are ours and pass through.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        known = _catalogue_error(error, file)
        if known is None:
            raise
        raise known from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection holds a lock that the statement needs."""
    return (error.sqlite_errorcode & 0xFF) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_full(error: OSError) -> bool:
    """Whether there was no room left to write."""
    return error.errno in _FULL


def folder_error(error: OSError, folder: Path) -> CatalogueError:
    """What it means that a file could not be written in *folder*."""
    message_id = MessageId.DISK_FULL if is_full(error) else MessageId.CATALOGUE_READ_ONLY
    return CatalogueError(message_id, name=folder)


def _catalogue_error(error: sqlite3.Error | DBAPIError, file: Path) -> CatalogueError | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    extended = getattr(original, "sqlite_errorcode", None)
    message_id = _MESSAGES.get(extended & 0xFF) if extended is not None else None
    if message_id is None and not _says_malformed(original):
        return None
    return CatalogueError(
        message_id or MessageId.CATALOGUE_UNREADABLE, name=file.parent, reason=original
    )


def _says_malformed(error: BaseException | None) -> bool:
    """Damage that Python itself notices, for instance text that is not UTF-8."""
    return isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error)
