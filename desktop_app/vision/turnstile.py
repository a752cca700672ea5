"""One at a time, the most urgent first."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from desktop_app.core.errors import Cancelled


class Urgency(IntEnum):
    """Who goes first: a person who waits, or an import that takes minutes anyway."""

    QUERY = 0
    BATCH = 1


class Turnstile:
    """Lets one thread through at a time, by urgency and then by arrival."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._tickets = itertools.count()
        self._is_taken = False
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    @property
    def n_waiting(self) -> int:
        return len(self._waiting)

    @contextmanager
    def turn(self, urgency: Urgency) -> Iterator[None]:
        """Wait for the own turn; the block has the place to itself.

        Raises:
            Cancelled: the turnstile was closed.
        """
        self._enter((urgency, next(self._tickets)))
        try:
            yield
        finally:
            with self._changed:
                self._is_taken = False
                self._changed.notify_all()

    def close(self) -> None:
        """Send everybody who waits away, and who comes later too."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def wait_empty(self, timeout_s: float) -> bool:
        """Wait until nobody is within; False if that takes too long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._is_taken, timeout_s)

    def _enter(self, ticket: tuple[int, int]) -> None:
        with self._changed:
            heapq.heappush(self._waiting, ticket)
            try:
                self._changed.wait_for(lambda: self._is_closed or self._is_next(ticket))
                if self._is_closed:
                    raise Cancelled("the picture reader was closed")
                self._is_taken = True
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._changed.notify_all()

    def _is_next(self, ticket: tuple[int, int]) -> bool:
        return not self._is_taken and self._waiting[0] == ticket
