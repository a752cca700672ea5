"""Roles: open without people, enforced in the services with them, PINs never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.people import PeopleTable
from desktop_app.core import pin
from desktop_app.core.access import RIGHTS, Person, Right, Role, least_role, may
from desktop_app.core.change import SubjectKind
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.access import Access


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a real try is measured elsewhere; the form of what is kept is the same."""
    monkeypatch.setattr(pin.hash_pin, "__kwdefaults__", {"salt": None, "n": 2})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path / "catalogue.sqlite")) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(database: Database, clock: Clock) -> Access:
    return Access(PeopleTable(database), anybody="counter", clerks_teach=False, clock=clock)


@pytest.fixture
def staffed(access: Access) -> Access:
    access.add("Ada", Role.ADMINISTRATOR, "4711")
    access.add("Mo", Role.MANAGER, "2222")
    access.add("Cy", Role.CLERK, "")
    access.sign_out()
    return access


def refused(work: Callable[[], object]) -> MessageId:
    with pytest.raises(UserError) as caught:
        work()
    return caught.value.message.id


def test_without_people_everybody_may_do_everything(access: Access) -> None:
    assert access.is_open()
    assert access.person == "counter"
    for right in Right:
        access.require(right)


def test_each_role_may_what_those_before_it_may() -> None:
    roles = list(Role)
    assert roles == [Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR]
    for less, more in pairwise(roles):
        assert RIGHTS[less] < RIGHTS[more]
    assert RIGHTS[Role.ADMINISTRATOR] == frozenset(Right)


@pytest.mark.parametrize(
    ("right", "least"),
    [
        (Right.LOOK_UP, Role.CLERK),
        (Right.MOVE_STOCK, Role.CLERK),
        (Right.TEACH, Role.MANAGER),
        (Right.EDIT_PRODUCTS, Role.MANAGER),
        (Right.IMPORT, Role.MANAGER),
        (Right.SEE_CHANGES, Role.MANAGER),
        (Right.ERASE, Role.ADMINISTRATOR),
        (Right.MODEL_PACKS, Role.ADMINISTRATOR),
        (Right.SETTINGS, Role.ADMINISTRATOR),
        (Right.MANAGE_PEOPLE, Role.ADMINISTRATOR),
    ],
)
def test_who_may_do_what(right: Right, least: Role) -> None:
    assert least_role(right) is least
    assert may(Role.CLERK, right, clerks_teach=True) == (
        least is Role.CLERK or right is Right.TEACH
    )


def test_whoever_has_not_signed_in_is_a_clerk(staffed: Access) -> None:
    assert staffed.role() is Role.CLERK
    staffed.require(Right.LOOK_UP)
    assert refused(lambda: staffed.require(Right.TEACH)) is MessageId.ROLE_NEEDED
    assert refused(lambda: staffed.require(Right.ERASE)) is MessageId.ADMINISTRATOR_NEEDED
    staffed.use(anybody="counter", clerks_teach=True)
    staffed.require(Right.TEACH)


def test_signing_in_gives_the_rights_and_the_name(staffed: Access) -> None:
    names: list[str] = []
    staffed.listen(names.append)
    assert staffed.sign_in("mo", " 2222 ") == Person("Mo", Role.MANAGER)
    staffed.require(Right.IMPORT)
    assert refused(lambda: staffed.require(Right.MANAGE_PEOPLE)) is MessageId.ADMINISTRATOR_NEEDED
    staffed.sign_in("Cy", "")
    assert staffed.role() is Role.CLERK
    staffed.sign_out()
    assert names == ["counter", "Mo", "Cy", "counter"]


@pytest.mark.parametrize(("name", "typed"), [("Mo", "2223"), ("Mo", ""), ("Nobody", "2222")])
def test_a_wrong_pin_changes_nothing(staffed: Access, name: str, typed: str) -> None:
    staffed.sign_in("Ada", "4711")
    assert refused(lambda: staffed.sign_in(name, typed)) is MessageId.PIN_WRONG
    assert staffed.person == "Ada"


def test_guessing_gets_slower(staffed: Access, clock: Clock) -> None:
    for _ in range(3):
        assert refused(lambda: staffed.sign_in("Mo", "0000")) is MessageId.PIN_WRONG
    assert refused(lambda: staffed.sign_in("Mo", "2222")) is MessageId.PIN_WAIT
    clock.now += 5
    assert refused(lambda: staffed.sign_in("Mo", "0000")) is MessageId.PIN_WRONG
    clock.now += 9
    assert refused(lambda: staffed.sign_in("Mo", "2222")) is MessageId.PIN_WAIT
    clock.now += 1
    staffed.sign_in("Mo", "2222")
    assert refused(lambda: staffed.sign_in("Mo", "0000")) is MessageId.PIN_WRONG


@pytest.mark.parametrize(
    ("name", "role", "typed", "said"),
    [
        ("Mo", Role.MANAGER, "2222", MessageId.FIRST_ADMINISTRATOR),
        ("Ada", Role.ADMINISTRATOR, "", MessageId.PIN_NEEDED),
        ("Ada", Role.ADMINISTRATOR, "471", MessageId.PIN_SHORT),
        (" ", Role.ADMINISTRATOR, "4711", MessageId.PERSON_NAMELESS),
    ],
)
def test_the_first_person_is_an_administrator_with_a_pin(
    access: Access, name: str, role: Role, typed: str, said: MessageId
) -> None:
    assert refused(lambda: access.add(name, role, typed)) is said
    assert access.is_open()


def test_only_administrators_list_people(staffed: Access) -> None:
    staffed.sign_in("Mo", "2222")
    for work in (
        lambda: staffed.add("Eve", Role.CLERK, ""),
        lambda: staffed.remove("Cy"),
        lambda: staffed.change("Mo", Role.ADMINISTRATOR),
        lambda: staffed.change("Cy", Role.CLERK, "1234"),
    ):
        assert refused(work) is MessageId.ADMINISTRATOR_NEEDED
    staffed.change("Mo", Role.MANAGER, "3333")
    staffed.sign_in("Mo", "3333")
    staffed.sign_in("Ada", "4711")
    assert refused(lambda: staffed.add("MO", Role.CLERK, "")) is MessageId.PERSON_TAKEN
    assert refused(lambda: staffed.remove("Nobody")) is MessageId.PERSON_UNKNOWN
    assert refused(lambda: staffed.change("Cy", Role.MANAGER)) is MessageId.PIN_NEEDED


def test_there_is_always_an_administrator_among_people(staffed: Access) -> None:
    staffed.sign_in("Ada", "4711")
    assert refused(lambda: staffed.remove("Ada")) is MessageId.LAST_ADMINISTRATOR
    assert refused(lambda: staffed.change("Ada", Role.CLERK)) is MessageId.LAST_ADMINISTRATOR
    staffed.remove("Mo")
    staffed.remove("Cy")
    staffed.remove("Ada")
    assert staffed.is_open()
    assert staffed.signed_in is None


def test_people_are_recorded_and_pins_are_not_kept(staffed: Access, database: Database) -> None:
    staffed.sign_in("Ada", "4711")
    staffed.change("Mo", Role.MANAGER, "987654321")
    staffed.remove("Cy")
    log = [change for change in ChangeLog(database).page(10) if change.kind is SubjectKind.ACCESS]
    assert [(change.action.value, change.subject, change.person) for change in log] == [
        ("deleted", "Cy", "Ada"),
        ("changed", "Mo", "Ada"),
        ("added", "Cy", "Ada"),
        ("added", "Mo", "Ada"),
        ("added", "Ada", "counter"),
    ]
    assert log[1].after == {"role": "manager", "pin": "new"}
    database.close()
    assert b"987654321" not in database.file.read_bytes()


@pytest.mark.parametrize("kept", ["", "scrypt", "scrypt$2$8$1$zz$00", "md5$2$8$1$00$00", "$$$$$"])
def test_a_damaged_hash_is_no_pin(kept: str) -> None:
    assert not pin.is_pin("1234", kept)


def test_equal_pins_are_kept_differently_and_dearly() -> None:
    first, second = (pin.hash_pin("1234", n=pin.N) for _ in range(2))
    assert first != second
    assert pin.is_pin("1234", first)
    assert not pin.is_pin("1235", first)
    assert first.startswith("scrypt$32768$8$1$")
