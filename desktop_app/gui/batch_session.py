"""One batch at a time in the background; the window fetches answers ten times a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.import_session import POLL_MS, LatestProgress
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.batch_runs import RunControl

if TYPE_CHECKING:
    from desktop_app.services.batch_run import BatchRun, RunHead
    from desktop_app.services.batch_runs import BatchRuns, Outcome


class BatchSession(QObject):
    """Begins batches, goes on with them, and lets them wait."""

    opened = Signal(object)  # BatchRun
    started = Signal()
    answered = Signal(object)  # list of (number of the row, Outcome)
    progressed = Signal(object)  # ProgressReport
    ended = Signal()
    failed = Signal(object)  # BaseException

    def __init__(self, runs: BatchRuns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._tasks = TaskRunner("batch", parent=self)
        self._control = RunControl()
        self._latest = LatestProgress()
        self._outcomes: deque[tuple[int, Outcome]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._pass_on)
        self._ticked = 0.0
        self._is_opening = False
        self.head: RunHead | None = None
        self.seconds = 0.0

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    @property
    def is_busy(self) -> bool:
        """Whether a batch runs or is being opened: no other one can be."""
        return self.is_running or self._is_opening

    @property
    def is_paused(self) -> bool:
        return self.is_running and self._control.is_paused

    @property
    def is_stopping(self) -> bool:
        return self.is_running and self._control.is_stopped

    def begin(self, sources: Sequence[Path]) -> None:
        """Read *sources*; `opened` follows."""
        self._open(partial(self._runs.begin, tuple(sources)))

    def open(self, run_id: str) -> None:
        """Read a batch that was begun before; `opened` follows."""
        self._open(partial(self._runs.open, run_id))

    def go_on(self, run: BatchRun) -> None:
        """Look up what waits in *run*; its rows are those of now."""
        self._work(self._runs.answer, run)

    def read_labels(self, run: BatchRun) -> None:
        """Look up what is left open in *run* again, with what is printed on the items."""
        self._work(self._runs.read_labels, run)

    def _work(self, way: Callable[..., float], run: BatchRun) -> None:
        if self.is_running:
            return
        self._control, self._latest = RunControl(), LatestProgress()
        self._outcomes.clear()
        work = partial(way, run, self._control, _Tell(self._outcomes), self._latest)
        self._tasks.submit(work, self._done, self._fail)
        self._ticked = time.monotonic()
        self._timer.start()
        self.started.emit()

    def pause(self) -> None:
        self._control.pause()

    def unpause(self) -> None:
        self._control.go_on()

    def stop(self) -> None:
        """End after the row at hand; what was answered stays."""
        self._control.stop()

    def leave(self) -> None:
        """The batch is no longer looked at."""
        if self.head is not None and not self.is_running:
            run_id, self.head = self.head.run_id, None
            self._tasks.submit(partial(self._runs.leave, run_id), _nothing, _nothing)

    def close(self) -> None:
        self.stop()
        self._timer.stop()
        if self.head is not None:
            self._tasks.submit(partial(self._runs.leave, self.head.run_id), _nothing, _nothing)
        self._tasks.finish()

    def _open(self, work: partial[BatchRun]) -> None:
        if not self.is_busy:
            self._is_opening = True
            self._tasks.submit(work, self._opened, self._fail)

    def _opened(self, run: BatchRun) -> None:
        self._is_opening = False
        self.head, self.seconds = run.head, run.head.seconds
        self.opened.emit(run)

    def _pass_on(self) -> None:
        now = time.monotonic()
        if not self._control.is_paused:
            self.seconds += now - self._ticked
        self._ticked = now
        fresh = []
        while self._outcomes:
            fresh.append(self._outcomes.popleft())
        if fresh:
            self.answered.emit(fresh)
        if self._latest.report is not None:
            self.progressed.emit(self._latest.report)

    def _done(self, seconds: float) -> None:
        self._pass_on()
        self._timer.stop()
        self.seconds = seconds
        self.ended.emit()

    def _fail(self, error: BaseException) -> None:
        self._is_opening = False
        if self.is_running:
            self._pass_on()
            self._timer.stop()
            self.ended.emit()
        self.failed.emit(error)


class _Tell:
    """Puts outcomes where the window fetches them; no Qt in between."""

    def __init__(self, outcomes: deque[tuple[int, Outcome]]) -> None:
        self._outcomes = outcomes

    def __call__(self, number: int, outcome: Outcome) -> None:
        self._outcomes.append((number, outcome))


def _nothing(result: object) -> None:
    del result
