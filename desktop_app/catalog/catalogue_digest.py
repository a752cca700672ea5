"""What a catalogue file holds, proved row by row: for backups, restores and checks.

The digest covers products, codes, photos, references and what was taught; not lookups, inquiries
and the change log, which may be purged from a backup without making it another one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.database import Database
from desktop_app.catalog.reference_reads import damages
from desktop_app.catalog.sqlite_errors import catalogue_errors
from desktop_app.core.errors import CatalogueError
from desktop_app.core.types import ShouldStop, never_stop

_ROWS = (
    "SELECT id, sku_key, crc32, withdrawn FROM product ORDER BY id",
    "SELECT product_id, position, kind, value, origin FROM product_code ORDER BY id",
    "SELECT product_id, position, name, value FROM product_attribute ORDER BY id",
    "SELECT id, product_id, position, sha256, source_sha256, origin FROM photo ORDER BY id",
    "SELECT id, product_id, photo_id, fingerprint, crc32 FROM embedding ORDER BY id",
    "SELECT id, sku, sha256, product_id, photo_id, withdrawn_at FROM taught ORDER BY id",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in one catalogue file.

    Attributes:
        catalogue_id: who the catalogue is.
        generation: how often its references have changed.
        products, photos, references: how many, withdrawn ones included.
        digest: of everything that answers depend on, 32 hexadecimal digits.
        problems: what is wrong with it, in words for whoever helps; empty if it is whole.
    """

    catalogue_id: str
    generation: int
    products: int
    photos: int
    references: int
    digest: str
    problems: tuple[str, ...] = ()


def contents_of(file: Path, should_stop: ShouldStop = never_stop) -> Contents:
    """Read all of *file*, which nobody may be writing to, and prove each row by its checksum.

    Told to stop, it leaves the rest unproved; the answer is worth nothing then.

    Raises:
        CatalogueError: it cannot be read at all.
    """
    with catalogue_errors(file), closing(_opened(file)) as connection:
        problems = list(_structure_problems(connection))
        catalogue_id, generation = connection.execute(
            "SELECT catalogue_id, generation FROM meta"
        ).fetchone()
        products, photos, references = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("product", "photo", "embedding")
        )
        digest = _digest(connection)
    problems += _row_problems(file, should_stop)
    found = (catalogue_id, generation, products, photos, references, digest)
    return Contents(*found, tuple(problems))


def photos_of(file: Path) -> set[str]:
    """Names of the photos that the catalogue in *file* needs.

    Raises:
        CatalogueError: it cannot be read.
    """
    with catalogue_errors(file), closing(_opened(file)) as connection:
        return {name for (name,) in connection.execute("SELECT sha256 FROM photo")}


def cross_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that name others which are not there, or that two rows name differently."""
    for table, row_id, owner, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row_id}: its {owner} is not there"
    mixed = (
        "SELECT embedding.id FROM embedding JOIN photo ON photo.id = embedding.photo_id"
        " WHERE photo.product_id <> embedding.product_id"
    )
    for (row_id,) in connection.execute(mixed):
        yield f"embedding {row_id}: its photo is of another product"


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _structure_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield str(answer).splitlines()[0]
    yield from cross_problems(connection)


def _row_problems(file: Path, should_stop: ShouldStop) -> list[str]:
    try:
        database = Database.open(file, read_only=True)
    except CatalogueError as error:
        return [str(error)]
    try:
        return [
            f"{damage.table} {damage.row_id}: changed" for damage in damages(database, should_stop)
        ]
    except CatalogueError as error:
        return [str(error)]
    finally:
        database.close()


def _digest(connection: sqlite3.Connection) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for statement in _ROWS:
        for row in connection.execute(statement):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.hexdigest()
