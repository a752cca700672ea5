"""Many searches or one change, never both: the rule that hnswlib needs and does not keep."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType


class ReadWriteLock:
    """Any number of readers, or one writer; a waiting writer goes before new readers.

    Not reentrant: a thread that holds it in either way must not take it again. Each search takes it
    several times, so entering without having to wait is kept short: one plain lock, no generator.
    """

    def __init__(self) -> None:
        self._plain = threading.Lock()
        self._changed = threading.Condition(self._plain)
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0
        self._reading_side = _Side(self._begin_read, self._end_read)
        self._writing_side = _Side(self._begin_write, self._end_write)

    def read(self) -> _Side:
        return self._reading_side

    def write(self) -> _Side:
        return self._writing_side

    def _begin_read(self) -> None:
        with self._plain:
            if self._writing or self._writers_waiting:
                self._changed.wait_for(lambda: not self._writing and not self._writers_waiting)
            self._readers += 1

    def _end_read(self) -> None:
        with self._plain:
            self._readers -= 1
            if not self._readers and self._writers_waiting:
                self._changed.notify_all()

    def _begin_write(self) -> None:
        with self._plain:
            self._writers_waiting += 1
            try:
                self._changed.wait_for(lambda: not self._writing and not self._readers)
                self._writing = True
            finally:
                self._writers_waiting -= 1
                self._changed.notify_all()

    def _end_write(self) -> None:
        with self._plain:
            self._writing = False
            self._changed.notify_all()


class _Side:
    """One way to hold the lock, for any number of threads at a time."""

    __slots__ = ("_begin", "_end")

    def __init__(self, begin: Callable[[], None], end: Callable[[], None]) -> None:
        self._begin = begin
        self._end = end

    def __enter__(self) -> None:
        self._begin()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
