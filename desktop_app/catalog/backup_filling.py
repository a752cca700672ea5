"""Taking products from a backup that the catalogue has lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

_OWNED = (
    "SELECT main.name FROM sqlite_master AS main, pragma_foreign_key_list(main.name) AS key"
    " WHERE main.type = 'table' AND key.\"table\" = 'product' AND key.on_delete = 'CASCADE'"
)
"""Tables whose rows belong to a product."""

_FOUND_AGAIN = (
    "DELETE FROM main.tombstone WHERE reference_id IN"
    " (SELECT id FROM main.embedding WHERE product_id = ?)"
)
"""A reference that is there again is not one that was deleted."""


def fill_from(database: Path, backup: Path) -> int:
    """Copy products that *database* lacks, with all that is theirs; how many.

    Both must be of the same catalogue: ids that were given out once mean the same in both. What
    somebody deleted since, by the change log, stays away.

    Raises:
        sqlite3.Error: one of the two cannot be read or written; nothing was copied.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("ATTACH DATABASE ? AS backup", (str(backup),))
        connection.execute("BEGIN IMMEDIATE")
        try:
            lacking = _lacking(connection)
            _copy(connection, "product", "id", lacking)
            for (table,) in connection.execute(_OWNED).fetchall():
                _copy(connection, table, "product_id", lacking)
            connection.executemany(_FOUND_AGAIN, [(number,) for number in lacking])
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return len(lacking)


def _lacking(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute(
        "SELECT id FROM backup.product AS theirs WHERE NOT EXISTS"
        " (SELECT 1 FROM main.product AS ours"
        "  WHERE ours.id = theirs.id OR ours.sku_key = theirs.sku_key)"
        " AND coalesce((SELECT action FROM main.changes"
        "  WHERE subject_kind = 'product' AND subject = theirs.sku ORDER BY id DESC LIMIT 1), '')"
        " <> 'deleted' ORDER BY id"
    )
    return [number for (number,) in rows]


def _copy(connection: sqlite3.Connection, table: str, owner: str, ids: Sequence[int]) -> None:
    ours, theirs = (
        [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]
        for schema in ("main", "backup")
    )
    if not theirs:
        return  # a backup of an older format
    names = ", ".join(name for name in ours if name in theirs)
    statement = (
        f"INSERT OR IGNORE INTO main.{table} ({names})"  # noqa: S608  (names of our own tables)
        f" SELECT {names} FROM backup.{table} WHERE {owner} = ?"
    )
    connection.executemany(statement, [(number,) for number in ids])
