"""Taking products from a backup that the catalogue has lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

OWNED = ("product_code", "product_attribute", "photo", "embedding")
"""Tables whose rows belong to a product, in the order in which they refer to each other."""


def fill_from(database: Path, backup: Path) -> int:
    """Copy products that *database* lacks, with all that is theirs; how many.

    Both must be of the same catalogue: ids that were given out once mean the same in both.

    Raises:
        sqlite3.Error: one of the two cannot be read or written; nothing was copied.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("ATTACH DATABASE ? AS backup", (str(backup),))
        connection.execute("BEGIN IMMEDIATE")
        try:
            lacking = _lacking(connection)
            for table, owner in (("product", "id"), *((table, "product_id") for table in OWNED)):
                _copy(connection, table, owner, lacking)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return len(lacking)


def _lacking(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute(
        "SELECT id FROM backup.product AS theirs WHERE NOT EXISTS"
        " (SELECT 1 FROM main.product AS ours"
        "  WHERE ours.id = theirs.id OR ours.sku_key = theirs.sku_key) ORDER BY id"
    )
    return [number for (number,) in rows]


def _copy(connection: sqlite3.Connection, table: str, owner: str, ids: Sequence[int]) -> None:
    ours, theirs = (
        [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]
        for schema in ("main", "backup")
    )
    names = ", ".join(name for name in ours if name in theirs)
    statement = (
        f"INSERT OR IGNORE INTO main.{table} ({names})"  # noqa: S608  (names of our own tables)
        f" SELECT {names} FROM backup.{table} WHERE {owner} = ?"
    )
    connection.executemany(statement, [(number,) for number in ids])
