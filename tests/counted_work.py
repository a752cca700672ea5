"""Work that is counted where a clock would judge the machine: calls, statements, steps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from sqlalchemy import event

from desktop_app.catalog.database import Database


@dataclass
class Count:
    """How often it happened so far."""

    n: int = 0


@contextmanager
def counted_calls() -> Iterator[Count]:
    """Calls of Python and of C functions on this thread, and each step of a generator."""
    count, before = Count(), sys.getprofile()

    def count_call(_frame: FrameType, kind: str, _what: object) -> None:
        count.n += kind in {"call", "c_call"}

    sys.setprofile(count_call)
    try:
        yield count
    finally:
        sys.setprofile(before)


@contextmanager
def seen_statements(database: Database) -> Iterator[list[str]]:
    """The text of each SQL statement, as it was sent."""
    statements: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database._engine, "before_cursor_execute", remember)
    try:
        yield statements
    finally:
        event.remove(database._engine, "before_cursor_execute", remember)


@contextmanager
def counted_steps(database: Database, every: int = 10) -> Iterator[Count]:
    """Steps of SQLite's machine in tens, which grow with the rows that are gone through."""
    count, watched = Count(), []

    def step() -> int:
        count.n += 1
        return 0

    def watch(connection: Any, *_rest: object) -> None:
        connection.set_progress_handler(step, every)
        watched.append(connection)

    event.listen(database._engine, "checkout", watch)
    try:
        yield count
    finally:
        event.remove(database._engine, "checkout", watch)
        for connection in watched:
            connection.set_progress_handler(None, 0)
