"""How far the running batch is, with time left, and buttons to let it wait or to end it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.core.types import ProgressReport
from desktop_app.gui.formats import time_left
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, column, label, name_control, row

_STEPS = 1000


class BatchProgress(QWidget):
    """One line of words, one of progress, two buttons."""

    pause_asked = Signal()
    unpause_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: ProgressReport | None = None
        self._before, self._labels = 0, False
        self._is_paused = self._is_stopping = False
        self.words = label("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.pause_button, self.stop_button = button("pause"), button("stop")
        parts = column(self.words, self.bar, gap=6)
        layout = row(parts, self.pause_button, self.stop_button, gap=GAP)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.pause_button.clicked.connect(self._toggle_pause)
        self.stop_button.clicked.connect(self._stop)
        self.retranslate()

    @property
    def percent(self) -> int:
        return 100 * self.bar.value() // _STEPS

    def start(self, answered: int, *, labels: bool = False) -> None:
        """A batch begins, or goes on behind *answered* rows; *labels*: those of it are read."""
        self._report, self._before, self._labels = None, answered, labels
        self._is_paused = self._is_stopping = False
        self.bar.setValue(0)
        self.pause_button.setEnabled(True)
        self.stop_button.setEnabled(True)
        self.retranslate()

    def show_report(self, report: ProgressReport) -> None:
        """*report* counts the rows of this go alone."""
        self._report = report
        done, total = self._done_and_total()
        self.bar.setValue(round(_STEPS * min(1.0, done / max(1, total))))
        self.retranslate()

    def _done_and_total(self) -> tuple[int, int]:
        report = self._report
        if report is None:
            return self._before, 0
        return self._before + report.done, self._before + report.total

    def _toggle_pause(self) -> None:
        self._is_paused = not self._is_paused
        (self.pause_asked if self._is_paused else self.unpause_asked).emit()
        self.retranslate()

    def _stop(self) -> None:
        self._is_stopping = True
        self.pause_button.setEnabled(False)
        self.stop_button.setEnabled(False)
        self.retranslate()
        self.stop_asked.emit()

    def retranslate(self) -> None:
        self.words.setText(self._how_far())
        pause = self.tr("Go on") if self._is_paused else self.tr("Pause")
        set_icon(self.pause_button, "play" if self._is_paused else "pause", "text", 18)
        self.pause_button.setText(pause)
        name_control(self.pause_button, pause)
        self.stop_button.setText(self.tr("Stop"))
        name_control(self.stop_button, self.tr("Stop the batch; it can be gone on with later"))
        self.bar.setAccessibleName(self.tr("Progress of the batch"))
        self.bar.setAccessibleDescription(self.words.text())
        refresh_icons(self, self._theme.tokens)

    def _how_far(self) -> str:
        done, total = self._done_and_total()
        if self._is_stopping:
            return self.tr("Stopping…")
        if total == 0 or self._report is None:
            return self.tr("Reading labels…") if self._labels else self.tr("Looking up…")
        locale = QLocale()
        count = (
            self.tr("Labels: {done} of {total}") if self._labels else self.tr("{done} of {total}")
        )
        count = count.format(done=locale.toString(done), total=locale.toString(total))
        if self._is_paused:
            return self.tr("{count}, paused").format(count=count)
        left = time_left(self._report.seconds_left)
        return self.tr("{count}. Time left: {time}").format(count=count, time=left.lower())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
