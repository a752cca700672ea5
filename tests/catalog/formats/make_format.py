"""Keeps what a version of the program writes, so that every later one is tried on it.

    python tests/catalog/formats/make_format.py TREE

TREE is the source of that version: `git archive VERSION | tar -x -C TREE`. Run it when a version
is released; what is here was written by the versions themselves, never by hand.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    from desktop_app.catalog.database import Database
    from desktop_app.catalog.repository import CatalogRepository
    from desktop_app.settings import Settings, save_settings
    from tests.catalog.samples import complete

    file = Path(tempfile.mkdtemp()) / "catalogue.sqlite"
    database = Database.open(file)
    repository = CatalogRepository(database)
    repository.save_products([complete(1), complete(2), complete(3)])
    repository.delete_product(3)
    database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE")
    packed = gzip.compress(file.read_bytes(), 9, mtime=0)
    (HERE / f"format-{number:04d}.sqlite.gz").write_bytes(packed)
    chosen = Settings(history_days=7, theme="dark", person="Li", provider="cpu")
    save_settings(chosen, HERE / f"settings-{number:04d}.toml")


if __name__ == "__main__":
    main()
