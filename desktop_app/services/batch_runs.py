"""Batches in the window: begun, answered in the background, gone on with, opened again, deleted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Protocol

from desktop_app.core.access import Right
from desktop_app.core.batch import RowAnswer, RowState
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Progress, no_progress
from desktop_app.services.batch import Lookup
from desktop_app.services.batch_run import (
    KEPT_CANDIDATES,
    BatchRow,
    BatchRun,
    RunHead,
    short_answer,
)
from desktop_app.services.batch_source import name_of_sources, read_sources
from desktop_app.services.batch_store import BatchStore, Identity
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.lookup import Query
from desktop_app.services.progress_meter import ProgressMeter

_log = logging.getLogger(__name__)

Outcome = RowAnswer | Message
"""What becomes of a row: its answer, or why there is none."""


class LabelsOfQueries(Protocol):
    """Reads what is printed; `desktop_app.services.label_reading.LabelReading` is the real one."""

    @property
    def is_available(self) -> bool:
        """Whether it can read at all."""

    def with_label(self, query: Query) -> Query:
        """*query* with what its photos say as its label."""


MOST_LOST = 3
"""A photo may cost the reader of labels its process; so many one after the other do not."""


class _Labelled:
    """Answers a row with the label of its item; None where that brings nothing new."""

    def __init__(self, labels: LabelsOfQueries, answer: Callable[[Query], Outcome]) -> None:
        self._labels = labels
        self._answer = answer
        self._lost = 0

    def __call__(self, row: BatchRow) -> Outcome | None:
        query = row.question.query
        if isinstance(query, UserError):
            return None
        try:
            asked = self._labels.with_label(query)
        except UserError as error:  # the reader was lost; the answer without it stands
            _log.warning("label not read: %s", error.message.id)
            self._lost += 1
            if self._lost == MOST_LOST:
                raise
            return None
        self._lost = 0
        return self._answer(asked) if asked.label else None


class RunControl:
    """Lets somebody pause and stop a batch that runs in another thread."""

    def __init__(self) -> None:
        self._going, self._stopped = threading.Event(), threading.Event()
        self._going.set()

    @property
    def is_paused(self) -> bool:
        return not self._going.is_set()

    @property
    def is_stopped(self) -> bool:
        return self._stopped.is_set()

    def pause(self) -> None:
        self._going.clear()

    def go_on(self) -> None:
        self._going.set()

    def stop(self) -> None:
        """End after the row that is being looked up; a paused batch ends at once."""
        self._stopped.set()
        self._going.set()

    def may_go_on(self) -> bool:
        """Wait while paused; False once stopped."""
        self._going.wait()
        return not self._stopped.is_set()


class BatchRuns:
    """All batches of one catalogue.

    Without `keep_names` (the hospital profile) names of photos and words are kept only until
    the batch is answered and left; pictures are never kept, they stay in the person's own files.
    """

    def __init__(
        self,
        store: BatchStore,
        lookup: Lookup,
        person: str,
        clock: Callable[[], datetime] = now_utc,
        *,
        labels: LabelsOfQueries | None = None,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self._guard = guard
        self._labels = labels
        self.person = person
        self.keep_names = True
        self._store = store
        self._lookup = lookup
        self._clock = clock
        self._opened: set[str] = set()

    def begin(self, sources: Sequence[Path]) -> BatchRun:
        """A new batch of the questions in *sources*, none of them answered yet.

        Raises:
            UserError: a source cannot be read, holds no question, or the folder of the catalogue
                cannot be written.
        """
        questions = read_sources(sources)
        name = name_of_sources(sources)
        identity = Identity(name, self._clock(), self.person, self.keep_names)
        run = self._store.create(identity, questions)
        self._opened.add(run.head.run_id)
        return run

    def answer(
        self,
        run: BatchRun,
        control: RunControl,
        tell: Callable[[int, Outcome], None],
        progress: Progress = no_progress,
    ) -> float:
        """Look up all rows that wait, in order; each answer is on the disk before it is told.

        A photo that cannot be read is an outcome like others. *tell* and *progress* are called
        in this thread. Seconds worked on this batch in all are returned.

        Raises:
            UserError: the picture reader or the folder cannot be used; the batch can be gone on
                with.
        """
        waiting = [n for n, row in enumerate(run.rows) if row.answer_state is RowState.WAITING]
        return self._go(run, waiting, self._outcome, control, tell=tell, progress=progress)

    def read_labels(
        self,
        run: BatchRun,
        control: RunControl,
        tell: Callable[[int, Outcome], None],
        progress: Progress = no_progress,
    ) -> float:
        """Look rows that are left open up again, with what is printed on their items.

        As `answer`; a row on whose photo nothing of the catalogue is read stays as it is.

        Raises:
            UserError: as `answer`, or the reader of labels is not installed or does not stay.
        """
        if self._labels is None or not self._labels.is_available:
            raise UserError(MessageId.LABEL_READER_MISSING)
        asked = [n for n, row in enumerate(run.rows) if row.is_open and row.photo is not None]
        labelled = _Labelled(self._labels, self._looked_up)
        return self._go(run, asked, labelled, control, tell=tell, progress=progress)

    def _go(
        self,
        run: BatchRun,
        numbers: Sequence[int],
        outcome_of: Callable[[BatchRow], Outcome | None],
        control: RunControl,
        *,
        tell: Callable[[int, Outcome], None],
        progress: Progress,
    ) -> float:
        before, worked = run.head.seconds, 0.0
        meter = ProgressMeter(progress, len(numbers), clock=lambda: worked)
        with self._store.appending(run.head.run_id) as file:
            for done, number in enumerate(numbers, start=1):
                if not control.may_go_on():
                    break
                started = perf_counter()
                outcome = outcome_of(run.rows[number])
                worked += perf_counter() - started
                if outcome is not None:
                    file.add_outcome(number, outcome, before + worked)
                    tell(number, outcome)
                meter.update(done, run.rows[number].name)
        return before + worked

    def _outcome(self, row: BatchRow) -> Outcome:
        query = row.question.query
        return query.message if isinstance(query, UserError) else self._looked_up(query)

    def _looked_up(self, query: Query) -> Outcome:
        try:
            found = self._lookup.lookup(query, top_k=KEPT_CANDIDATES, urgent=False)
        except PhotoError as error:
            return error.message
        return short_answer(found.answer)

    def runs(self, limit: int, offset: int = 0) -> list[RunHead]:
        """Batches, newest first; files that are damaged are left out."""
        heads = []
        for run_id in self._store.ids()[offset : offset + limit]:
            try:
                heads.append(self._store.load(run_id).head)
            except UserError:
                _log.warning("a batch cannot be read: %s", run_id)
        return heads

    def open(self, run_id: str) -> BatchRun:
        """A batch with all that was answered and said.

        Raises:
            UserError: it is gone or damaged.
        """
        run = self._store.load(run_id)
        self._opened.add(run_id)
        return run

    def leave(self, run_id: str) -> None:
        """Nobody looks at the batch any more: under the hospital profile its names go now.

        Raises:
            UserError: it is gone, or the folder cannot be written.
        """
        self._opened.discard(run_id)
        head = self._store.load(run_id).head
        if head.is_whole and not head.is_stripped and not (head.keeps_names and self.keep_names):
            self._store.strip(run_id)

    def delete(self, run_id: str) -> None:
        """Forget a batch; what it taught stays.

        Raises:
            UserError: the folder cannot be written, or the person may not.
        """
        self._guard.require(Right.ERASE)
        self._opened.discard(run_id)
        self._store.delete(run_id)

    def tidy(self, days: int) -> None:
        """Forget batches older than *days* (0: none), and names that are not to be kept.

        Batches that are open in the window are left alone.

        Raises:
            UserError: the folder cannot be written.
        """
        self._store.clear_leftovers()
        oldest = self._clock() - timedelta(days=days) if days else None
        for run_id in set(self._store.ids()) - self._opened:
            try:
                head = self._store.load(run_id).head
            except UserError:
                continue
            if oldest is not None and head.at < oldest:
                self._store.delete(run_id)
            else:
                self.leave(run_id)
