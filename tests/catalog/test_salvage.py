"""Saving rows from a damaged catalogue: all that can be proved, nothing that cannot."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import salvage as salvaging
from desktop_app.catalog.backup_records import BackupReason
from desktop_app.catalog.catalogue_digest import contents_of
from desktop_app.catalog.database import Database
from desktop_app.catalog.replacement import clear_drafts, draft_of
from desktop_app.catalog.salvage import Salvaged, salvage
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from tests.catalog.shops import MUCH, Place, damage_page, filled

MANY = 150


@pytest.fixture(autouse=True)
def _much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salvaging, "DiskRoom", lambda folder: DiskRoom(folder, free=lambda _: MUCH))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("made") / "data", MANY).root


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(made, tmp_path / "data")))


def is_sound(place: Place) -> bool:
    return contents_of(place.file).problems == ()


def test_a_whole_catalogue_comes_through_whole(place: Place) -> None:
    with place.opened() as repository:
        repository.withdraw_product(2)
        repository.delete_product(3)
        vectors = [item.reference for item in repository.embeddings("model-a")]
    names = place.names()
    saved = salvage(place.file)
    assert saved == Salvaged(MANY - 1, MANY - 1, 2 * MANY - 4, 0)
    assert place.names() == names
    assert is_sound(place)
    with place.opened() as repository:
        assert [item.reference for item in repository.embeddings("model-a")] == vectors
        assert repository.search_text("infusion 7", 5)
        assert repository.find_by_code("own-9")
        assert repository.generation() >= 2
        repository.save_products([place.item(1000)])
    assert len(place.names()) == MANY - 1


def test_what_was_deleted_since_the_backup_stays_away(place: Place) -> None:
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    with place.opened() as repository:
        repository.delete_product(3)
    names = place.names()
    assert salvage(place.file, place.backups.database_of(backup)).from_backup == 0
    assert place.names() == names


def test_what_comes_from_the_backup_is_found_again(place: Place) -> None:
    """A product that is lost in a way that no log tells of comes back with its references."""
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    with place.opened() as repository:
        vectors = [item.reference for item in repository.embeddings("model-a")]
        repository.delete_product(3)
    with closing(sqlite3.connect(place.file)) as connection, connection:
        connection.execute("DROP TRIGGER changes_are_kept")
        connection.execute("DELETE FROM changes WHERE action = 'deleted'")
    assert salvage(place.file, place.backups.database_of(backup)).from_backup == 1
    with place.opened() as repository:
        found = [item.reference for item in repository.embeddings("model-a")]
        assert set(found) == set(vectors)
        gone = set(repository.removed_since(0))
        assert gone.isdisjoint(reference.reference_id for reference in found)


def test_what_a_killed_salvage_left_is_cleared(place: Place) -> None:
    """Its folder holds a copy of the whole catalogue, which no purge would reach."""
    left = place.root / "salvage-12345678"
    left.mkdir()
    shutil.copyfile(place.file, left / place.file.name)
    shutil.copyfile(place.file, draft_of(place.file))
    content = place.file.read_bytes()
    clear_drafts(place.file)
    assert not left.exists()
    assert not draft_of(place.file).exists()
    assert place.file.read_bytes() == content


def test_what_a_damaged_page_holds_is_lost_and_the_rest_is_saved(place: Place) -> None:
    """Where the page was the way to all others, nothing is; with a backup nothing is lost."""
    names = place.names()
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    size = place.file.stat().st_size // 4096
    rng = random.Random(4)  # noqa: S311
    content = place.file.read_bytes()
    found = []
    for _ in range(8):
        page = rng.randrange(2, size)
        damaged = content[: page * 4096] + rng.randbytes(4096) + content[(page + 1) * 4096 :]
        place.file.write_bytes(damaged)
        with contextlib.suppress(CatalogueError):
            saved = salvage(place.file)
            found.append(saved.products)
            assert place.names().items() <= names.items(), "nothing that was not there before"
            assert is_sound(place), page
        place.file.write_bytes(damaged)
        salvage(place.file, place.backups.database_of(backup))
        assert place.names() == names, page
        assert is_sound(place), page
    assert sum(found) > 5 * MANY


def test_changed_rows_are_left_out(place: Place) -> None:
    place.run("UPDATE product SET name = 'forged' WHERE id = 5")
    place.run("UPDATE embedding SET product_id = 9 WHERE id = 15")
    saved = salvage(place.file)
    assert saved.products == MANY - 1
    assert saved.lost >= 2
    assert "forged" not in place.names().values()
    assert is_sound(place)


def test_text_that_is_no_text_any_more_does_not_end_it(place: Place) -> None:
    place.run("UPDATE product SET name = CAST(x'ff41fe' AS TEXT) WHERE id = 5")
    assert salvage(place.file).products == MANY - 1
    assert is_sound(place)


def test_a_backup_fills_the_gaps(place: Place) -> None:
    names = place.names()
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    place.save(1, name="changed since")
    for product_id in (5, 6):
        place.run("UPDATE product SET name = 'forged' WHERE id = ?", product_id)
    saved = salvage(place.file, place.backups.database_of(backup))
    assert saved.from_backup == 2
    assert place.names() == names | {"SKU-1": "changed since"}
    assert is_sound(place)
    with place.opened() as repository:
        assert repository.find_by_code("own-5")
        assert repository.search_text("infusion 5", 5)
        assert repository.missing_embeddings("model-a") == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\0" * 9000])
def test_where_nothing_can_be_read_nothing_is_changed(place: Place, content: bytes) -> None:
    place.file.write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        salvage(place.file)
    assert caught.value.message.id is MessageId.NOTHING_SALVAGED
    assert place.file.read_bytes() == content
    assert sorted(path.name for path in place.root.iterdir()) == [
        "catalogue.sqlite",
        "photos",
        "thumbs",
    ]


def test_the_damaged_file_is_kept_as_it_was(place: Place) -> None:
    damage_page(place.file, 7)
    damaged = place.file.read_bytes()
    salvage(place.file)
    kept = place.root / "replaced" / "000001" / "catalogue.sqlite"
    assert kept.read_bytes() == damaged


def test_without_room_nothing_is_begun(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salvaging, "DiskRoom", lambda folder: DiskRoom(folder, free=lambda _: 9))
    before = place.file.read_bytes()
    with pytest.raises(UserError) as caught:
        salvage(place.file)
    assert caught.value.message.id is MessageId.NO_ROOM
    assert place.file.read_bytes() == before


def test_a_salvaged_catalogue_is_another_one(place: Place) -> None:
    before = contents_of(place.file).catalogue_id
    salvage(place.file)
    assert contents_of(place.file).catalogue_id != before


def test_lessons_history_and_the_log_of_changes_are_saved_too(place: Place) -> None:
    with closing(sqlite3.connect(place.file)) as connection:
        (before,) = connection.execute("SELECT count(*) FROM changes").fetchone()
    salvage(place.file)
    with closing(sqlite3.connect(place.file)) as connection:
        assert connection.execute("SELECT count(*) FROM changes").fetchone() == (before,)
    assert before == MANY
    Database.open(place.file).close()
