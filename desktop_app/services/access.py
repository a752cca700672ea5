"""Signing in and out, and the guard that every writing service asks.

It is a guard rail: it keeps people from slips and shows who did what. Whoever may write the file
of the catalogue with another program can get around it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from desktop_app.catalog.people import PeopleTable
from desktop_app.core.access import SHORTEST_PIN, Person, Right, Role, least_role, may
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.pin import hash_pin, is_pin

FREE_TRIES = 3
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 300.0
"""After three wrong PINs in a row the wait doubles with every further one."""


class Access:
    """Who has signed in; safe to call from several threads."""

    def __init__(
        self,
        people: PeopleTable,
        *,
        anybody: str = "",
        clerks_teach: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._people = people
        self._anybody = anybody
        self._clerks_teach = clerks_teach
        self._clock = clock
        self._signed_in: Person | None = None
        self._wrong = 0
        self._wait_until = -math.inf
        self._listeners: list[Callable[[str], None]] = []

    @property
    def signed_in(self) -> Person | None:
        return self._signed_in

    @property
    def person(self) -> str:
        """Who does things now: the person signed in, or the name in the settings."""
        return self._signed_in.name if self._signed_in else self._anybody

    def is_open(self) -> bool:
        """Whether nobody is listed, so that everybody may do everything."""
        return self._people.is_empty()

    def role(self) -> Role:
        """What whoever sits here is."""
        if self._signed_in is not None:
            return self._signed_in.role
        return Role.ADMINISTRATOR if self.is_open() else Role.CLERK

    def may(self, right: Right) -> bool:
        return may(self.role(), right, clerks_teach=self._clerks_teach)

    def require(self, right: Right) -> None:
        """Return if whoever sits here has *right*.

        Raises:
            UserError: they have not; nothing was changed.
        """
        if not self.may(right):
            least = least_role(right)
            administrator = least is Role.ADMINISTRATOR
            raise UserError(
                MessageId.ADMINISTRATOR_NEEDED if administrator else MessageId.ROLE_NEEDED,
                role=least.value,
                right=right.value,
            )

    def listen(self, changed: Callable[[str], None]) -> None:
        """Call *changed* with the name now and whenever somebody else sits here."""
        self._listeners.append(changed)
        changed(self.person)

    def use(self, *, anybody: str, clerks_teach: bool) -> None:
        """Take over what the settings say."""
        self._anybody, self._clerks_teach = anybody, clerks_teach
        self._tell()

    # signing in and out

    def sign_in(self, name: str, pin: str) -> Person:
        """Be *name* from now on.

        Raises:
            UserError: name and PIN do not belong together, or too many wrong ones came before.
        """
        wait = self._wait_until - self._clock()
        if wait > 0:
            raise UserError(MessageId.PIN_WAIT, seconds=math.ceil(wait))
        found = self._people.kept_pin(name)
        person, kept = found or (None, "")
        right = is_pin(pin, kept) if kept else person is not None and not pin
        if person is None or not right:
            self._count_wrong()
            raise UserError(MessageId.PIN_WRONG)
        self._wrong = 0
        self._signed_in = person
        self._tell()
        return person

    def sign_out(self) -> None:
        """Be nobody in particular again."""
        self._signed_in = None
        self._tell()

    def _count_wrong(self) -> None:
        self._wrong += 1
        over = self._wrong - FREE_TRIES
        if over >= 0:
            wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**over)
            self._wait_until = self._clock() + wait

    def _tell(self) -> None:
        for changed in self._listeners:
            changed(self.person)

    # who is listed

    def people(self) -> list[Person]:
        """Everybody who can sign in, by name."""
        return self._people.people()

    def add(self, name: str, role: Role, pin: str) -> Person:
        """List somebody; the first one has to be an administrator and is signed in at once.

        Raises:
            UserError: the name is taken or empty, the PIN is missing or too short, or whoever sits
                here may not do this.
        """
        self.require(Right.MANAGE_PEOPLE)
        was_open = self.is_open()
        name = " ".join(name.split())
        if not name:
            raise UserError(MessageId.PERSON_NAMELESS)
        person = Person(name, role, has_pin=bool(pin.strip()))
        self._people.add(person, _kept(role, pin), self.person)
        if was_open:
            self._signed_in = person
            self._tell()
        return person

    def change(self, name: str, role: Role, pin: str | None = None) -> None:
        """Give somebody a role, and a new PIN if it is not None; one's own PIN is always free.

        Raises:
            UserError: as `add`, or nobody has the name, or it is the last administrator.
        """
        own = self._signed_in
        if own is None or (own.name, own.role) != (name, role):
            self.require(Right.MANAGE_PEOPLE)
        found = self._people.kept_pin(name)
        if pin is None and found is not None and not found[0].has_pin and role is not Role.CLERK:
            raise UserError(MessageId.PIN_NEEDED)
        kept = None if pin is None else _kept(role, pin)
        self._people.change(name, self.person, role=role, pin=kept)
        if own is not None and own.name == name:
            self._signed_in = Person(own.name, role, has_pin=own.has_pin or bool(pin))
            self._tell()

    def remove(self, name: str) -> None:
        """Take somebody off the list; with the last one, everybody may do everything again.

        Raises:
            UserError: whoever sits here may not do this, nobody has the name, or others would be
                left without an administrator.
        """
        self.require(Right.MANAGE_PEOPLE)
        self._people.remove(name, self.person)
        if self._signed_in is not None and self._signed_in.name == name:
            self.sign_out()


def _kept(role: Role, pin: str) -> str:
    pin = pin.strip()
    if not pin:
        if role is not Role.CLERK:
            raise UserError(MessageId.PIN_NEEDED)
        return ""
    if len(pin) < SHORTEST_PIN:
        raise UserError(MessageId.PIN_SHORT, least=SHORTEST_PIN)
    return hash_pin(pin)
