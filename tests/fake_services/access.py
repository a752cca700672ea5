"""People and changes without a database; signing in and the guard are those of the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.core.access import Person, Role
from desktop_app.core.change import (
    ALL_CHANGES,
    Change,
    ChangeAction,
    ChangeFilter,
    SubjectKind,
)
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.pin import hash_pin
from desktop_app.services.access import Access

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


class FakePeople:
    """As `desktop_app.catalog.people.PeopleTable`, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Person, str]] = {}

    def put(self, name: str, role: Role, pin: str = "") -> None:
        kept = hash_pin(pin, n=2) if pin else ""
        self.kept[name.casefold()] = (Person(name, role, has_pin=bool(pin)), kept)

    def people(self) -> list[Person]:
        return [person for _, (person, _) in sorted(self.kept.items())]

    def is_empty(self) -> bool:
        return not self.kept

    def kept_pin(self, name: str) -> tuple[Person, str] | None:
        return self.kept.get(name.strip().casefold())

    def add(self, person: Person, pin: str, by: str) -> None:
        if self.kept_pin(person.name) is not None:
            raise UserError(MessageId.PERSON_TAKEN, name=person.name)
        self.kept[person.name.casefold()] = (person, pin)

    def change(self, name: str, by: str, *, role: Role, pin: str | None = None) -> None:
        old = self.kept[name.casefold()][1]
        self.kept[name.casefold()] = (Person(name, role), old if pin is None else pin)

    def remove(self, name: str, by: str) -> None:
        del self.kept[name.casefold()]


def fake_access(people: FakePeople) -> Access:
    return Access(people, anybody="counter", clerks_teach=False)  # type: ignore[arg-type]


def change(number: int, **more: object) -> Change:
    fields: dict = {
        "at": NOON + timedelta(minutes=number),
        "person": ("Li", "Ada")[number % 2],
        "action": ChangeAction.CHANGED,
        "kind": SubjectKind.PRODUCT,
        "subject": f"MS-{1000 + number}",
        "before": {"price": "1.50", "attributes": {"size": "M"}},
        "after": {"price": "1.80", "attributes": {"size": "L"}},
        "change_id": number,
    }
    return Change(**(fields | more))


class FakeChanges:
    """A list of changes; `error` is raised instead."""

    def __init__(self) -> None:
        self.entries: list[Change] = []
        self.asked: list[ChangeFilter] = []
        self.saved: list[tuple[Path, ChangeFilter]] = []
        self.error: Exception | None = None

    def page(self, limit: int, offset: int = 0, only: ChangeFilter = ALL_CHANGES) -> list[Change]:
        self.asked.append(only)
        if self.error is not None:
            raise self.error
        return self._wanted(only)[offset : offset + limit]

    def count(self, only: ChangeFilter = ALL_CHANGES) -> int:
        if self.error is not None:
            raise self.error
        return len(self._wanted(only))

    def persons(self) -> list[str]:
        return sorted({entry.person for entry in self.entries})

    def save(self, file: Path, only: ChangeFilter, *, translate: object) -> int:
        self.saved.append((file, only))
        return len(self._wanted(only))

    def _wanted(self, only: ChangeFilter) -> list[Change]:
        return [
            entry
            for entry in self.entries
            if only.text.casefold() in f"{entry.subject} {entry.person}".casefold()
            and only.person in {None, entry.person}
            and only.action in {None, entry.action}
        ]
