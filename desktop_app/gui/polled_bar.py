"""A progress bar that asks a job how far it is; the job knows nothing of the bar."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.gui.import_session import POLL_MS, LatestProgress


class PolledBar(QProgressBar):
    """Shown while a job runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = LatestProgress()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()

    def begin(self) -> LatestProgress:
        """Show the bar; what the job is to tell."""
        self._latest = LatestProgress()
        self.setRange(0, 0)
        self._timer.start()
        self.show()
        return self._latest

    def end(self) -> None:
        self._timer.stop()
        self.hide()

    def _ask(self) -> None:
        report = self._latest.report
        if report is not None and report.total:
            self.setRange(0, report.total)
            self.setValue(report.done)
