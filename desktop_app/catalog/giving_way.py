"""Long reads that let a write go first and begin anew.

Without a write-ahead log (`sqlite_file.journal_mode`) a write waits until every read has ended:
while a million products are sorted, nobody could save a cell for seconds.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

MOST_TIMES = 3
"""A read that was cut short so often goes through: an import writes all the time."""


class GivingWay:
    """Knows the reads that may be cut short; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: set[sqlite3.Connection] = set()

    @contextmanager
    def reading(self, session: Session) -> Iterator[None]:
        """Within the block, `write_is_due` ends what *session* reads with an error."""
        connection = session.connection().connection.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError(f"a connection of {type(connection)}")
        with self._lock:
            self._reading.add(connection)
        try:
            yield
        finally:
            with self._lock:  # so that a late interruption meets no later statement
                self._reading.discard(connection)

    def write_is_due(self) -> None:
        """Cut short what is being read."""
        with self._lock:
            for connection in self._reading:
                connection.interrupt()


def was_cut_short(error: sqlite3.Error | DBAPIError) -> bool:
    """Whether a read ended because of `write_is_due`."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_INTERRUPT
