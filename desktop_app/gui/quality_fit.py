"""Fitting lookups to this catalogue: what it is, what holds, the trial, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop_app.core.adaptation import AdaptationFigures, AdaptationReport, AdaptationVerdict
from desktop_app.core.adaptation_wording import change_words, counts_words, verdict_words
from desktop_app.core.errors import Cancelled
from desktop_app.core.messages import Message, MessageId, render_parts
from desktop_app.core.types import ProgressReport
from desktop_app.gui.fact_cards import FactCard
from desktop_app.gui.fit_session import FitNews, FitSession
from desktop_app.gui.formats import moment, number
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_message, translate_wording
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row, sign

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

WIDEST_PX = 860
"""Sentences longer than this are hard to read."""

_SIGNS = {
    AdaptationVerdict.HELPS: ("match", "success"),
    AdaptationVerdict.NO_GAIN: ("info", "muted"),
    AdaptationVerdict.UNSURE: ("unsure", "warning"),
    AdaptationVerdict.TOO_FEW: ("info", "muted"),
}


class QualityFit(QWidget):
    """A trial with one button; kept or not is said in words, before and after in figures."""

    changed = Signal()
    """Lookups are answered in another way now."""
    failed = Signal(object)  # BaseException

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._news: FitNews | None = None
        self._report: AdaptationReport | None = None
        self._is_trying = self._was_stopped = False
        self._progress: ProgressReport | None = None
        self.session = FitSession(services, self)
        self.title, self.about = label("heading", wrap=True), label("muted", wrap=True)
        self.state_sign = sign("info", "muted", 22)
        self.state = label("section", wrap=True, selectable=True)
        self.caution = label("muted", wrap=True)
        self.fit_button, self.remove_button = button("check", "primary"), button("undo")
        self.stop_button = button("stop")
        self.bar, self.progress = QProgressBar(), label("small", wrap=True)
        self.verdict_sign = sign("info", "muted", 22)
        self.verdict = label("heading", wrap=True, selectable=True)
        self.first, self.five = FactCard("check", "strong", "place"), FactCard("list")
        self.counts = label(wrap=True, selectable=True)
        self.note = label("muted", wrap=True)
        self.result = QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setProperty("slim", "true")
        card = QFrame()
        card.setProperty("card", "true")
        holds = row(self.state_sign, self.state, gap=GAP)
        holds.setStretch(1, 1)
        buttons = row(self.fit_button, self.stop_button, self.remove_button, None, gap=GAP)
        inside = column(holds, self.caution, buttons, self.bar, self.progress, gap=GAP)
        inside.setContentsMargins(16, 14, 16, 14)
        card.setLayout(inside)
        said = row(self.verdict_sign, self.verdict, gap=GAP)
        said.setStretch(1, 1)
        cards = row(self.first, self.five, gap=GAP)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        self.result.setLayout(column(said, cards, self.counts, self.note, gap=GAP))
        narrow = QWidget()
        narrow.setMaximumWidth(WIDEST_PX)
        narrow.setLayout(column(self.title, self.about, card, self.result, None, gap=GAP_L))
        page = row(narrow, None)
        page.setStretch(0, 100)  # as wide as it may be before the rest gets anything
        self.setLayout(page)

    def _connect(self) -> None:
        self.session.told.connect(self._show_news)
        self.session.progressed.connect(self._show_progress)
        self.session.failed.connect(self._show_error)
        self.fit_button.clicked.connect(self.begin)
        self.stop_button.clicked.connect(self.session.stop)
        self.remove_button.clicked.connect(self.take_back)
        self._theme.changed.connect(self._colour)

    def begin(self) -> None:
        """Try a fit, and keep it if it helps."""
        if self.session.is_busy:
            return
        self._is_trying, self._was_stopped, self._progress = True, False, None
        self._report = None
        self.session.fit()
        self._say()
        self.stop_button.setFocus()

    def take_back(self) -> None:
        """Answer as without the fit again."""
        if not self.session.is_busy:
            self._report = None
            self.session.take_back()

    def close_session(self) -> None:
        self.session.close()

    def _show_news(self, news: FitNews) -> None:
        self._news = news
        if news.report is not None:
            self._report = news.report
        had_focus = self.stop_button.hasFocus()
        was_trying, self._is_trying = self._is_trying, False
        self._say()
        if had_focus:
            self.fit_button.setFocus()
        if was_trying and self._report is not None:
            announce(self, self.verdict.text())
        elif news.was_taken_back:
            announce(self, self.state.text())
        if news.has_changed:
            self.changed.emit()

    def _show_progress(self, report: ProgressReport) -> None:
        self._progress = report
        self._say_progress()

    def _show_error(self, error: BaseException) -> None:
        self._is_trying = False
        self._was_stopped = isinstance(error, Cancelled)
        self._say()
        self.fit_button.setFocus()
        if self._was_stopped:
            announce(self, self.progress.text())
        else:
            self.failed.emit(error)

    def _say(self) -> None:
        active = self._news.state.active if self._news else None
        damaged = bool(self._news and self._news.state.problem)
        self.state.setText(self._state_words())
        self.caution.setVisible(bool(self._news and self._news.is_calibrated))
        self.fit_button.setText(
            self.tr("Try again") if active or self._report else self.tr("Try and keep if it helps")
        )
        name_control(self.fit_button, self.fit_button.text())
        self.fit_button.setEnabled(not self._is_trying)
        self.stop_button.setVisible(self._is_trying)
        self.remove_button.setVisible((active is not None or damaged) and not self._is_trying)
        self.bar.setVisible(self._is_trying)
        self._say_progress()
        self._say_result(active.figures if active else None)
        self._colour()

    def _state_words(self) -> str:
        state = self._news.state if self._news else None
        if state is None:
            return ""
        trouble = state.problem
        if trouble is None and state.active is None and state.of_other_packs:
            trouble = Message.of(MessageId.ADAPTATION_OTHER_PACK)
        if trouble is not None:
            parts = render_parts(trouble, translate_message)
            return f"{parts.what} {parts.safe} {parts.next}"
        if state.active is None:
            return self.tr("Lookups are plain: no fit is in use.")
        when, person = moment(state.active.at), state.active.person
        if not person:
            return self.tr("Lookups use the fit of {when}.").format(when=when)
        said = self.tr("Lookups use the fit of {when}, kept by {person}.")
        return said.format(when=when, person=person)

    def _say_progress(self) -> None:
        self.progress.setVisible(self._is_trying or self._was_stopped)
        if self._was_stopped:
            self.progress.setText(self.tr("The trial was stopped; nothing was changed."))
            return
        report = self._progress
        if report is None or not report.total:
            self.bar.setRange(0, 0)
            self.progress.setText(self.tr("Reading the photos' embeddings"))
            return
        self.bar.setRange(0, report.total)
        self.bar.setValue(report.done)
        said = self.tr("Trying the fit: {done} of {total} steps")
        words = said.format(done=number(report.done), total=number(report.total))
        self.progress.setText(words)

    def _say_result(self, active: AdaptationFigures | None) -> None:
        report = self._report
        figures = report.figures if report is not None else active
        self.result.setVisible(figures is not None and not self._is_trying)
        if figures is None:
            return
        is_told = report is not None
        self.verdict.setVisible(is_told)
        self.verdict_sign.setVisible(is_told)
        if report is not None:
            self.verdict.setText(verdict_words(report, translate_wording))
        has_figures = bool(counts_words(figures))
        shown: tuple[QWidget, ...] = (self.first, self.five, self.counts, self.note)
        for each in shown:
            each.setVisible(has_figures)
        before_after = self.tr("without the fit → with it")
        self.first.show_fact(change_words(figures.before_1, figures.after_1), before_after)
        self.five.show_fact(change_words(figures.before_5, figures.after_5), before_after)
        self.counts.setText(counts_words(figures, translate_wording))

    def _colour(self) -> None:
        state = self._news.state if self._news else None
        icon, role = ("match", "success") if state and state.active else ("info", "muted")
        if state and state.problem:
            icon, role = "error", "danger"
        set_icon(self.state_sign, icon, role, 22)
        refresh_icon(self.state_sign, self._theme.tokens)
        if self._report is not None:
            icon, role = _SIGNS[self._report.verdict]
            set_icon(self.verdict_sign, icon, role, 22)
            refresh_icon(self.verdict_sign, self._theme.tokens)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Fit to this catalogue"))
        self.about.setText(
            self.tr(
                "Photos of one product differ by light, side and background. From your own photos"
                " Shelfsight learns which differences do not count. No photo is read again, and"
                " the fit is kept only if a trial on your photos says that it clearly helps."
            )
        )
        self.note.setText(
            self.tr(
                "Each photo was asked as a customer's photo would be: of a few photos taken at"
                " another time. These questions are harder than those of the tab “Figures”, so"
                " the figures differ."
            )
        )
        self.caution.setText(
            self.tr(
                "How sure answers are was learned for what holds now. After another fit the model"
                " pack decides that again, until it is learned anew (tab “Certainty”)."
            )
        )
        self.first.title.setText(self.tr("Right first"))
        self.five.title.setText(self.tr("Right among five"))
        for each, text in (
            (self.stop_button, self.tr("Stop")),
            (self.remove_button, self.tr("Take it back")),
        ):
            each.setText(text)
            name_control(each, text)
        self.bar.setAccessibleName(self.tr("Progress of the trial"))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.session.is_busy:
            self.session.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
