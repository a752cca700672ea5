"""One import at a time in the background, with progress that the window asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.types import Progress, ProgressReport, ShouldStop
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

POLL_MS = 100

Work = Callable[..., Any]


class LatestProgress:
    """The newest report of a job: written by the worker, read by the window, no Qt in between."""

    def __init__(self) -> None:
        self.report: ProgressReport | None = None

    def __call__(self, report: ProgressReport) -> None:
        self.report = report


class ImportSession(QObject):
    """Runs the import of a source or of the demo catalogue."""

    started = Signal(str)  # name of the source
    progressed = Signal(object)  # ProgressReport
    finished = Signal(object)  # ImportReport
    failed = Signal(object)  # BaseException

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("import", parent=self)
        self.is_check = False  # whether what runs only says what would happen
        self._stop = Event()
        self._latest = LatestProgress()
        self._last: tuple[str, Work] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._pass_on)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    @property
    def is_stopping(self) -> bool:
        return self.is_running and self._stop.is_set()

    def start(
        self, source: Path, encoding: str | None, columns: Mapping[str, str] | None = None
    ) -> None:
        """Import *source*; *columns* says what its columns mean, if a person said so."""
        self.is_check = False
        run: Work = partial(self._services.importer.run, source, encoding=encoding)
        self._run(source.name, partial(run, columns=columns) if columns else run)

    def check(self, source: Path, encoding: str | None, columns: Mapping[str, str]) -> None:
        """Say what importing *source* would do; `finished` brings an `ImportForecast`."""
        self.is_check = not self.is_running
        run = self._services.import_check.run
        self._run(source.name, partial(run, source, encoding=encoding, columns=columns))

    def start_demo(self, name: str) -> None:
        self.is_check = False
        self._run(name, self._services.load_demo)

    def go_on(self) -> None:
        """Start the import again that failed: what it has done by then is passed over."""
        if self._last is not None and not self.is_running:
            self.is_check = False
            self._run(*self._last)

    def stop(self) -> None:
        """Ask the job to stop; what was saved so far stays."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._timer.stop()
        self._tasks.close()

    def _run(self, name: str, work: Work) -> None:
        if self.is_running:
            return
        if not self.is_check:
            self._last = name, work
        self._stop, self._latest = Event(), LatestProgress()
        progress: Progress = self._latest
        should_stop: ShouldStop = self._stop.is_set
        job = partial(work, progress=progress, should_stop=should_stop)
        self._tasks.submit(job, self._done, self._fail)
        self._timer.start()
        self.started.emit(name)

    def _pass_on(self) -> None:
        if self._latest.report is not None:
            self.progressed.emit(self._latest.report)

    def _done(self, report: object) -> None:
        self._timer.stop()
        self.finished.emit(report)

    def _fail(self, error: BaseException) -> None:
        self._timer.stop()
        self.failed.emit(error)
