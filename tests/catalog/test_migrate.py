"""Migrations: from nothing, twice, from an older file with rows in every table, and refused."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from desktop_app.catalog import (  # (their tables belong to the schema)
    adaptation_rows,  # noqa: F401
    ledger_schema,  # noqa: F401
    quality_rows,  # noqa: F401
)
from desktop_app.catalog.database import Database
from desktop_app.catalog.migrate import FORMATS_BEFORE, MIGRATIONS, migrate, newest_format
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.schema import Base
from desktop_app.core.errors import BugError
from desktop_app.core.teaching import Decision
from tests.catalog.samples import complete

NEXT = '''
"""A change that copies, drops and renames the table that the others refer to."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{old}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unique = {{"sqlite_autoincrement": True}}
    with op.batch_alter_table("product", recreate="always", table_kwargs=unique) as batch:
        batch.add_column(sa.Column("note", sa.String))
    {more}
'''


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Migrations of a later program."""
    return _with_next(tmp_path, more="")


def _with_next(tmp_path: Path, more: str) -> Path:
    folder = tmp_path / "migrations 100%"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    source = NEXT.format(old=head, more=more)
    (folder / "versions" / "next.py").write_text(source)
    return folder


def _rows(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables if re.fullmatch(r"[a-z_]+", name)]
        count = "SELECT count(*) FROM {}".format
        return {name: connection.execute(count(name)).fetchone()[0] for name in names}


def _filled(file: Path) -> None:
    database = Database.open(file)
    repository = CatalogRepository(database)
    repository.save_products([complete(1), complete(2)])
    repository.delete_product(2)
    database.close()


def test_the_tables_are_those_of_the_schema(database: Database, file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, *_: not str(name).startswith("product_search"),
            },
        )
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_every_constraint_has_a_name(database: Database, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        statements = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN"
            " ('meta', 'product', 'product_code', 'product_attribute', 'photo', 'embedding',"
            " 'tombstone', 'lookup', 'taught', 'inquiry', 'inquiry_photo', 'changes',"
            " 'changes_purge', 'person')"
        ).fetchall()
    lines = [line.strip() for (sql,) in statements for line in sql.splitlines()]
    keys = [line for line in lines if re.search(r"PRIMARY KEY|UNIQUE|FOREIGN KEY", line)]
    assert keys
    unnamed = [line for line in keys if not line.startswith("CONSTRAINT")]
    # SQLite writes AUTOINCREMENT into the column and leaves no room for a name.
    assert [line for line in unnamed if "AUTOINCREMENT" not in line] == []


@pytest.mark.slow
def test_programs_that_make_one_catalogue_at_once_agree(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop_app.catalog.database import Database\n"
        "from desktop_app.catalog.repository import CatalogRepository\n"
        "database = Database.open(Path(sys.argv[1]))\n"
        "sys.stdout.write(CatalogRepository(database).catalogue_id)\n"
        "database.close()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "catalogue.sqlite")]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    names = {program.communicate(timeout=60)[0] for program in programs}
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert len(names) == 1


def test_migrating_twice_changes_nothing(database: Database, file: Path) -> None:
    database.close()
    before = file.read_bytes()
    migrate(file, timeout_s=1)
    assert file.read_bytes() == before
    assert list(file.parent.glob("*.bak")) == []


def test_an_older_file_keeps_all_its_rows(file: Path, newer: Path) -> None:
    _filled(file)
    before = _rows(file)
    migrate(file, timeout_s=1, migrations=newer)
    assert _rows(file) == before
    assert min(before[t] for t in ("product", "product_code", "photo", "embedding", "tombstone"))


def test_a_copied_table_gives_no_id_twice(file: Path, newer: Path) -> None:
    _filled(file)
    migrate(file, timeout_s=1, migrations=newer)
    with closing(sqlite3.connect(file)) as connection:
        ids = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    assert ids["product"] == 2, "product 2 was deleted before"


def test_an_older_file_is_copied_first(file: Path, newer: Path) -> None:
    _filled(file)
    before = _rows(file)
    migrate(file, timeout_s=1, migrations=newer)
    copy = file.with_name(f"{file.name}.format-{newest_format()}.bak")
    assert _rows(copy) == before


def test_a_migration_that_loses_owners_is_undone(file: Path, tmp_path: Path) -> None:
    _filled(file)
    before = _rows(file)
    migrations = _with_next(tmp_path, more='op.execute("DELETE FROM product")')
    with pytest.raises(BugError):
        migrate(file, timeout_s=1, migrations=migrations)
    assert _rows(file) == before


def test_ids_of_embeddings_are_never_used_again(file: Path) -> None:
    _filled(file)
    database = Database.open(file)
    repository = CatalogRepository(database)
    gone = repository.removed_since(0)
    (outcome,) = repository.save_products([complete(3)])
    database.close()
    assert not isinstance(outcome, Exception)
    assert min(reference.reference_id for reference, _ in outcome.references) > max(gone)


FIRST = {
    "meta": "SELECT 1",  # the migration itself writes this row
    "product": "INSERT INTO product VALUES (7, 'S-1', 's-1', 'Swab', 'Care', '', '', '1.50', 'EUR',"
    " '3', 'A-1', 0, 1, '2026-01-02 00:00:00', '2026-01-02 00:00:00', 'Li')",
    "product_attribute": "INSERT INTO product_attribute VALUES (1, 7, 0, 'size', 'M')",
    "product_code": "INSERT INTO product_code VALUES (1, 7, 0, 'own', 'X1')",
    "photo": "INSERT INTO photo VALUES (5, 7, 0, 'a', 'b', 'c.jpg', 4, 3, 'import',"
    " '2026-01-02 00:00:00', 'Li')",
    "embedding": "INSERT INTO embedding VALUES (9, 7, 5, 'model', 1, 0, x'00')",
    "tombstone": "INSERT INTO tombstone VALUES (8, 1)",
    "lookup": "INSERT INTO lookup VALUES (3, '2026-01-02 00:00:00', 'Li', 'swab', 'match',"
    " 'confident', 'S-1', 'Swab', 0.9, 'model', 'CPU', '{}', x'FF')",
    "product_search": "INSERT INTO product_search VALUES ('s', 's', 's', 's', 's')",
}


@pytest.fixture
def first_format(file: Path, tmp_path: Path) -> dict[str, int]:
    """A file as the first program left it, with rows in every table; how many there are."""
    folder = tmp_path / "first"
    skipped = shutil.ignore_patterns("__pycache__", "000[2-9]*", "00[1-9]*", "0[1-9]*")
    shutil.copytree(MIGRATIONS, folder, ignore=skipped)
    file.parent.mkdir()
    migrate(file, timeout_s=1, migrations=folder)
    with closing(sqlite3.connect(file)) as connection:
        for statement in FIRST.values():
            connection.execute(statement)
        connection.commit()
    rows = _rows(file)
    assert all(rows[table] for table in FIRST)
    return rows


SECOND = (
    "INSERT INTO taught (id, at, person, decision, sku, name, answered_sku, sha256, product_id,"
    " withdrawn_by) VALUES (4, '2026-01-02 00:00:00', 'Li', 'attached', 'S-1', 'Swab', '', 'a', 7,"
    " '')"
)


@pytest.fixture
def second_format(file: Path, first_format: dict[str, int], tmp_path: Path) -> dict[str, int]:
    """The same file a version later, with something taught."""
    folder = tmp_path / "second"
    skipped = shutil.ignore_patterns("__pycache__", "000[3-9]*", "00[1-9]*", "0[1-9]*")
    shutil.copytree(MIGRATIONS, folder, ignore=skipped)
    migrate(file, timeout_s=1, migrations=folder)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(SECOND)
        connection.commit()
    return _rows(file)


def test_the_second_format_learns_of_codes_and_inquiries(
    file: Path, second_format: dict[str, int]
) -> None:
    with closing(Database.open(file)) as database:
        repository = CatalogRepository(database)
        (taught,) = repository.taught(10)
        assert (taught.sku, taught.code, taught.decision) == ("S-1", "", Decision.ATTACHED)
        known = repository.stored_products(["S-1"], "model")["s-1"]
        assert (known.data.codes[0].value, known.taught_codes) == ("X1", ())
        assert repository.inquiries(10) == []
    after = _rows(file)
    assert {table: after[table] for table in second_format} == second_format
    assert (after["inquiry"], after["inquiry_photo"]) == (0, 0)


def test_the_first_format_is_brought_up_with_all_its_rows(
    file: Path, first_format: dict[str, int]
) -> None:
    Database.open(file).close()
    after = _rows(file)
    assert {table: after[table] for table in first_format} == first_format
    assert after["taught"] == 0


def test_a_catalogue_of_the_first_format_works_on(file: Path, first_format: dict[str, int]) -> None:
    with closing(Database.open(file)) as database:
        repository = CatalogRepository(database)
        (entry,) = repository.history(10)
        assert (entry.lookup_id, entry.thumbnail, entry.decision) == (3, b"\xff", None)
        product = repository.product(7)
        assert product is not None
        assert (product.name, product.photos[0].photo_id) == ("Swab", 5)
        assert repository.taught(10) == []


def test_the_newest_format_counts_the_migrations_that_alembic_sees() -> None:
    """Their numbers need not rise along the chain; the format has to."""
    steps = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    assert newest_format() == FORMATS_BEFORE + len(steps)
    assert max(int(step.revision) for step in steps) < FORMATS_BEFORE
