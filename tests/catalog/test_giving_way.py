"""Long reads that let a write go first."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desktop_app.catalog import database as database_module
from desktop_app.catalog.database import Database
from desktop_app.catalog.giving_way import MOST_TIMES

LONG_S = 30.0
ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + tick(i) FROM n)"
    " SELECT count(*) FROM n, meta"
)
BRIEF = text("SELECT generation FROM meta")
CHANGE = text("UPDATE meta SET generation = generation + 1")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(database_module, "journal_mode", lambda: "DELETE")
    opened = Database.open(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


class Reader:
    """Reads without end for some times, then shortly."""

    def __init__(self, endless: int) -> None:
        self.left = endless
        self.runs = threading.Event()
        self.times = 0

    def __call__(self, session: Session) -> int:
        self.times += 1
        is_endless, self.left = self.left > 0, self.left - 1
        connection = session.connection().connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.create_function("tick", 1, self._tick)
        found = session.scalar(ENDLESS if is_endless else BRIEF)
        assert isinstance(found, int)
        return found

    def _tick(self, number: int) -> int:
        del number
        self.runs.set()
        return 1


@pytest.fixture
def start(database: Database) -> Iterator[Callable[[Reader], Future[int]]]:
    with ThreadPoolExecutor(1) as executor:
        yield lambda reader: executor.submit(database.read_giving_way, reader)


def write(database: Database) -> None:
    with database.write() as session:
        session.execute(CHANGE)


def test_a_write_goes_before_a_long_read_which_begins_anew(
    database: Database, start: Callable[[Reader], Future[int]]
) -> None:
    reader = Reader(endless=1)
    done = start(reader)
    assert reader.runs.wait(LONG_S)
    write(database)
    assert done.result(LONG_S) >= 1, "what was written is seen"
    assert reader.times == 2


def test_a_read_that_was_cut_short_often_enough_goes_through(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(endless=0)

    def cut_short(session: Session) -> int:
        reader.times += 1
        if reader.times <= MOST_TIMES:
            raise interrupted()
        return 7

    assert database.read_giving_way(cut_short) == 7
    assert reader.times == MOST_TIMES + 1


def interrupted() -> OperationalError:
    error = sqlite3.OperationalError("interrupted")
    error.sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
    return OperationalError("SELECT 1", None, error)


def test_other_errors_of_a_long_read_are_told(database: Database) -> None:
    with pytest.raises(OperationalError):
        database.read_giving_way(lambda session: session.scalar(text("SELECT nothing")))


def test_reads_of_others_are_not_cut_short(database: Database) -> None:
    with database.read() as session:
        rows = session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000)"
            " SELECT i FROM n"
        )
        assert rows.fetchone() is not None
        database._giving_way.write_is_due()
        assert len(rows.fetchall()) == 999


def test_with_a_write_ahead_log_nothing_is_cut_short(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "journal_mode", lambda: "WAL")
    told: list[int] = []
    monkeypatch.setattr(database._giving_way, "write_is_due", lambda: told.append(1))
    write(database)
    assert told == []
