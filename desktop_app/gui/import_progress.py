"""How far an import is: bar, counts, rate, time left, and a button to stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop_app.core.types import ProgressReport
from desktop_app.gui.formats import time_left
from desktop_app.gui.widgets import GAP, GAP_S, button, column, label, row

_STEPS = 1000


class ImportProgress(QFrame):
    """Shows the progress of the running import."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._report: ProgressReport | None = None
        self._stopping = False
        self.title, self.count = label("heading"), label("muted")
        self.rate, self.left = label("small"), label("small")
        self.current, self.safe = label("small"), label("small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button("stop")
        self.setProperty("card", "true")
        layout = column(
            row(self.title, None, self.count, gap=GAP),
            self.bar,
            row(self.rate, None, self.left, gap=GAP),
            4,
            row(self.safe, None, self.stop_button, gap=GAP),
            gap=GAP_S,
        )
        layout.setContentsMargins(20, 18, 20, 18)
        self.setLayout(layout)
        self.stop_button.clicked.connect(self._stop)

    def start(self, name: str) -> None:
        self._name, self._report, self._stopping = name, None, False
        self.stop_button.setEnabled(True)
        self.bar.setRange(0, 0)
        self.retranslate()

    def show_report(self, report: ProgressReport) -> None:
        self._report = report
        if report.total > 0:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(_STEPS * min(1.0, report.done / report.total)))
        self.retranslate()

    def _stop(self) -> None:
        self._stopping = True
        self.stop_button.setEnabled(False)
        self.retranslate()
        self.stop_asked.emit()

    def retranslate(self) -> None:
        locale, report = QLocale(), self._report
        title = self.tr("Stopping…") if self._stopping else self.tr("Importing {name}")
        self.title.setText(title.format(name=self._name))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stop the import; what was saved stays"))
        self.safe.setText(
            self.tr("You can go on looking things up. Products saved so far stay if you stop.")
        )
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        if report is None:
            self.count.setText(self.tr("Reading the list…"))
            self.rate.setText("")
            self.left.setText("")
            return
        done, total = locale.toString(report.done), locale.toString(report.total)
        self.count.setText(self.tr("{done} of {total}").format(done=done, total=total))
        rate = locale.toString(report.rate_per_s, "f", 1)
        self.rate.setText(self.tr("{rate} products a second").format(rate=rate))
        self.left.setText(time_left(report.seconds_left))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
