"""What follows an import by itself: lookups are fitted to the photos, if that clearly helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop_app.core.adaptation import AdaptationReport
from desktop_app.core.adaptation_wording import after_import_words
from desktop_app.core.errors import Cancelled
from desktop_app.core.types import ProgressReport
from desktop_app.gui.fit_session import FitNews, FitSession
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, button, column, label, name_control, row, sign

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.import_report import ImportReport


class ImportFit(QFrame):
    """A line under the report of an import; hidden where there is nothing to say.

    It is seen while a trial runs, and after one that changed how lookups are answered.
    """

    failed = Signal(object)  # BaseException

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: AdaptationReport | None = None
        self._is_trying = self._was_taken_back = False
        self.session = FitSession(services, self)
        self.sign = sign("info", "muted", 22)
        self.words = label(wrap=True, selectable=True)
        self.bar = QProgressBar()
        self.stop_button, self.remove_button = button("stop", "quiet"), button("undo", "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        self.setProperty("card", "true")
        self.bar.setTextVisible(False)
        self.bar.setProperty("slim", "true")
        said = row(self.sign, self.words, self.stop_button, self.remove_button, gap=GAP)
        said.setStretch(1, 1)
        inside = column(said, self.bar, gap=GAP)
        inside.setContentsMargins(16, 10, 16, 10)
        self.setLayout(inside)

    def _connect(self) -> None:
        self.session.told.connect(self._show_news)
        self.session.progressed.connect(self._show_progress)
        self.session.failed.connect(self._show_error)
        self.stop_button.clicked.connect(self.session.stop)
        self.remove_button.clicked.connect(self.take_back)
        self._theme.changed.connect(self._colour)

    def begin(self, report: ImportReport) -> None:
        """Make the trial that is due after an import with this *report*, if one is."""
        self._report, self._was_taken_back = None, False
        self.hide()
        self.session.fit_after(report)

    def forget(self) -> None:
        """Another import begins: a trial that runs is stopped, what was said goes."""
        self._report, self._was_taken_back = None, False
        self.hide()
        self.session.stop()

    def take_back(self) -> None:
        """Answer as without the fit again."""
        if not self.session.is_busy:
            self.session.take_back()

    def close_session(self) -> None:
        self.session.close()

    def _show_progress(self, report: ProgressReport) -> None:
        if report.total:
            self.bar.setRange(0, report.total)
            self.bar.setValue(report.done)
        if not self._is_trying:
            self._is_trying = True
            self._say()

    def _show_news(self, news: FitNews) -> None:
        self._is_trying = False
        self._report, self._was_taken_back = news.report, news.was_taken_back
        self._say()
        if news.has_changed:
            announce(self, self.words.text())

    def _show_error(self, error: BaseException) -> None:
        """A trial that was stopped changed nothing, and nobody had asked for it.

        A fit that could not be taken back is still there.
        """
        self._is_trying = False
        self._say()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _say(self) -> None:
        is_kept = self._report is not None and self._report.is_kept
        self.words.setText(self._what_is_so())
        self.bar.setVisible(self._is_trying)
        self.stop_button.setVisible(self._is_trying)
        self.remove_button.setVisible(is_kept and not self._is_trying)
        self.setVisible(bool(self.words.text()))
        self._colour()

    def _what_is_so(self) -> str:
        if self._is_trying:
            return self.tr("Trying whether lookups can be fitted to your photos…")
        if self._was_taken_back:
            return self.tr(
                "The fit was taken back. Imports do not try it again; the page Quality does."
            )
        if self._report is None:
            return ""
        return after_import_words(self._report, translate_wording)

    def _colour(self) -> None:
        is_kept = self._report is not None and self._report.is_kept
        set_icon(self.sign, *(("match", "success") if is_kept else ("info", "muted")), 22)
        refresh_icon(self.sign, self._theme.tokens)

    def retranslate(self) -> None:
        for each, text in (
            (self.stop_button, self.tr("Stop")),
            (self.remove_button, self.tr("Take it back")),
        ):
            each.setText(text)
            name_control(each, text)
        self.bar.setAccessibleName(self.tr("Progress of the trial"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
