"""Work off the GUI thread, with the answer back on it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop_app.core.errors import Cancelled, UserError

_log = logging.getLogger(__name__)

CLOSE_TIMEOUT_S = 3.0


@dataclass(frozen=True, slots=True)
class _Callbacks:
    on_done: Callable[[Any], None]
    on_error: Callable[[BaseException], None]


class _Door:
    """The way back to the GUI thread; a task that outlives the window finds it shut."""

    def __init__(self, emit: Callable[[int, Future[Any]], None]) -> None:
        self._emit: Callable[[int, Future[Any]], None] | None = emit

    @property
    def is_shut(self) -> bool:
        return self._emit is None

    def shut(self) -> None:
        self._emit = None

    def tell(self, number: int, future: Future[Any]) -> None:
        emit = self._emit
        if emit is not None:
            with suppress(RuntimeError):  # Qt deleted the runner between these two lines
                emit(number, future)


class TaskRunner(QObject):
    """Worker threads; callbacks always run on the GUI thread.

    Callbacks usually hold widgets, and a widget whose last reference is dropped on a worker
    thread crashes the process. They therefore never leave the GUI thread: the worker knows a
    task only by its number.
    """

    _settled = Signal(int, object)  # task number, finished Future

    def __init__(self, name: str, workers: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._numbers = itertools.count()
        self._pending: dict[int, _Callbacks] = {}
        self._running: set[Future[Any]] = set()
        self._door = _Door(self._settled.emit)
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """Run *work*, then one callback. *work* must not hold a widget.

        After the end nothing is begun: a page that is painted once more while the window closes
        may still ask for its rows.
        """
        if self._door.is_shut:
            return
        number = next(self._numbers)
        self._pending[number] = _Callbacks(on_done, on_error)
        future = self._executor.submit(work)
        self._running.add(future)
        future.add_done_callback(partial(self._door.tell, number))

    def is_busy(self) -> bool:
        """Whether a task has not been delivered yet."""
        return bool(self._pending)

    def close(self, timeout_s: float = CLOSE_TIMEOUT_S) -> bool:
        """Forget all callbacks, drop queued work, wait for running tasks; whether all ended."""
        self._pending.clear()
        self._door.shut()
        self._executor.shutdown(wait=False, cancel_futures=True)
        # `wait` would wait for cancelled tasks too: no worker is left to take note of them.
        unfinished = [future for future in self._running if not future.done()]
        ended = not wait(unfinished, timeout_s).not_done
        self._executor.shutdown(wait=ended)
        return ended

    def finish(self, timeout_s: float = CLOSE_TIMEOUT_S) -> bool:
        """Forget all callbacks, do what is queued, then close; whether all of it was done."""
        self._pending.clear()
        done = not wait(list(self._running), timeout_s).not_done
        return self.close(0.0) and done

    @Slot(int, object)
    def _deliver(self, number: int, future: Future[Any]) -> None:
        self._running.discard(future)
        callbacks = self._pending.pop(number, None)
        if callbacks is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            callbacks.on_done(future.result())
            return
        if not isinstance(error, UserError | Cancelled):
            _log.error("background task failed", exc_info=error)
        callbacks.on_error(error)


def while_alive(owner: QObject, react: Callable[[Any], object]) -> Callable[[Any], None]:
    """*react*, unless *owner* is gone by then: a person may close a dialog while it is served."""

    def react_if_alive(value: Any) -> None:
        if isValid(owner):
            react(value)

    return react_if_alive
