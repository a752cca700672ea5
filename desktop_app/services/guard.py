"""What a service asks before it writes: may whoever sits here do this?"""

from __future__ import annotations

from typing import Protocol

from desktop_app.core.access import Right


class Guard(Protocol):
    """Given to every service that writes; `desktop_app.services.access.Access` is one."""

    def require(self, right: Right) -> None:
        """Return if the person has *right*.

        Raises:
            UserError: they have not; the message says who has, and nothing was changed.
        """


class OpenGuard:
    """Lets everything through, for a catalogue without roles."""

    def require(self, right: Right) -> None:
        """Everybody has every right."""


OPEN_GUARD: Guard = OpenGuard()
