"""Asks for explanations in the background: the newest wins, and the one before is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.types import Photo
from desktop_app.gui.tasks import TaskRunner


class Explains(Protocol):
    """Explains likeness; `ExplanationService` is the real one."""

    @property
    def is_possible(self) -> bool:
        """Whether the model pack in use gives explanations."""

    def explain(
        self, query: PhotoInput, photo: Photo, *, superseded: Callable[[], bool]
    ) -> Explanation:
        """Why *query* is like *photo*; may stop early once *superseded* says so."""

    def contrast(
        self, query: PhotoInput, first: Photo, second: Photo, *, superseded: Callable[[], bool]
    ) -> Contrast:
        """Where *query* tells two photos apart; may stop early once *superseded* says so."""


class ExplanationSession(QObject):
    """One explanation at a time."""

    explained = Signal(object)  # Explanation
    contrasted = Signal(object)  # Contrast
    failed = Signal(object)  # BaseException

    def __init__(self, service: Explains, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._tasks = TaskRunner("explain", parent=self)
        self._latest = 0
        self._superseded = Event()

    @property
    def is_possible(self) -> bool:
        return self._service.is_possible

    def explain(self, query: PhotoInput, photo: Photo) -> None:
        superseded = self._begin()
        work = partial(self._service.explain, query, photo, superseded=superseded)
        self._ask(work, self.explained.emit)

    def contrast(self, query: PhotoInput, first: Photo, second: Photo) -> None:
        superseded = self._begin()
        work = partial(self._service.contrast, query, first, second, superseded=superseded)
        self._ask(work, self.contrasted.emit)

    def cancel(self) -> None:
        """Nobody waits for the running explanation any more."""
        self._superseded.set()
        self._latest += 1

    def close(self) -> None:
        self.cancel()
        self._tasks.close()

    def _begin(self) -> Callable[[], bool]:
        self.cancel()
        self._superseded = Event()
        return self._superseded.is_set

    def _ask(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        number = self._latest
        self._tasks.submit(
            work, partial(self._deliver, number, done), partial(self._deliver, number, self._fail)
        )

    def _fail(self, error: object) -> None:
        self.failed.emit(error)

    def _deliver(self, number: int, reaction: Callable[[object], None], result: object) -> None:
        if number == self._latest:
            reaction(result)
