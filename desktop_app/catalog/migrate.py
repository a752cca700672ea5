"""Bringing a catalogue file to the format of this program, in one transaction."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from desktop_app.catalog.ledger_triggers import LEDGER_TABLES, LEDGER_TRIGGERS
from desktop_app.core.errors import BugError

MIGRATIONS = Path(__file__).parent / "migrations"
"""Beside this file in the source tree, in a wheel and in a frozen bundle alike."""

APPLICATION_ID = 0x53484C46
"""`SHLF` in the header of the file: tells a catalogue from any other SQLite file."""


FORMATS_BEFORE = 1000
"""Formats were once the numbers of migrations, all below this."""

_LINK = re.compile(r"^(revision|down_revision) = (?:\"([0-9]+)\"|None)$", re.MULTILINE)


@cache
def newest_format(migrations: Path = MIGRATIONS) -> int:
    """Format that this program writes: it rises with each migration, whatever its number.

    Read from the files' own lines: Alembic, which is needed only where something is to be migrated,
    takes as long to load as the window takes to appear.
    """
    links = [
        {match[1]: match[2] for match in _LINK.finditer(file.read_text(encoding="utf-8"))}
        for file in (migrations / "versions").glob("*.py")
    ]
    known = [link for link in links if link]
    followed = {link.get("down_revision") for link in known}
    heads = [link["revision"] for link in known if link["revision"] not in followed]
    if len(heads) != 1:
        raise BugError(f"{len(heads)} newest migrations in {migrations}")
    return FORMATS_BEFORE + len(known)


def format_of(file: Path) -> int:
    """Format of an existing catalogue file; 0 before its tables are made."""
    with closing(sqlite3.connect(file)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(file: Path, *, timeout_s: float, migrations: Path = MIGRATIONS) -> None:
    """Create or upgrade the tables of *file*; a catalogue of an older format is copied before.

    A copy is left beside the file as `<name>.format-<n>.bak`.

    Raises:
        sqlite3.Error, sqlalchemy.exc.DBAPIError: the file could not be changed; it is as before.
    """
    old = format_of(file)
    if old >= newest_format(migrations):
        return
    if old > 0:
        _copy(file, file.with_name(f"{file.name}.format-{old}.bak"))
    engine = _engine(file, timeout_s)
    try:
        with engine.begin() as connection:
            _upgrade(connection, migrations)
    finally:
        engine.dispose()


def _upgrade(connection: Connection, migrations: Path) -> None:
    from alembic import command  # noqa: PLC0415  (see newest_format)
    from alembic.config import Config  # noqa: PLC0415

    used = _highest_ids(connection)
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    _drop_ledger_triggers(connection)
    command.upgrade(config, "head")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BugError(f"a migration would leave {len(broken)} rows without their owner")
    _remember_ids(connection, used)
    _make_ledger_triggers(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {newest_format(migrations)}")


def _drop_ledger_triggers(connection: Connection) -> None:
    """A table that is copied, dropped and renamed must not have triggers that speak of it."""
    for name in LEDGER_TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def _make_ledger_triggers(connection: Connection) -> None:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    if set(found.scalars()) >= LEDGER_TABLES:
        for statement in LEDGER_TRIGGERS.values():
            connection.exec_driver_sql(statement)


def _highest_ids(connection: Connection) -> dict[str, int]:
    """Highest id ever given out by each table that uses none twice."""
    counted = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"
    if connection.exec_driver_sql(counted).first() is None:
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    return {name: seq for name, seq in rows}  # noqa: C416  (rows are not the pairs dict() wants)


def _remember_ids(connection: Connection, used: dict[str, int]) -> None:
    """A table that was copied forgets the ids of its deleted rows; they must not come back."""
    for name, highest in used.items():
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (highest, name)
        )


def _engine(file: Path, timeout_s: float) -> Engine:
    """An engine of its own, without foreign keys.

    A batch migration drops and renames tables; with foreign keys on, the drop would delete the
    rows of every table that refers to them.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(file, timeout=timeout_s, isolation_level=None),
        poolclass=NullPool,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _copy(file: Path, copy: Path) -> None:
    """Copy through SQLite, which sees what a write-ahead log still holds."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
