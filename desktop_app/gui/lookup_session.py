"""One question at a time: the newest wins, and an answer that nobody waits for is dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import never_stop
from desktop_app.gui.incoming import png_photo
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.lookup import LookupOutcome, Query

TOP_K = 24
"""Candidates shown; the first three decide nearly every lookup, the rest is for browsing."""


class Lookup(Protocol):
    """Answers one query; `RememberedLookup` is the real one."""

    def lookup(
        self, query: Query, *, top_k: int = 10, superseded: Callable[[], bool]
    ) -> LookupOutcome:
        """The answer; may stop early once *superseded* says so."""


class LookupSession(QObject):
    """Asks in the background. A new question supersedes the running one."""

    started = Signal()
    answered = Signal(object)  # LookupOutcome
    failed = Signal(object)  # BaseException
    cancelled = Signal()  # nobody waits for what ran until now
    picture_ready = Signal(object)  # PhotoInput made of a clipboard picture

    def __init__(self, lookup: Lookup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookup = lookup
        # Two workers: a photo that takes long to fail must not hold up the next question.
        self._tasks = TaskRunner("lookup", workers=2, parent=self)
        self._latest = 0
        self._superseded = Event()

    @property
    def is_busy(self) -> bool:
        """Whether a question is running, be it superseded."""
        return self._tasks.is_busy()

    def ask(self, query: Query, *, kept: bool = False) -> None:
        """Answer *query*; a *kept* one goes into the history even if a newer one is shown."""
        self.cancel()
        self._superseded = Event()
        number = self._latest
        superseded = never_stop if kept else self._superseded.is_set
        work = partial(self._lookup.lookup, query, top_k=TOP_K, superseded=superseded)
        self._tasks.submit(work, partial(self._done, number), partial(self._fail, number))
        self.started.emit()

    def cancel(self) -> None:
        """Nobody waits for the running question any more."""
        self._superseded.set()
        self._latest += 1
        self.cancelled.emit()

    def prepare(self, image: QImage, name: str) -> None:
        """Turn a clipboard picture into a photo; `picture_ready` follows."""
        self.cancel()
        number = self._latest
        self._tasks.submit(
            partial(png_photo, image, name),
            partial(self._prepared, number),
            partial(self._fail, number),
        )

    def close(self) -> None:
        self.cancel()
        self._tasks.close()

    def _prepared(self, number: int, photo: PhotoInput) -> None:
        if number == self._latest:
            self.picture_ready.emit(photo)

    def _done(self, number: int, outcome: LookupOutcome) -> None:
        if number == self._latest:
            self._superseded.set()
            self.answered.emit(outcome)

    def _fail(self, number: int, error: BaseException) -> None:
        if number == self._latest:
            self._superseded.set()
            self.failed.emit(error)
