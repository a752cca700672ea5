"""How far an import is: share, counts, rate, time left, and a button to stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.core.types import ProgressReport
from desktop_app.gui.fact_cards import FactCard
from desktop_app.gui.formats import time_left
from desktop_app.gui.widgets import GAP, GAP_L, button, card, column, label, row

_STEPS = 1000


class ImportProgress(QWidget):
    """Shows the progress of the running import."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._report: ProgressReport | None = None
        self._stopping = self._is_trial = False
        self.title, self.safe = label("title"), label("lead", wrap=True)
        self.share, self.current = label("display"), label("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.count, self.rate, self.left = FactCard("stock"), FactCard("device"), FactCard("clock")
        self.stop_button = button("stop")
        self._lay_out()
        self.stop_button.clicked.connect(self._stop)
        self.retranslate()

    def _lay_out(self) -> None:
        bar_card = card()
        top = row(self.share, None, self.stop_button, gap=GAP)
        inner = column(top, self.bar, self.current, gap=GAP)
        inner.setContentsMargins(22, 16, 22, 16)
        bar_card.setLayout(inner)
        facts = row(self.count, self.rate, self.left, gap=GAP_L)
        for position in range(3):
            facts.setStretch(position, 1)
        head = column(self.title, self.safe, gap=4)
        self.setLayout(column(head, bar_card, facts, gap=GAP_L + 4))

    def start(self, name: str, *, is_trial: bool = False) -> None:
        self._is_trial = is_trial
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
        running = self.tr("Comparing {name}") if self._is_trial else self.tr("Importing {name}")
        title = self.tr("Stopping…") if self._stopping else running
        self.title.setText(title.format(name=self._name))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stop the import; what was saved stays"))
        self.safe.setText(
            self.tr("You can go on looking things up. Products saved so far stay if you stop.")
        )
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.count.title.setText(self.tr("Done"))
        self.rate.title.setText(self.tr("Speed"))
        self.left.title.setText(self.tr("Time left"))
        self._say_how_far()

    def _say_how_far(self) -> None:
        locale, report = QLocale(), self._report
        if report is None or report.total <= 0:
            self.share.setText(self.tr("Reading the list…"))
            self.current.setText("")
            for fact in (self.count, self.rate, self.left):
                fact.show_fact("–")
            return
        self.share.setText(f"{100 * report.done // report.total}\N{NO-BREAK SPACE}%")
        self.current.setText(report.label)
        done, total = locale.toString(report.done), locale.toString(report.total)
        self.count.show_fact(self.tr("{done} of {total}").format(done=done, total=total))
        rate = locale.toString(report.rate_per_s, "f", 1)
        self.rate.show_fact(self.tr("{rate} a second").format(rate=rate))
        self.left.show_fact(time_left(report.seconds_left))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
