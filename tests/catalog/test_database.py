"""Opening the file: settings that SQLite forgets, transactions, and files that are refused."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_app.catalog.database import Database
from desktop_app.catalog.migrate import APPLICATION_ID, newest_format
from desktop_app.catalog.sqlite_file import MAGIC, journal_mode
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId

PAGE = 4096


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("synchronous", 2),
        ("busy_timeout", 10_000),
        ("journal_mode", journal_mode().lower()),
        ("application_id", APPLICATION_ID),
        ("user_version", newest_format()),
    ],
)
def test_every_connection_is_set_up(database: Database, pragma: str, expected: object) -> None:
    for context in (database.read, database.write):
        with context() as session:
            assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == expected


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 4), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 54, 1), "WAL"),
    ],
)
def test_write_ahead_log_only_where_it_loses_nothing(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_a_file_in_write_ahead_mode_is_taken_over_whole(file: Path, database: Database) -> None:
    database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE meta SET generation = 7")
        connection.commit()
    again = Database.open(file)
    with again.read() as session:
        assert session.execute(text("SELECT generation FROM meta")).scalar_one() == 7
        mode = session.execute(text("PRAGMA journal_mode")).scalar_one()
    again.close()
    assert mode == journal_mode().lower()


@pytest.mark.skipif(journal_mode() == "WAL", reason="this SQLite is repaired and uses the log")
def test_a_log_that_another_program_uses_stays(
    file: Path, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    database.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT * FROM meta").fetchall()
        Database.open(file).close()
    assert "journal mode stays wal" in caplog.text


@pytest.mark.slow
def test_concurrent_increments_are_all_kept(database: Database) -> None:
    threads, times = 8, 60
    errors: list[Exception] = []

    def count_up() -> None:
        for _ in range(times):
            try:
                with database.write() as session:
                    value = session.execute(text("SELECT generation FROM meta")).scalar_one()
                    session.execute(text("UPDATE meta SET generation = :v"), {"v": value + 1})
            except CatalogueError as error:
                errors.append(error)

    workers = [threading.Thread(target=count_up) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with database.read() as session:
        value = session.execute(text("SELECT generation FROM meta")).scalar_one()
    assert (errors, value) == ([], threads * times)


@pytest.mark.slow
def test_increments_of_two_programs_are_all_kept(file: Path, database: Database) -> None:
    code = (
        "import sys; from pathlib import Path; from sqlalchemy import text\n"
        "from desktop_app.catalog.database import Database\n"
        "database = Database.open(Path(sys.argv[1]))\n"
        "for _ in range(20):\n"
        "    with database.write() as session:\n"
        "        value = session.execute(text('SELECT generation FROM meta')).scalar_one()\n"
        "        session.execute(text('UPDATE meta SET generation = :v'), {'v': value + 1})\n"
        "database.close()\n"
    )
    command = [sys.executable, "-c", code, str(file)]
    programs = [subprocess.Popen(command) for _ in range(2)]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    with database.read() as session:
        assert session.execute(text("SELECT generation FROM meta")).scalar_one() == 40


def test_a_block_that_raises_saves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as session:
            session.execute(text("UPDATE meta SET generation = 5"))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as session:
        assert session.execute(text("SELECT generation FROM meta")).scalar_one() == 0


def test_foreign_keys_hold(database: Database) -> None:
    statement = text("INSERT INTO product_code VALUES (1, 99, 0, 'own', 'x', 'import')")
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(statement)


def test_another_program_that_writes_is_named(file: Path) -> None:
    database = Database.open(file, busy_timeout_s=0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogueError) as caught, database.write() as session:
            session.execute(text("SELECT 1"))
        other.execute("ROLLBACK")
    database.close()
    assert caught.value.message.id is MessageId.CATALOGUE_LOCKED


def test_opening_again_changes_nothing(file: Path, database: Database) -> None:
    database.close()
    before = file.read_bytes()
    Database.open(file).close()
    assert file.read_bytes() == before


def test_odd_folder_names_are_taken_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "100%? käse #1" / "catalogue.sqlite"
    Database.open(file).close()
    assert file.read_bytes().startswith(MAGIC)


def _refusal(file: Path, *, read_only: bool = False) -> MessageId:
    before = file.read_bytes() if file.exists() else b""
    with pytest.raises(CatalogueError) as caught:
        Database.open(file, read_only=read_only)
    assert (file.read_bytes() if file.exists() else b"") == before, "the file was left as it is"
    return caught.value.message.id


def _sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_newer_file_is_refused(file: Path, database: Database) -> None:
    database.close()
    _sql(file, f"PRAGMA user_version = {newest_format() + 1}")
    assert _refusal(file) is MessageId.CATALOGUE_TOO_NEW


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 7",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON lookup BEGIN DELETE FROM product; END",
    ],
)
def test_a_prepared_file_is_refused(file: Path, database: Database, statement: str) -> None:
    database.close()
    _sql(file, statement)
    assert _refusal(file) is MessageId.CATALOGUE_FOREIGN


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    _sql(file, "CREATE TABLE songs (id INTEGER)")
    assert _refusal(file) is MessageId.CATALOGUE_FOREIGN


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.write_text("sku,name\n1,bandage\n")
    assert _refusal(file) is MessageId.CATALOGUE_FOREIGN


def test_an_emptied_file_beside_photos_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.touch()
    (tmp_path / "photos" / "ab").mkdir(parents=True)
    (tmp_path / "photos" / "ab" / "x.jpg").touch()
    assert _refusal(file) is MessageId.CATALOGUE_UNREADABLE


def test_an_empty_file_alone_is_a_new_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.touch()
    Database.open(file).close()
    assert file.read_bytes().startswith(MAGIC)


def _zeroed(data: bytes, page: int) -> bytes:
    return data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]


def _truncated(data: bytes, page: int) -> bytes:
    return data[: page * PAGE]


@pytest.mark.parametrize("page", [1, 3, 5])
@pytest.mark.parametrize("damage", [_zeroed, _truncated])
def test_a_damaged_file_is_refused(
    file: Path, database: Database, damage: Callable[[bytes, int], bytes], page: int
) -> None:
    database.close()
    file.write_bytes(damage(file.read_bytes(), page))
    assert _refusal(file) is MessageId.CATALOGUE_UNREADABLE


def test_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "catalogue.sqlite"
    assert _refusal(file, read_only=True) is MessageId.CATALOGUE_UNREADABLE
    assert not file.parent.exists()


def test_a_read_only_catalogue_cannot_be_written(file: Path, database: Database) -> None:
    database.close()
    reader = Database.open(file, read_only=True)
    with reader.read() as session:
        assert session.execute(text("SELECT count(*) FROM product")).scalar_one() == 0
    with pytest.raises(CatalogueError) as caught, reader.write():
        pass
    reader.close()
    assert caught.value.message.id is MessageId.CATALOGUE_READ_ONLY


def test_an_older_file_is_not_read_without_its_migration(file: Path, database: Database) -> None:
    database.close()
    _sql(file, "PRAGMA user_version = 0")
    assert _refusal(file, read_only=True) is MessageId.CATALOGUE_UNREADABLE


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").mkdir()
    with pytest.raises(CatalogueError) as caught:
        Database.open(tmp_path / "catalogue.sqlite")
    assert caught.value.message.id is MessageId.CATALOGUE_READ_ONLY


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CatalogueError) as caught:
            Database.open(tmp_path / "data" / "catalogue.sqlite")
    finally:
        tmp_path.chmod(0o755)
    assert caught.value.message.id is MessageId.CATALOGUE_READ_ONLY


def test_a_full_disk_is_named_and_loses_nothing(database: Database) -> None:
    def fill() -> None:
        with database.write() as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            session.execute(text("CREATE TABLE large AS SELECT zeroblob(1000000) AS hole"))

    with pytest.raises(CatalogueError) as caught:
        fill()
    assert caught.value.message.id is MessageId.DISK_FULL
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM meta")).scalar_one() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.timeout(20)
def test_a_pipe_of_that_name_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "catalogue.sqlite")
    with pytest.raises(CatalogueError) as caught:
        Database.open(tmp_path / "catalogue.sqlite")
    assert caught.value.message.id is MessageId.CATALOGUE_FOREIGN
