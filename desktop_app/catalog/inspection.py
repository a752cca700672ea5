"""Looking at a whole catalogue for damage, and mending what can be mended while it is open."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import delete, insert, select, text

from desktop_app.catalog import search_table
from desktop_app.catalog.catalogue_digest import cross_problems
from desktop_app.catalog.checksums import product_checksum
from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.product_writes import ProductWriter
from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.reference_reads import damages
from desktop_app.catalog.reference_writes import next_generation
from desktop_app.catalog.rows import (
    chunks,
    is_intact_product,
    product_data,
    sku_key,
    whole,
)
from desktop_app.catalog.schema import EmbeddingRow, PhotoRow, ProductRow, TombstoneRow
from desktop_app.core.errors import CatalogueError, PhotoError
from desktop_app.core.types import Progress, ProgressReport, ShouldStop, never_stop, no_progress

_WORDS_CHECK = text("INSERT INTO product_search(product_search, rank) VALUES('integrity-check', 1)")
_WORDS_TABLE = text("SELECT sql FROM sqlite_master WHERE name = 'product_search'")


class Flaw(StrEnum):
    """What is damaged."""

    FILE = "file"
    PRODUCT = "product"
    VECTOR = "vector"
    LINK = "link"
    PHOTO = "photo"
    WORDS = "words"


MENDABLE = frozenset({Flaw.PRODUCT, Flaw.VECTOR, Flaw.LINK, Flaw.PHOTO, Flaw.WORDS})
"""What can be mended in an open catalogue; damaged pages need a new file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: the row where there is one, and what it is about in words for whoever helps."""

    flaw: Flaw
    detail: str
    row_id: int = 0


def inspect(
    database: Database,
    photos: PhotoStore,
    *,
    most_photos: int | None = None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> list[Finding]:
    """Everything that is wrong with the catalogue; others may go on using it.

    Of more than *most_photos* photos so many are read, by chance.

    Raises:
        CatalogueError: it cannot be read at all.
    """
    try:
        database.check()
    except CatalogueError as error:
        return [Finding(Flaw.FILE, str(dict(error.message.params).get("reason", error)))]
    findings = [*_links(database), *_rows(database, should_stop), *_words(database)]
    with database.read() as session:
        names = sorted(set(session.scalars(select(PhotoRow.sha256))))
    if most_photos is not None and len(names) > most_photos:
        names = sorted(random.sample(names, most_photos))
    for done, name in enumerate(names, start=1):
        if should_stop():
            break
        findings += _photo(photos, name)
        progress(ProgressReport(done, len(names)))
    return findings


def _links(database: Database) -> Iterator[Finding]:
    with closing(sqlite3.connect(database.file)) as connection:
        for problem in cross_problems(connection):
            table, row_id = problem.split(":")[0].split(" ")
            if table == "embedding":
                yield Finding(Flaw.LINK, problem, int(row_id))
            else:
                yield Finding(Flaw.FILE, problem)


def _rows(database: Database, should_stop: ShouldStop) -> Iterator[Finding]:
    for damage in damages(database, should_stop):
        flaw = Flaw.PRODUCT if damage.table == "product" else Flaw.VECTOR
        yield Finding(flaw, f"{damage.table} {damage.row_id}", damage.row_id)


def _words(database: Database) -> Iterator[Finding]:
    """The full-text table against itself, and whether it has each product once."""
    try:
        with database.write() as session:
            session.execute(_WORDS_CHECK)
            known = session.scalar(text("SELECT count(*) FROM product_search"))
            wanted = session.scalar(text("SELECT count(*) FROM product WHERE NOT withdrawn"))
    except CatalogueError as error:
        yield Finding(Flaw.WORDS, str(dict(error.message.params).get("reason", error)))
        return
    if known != wanted:
        yield Finding(Flaw.WORDS, f"{known} of {wanted} products can be found by words")


def _photo(photos: PhotoStore, name: str) -> Iterator[Finding]:
    try:
        photos.read(name)
    except PhotoError as error:
        yield Finding(Flaw.PHOTO, f"{name}: {error.message.id}")


def drop_damaged(database: Database, findings: Sequence[Finding]) -> list[int]:
    """Take damaged references out of the catalogue, so that they are made anew; which they were."""
    ids = sorted({each.row_id for each in findings if each.flaw in {Flaw.VECTOR, Flaw.LINK}})
    if not ids:
        return []
    with database.write() as session:
        generation = next_generation(session)
        for chunk in chunks(ids):
            session.execute(delete(EmbeddingRow).where(EmbeddingRow.id.in_(chunk)))
        tombstones = [{"reference_id": number, "generation": generation} for number in ids]
        session.execute(insert(TombstoneRow).prefix_with("OR IGNORE"), tombstones)
    return ids


def rebuild_words(database: Database) -> None:
    """Make the full-text table anew from the products."""
    with database.write() as session:
        statement = session.scalar(_WORDS_TABLE)
        session.execute(text("DROP TABLE product_search"))
        session.execute(text(str(statement)))
        rows = session.scalars(whole(select(ProductRow)).where(ProductRow.withdrawn.is_(False)))
        search_table.put_products(session, [(row.id, product_data(row)) for row in rows])


def mend_products(
    database: Database, backup: Path, ids: Sequence[int], person: str, now: datetime
) -> list[int]:
    """Give damaged products the words that they had in *backup*; which could not be mended.

    Each is a change like another, and is in the change log.

    Raises:
        CatalogueError: the backup cannot be read, or the catalogue cannot be written.
    """
    older = Database.open(backup, read_only=True)
    try:
        return [number for number in ids if not _mend(database, older, number, person, now)]
    finally:
        older.close()


def _mend(database: Database, older: Database, number: int, person: str, now: datetime) -> bool:
    with older.read() as session:
        found = session.scalars(whole(select(ProductRow)).where(ProductRow.id == number)).first()
        if found is None or not is_intact_product(found):
            return False
        data, withdrawn = product_data(found), found.withdrawn
    with database.write() as session:
        row = session.get(ProductRow, number)
        if row is None:
            return False
        row.sku, row.sku_key = data.sku, sku_key(data.sku)
        session.flush()
        ProductWriter(session, person, now).save([ProductSave(data)])
        row.withdrawn = withdrawn
        row.crc32 = product_checksum(data, withdrawn=withdrawn)
    return True
