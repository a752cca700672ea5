"""A catalogue with photos on the disk, to be copied, damaged and brought back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import NewEmbedding, NewPhoto, ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.disk_room import DiskRoom
from tests.catalog.samples import FINGERPRINT, analysis, product, sha, text_embedding, vector

MUCH = 1 << 40


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder, its catalogue closed."""

    root: Path

    @property
    def file(self) -> Path:
        return self.root / "catalogue.sqlite"

    @property
    def photos(self) -> PhotoStore:
        return PhotoStore(self.root)

    @property
    def backups(self) -> BackupStore:
        return BackupStore(
            self.root / "backups",
            program="test",
            room=DiskRoom(self.root, free=lambda _folder: MUCH),
        )

    @contextmanager
    def opened(self) -> Iterator[CatalogRepository]:
        database = Database.open(self.file)
        try:
            yield CatalogRepository(database)
        finally:
            database.close()

    def save(self, *numbers: int, **changes: object) -> None:
        with self.opened() as repository:
            repository.save_products([self.item(number, **changes) for number in numbers])

    def item(self, number: int, **changes: object) -> ProductSave:
        """A product with a photo that lies in the store."""
        picture = f"picture {number}".encode()
        name = self.photos.put(analysis(picture, b"small"))
        photo = NewPhoto(name, sha(number), 40, 30, f"{number}.jpg")
        embeddings = [NewEmbedding(FINGERPRINT, vector(number), sha(number))]
        return ProductSave(
            product(number, **changes), [photo], [*embeddings, text_embedding(number)]
        )

    def names(self) -> dict[str, str]:
        """Names of all products by SKU."""
        with self.opened() as repository:
            return {item.sku: item.name for item in repository.list_products(0, 10_000)}

    def run(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Change or read the file behind the program's back."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def spoil(self, path: Path) -> None:
        """Change the last byte of a file in place, as a disk does."""
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.unlink()  # other names of the same file stay as they are
        path.write_bytes(bytes(content))


def photo_name(number: int) -> str:
    return hashlib.sha256(f"picture {number}".encode()).hexdigest()


def filled(root: Path, products: int = 5) -> Place:
    place = Place(root)
    root.mkdir(parents=True, exist_ok=True)
    place.save(*range(1, products + 1))
    return place


def damage_page(file: Path, number: int, content: bytes | None = None) -> None:
    """Overwrite one page, counted from 1, with *content* or zeros."""
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as stream:
        stream.seek((number - 1) * size)
        stream.write((content or b"\x00" * size)[:size])


def pages_of(file: Path, table: str) -> list[int]:
    """Pages of a table and its indices, as far as this SQLite can tell."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = ? AND rootpage > 0", (table,)
        )
        return [page for (page,) in rows]
