"""Work with one model from its beginning to its end; the model changes only in between."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from desktop_app.core.errors import Cancelled
from desktop_app.core.types import ShouldStop, never_stop

CLAIM_S = 0.3
"""So long new work is kept back in the hope that what runs ends, and the model can change."""

PAUSE_S = 3.0
"""So long nothing is kept back after that, since an import may take an hour."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class ModelGate:
    """Any number of workers, or one change of the model.

    A change waits for the work that runs. New work waits for it a moment now and then, so that a
    live camera cannot keep it off, but never as long as the import that it waits for.
    """

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._workers = 0
        self._is_held = False

    @contextmanager
    def work(self) -> Iterator[None]:
        """The model stays the same within the block; it may be nested."""
        with self._state:
            self._state.wait_for(lambda: not self._is_held)
            self._workers += 1
        try:
            yield
        finally:
            with self._state:
                self._workers -= 1
                self._state.notify_all()

    @contextmanager
    def change(self, should_stop: ShouldStop = never_stop) -> Iterator[None]:
        """Wait until nobody works; within the block nobody does.

        Raises:
            Cancelled: *should_stop* said so while this waited.
        """
        while not self._claim():
            until = time.monotonic() + PAUSE_S
            while self._workers and time.monotonic() < until:
                if should_stop():
                    raise Cancelled("the model was not changed")
                with self._state:
                    self._state.wait(CLAIM_S)
        try:
            yield
        finally:
            self._let_go()

    def _claim(self) -> bool:
        """Keep new work back; whether the work that ran ended in time."""
        with self._state:
            self._state.wait_for(lambda: not self._is_held)
            self._is_held = True
            if self._state.wait_for(lambda: not self._workers, CLAIM_S):
                return True
        self._let_go()
        return False

    def _let_go(self) -> None:
        with self._state:
            self._is_held = False
            self._state.notify_all()


def with_one_model(
    method: Callable[Concatenate[Any, _P], _R],
) -> Callable[Concatenate[Any, _P], _R]:
    """Run *method* of an object so that the model stays the same until it ends.

    The object has a `gate`, which it shares with all that work with the same model.
    """

    @wraps(method)
    def held(self: Any, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        gate: ModelGate = self.gate
        with gate.work():
            return method(self, *args, **kwargs)

    return cast("Callable[Concatenate[Any, _P], _R]", held)
