"""Changes of products in the background, one after the other, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.types import ProgressReport
from desktop_app.gui.import_session import LatestProgress
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.change_steps import ChangeReport

POLL_MS = 100


class ProductsSession(QObject):
    """Runs what changes products; short changes show no progress at all."""

    changed = Signal(object)  # ChangeReport
    failed = Signal(object)  # BaseException
    progressed = Signal(object)  # ProgressReport, or None when nothing runs

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskRunner("products", parent=self)
        self._stop = Event()
        self._latest = LatestProgress()
        self._running = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._pass_on)

    @property
    def is_running(self) -> bool:
        return self._running > 0

    def change(self, work: Callable[[], ChangeReport]) -> None:
        """Run a short change."""
        self._running += 1
        self._tasks.submit(work, self._done, self._fail)

    def change_many(self, work: Callable[..., ChangeReport]) -> None:
        """Run a change that takes *progress* and *should_stop*."""
        self.run(work, self._done)

    def run(self, work: Callable[..., Any], on_done: Callable[[Any], None]) -> None:
        """Run a long job that takes *progress* and *should_stop*."""
        if not self.is_running:
            self._stop, self._latest = Event(), LatestProgress()
        job = partial(work, progress=self._latest, should_stop=self._stop.is_set)
        self._running += 1
        self._timer.start()
        self._tasks.submit(job, partial(self._finish, on_done), self._fail)

    def stop(self) -> None:
        """Ask the job to stop; what was saved so far stays."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._timer.stop()
        self._tasks.close()

    def _pass_on(self) -> None:
        report: ProgressReport | None = self._latest.report
        if report is not None and self.is_running:
            self.progressed.emit(report)

    def _finish(self, on_done: Callable[[Any], None], result: object) -> None:
        if on_done == self._done:
            self._done(result)
        else:
            self._end()
            on_done(result)

    def _done(self, report: object) -> None:
        self._end()
        self.changed.emit(report)

    def _fail(self, error: BaseException) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._running -= 1
        if not self.is_running:
            self._timer.stop()
            self.progressed.emit(None)
