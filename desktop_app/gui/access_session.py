"""Who has signed in, as the window knows it; asks the service off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.core.access import Person, Role
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.access import Access


@dataclass(frozen=True, slots=True)
class AccessState:
    """What the window shows of roles.

    Attributes:
        people: who can sign in, by name; empty as long as everybody may do everything.
        signed_in: None for nobody.
        role: of whoever sits here.
    """

    people: tuple[Person, ...] = ()
    signed_in: Person | None = None
    role: Role = Role.ADMINISTRATOR

    @property
    def is_open(self) -> bool:
        return not self.people


class AccessSession(QObject):
    """Signs in and out, and changes who is listed; `changed` says what came of it."""

    changed = Signal(object)  # AccessState
    failed = Signal(object)  # BaseException

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._tasks = TaskRunner("access", parent=self)
        self.state = AccessState()

    def refresh(self) -> None:
        self._run(_nothing)

    def sign_in(self, name: str, pin: str) -> None:
        self._run(partial(self._access.sign_in, name, pin))

    def sign_out(self) -> None:
        self._run(self._access.sign_out)

    def add(self, name: str, role: Role, pin: str) -> None:
        self._run(partial(self._access.add, name, role, pin))

    def change(self, name: str, role: Role, pin: str | None) -> None:
        self._run(partial(self._access.change, name, role, pin))

    def remove(self, name: str) -> None:
        self._run(partial(self._access.remove, name))

    def close(self) -> None:
        self._tasks.close()

    def _run(self, work: Callable[[], Any]) -> None:
        done = partial(_read_after, work, self._access)
        self._tasks.submit(done, self._show, self.failed.emit)

    def _show(self, state: AccessState) -> None:
        self.state = state
        self.changed.emit(state)


def _nothing() -> None:
    """Nothing to do but to read the state."""


def _read_after(work: Callable[[], Any], access: Access) -> AccessState:
    work()
    return AccessState(tuple(access.people()), access.signed_in, access.role())
