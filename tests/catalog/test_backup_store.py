"""Backups: proved when made, told apart from half-made ones, thinned out with care."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog import backup_store
from desktop_app.catalog.backup_records import Backup, BackupReason, no_longer_needed
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProgressReport
from tests.catalog.shops import MUCH, Place, damage_page, filled, photo_name
from tests.catalog.test_history import ANSWER

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return filled(tmp_path / "data")


def make(place: Place, reason: BackupReason = BackupReason.ASKED) -> Backup:
    made = place.backups.make(place.file, place.photos, reason)
    assert made is not None
    return made


def record(number: int, day: int = 0, **changes: object) -> Backup:
    at = NOON + timedelta(days=day)
    backup = Backup(number, at, BackupReason.AUTOMATIC, "1", "id", 1, 1, 1, 1, "digest")
    return replace(backup, **changes)  # type: ignore[arg-type]


def test_a_backup_holds_everything(place: Place) -> None:
    made = make(place)
    assert (made.products, made.photos, made.references) == (5, 5, 10)
    assert made.is_whole
    assert made.missing_photos == 0
    assert place.backups.all() == [made]
    assert place.backups.problems(made) == []
    assert place.backups.pooled_photo(photo_name(3)).read_bytes() == b"picture 3"


def test_photos_take_their_room_once(place: Place) -> None:
    make(place)
    pooled = place.backups.pooled_photo(photo_name(1))
    assert pooled.samefile(place.photos.photo_path(photo_name(1)))


def test_a_backup_is_made_while_the_catalogue_is_open_and_written(place: Place) -> None:
    with place.opened() as repository:
        make(place)
        repository.save_products([place.item(6)])
        assert make(place).products == 6


@pytest.mark.parametrize(
    ("step", "published"),
    [
        ("database_copied", False),
        ("database_proved", False),
        ("photos_pooled", False),
        ("record_written", False),
        ("backup_named", True),
        ("backup_published", True),
    ],
)
def test_a_backup_that_was_cut_short_is_none(place: Place, step: str, published: bool) -> None:
    first = make(place)

    class Killed(BaseException):
        pass

    def reached(name: str) -> None:
        if name == step:
            raise Killed

    store = BackupStore(
        place.root / "backups", program="test", room=room(MUCH), fault_point=reached
    )
    with pytest.raises(Killed):
        store.make(place.file, place.photos, BackupReason.ASKED)
    assert [backup.number for backup in place.backups.all()] == ([2, 1] if published else [1])
    assert place.backups.problems(first) == []
    made = make(place)
    assert place.backups.problems(made) == []
    assert not list((place.root / "backups").glob("draft-*"))


def room(free: int) -> DiskRoom:
    return DiskRoom(Path("disk"), free=lambda _folder: free)


def test_without_room_nothing_is_begun(place: Place) -> None:
    store = BackupStore(place.root / "backups", program="test", room=room(1_000))
    with pytest.raises(UserError) as caught:
        store.make(place.file, place.photos, BackupReason.ASKED)
    assert caught.value.message.id is MessageId.NO_ROOM
    assert not (place.root / "backups").exists()


def test_whoever_asks_to_stop_leaves_nothing_behind(place: Place) -> None:
    seen: list[ProgressReport] = []
    made = place.backups.make(
        place.file,
        place.photos,
        BackupReason.ASKED,
        progress=seen.append,
        should_stop=lambda: len(seen) == 2,
    )
    assert made is None
    assert place.backups.all() == []
    assert not list((place.root / "backups").glob("draft-*"))


def test_whoever_stops_at_once_has_no_backup_that_was_not_proved(place: Place) -> None:
    made = place.backups.make(
        place.file, place.photos, BackupReason.ASKED, should_stop=lambda: True
    )
    assert made is None
    assert place.backups.all() == []


def test_every_changed_byte_of_a_backup_is_found(place: Place) -> None:
    made = make(place)
    database = place.backups.database_of(made)
    content = database.read_bytes()
    for statement in (
        "UPDATE product SET name = 'another'",
        "UPDATE embedding SET product_id = 2 WHERE id = 1",
        "UPDATE photo SET sha256 = source_sha256 WHERE id = 1",
        "DELETE FROM product_code WHERE id = 2",
        "DELETE FROM product WHERE id = 1",
        "UPDATE photo SET origin = 'person' WHERE id = 1",  # only the digest can tell
    ):
        Place(database.parent).run(statement)
        assert place.backups.problems(made), statement
        database.write_bytes(content)
    assert place.backups.problems(made) == []


def test_a_lost_photo_of_a_backup_is_found(place: Place) -> None:
    made = make(place)
    place.spoil(place.backups.pooled_photo(photo_name(2)))
    assert place.backups.problems(made) == ["1 photos are gone or damaged"]


def test_the_next_backup_mends_the_pool(place: Place) -> None:
    made = make(place)
    place.spoil(place.backups.pooled_photo(photo_name(2)))
    make(place)
    assert place.backups.problems(made) == []


def test_a_damaged_photo_is_not_taken_over_a_whole_one(place: Place) -> None:
    make(place)
    place.spoil(place.photos.photo_path(photo_name(2)))
    made = make(place)
    assert made.missing_photos == 0
    assert place.backups.pooled_photo(photo_name(2)).read_bytes() == b"picture 2"


def test_a_backup_of_a_damaged_catalogue_says_so_and_pushes_no_whole_one_out(place: Place) -> None:
    whole = [make(place) for _ in range(3)]
    place.run("UPDATE product SET name = 'another' WHERE id = 1")
    damaged = [make(place) for _ in range(4)]
    assert [backup.is_whole for backup in damaged] == [False] * 4
    assert {b.number for b in whole} <= {b.number for b in place.backups.all()}


def test_a_damaged_receipt_is_no_backup(place: Place) -> None:
    made = make(place)
    receipt = place.root / "backups" / made.name / "backup.json"
    content = receipt.read_bytes()
    for position in range(0, len(content), 7):
        changed = bytearray(content)
        changed[position] ^= 4
        receipt.write_bytes(bytes(changed))
        assert place.backups.all() == []
    receipt.write_bytes(content)
    assert place.backups.all() == [made]


def test_purging_the_history_leaves_the_backups_whole_and_without_it(place: Place) -> None:
    with place.opened() as repository:
        repository.record_lookup(
            ANSWER, answer_json="marker-of-a-secret", person="", thumbnail=None
        )
    made = make(place)
    database = place.backups.database_of(made)
    assert b"marker-of-a-secret" in database.read_bytes()
    with place.opened() as repository:
        repository.purge_history(None)
    assert b"marker-of-a-secret" not in database.read_bytes()
    assert place.backups.problems(made) == []


def test_a_backup_that_was_half_deleted_goes_with_the_next(place: Place) -> None:
    first = make(place)
    (place.root / "backups" / first.name / "backup.json").unlink()
    again = make(place)
    assert place.backups.all() == [again]
    assert place.backups.problems(again) == []


def test_an_unknown_name_is_told(place: Place) -> None:
    with pytest.raises(UserError) as caught:
        place.backups.named("000099")
    assert caught.value.message.id is MessageId.BACKUP_UNKNOWN


# Which are kept


def numbers(backups: list[Backup]) -> list[int]:
    return sorted(backup.number for backup in backups)


def test_the_newest_three_stay_however_old_they_are() -> None:
    backups = [record(number, day=-4000) for number in range(1, 4)]
    assert no_longer_needed(backups) == []


def test_of_many_on_one_day_the_newest_three_stay() -> None:
    assert numbers(no_longer_needed([record(n) for n in range(1, 11)])) == list(range(1, 8))


@pytest.mark.parametrize("jump", [3650, -365, 20_000])
def test_a_clock_that_jumps_deletes_nothing_by_itself(jump: int) -> None:
    """Seven days with a backup each, then the clock jumps: all of them stay."""
    before = [record(number, day=number) for number in range(1, 7)]
    assert no_longer_needed([*before, record(7, day=jump)]) == []


def test_days_and_weeks_are_thinned_out() -> None:
    backups = [record(number, day=number) for number in range(1, 61)]
    kept = set(range(1, 61)) - set(numbers(no_longer_needed(backups)))
    assert kept >= set(range(54, 61)), "the newest seven days"
    assert len(kept) == 7 + 2, "and the last days of two more weeks"


def test_damaged_ones_count_for_nothing_and_go_when_a_whole_one_is_newer() -> None:
    whole = [record(1), record(2), record(3)]
    assert no_longer_needed([*whole, record(4, damaged_rows=1)]) == []
    gone = no_longer_needed([*whole, record(4, damaged_rows=1), record(5)])
    assert 4 in numbers(gone)


def test_photos_that_no_backup_needs_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    make(place)
    with place.opened() as repository:
        repository.delete_product(1)
    monkeypatch.setattr(backup_store, "no_longer_needed", lambda backups: backups[1:])
    make(place)
    assert not place.backups.pooled_photo(photo_name(1)).exists()
    assert place.backups.pooled_photo(photo_name(2)).exists()


def test_all_photos_stay_where_a_backup_cannot_be_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(place)
    damage_page(place.backups.database_of(first), 1)
    with place.opened() as repository:
        repository.delete_product(1)
    make(place)
    monkeypatch.setattr(
        backup_store, "no_longer_needed", lambda backups: [b for b in backups if b.number == 2]
    )
    make(place)
    assert place.backups.pooled_photo(photo_name(1)).exists()
