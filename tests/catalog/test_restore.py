"""Restoring a backup: the same content, another identity, and the old one until the last step."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.backup_records import Backup, BackupReason
from desktop_app.catalog.catalogue_digest import contents_of
from desktop_app.catalog.restore import restore
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from tests.catalog.shops import MUCH, Place, damage_page, filled, photo_name

ROOM = DiskRoom(Path("disk"), free=lambda _folder: MUCH)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return filled(tmp_path / "data")


@pytest.fixture
def backup(place: Place) -> Backup:
    made = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert made is not None
    return made


def bring_back(place: Place, backup: Backup, **options: object) -> None:
    restore(place.backups, backup, place.file, place.photos, room=ROOM, **options)  # type: ignore[arg-type]


def test_a_restored_catalogue_has_the_same_content(place: Place, backup: Backup) -> None:
    before = place.names()
    place.save(1, name="changed since")
    place.save(77)
    bring_back(place, backup)
    assert place.names() == before
    assert contents_of(place.file).digest == backup.digest


def test_it_is_another_catalogue_so_that_no_younger_index_fits(
    place: Place, backup: Backup
) -> None:
    bring_back(place, backup)
    found = contents_of(place.file)
    assert found.catalogue_id != backup.catalogue_id
    assert found.generation > backup.generation


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: damage_page(file, 1),
        lambda file: damage_page(file, 3, b"\xff" * 4096),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"not a database at all"),
        lambda file: file.write_bytes(file.read_bytes()[:9000]),
        lambda file: file.unlink(),
        lambda file: file.with_name(file.name + "-journal").write_bytes(b"\xd9" * 5000),
        lambda file: file.with_name(file.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" * 2000),
    ],
)
def test_a_catalogue_that_cannot_be_opened_is_replaced_and_kept(
    place: Place, backup: Backup, damage
) -> None:
    names = place.names()
    damage(place.file)
    left = place.file.read_bytes() if place.file.exists() else None
    bring_back(place, backup)
    assert place.names() == names
    assert not list(place.root.glob("catalogue.sqlite-*"))
    if left is not None:
        kept = place.root / "replaced" / "000001" / "catalogue.sqlite"
        assert kept.read_bytes() == left or len(left) > 9000  # SQLite may have settled a journal


KILLED_IN_A_TRANSACTION = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE product SET name = 'half done', description = hex(randomblob(20000))")
os._exit(0)
"""


def test_the_journal_of_a_killed_program_is_not_played_into_the_restored_one(
    place: Place, backup: Backup
) -> None:
    names = place.names()
    subprocess.run([sys.executable, "-c", KILLED_IN_A_TRANSACTION, place.file], check=True)
    journal = place.file.with_name("catalogue.sqlite-journal")
    assert journal.stat().st_size > 0
    place.file.unlink()  # so that SQLite cannot roll it back any more
    bring_back(place, backup)
    assert not journal.exists()
    assert place.names() == names
    assert contents_of(place.file).problems == ()


def test_lost_and_damaged_photos_come_back(place: Place, backup: Backup) -> None:
    place.photos.photo_path(photo_name(1)).unlink()
    place.spoil(place.photos.photo_path(photo_name(2)))
    bring_back(place, backup)
    for number in (1, 2, 3):
        assert place.photos.read(photo_name(number)) == f"picture {number}".encode()


def test_a_damaged_backup_replaces_nothing(place: Place, backup: Backup) -> None:
    damage_page(place.backups.database_of(backup), 4)
    before = place.file.read_bytes()
    with pytest.raises(UserError) as caught:
        bring_back(place, backup)
    assert caught.value.message.id is MessageId.BACKUP_DAMAGED
    assert place.file.read_bytes() == before


def test_without_room_nothing_is_changed(place: Place, backup: Backup) -> None:
    before = place.file.read_bytes()
    little = DiskRoom(place.root, free=lambda _folder: 10)
    with pytest.raises(UserError) as caught:
        restore(place.backups, backup, place.file, place.photos, room=little)
    assert caught.value.message.id is MessageId.NO_ROOM
    assert place.file.read_bytes() == before


@pytest.mark.parametrize(
    ("step", "restored"),
    [
        ("draft_made", False),
        ("photos_brought", False),
        ("old_kept", False),
        ("companions_removed", False),
        ("new_named", True),
    ],
)
def test_a_restore_that_was_cut_short_leaves_old_or_new(
    place: Place, backup: Backup, step: str, restored: bool
) -> None:
    place.save(1, name="changed since")

    class Killed(BaseException):
        pass

    def reached(name: str) -> None:
        if name == step:
            raise Killed

    with pytest.raises(Killed):
        bring_back(place, backup, fault_point=reached)
    expected = "Infusion set 1" if restored else "changed since"
    assert place.names()["SKU-1"] == expected
    bring_back(place, backup)
    assert place.names()["SKU-1"] == "Infusion set 1"


def test_what_was_replaced_is_kept_three_times(place: Place, backup: Backup) -> None:
    for _ in range(5):
        bring_back(place, backup)
    kept = sorted(path.name for path in (place.root / "replaced").iterdir())
    assert kept == ["000003", "000004", "000005"]


def test_a_missing_catalogue_beside_photos_is_not_silently_a_new_one(place: Place) -> None:
    place.file.unlink()
    with pytest.raises(UserError) as caught, place.opened():
        pass
    assert caught.value.message.id is MessageId.CATALOGUE_MISSING
    assert not place.file.exists()


def test_a_catalogue_without_tables_beside_photos_is_told(place: Place) -> None:
    place.file.unlink()
    with closing(sqlite3.connect(place.file)) as connection:
        connection.execute("PRAGMA user_version = 7")
        connection.execute("VACUUM")
    with pytest.raises(UserError) as caught, place.opened():
        pass
    assert caught.value.message.id is MessageId.CATALOGUE_UNREADABLE
