"""Looking for damage in an open catalogue, and mending it."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.catalog.backup_records import BackupReason
from desktop_app.catalog.database import Database
from desktop_app.catalog.inspection import (
    Finding,
    Flaw,
    drop_damaged,
    inspect,
    mend_products,
    rebuild_words,
)
from desktop_app.core.errors import CatalogueError
from desktop_app.core.types import CodeKind, ProductCode
from tests.catalog.shops import Place, damage_page, filled, photo_name


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return filled(tmp_path / "data")


def findings(place: Place) -> list[Finding]:
    database = Database.open(place.file)
    try:
        return inspect(database, place.photos)
    finally:
        database.close()


def flaws(place: Place) -> set[Flaw]:
    return {finding.flaw for finding in findings(place)}


def test_a_sound_catalogue_has_no_flaw(place: Place) -> None:
    with place.opened() as repository:
        repository.withdraw_product(1)
        repository.delete_product(2)
    assert findings(place) == []


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("UPDATE product SET name = 'another' WHERE id = 3", Flaw.PRODUCT),
        ("UPDATE product SET withdrawn = 1 WHERE id = 3", Flaw.PRODUCT),
        ("UPDATE product SET price = 'x' WHERE id = 3", Flaw.PRODUCT),
        ("UPDATE product SET name = x'00ff' WHERE id = 3", Flaw.PRODUCT),
        ("UPDATE product_code SET value = 'own-4' WHERE product_id = 3", Flaw.PRODUCT),
        ("UPDATE product_code SET kind = 'x' WHERE product_id = 3", Flaw.PRODUCT),
        ("UPDATE product_attribute SET value = 'x' WHERE product_id = 3", Flaw.PRODUCT),
        ("UPDATE embedding SET vector = zeroblob(32) WHERE id = 3", Flaw.VECTOR),
        ("UPDATE embedding SET vector = x'' WHERE id = 3", Flaw.VECTOR),
        ("UPDATE embedding SET product_id = 4 WHERE id = 5", Flaw.VECTOR),
        ("UPDATE embedding SET fingerprint = 'model-b' WHERE id = 5", Flaw.VECTOR),
        ("UPDATE photo SET product_id = 4 WHERE id = 3", Flaw.LINK),
        ("UPDATE photo SET sha256 = source_sha256 WHERE id = 3", Flaw.PHOTO),
        ("DELETE FROM product WHERE id = 3", Flaw.FILE),
        ("DELETE FROM product_search WHERE rowid = 3", Flaw.WORDS),
        ("DELETE FROM product_search_data WHERE id > 10", Flaw.WORDS),
    ],
)
def test_damage_is_found(place: Place, statement: str, flaw: Flaw) -> None:
    place.run(statement)
    assert flaw in flaws(place)


def test_a_damaged_photo_is_found(place: Place) -> None:
    place.spoil(place.photos.photo_path(photo_name(3)))
    assert flaws(place) == {Flaw.PHOTO}


def test_a_damaged_page_is_found(place: Place) -> None:
    database = Database.open(place.file)
    damage_page(place.file, 5, b"\xff" * 4096)
    try:
        assert {finding.flaw for finding in inspect(database, place.photos)} == {Flaw.FILE}
    finally:
        database.close()


def test_damaged_vectors_are_taken_out_and_missed(place: Place) -> None:
    place.run("UPDATE embedding SET product_id = 4 WHERE id = 5")
    place.run("UPDATE embedding SET vector = zeroblob(32) WHERE id = 8")
    database = Database.open(place.file)
    gone = drop_damaged(database, inspect(database, place.photos))
    assert gone == [5, 8]
    assert inspect(database, place.photos) == []
    database.close()
    with place.opened() as repository:
        assert set(gone) <= set(repository.removed_since(1))
        assert len(repository.missing_embeddings("model-a")) == 2


def test_the_words_are_made_again(place: Place) -> None:
    place.run("DELETE FROM product_search_data WHERE id > 10")
    database = Database.open(place.file)
    rebuild_words(database)
    assert inspect(database, place.photos) == []
    database.close()
    with place.opened() as repository:
        assert [hit.product_id for hit in repository.search_text("infusion 3", 9)][:1] == [3]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE product SET name = 'forged' WHERE id = 3",
        "UPDATE product SET crc32 = crc32 + 1 WHERE id = 3",
        "UPDATE product SET sku = 'forged', sku_key = 'forged' WHERE id = 3",
        "UPDATE product SET withdrawn = 1 WHERE id = 3",
        "UPDATE product_code SET value = 'own-99' WHERE product_id = 3",
    ],
)
def test_a_damaged_product_gets_its_words_from_a_backup(place: Place, statement: str) -> None:
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    names = place.names()
    place.run(statement)
    database = Database.open(place.file)
    file = place.backups.database_of(backup)
    left = mend_products(database, file, [3], "Li", datetime.now(UTC))
    assert left == []
    assert [each for each in inspect(database, place.photos) if each.flaw is not Flaw.WORDS] == []
    database.close()
    assert place.names() == names
    with place.opened() as repository:
        assert [item.sku for item in repository.find_by_code("own-3")] == ["SKU-3"]


def test_a_change_does_not_make_damage_look_sound(place: Place) -> None:
    """Codes, prices and stock are changed alone; what else the row says may be wrong already."""
    place.run("UPDATE product SET name = 'forged' WHERE id IN (3, 4)")
    with place.opened() as repository:
        repository.withdraw_product(4)
        code = ProductCode(CodeKind.OWN, "new")
        repository.attach_code(3, code, person="Li", lookup_id=None)
    assert [each.row_id for each in findings(place) if each.flaw is Flaw.PRODUCT] == [3, 4]


def test_what_the_backup_lacks_stays_damaged(place: Place) -> None:
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    place.save(6)
    place.run("UPDATE product SET name = 'forged' WHERE id = 6")
    database = Database.open(place.file)
    file = place.backups.database_of(backup)
    assert mend_products(database, file, [6], "Li", datetime.now(UTC)) == [6]
    database.close()


def test_a_damaged_product_is_marked_when_it_is_read(place: Place) -> None:
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    with place.opened() as repository:
        read = [
            repository.product(3),
            repository.product_by_sku("SKU-3"),
            *repository.find_by_code("own-3"),
            repository.list_products(2, 1)[0],
        ]
        assert [item is not None and item.is_damaged for item in read] == [True] * 4
        sound = repository.product(4)
        assert sound is not None
        assert not sound.is_damaged


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", b"\x00\xff"),
        ("name", None),
        ("price", "12,,5"),
        ("price", b"1"),
        ("changed_at", "yesterday"),
        ("created_at", b"\x01"),
        ("crc32", "x"),
        ("stock", "NaN9"),
    ],
)
def test_one_damaged_row_does_not_cost_the_others(place: Place, column: str, value: object) -> None:
    place.run("PRAGMA ignore_check_constraints = ON")
    try:
        place.run(f"UPDATE product SET {column} = ? WHERE id = 3", value)  # noqa: S608
    except Exception:  # noqa: BLE001  (a null that the table does not take)
        pytest.skip("the table does not take it")
    with place.opened() as repository:
        assert len(repository.list_products(0, 10)) == 5
        assert len(repository.products([1, 2, 3, 4, 5])) == 5


def test_text_that_cannot_be_read_is_told_by_a_message(place: Place) -> None:
    place.run("UPDATE product SET name = CAST(x'ff' AS TEXT) WHERE id = 3")
    with place.opened() as repository, pytest.raises(CatalogueError):
        repository.products([3])


def test_a_catalogue_of_the_format_before_gets_the_new_checksums(place: Place) -> None:
    """As an older program wrote it: a checksum of the vector alone; one vector is damaged."""
    with place.opened() as repository:
        repository.withdraw_product(2)
    for row_id, vector in place.run("SELECT id, vector FROM embedding"):
        assert isinstance(vector, bytes)
        place.run("UPDATE embedding SET crc32 = ? WHERE id = ?", zlib.crc32(vector), row_id)
    place.run("UPDATE product SET crc32 = 4294967295 - crc32 WHERE withdrawn")
    place.run("UPDATE embedding SET vector = zeroblob(32) WHERE id = 5")
    place.run("DROP TABLE adaptation")  # of a later format
    place.run("DROP TABLE own_calibration")
    place.run("PRAGMA user_version = 115")
    place.run("UPDATE alembic_version SET version_num = ?", BEFORE)
    assert [(each.flaw, each.row_id) for each in findings(place)] == [(Flaw.VECTOR, 5)]


def _revision_before() -> str:
    from alembic.script import ScriptDirectory

    from desktop_app.catalog.migrate import MIGRATIONS

    revision = ScriptDirectory(str(MIGRATIONS)).get_revision("0100")
    assert revision is not None
    return str(revision.down_revision)


BEFORE = _revision_before()
