"""An empty catalogue for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository


@pytest.fixture(scope="session")
def empty_catalogue(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Making the tables takes longer than most tests."""
    file = tmp_path_factory.mktemp("empty") / "catalogue.sqlite"
    Database.open(file).close()
    return file.read_bytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalogue.sqlite"


@pytest.fixture
def database(file: Path, empty_catalogue: bytes) -> Iterator[Database]:
    file.parent.mkdir()
    file.write_bytes(empty_catalogue)
    opened = Database.open(file, busy_timeout_s=10)
    yield opened
    opened.close()


@pytest.fixture
def repository(database: Database) -> CatalogRepository:
    return CatalogRepository(database, person="Li")
