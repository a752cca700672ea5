"""What everything that keeps part of the catalogue has in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop_app.catalog.database import Database
from desktop_app.core.clock import now_utc


class Kept:
    """A database, the person who is written beside every change, and the clock."""

    def __init__(
        self, database: Database, *, person: str = "", clock: Callable[[], datetime] = now_utc
    ) -> None:
        self.person = person
        self._database = database
        self._clock = clock

    def use_person(self, person: str) -> None:
        """Write *person* beside every change from now on."""
        self.person = person
