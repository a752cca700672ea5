"""Backups of the day, checks and repair of an open catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services import safety as safety_module
from desktop_app.services.rescue import Rescue
from desktop_app.services.safety import BackupReason, Flaw, Safety
from tests.catalog.shops import Place, damage_page, filled, photo_name
from tests.fakes import FakeGallery

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


class Denied:
    def require(self, right: object) -> None:
        raise UserError(MessageId.ADMINISTRATOR_NEEDED, role="x", right=right)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return filled(tmp_path / "data")


@pytest.fixture
def safety(place: Place) -> Iterator[Safety]:
    yield from opened(place)


def opened(place: Place, clock: Clock | None = None, **options: object) -> Iterator[Safety]:
    database = Database.open(place.file)
    clock = clock or Clock()
    store = place.backups
    store._clock = clock
    gallery = FakeGallery()
    made = Safety(database, place.photos, store, gallery, lambda: None, clock=clock, **options)  # type: ignore[arg-type]
    yield made
    database.close()


def test_a_backup_is_due_once_a_day(safety: Safety) -> None:
    clock = safety._clock
    assert isinstance(clock, Clock)
    made = safety.back_up_if_due()
    assert made is not None
    assert made.reason is BackupReason.AUTOMATIC
    for hours, due in ((1, False), (19, False), (21, True), (22, False)):
        clock.now = NOON + timedelta(hours=hours)
        assert (safety.back_up_if_due() is not None) is due, hours


def test_a_clock_set_back_makes_one_due_and_loses_none(safety: Safety) -> None:
    clock = safety._clock
    assert isinstance(clock, Clock)
    safety.back_up_if_due()
    clock.now = NOON - timedelta(days=365)
    assert safety.back_up_if_due() is not None
    assert [backup.number for backup in safety.backups()] == [2, 1]


def test_an_empty_catalogue_needs_no_backup(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    for safety in opened(place):
        assert safety.back_up_if_due() is None


def test_everything_is_repaired_from_the_backup(place: Place, safety: Safety) -> None:
    safety.back_up()
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    place.run("UPDATE embedding SET product_id = 4 WHERE id = 5")
    place.run("DELETE FROM product_search WHERE rowid = 2")
    place.spoil(place.photos.photo_path(photo_name(1)))
    report = safety.check()
    assert {each.flaw for each in report.findings} == {
        Flaw.PRODUCT,
        Flaw.VECTOR,
        Flaw.LINK,
        Flaw.WORDS,
        Flaw.PHOTO,
    }
    assert report.can_be_repaired
    after = safety.repair()
    assert after.findings == ()
    assert after.repaired == 5
    assert place.names()["SKU-3"] == "Infusion set 3"
    assert place.photos.read(photo_name(1)) == b"picture 1"


def test_after_the_start_some_photos_are_read(
    place: Place, safety: Safety, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        place.spoil(place.photos.photo_path(photo_name(number)))
    monkeypatch.setattr(safety_module, "PHOTOS_AFTER_START", 2)
    safety.check_after_start()
    assert safety.last_report is not None
    assert [each.flaw for each in safety.last_report.findings] == [Flaw.PHOTO] * 2


def test_a_large_catalogue_is_not_read_at_each_start(
    safety: Safety, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_module, "LARGE_BYTES", 10)
    safety.check_after_start()
    assert safety.last_report is None


def test_without_a_backup_what_can_be_made_anew_is(place: Place, safety: Safety) -> None:
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    place.run("UPDATE embedding SET vector = zeroblob(32) WHERE id = 5")
    after = safety.repair()
    assert [each.flaw for each in after.findings] == [Flaw.PRODUCT]


def test_roles_are_asked(place: Place) -> None:
    for safety in opened(place, guard=Denied()):
        backup = safety.back_up()
        assert backup is not None
        with pytest.raises(UserError):
            safety.repair()
        with pytest.raises(UserError):
            safety.ask_for_restore(backup)
        assert safety.restore_asked == ""


def test_old_photos_that_nobody_needs_go(place: Place, safety: Safety) -> None:
    import os

    left = place.photos.photo_path("0" * 64)
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"left by a killed import")
    young = place.photos.photo_path("1" * 64)
    young.parent.mkdir(parents=True, exist_ok=True)
    young.write_bytes(b"of an import that runs")
    os.utime(left, (0, 0))
    os.utime(place.photos.photo_path(photo_name(1)), (0, 0))
    assert safety.sweep_photos() == 1
    assert not left.exists()
    assert young.exists()
    assert place.photos.read(photo_name(1))


def rescue(place: Place) -> Rescue:
    return Rescue(place.root, place.file, place.root / "index", place.backups)


def test_the_newest_whole_backup_is_restored(place: Place, safety: Safety) -> None:
    safety.back_up()
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    safety.back_up()
    safety._database.close()
    assert rescue(place).restore().number == 1
    assert place.names()["SKU-3"] == "Infusion set 3"


def test_a_salvage_takes_what_is_missing_from_the_backup(place: Place, safety: Safety) -> None:
    safety.back_up()
    safety._database.close()
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    damage_page(place.file, 2, b"\xff" * 4096)
    saved = rescue(place).salvage()
    assert saved.products == 5
    assert place.names()["SKU-3"] == "Infusion set 3"


def test_without_any_backup_the_message_says_so(place: Place) -> None:
    with pytest.raises(UserError) as caught:
        rescue(place).restore()
    assert caught.value.message.id is MessageId.BACKUP_NONE
