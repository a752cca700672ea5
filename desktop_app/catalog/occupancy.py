"""Who is using a catalogue: many programs at once, or one alone that replaces its files.

The system gives a lock back when its process ends, however it ends, so none is ever stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop_app.core.errors import CatalogueError
from desktop_app.core.message_ids import MessageId

LOCK_FILE = "catalogue.lock"
USERS = 64
"""Windows has no lock that many share: each program locks one byte of so many, one alone all."""


@contextmanager
def occupied(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Use the catalogue in *folder* for as long as the block lasts.

    Args:
        folder: the data folder.
        alone: nobody else may be using it, and nobody may begin to.

    Raises:
        CatalogueError: it is in use already, or the folder cannot be written to.
    """
    with open_lock_file(folder / LOCK_FILE) as stream:
        if not try_lock(stream, alone=alone):
            raise CatalogueError(MessageId.CATALOGUE_OCCUPIED, name=folder)
        yield  # closing the file gives the lock back


def open_lock_file(file: Path) -> IO[bytes]:
    """The file that stands for the catalogue; it stays empty.

    Raises:
        CatalogueError: the folder cannot be written to.
    """
    try:
        return file.open("ab")
    except OSError as error:
        # Not above: with it comes all of SQLAlchemy, and the window asks for this lock first.
        from desktop_app.catalog.sqlite_errors import folder_error  # noqa: PLC0415

        raise folder_error(error, file.parent) from error


if sys.platform == "win32":
    import msvcrt

    def try_lock(stream: IO[bytes], *, alone: bool) -> bool:
        """Lock one byte, or all of them; whether that could be done."""
        for byte in range(USERS):
            stream.seek(byte)
            try:
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if alone:
                    return False
            else:
                if not alone:
                    return True
        return alone

else:
    import fcntl

    def try_lock(stream: IO[bytes], *, alone: bool) -> bool:
        """Take the lock, shared or alone; whether that could be done."""
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
