"""Saving what can still be read from a damaged catalogue into a new one.

Rows are read one by one where a page is damaged, and proved by their checksums; what belongs to a
row that could not be saved goes with it. Photos lie in files of their own and are not touched.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, select, update

from desktop_app.catalog import search_table
from desktop_app.catalog.backup_filling import fill_from
from desktop_app.catalog.database import Database
from desktop_app.catalog.reference_reads import is_intact
from desktop_app.catalog.replacement import (
    WORKSHOP,
    companions,
    put_in_place,
)
from desktop_app.catalog.rows import is_intact_product, product_data, whole
from desktop_app.catalog.schema import EmbeddingRow, MetaRow, PhotoRow, ProductRow
from desktop_app.catalog.sqlite_errors import folder_error
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import CatalogueError
from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.core.messages import MessageId

PAGE = 256
HIGHEST_ID = 1 << 40
"""No catalogue has more rows; a damaged page may claim any number."""

SPAN = 4096
"""Ids looked for at once where the table does not say which it has."""

GIVEN_UP_AFTER = 3
"""Stretches without one readable row: the root of the table is gone, and all of it with that."""

DRAFT = "new.sqlite"
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    " AND name NOT LIKE 'product_search%' AND name NOT IN ('meta', 'alembic_version')"
)
"""The new catalogue knows who it is and what its words are by itself."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What the new catalogue has.

    `lost` are rows of the old one that were unreadable or changed, `from_backup` products that came
    from a backup instead.
    """

    products: int
    photos: int
    references: int
    lost: int
    from_backup: int = 0


def salvage(file: Path, backup: Path | None = None, fault_point: FaultPoint = no_fault) -> Salvaged:
    """Replace *file* by a new catalogue with all of it that can be read and proved.

    What could not be read comes from *backup*, the database of one, where that has it. The damaged
    file is kept under `replaced/`.

    Raises:
        UserError: there is too little room.
        CatalogueError: not one product could be read, or the folder cannot be written; *file* is
            as before.
    """
    with _workshop(file) as (copy, draft):
        saved = _fill(draft, copy, backup)
        if not saved.products:
            raise CatalogueError(MessageId.NOTHING_SALVAGED, name=file.parent)
        _settle_draft(draft)
        fault_point("draft_made")
        put_in_place(draft, file, fault_point)
    return saved


def _fill(draft: Path, copy: Path, backup: Path | None) -> Salvaged:
    database = Database.open(draft)
    try:
        lost = _copy_rows(copy, draft) + _leave_out_damaged(database)
        from_backup = 0 if backup is None else fill_from(draft, backup)
        _raise_generation(database)
        _find_words_again(database)
        return _counts(database, lost, from_backup)
    finally:
        database.close()


@contextmanager
def _workshop(file: Path) -> Iterator[tuple[Path, Path]]:
    """A copy to read from, and a place for the new catalogue.

    Opening a damaged file can change it, by what its log holds.

    Raises:
        UserError: there is too little room for it.
    """
    folder = file.with_name(f"{WORKSHOP}{secrets.token_hex(4)}")
    try:
        sources = [path for path in (file, *companions(file)) if path.exists()]
        DiskRoom(file.parent).require(3 * sum(path.stat().st_size for path in sources))
        folder.mkdir()
        for path in sources:
            shutil.copyfile(path, folder / path.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise folder_error(error, file.parent) from error
    try:
        yield folder / file.name, folder / DRAFT
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle_draft(draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _copy_rows(file: Path, draft: Path) -> int:
    """Copy every table that both know, as far as it can be read; how many rows could not."""
    lost = 0
    with closing(sqlite3.connect(draft, isolation_level=None)) as target:
        target.execute("PRAGMA foreign_keys = OFF")
        with closing(_damaged(file)) as source:
            if _has_tables(source):
                lost += sum(_copy_table(source, target, name) for name in _tables(target))
        lost += _remove_orphans(target)
    return lost


def _damaged(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    # Text that is no UTF-8 any more must not end the reading; its checksum is wrong anyway.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _tables(target: sqlite3.Connection) -> list[str]:
    return [name for (name,) in target.execute(_TABLES)]


def _has_tables(source: sqlite3.Connection) -> bool:
    """Whether SQLite knows at all where the tables are."""
    try:
        (tables,) = source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return False
    return int(tables) > 0


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    wanted = _columns(target, table)
    try:
        names = [name for name in wanted if name in set(_columns(source, table))]
    except sqlite3.Error:
        names = wanted
    if not names:
        return 0
    places = ", ".join("?" * len(names))
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
    lost = 0
    target.execute("BEGIN IMMEDIATE")
    for rows, failed in _readable(source, table, names):
        lost += failed
        for row in rows:
            try:
                target.execute(insert, row)
            except sqlite3.Error as error:  # a broken row that no constraint lets in
                _log.info("a row of %s was left out: %s", table, error)
                lost += 1
    target.execute("COMMIT")
    return lost


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _readable(
    source: sqlite3.Connection, table: str, names: Sequence[str]
) -> Iterator[tuple[list[tuple[object, ...]], int]]:
    """Rows in the order of their ids, and how many of a stretch could not be read."""
    select_ = f"SELECT rowid, {', '.join(names)} FROM {table} WHERE rowid > ? AND rowid <= ?"  # noqa: S608
    last, end, in_vain = 0, _highest(source, table), 0
    while last < end and in_vain < GIVEN_UP_AFTER:
        step = min(SPAN, end - last)
        rows, failed = _stretch(source, f"{select_} ORDER BY rowid", last, last + step)
        in_vain = in_vain + 1 if failed == step else 0
        yield rows, failed
        last += step


def _highest(source: sqlite3.Connection, table: str) -> int:
    """Highest id that the table may have; from wherever it can still be read."""
    found = 0
    for statement in (
        f"SELECT max(rowid) FROM {table}",  # noqa: S608
        f"SELECT max(seq) FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
        f"SELECT count(*) * 4 FROM {table}",  # noqa: S608
    ):
        try:
            (number,) = source.execute(statement).fetchone()
        except sqlite3.Error:
            continue
        if isinstance(number, int):
            found = max(found, number)
    return min(found or SPAN * 64, HIGHEST_ID)


def _stretch(
    source: sqlite3.Connection, statement: str, after: int, up_to: int
) -> tuple[list[tuple[object, ...]], int]:
    """Rows between two ids; where one cannot be read, the two halves are tried on their own."""
    try:
        return [tuple(row[1:]) for row in source.execute(statement, (after, up_to))], 0
    except (sqlite3.Error, OverflowError):
        if up_to - after <= 1:
            return [], 1
    middle = (after + up_to) // 2
    left, left_failed = _stretch(source, statement, after, middle)
    right, right_failed = _stretch(source, statement, middle, up_to)
    return left + right, left_failed + right_failed


def _remove_orphans(target: sqlite3.Connection) -> int:
    """Rows whose owner could not be saved; lessons merely forget what they were about."""
    removed = 0
    while broken := target.execute("PRAGMA foreign_key_check").fetchall():
        target.execute("BEGIN IMMEDIATE")
        for table, row_id, owner, number in broken:
            keys = target.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column, on_delete = next((key[3], key[6]) for key in keys if key[0] == number)
            if on_delete == "SET NULL":
                statement = f"UPDATE {table} SET {column} = NULL WHERE rowid = ?"  # noqa: S608
            else:
                statement = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608
                removed += 1
            _log.info("%s %s: its %s is gone", table, row_id, owner)
            target.execute(statement, (row_id,))
        target.execute("COMMIT")
    return removed


def _leave_out_damaged(database: Database) -> int:
    """Drop products and vectors that are not as they were written; vectors can be made again."""
    with database.write() as session:
        rows = session.scalars(whole(select(ProductRow))).all()
        products = [row.id for row in rows if not is_intact_product(row)]
        for row_id in products:
            session.execute(delete(ProductRow).where(ProductRow.id == row_id))
        vectors = [
            row.id
            for row in session.scalars(select(EmbeddingRow).execution_options(yield_per=PAGE))
            if not is_intact(row)
        ]
        for row_id in vectors:
            session.execute(delete(EmbeddingRow).where(EmbeddingRow.id == row_id))
    return len(products) + len(vectors)


def _find_words_again(database: Database) -> None:
    """The full-text table is made of the products; nothing of the old one is needed."""
    with database.write() as session:
        rows = session.scalars(whole(select(ProductRow)).where(ProductRow.withdrawn.is_(False)))
        search_table.put_products(session, [(row.id, product_data(row)) for row in rows])


def _raise_generation(database: Database) -> None:
    """No reference may be younger than the catalogue that holds it."""
    with database.write() as session:
        newest = session.scalar(select(func.max(EmbeddingRow.generation))) or 0
        session.execute(update(MetaRow).values(generation=newest + 1))


def _counts(database: Database, lost: int, from_backup: int) -> Salvaged:
    with database.read() as session:
        products, photos, references = (
            session.scalar(select(func.count()).select_from(kind)) or 0
            for kind in (ProductRow, PhotoRow, EmbeddingRow)
        )
    return Salvaged(products, photos, references, lost, from_backup)
