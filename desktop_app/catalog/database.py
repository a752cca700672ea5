"""The open catalogue file: one engine, short transactions, safe settings."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from desktop_app.catalog.erasure import rewrite
from desktop_app.catalog.giving_way import MOST_TIMES, GivingWay, was_cut_short
from desktop_app.catalog.migrate import format_of, migrate, newest_format
from desktop_app.catalog.sqlite_errors import catalogue_errors, folder_error, is_busy
from desktop_app.catalog.sqlite_file import (
    check_file,
    is_lost,
    journal_mode,
    quick_check,
    set_pragmas,
)
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId

BUSY_TIMEOUT_S = 30.0
"""How long a write waits for another program before it gives up."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Database:
    """Sessions on one catalogue file; safe to use from several threads.

    A write takes the lock of the file when it begins: a transaction that reads first and asks for
    the lock later fails at once when another one wrote in between, or loses what that one wrote.
    """

    def __init__(self, engine: Engine, file: Path, *, read_only: bool) -> None:
        self.file = file
        self.read_only = read_only
        self._engine = engine
        self._write_lock = threading.RLock()
        self._giving_way = GivingWay()
        self._reads = sessionmaker(engine.execution_options(begin="DEFERRED"))
        self._writes = sessionmaker(
            engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False
        )

    @classmethod
    def open(
        cls, file: Path, *, read_only: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S
    ) -> Database:
        """Open the catalogue, making or upgrading its tables where needed.

        Raises:
            CatalogueError: the file is no catalogue, of a newer program, damaged, locked, or its
                folder cannot be written to.
        """
        _check(file, read_only=read_only)
        with catalogue_errors(file):
            if read_only:
                _check_format(file)
            else:
                migrate(file, timeout_s=busy_timeout_s)
                _set_journal(file, busy_timeout_s)
        engine = _engine(file, read_only=read_only, busy_timeout_s=busy_timeout_s)
        return cls(engine, file, read_only=read_only)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view of the catalogue; keep it short, a write may be waiting for it.

        Raises:
            CatalogueError: the file cannot be read.
        """
        with catalogue_errors(self.file), self._reads() as session:
            yield session

    def read_giving_way(self, work: Callable[[Session], T]) -> T:
        """What *work*, one long statement, reads; begun anew when a write wants to go first.

        Raises:
            CatalogueError: the file cannot be read.
        """
        for _ in range(MOST_TIMES):
            try:
                with self.read() as session, self._giving_way.reading(session):
                    return work(session)
            except (sqlite3.Error, DBAPIError) as error:
                if not was_cut_short(error):
                    raise
            with self._write_lock:
                pass  # the write is over; before that it would only cut this short again
        with self.read() as session:
            return work(session)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of it is saved when the block ends, none of it if it raises.

        Raises:
            CatalogueError: the file is locked, full, damaged or may not be written.
        """
        if self.read_only:
            raise CatalogueError(MessageId.CATALOGUE_READ_ONLY, name=self.file.parent)
        with catalogue_errors(self.file), self._write_lock:
            self._let_writes_go_first()
            with self._writes.begin() as session:
                yield session
                session.flush()
                self._let_writes_go_first()  # who began to read meanwhile would hold up the end

    def _let_writes_go_first(self) -> None:
        if journal_mode() != "WAL":
            self._giving_way.write_is_due()

    def check(self) -> None:
        """Let SQLite look for damaged pages, whatever the size of the file.

        Raises:
            CatalogueError: it found some.
        """
        with catalogue_errors(self.file), closing(sqlite3.connect(self.file)) as connection:
            quick_check(connection, self.file)

    def compact(self) -> None:
        """Write the file anew, so that nothing deleted is left in it or in its log.

        Raises:
            CatalogueError: another program has it open, or the disk is full.
        """
        with catalogue_errors(self.file), self._write_lock:
            rewrite(self.file)

    def close(self) -> None:
        """Close every connection; sessions must have ended."""
        self._engine.dispose()


def _check(file: Path, *, read_only: bool) -> None:
    try:
        if not read_only:
            file.parent.mkdir(parents=True, exist_ok=True)
        if not read_only and is_lost(file):
            raise CatalogueError(MessageId.CATALOGUE_MISSING, name=file.parent)
        if read_only or file.exists():
            check_file(file)
    except FileNotFoundError as error:
        raise CatalogueError(
            MessageId.CATALOGUE_UNREADABLE, name=file.parent, reason=error.strerror
        ) from error
    except OSError as error:
        raise folder_error(error, file.parent) from error


def _check_format(file: Path) -> None:
    """A file of an older format cannot be read without its migration, which writes."""
    if format_of(file) < newest_format():
        reason = "it is of an older format and must be opened for writing first"
        raise CatalogueError(MessageId.CATALOGUE_UNREADABLE, name=file.parent, reason=reason)


def _set_journal(file: Path, busy_timeout_s: float) -> None:
    """`WAL` stays in the file, so one connection sets it for all.

    The change needs the file alone; while another program has it open, it stays as it is.
    """
    with closing(sqlite3.connect(file, timeout=busy_timeout_s)) as connection:
        (current,) = connection.execute("PRAGMA journal_mode").fetchone()
        if current.upper() == journal_mode():
            return
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA journal_mode = {journal_mode()}").fetchone()
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            _log.warning("another program has the catalogue open: journal mode stays %s", current)


def _engine(file: Path, *, read_only: bool, busy_timeout_s: float) -> Engine:
    mode = "ro" if read_only else "rw"
    uri = f"{file.resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=busy_timeout_s,
            isolation_level=None,  # transactions begin by the event below, not by a guess
            check_same_thread=False,  # the pool gives a connection to one thread at a time
        )
        set_pragmas(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begin = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine
