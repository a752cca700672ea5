"""People, roles and hashes of PINs; every change of them is recorded in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.catalog.change_log import record
from desktop_app.catalog.database import Database
from desktop_app.catalog.schema import PersonRow
from desktop_app.core.access import Person, Role
from desktop_app.core.change import NO_FACTS, Change, ChangeAction, Facts, SubjectKind
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId


class PeopleTable:
    """Who can sign in; safe to use from several threads.

    Names are compared without regard to case. `by` is who makes a change. Each method raises
    `CatalogueError` if the file cannot be read or written.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._database = database
        self._clock = clock

    def people(self) -> list[Person]:
        """Everybody, by name."""
        with self._database.read() as session:
            rows = session.scalars(select(PersonRow).order_by(PersonRow.name_key))
            return [_person(row) for row in rows]

    def is_empty(self) -> bool:
        with self._database.read() as session:
            return session.scalar(select(PersonRow.id).limit(1)) is None

    def kept_pin(self, name: str) -> tuple[Person, str] | None:
        """The person and the hash of their PIN; None for an unknown name."""
        with self._database.read() as session:
            row = _row(session, name)
            return None if row is None else (_person(row), row.pin)

    def add(self, person: Person, pin: str, by: str) -> None:
        """List somebody.

        Raises:
            UserError: the name is listed, or the first person is no administrator.
        """
        with self._database.write() as session:
            if _row(session, person.name) is not None:
                raise UserError(MessageId.PERSON_TAKEN, name=person.name)
            if person.role is not Role.ADMINISTRATOR and not _administrators(session):
                raise UserError(MessageId.FIRST_ADMINISTRATOR)
            key, role = _key(person.name), person.role.value
            session.add(PersonRow(name=person.name, name_key=key, role=role, pin=pin))
            self._record(session, by, person.name, ChangeAction.ADDED, after={"role": role})

    def change(self, name: str, by: str, *, role: Role, pin: str | None = None) -> None:
        """Give somebody a role, and a PIN if it is not None.

        Raises:
            UserError: nobody has the name, or it is the last administrator.
        """
        with self._database.write() as session:
            row = _found(session, name)
            if role is not Role.ADMINISTRATOR:
                _refuse_last(session, row)
            before: dict[str, object] = {"role": row.role}
            after: dict[str, object] = {"role": role.value}
            if pin is not None:
                after["pin"] = "new" if pin else "none"
            row.role, row.pin = role.value, row.pin if pin is None else pin
            if before != after:
                self._record(
                    session, by, row.name, ChangeAction.CHANGED, before=before, after=after
                )

    def remove(self, name: str, by: str) -> None:
        """Take somebody off the list.

        Raises:
            UserError: nobody has the name, or others would be left without an administrator.
        """
        with self._database.write() as session:
            row = _found(session, name)
            if session.scalar(select(func.count()).select_from(PersonRow)) != 1:
                _refuse_last(session, row)
            session.delete(row)
            self._record(session, by, row.name, ChangeAction.DELETED, before={"role": row.role})

    def _record(
        self,
        session: Session,
        by: str,
        name: str,
        action: ChangeAction,
        *,
        before: Facts = NO_FACTS,
        after: Facts = NO_FACTS,
    ) -> None:
        record(session, Change(self._clock(), by, action, SubjectKind.ACCESS, name, before, after))


def _key(name: str) -> str:
    return name.strip().casefold()


def _person(row: PersonRow) -> Person:
    return Person(row.name, Role(row.role), has_pin=bool(row.pin))


def _row(session: Session, name: str) -> PersonRow | None:
    return session.scalars(select(PersonRow).where(PersonRow.name_key == _key(name))).first()


def _found(session: Session, name: str) -> PersonRow:
    row = _row(session, name)
    if row is None:
        raise UserError(MessageId.PERSON_UNKNOWN, name=name)
    return row


def _administrators(session: Session) -> int:
    administrators = PersonRow.role == Role.ADMINISTRATOR.value
    number = session.scalar(select(func.count()).select_from(PersonRow).where(administrators))
    return number or 0


def _refuse_last(session: Session, row: PersonRow) -> None:
    if row.role == Role.ADMINISTRATOR.value and _administrators(session) == 1:
        raise UserError(MessageId.LAST_ADMINISTRATOR, name=row.name)
