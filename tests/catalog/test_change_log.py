"""The change log: written with the change or not at all, never altered, purged knowingly."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.change_log import ChangeLog, record
from desktop_app.catalog.database import Database
from desktop_app.catalog.records import NewLesson, PhotoOrigin
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.change import (
    ALL_CHANGES,
    Change,
    ChangeAction,
    ChangeFilter,
    SubjectKind,
    differing,
)
from desktop_app.core.errors import CatalogueError
from desktop_app.core.teaching import Decision
from desktop_app.core.types import CodeKind, ProductCode
from tests.catalog.samples import (
    FINGERPRINT,
    complete,
    photo,
    product,
    sha,
    text_embedding,
    vector,
)

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def log(database: Database) -> ChangeLog:
    return ChangeLog(database)


def _change(
    subject: str, day: int = 0, person: str = "Li", action: ChangeAction = ChangeAction.CHANGED
) -> Change:
    at = MONDAY + timedelta(days=day)
    return Change(at, person, action, SubjectKind.PRODUCT, subject, {"name": "a"}, {"name": "ß"})


def _lesson(number: int) -> NewLesson:
    picture = photo(number, PhotoOrigin.PERSON)
    return NewLesson(Decision.CONFIRMED, FINGERPRINT, [(picture, vector(number))])


def _short(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.action.value, change.subject, change.person) for change in changes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"name": "a"}, ({}, {"name": "a"})),
        ({"name": "a"}, {"name": "a"}, ({}, {})),
        ({"name": "a", "brand": "x"}, {"name": "b", "brand": "x"}, ({"name": "a"}, {"name": "b"})),
        ({"stock": "1"}, {}, ({"stock": "1"}, {})),
        (
            {"attributes": {"size": "M", "note": "n"}},
            {"attributes": {"size": "L", "note": "n"}},
            ({"attributes": {"size": "M"}}, {"attributes": {"size": "L"}}),
        ),
        ({"attributes": {"size": "M"}}, {}, ({"attributes": {"size": "M"}}, {})),
        ({"codes": ["own:1"]}, {"codes": ["own:2"]}, ({"codes": ["own:1"]}, {"codes": ["own:2"]})),
    ],
)
def test_only_what_differs_is_kept(before: dict, after: dict, expected: tuple) -> None:
    assert differing(before, after) == expected


def test_an_import_is_recorded_with_what_it_changed(
    repository: CatalogRepository, log: ChangeLog
) -> None:
    repository.save_products([complete(1), complete(2)])
    repository.save_products([complete(1, name="Infusion set, long"), complete(2)])
    changed, second, first = log.page(10)
    assert _short([first, second]) == [("added", "SKU-1", "Li"), ("added", "SKU-2", "Li")]
    assert first.before == {}
    assert first.after["price"] == "1.50"
    assert first.after["photos"] == [sha("copy 1")]
    assert (changed.action, changed.subject) == (ChangeAction.CHANGED, "SKU-1")
    assert changed.before == {"name": "Infusion set 1"}
    assert changed.after == {"name": "Infusion set, long"}


def test_photos_that_an_import_changes_are_recorded(
    repository: CatalogRepository, log: ChangeLog
) -> None:
    repository.save_products([complete(1, [1, 2])])
    repository.save_products([complete(1, [2, 3])])
    changed = log.page(1)[0]
    assert changed.before == {"photos": [sha("copy 1"), sha("copy 2")]}
    assert changed.after == {"photos": [sha("copy 2"), sha("copy 3")]}


def test_withdrawal_return_and_deletion_are_recorded(
    repository: CatalogRepository, log: ChangeLog
) -> None:
    saved = repository.save_product(product(1))
    repository.withdraw_product(saved.product_id)
    repository.save_product(product(1))
    repository.delete_product(saved.product_id, "Ada")
    assert _short(log.page(10)) == [
        ("deleted", "SKU-1", "Ada"),
        ("restored", "SKU-1", "Li"),
        ("withdrawn", "SKU-1", "Li"),
        ("added", "SKU-1", "Li"),
    ]
    assert log.page(1)[0].before["name"] == "Infusion set 1"


def test_lessons_are_recorded_and_so_is_taking_them_back(
    repository: CatalogRepository, log: ChangeLog
) -> None:
    _, kept = repository.enrol(product(1), text_embedding(1), _lesson(5), "Ada")
    code = ProductCode(CodeKind.OWN, "box 7")
    given = repository.attach_code(kept.product_id, code, None, "Bo")
    repository.withdraw_taught([*kept.taught_ids, *given.taught_ids], "Cy")
    assert _short(log.page(10)) == [
        ("taken_back", "SKU-1", "Cy"),
        ("taken_back", "SKU-1", "Cy"),
        ("taught", "SKU-1", "Bo"),
        ("taught", "SKU-1", "Ada"),
        ("added", "SKU-1", "Ada"),
    ]
    photo_back, code_back, code_given, photo_given, _ = log.page(10)
    assert photo_given.after == {"photos": [sha("copy 5")], "decision": "confirmed"}
    assert code_given.after == code_back.before == {"codes": ["own:box 7"]}
    assert photo_back.before == {"photos": [sha("copy 5")]}


def test_a_change_that_fails_leaves_no_entry(database: Database, log: ChangeLog) -> None:
    def failing() -> None:
        with database.write() as session:
            record(session, _change("A"))
            raise RuntimeError("the product could not be written")

    with pytest.raises(RuntimeError):
        failing()
    assert log.count() == 0


REPLACE = (
    "INSERT OR REPLACE INTO changes"
    " SELECT id, at, 'nobody', action, subject_kind, subject, before, after FROM changes"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET person = 'nobody'",
        "DELETE FROM changes",
        REPLACE,
        "UPDATE changes_purge SET up_to = 99",
        "DELETE FROM changes_purge",
    ],
)
def test_the_log_refuses_to_be_altered(file: Path, log: ChangeLog, statement: str) -> None:
    log.record(_change("A"))
    log.record(_change("B", day=5))
    log.purge(MONDAY + timedelta(days=1), person="Ada", now=MONDAY)
    with closing(sqlite3.connect(file)) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)
    assert _short(log.page(10))[1] == ("changed", "B", "Li")


def test_a_purge_leaves_no_byte_and_says_so(file: Path, log: ChangeLog) -> None:
    log.record(_change("OLD-SUBJECT", person="Erased Person"))
    log.record(_change("B", day=5))
    assert log.purge(MONDAY + timedelta(days=1), person="Ada", now=MONDAY) == 1
    purged, kept = log.page(10)
    assert (purged.action, purged.person, purged.after["entries"]) == (
        ChangeAction.PURGED,
        "Ada",
        1,
    )
    assert kept.subject == "B"
    for left in file.parent.iterdir():
        assert b"Erased Person" not in left.read_bytes()
        assert b"OLD-SUBJECT" not in left.read_bytes()
    assert log.purge(MONDAY, person="Ada", now=MONDAY) == 0


@pytest.mark.parametrize(
    ("only", "subjects"),
    [
        (ALL_CHANGES, ["C-3", "B-2", "A-1"]),
        (ChangeFilter(text="b-"), ["B-2"]),
        (ChangeFilter(text="ß"), ["C-3", "B-2", "A-1"]),
        (ChangeFilter(text="100%"), []),
        (ChangeFilter(person="Li"), ["C-3", "A-1"]),
        (ChangeFilter(action=ChangeAction.ADDED), ["C-3"]),
        (ChangeFilter(kind=SubjectKind.STOCK), []),
        (ChangeFilter(since=MONDAY + timedelta(days=1)), ["C-3", "B-2"]),
        (ChangeFilter(until=MONDAY + timedelta(days=1)), ["A-1"]),
        (ChangeFilter(subject="A-1"), ["A-1"]),
        (ChangeFilter(person="Li", until=MONDAY + timedelta(days=1)), ["A-1"]),
    ],
)
def test_changes_are_narrowed(log: ChangeLog, only: ChangeFilter, subjects: list[str]) -> None:
    log.record(_change("A-1"))
    log.record(_change("B-2", day=1, person="Ada"))
    log.record(_change("C-3", day=2, action=ChangeAction.ADDED))
    assert [change.subject for change in log.page(10, only=only)] == subjects
    assert log.count(only) == len(subjects)
    assert log.persons() == ["Ada", "Li"]
    assert [change.subject for change in log.page(1, 1)] == ["B-2"]


def test_a_file_with_a_foreign_trigger_is_refused(database: Database, file: Path) -> None:
    database.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TRIGGER changes_stay")
        other.execute("CREATE TRIGGER changes_stay AFTER UPDATE ON changes BEGIN SELECT 1; END")
    with pytest.raises(CatalogueError):
        Database.open(file)
