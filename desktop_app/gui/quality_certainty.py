"""How sure answers are here: what holds, learning from what was decided, and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.calibration_wording import figures_words, left_out_words, verdict_words
from desktop_app.gui.certainty_session import CertaintyNews, CertaintySession
from desktop_app.gui.formats import moment
from desktop_app.gui.speech import announce
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.calibrations import CalibrationReport

WIDEST_PX = 860
"""Sentences longer than this are hard to read."""


class QualityCertainty(QWidget):
    """A trial with one button; kept or not is said in words, before and after in figures."""

    changed = Signal()
    """Lookups are answered in another way now."""
    failed = Signal(object)  # BaseException

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news: CertaintyNews | None = None
        self._report: CalibrationReport | None = None
        self._is_learning = False
        self.session = CertaintySession(services, self)
        self.title, self.about = label("heading", wrap=True), label("muted", wrap=True)
        self.state = label("section", wrap=True, selectable=True)
        self.learn_button, self.reset_button = button("check", "primary"), button("undo")
        self.verdict = label("heading", wrap=True, selectable=True)
        self.figures = label(wrap=True, selectable=True)
        self._lay_out()
        self.session.told.connect(self._show_news)
        self.session.failed.connect(self._show_error)
        self.learn_button.clicked.connect(self.learn)
        self.reset_button.clicked.connect(self.take_back)
        self.retranslate()

    def _lay_out(self) -> None:
        card, narrow = QFrame(), QWidget()
        card.setProperty("card", "true")
        buttons = row(self.learn_button, self.reset_button, None, gap=GAP)
        inside = column(self.state, buttons, gap=GAP)
        inside.setContentsMargins(16, 14, 16, 14)
        card.setLayout(inside)
        narrow.setMaximumWidth(WIDEST_PX)
        said = column(self.verdict, self.figures, gap=GAP)
        narrow.setLayout(column(self.title, self.about, card, said, None, gap=GAP_L))
        page = row(narrow, None)
        page.setStretch(0, 100)  # as wide as it may be before the rest gets anything
        self.setLayout(page)

    def learn(self) -> None:
        """Learn from what people decided, and keep it if that is better."""
        if self.session.is_busy:
            return
        self._is_learning, self._report = True, None
        self.session.learn()
        self._say()
        self._enable()

    def take_back(self) -> None:
        """Decide by the model's rules again."""
        if not self.session.is_busy:
            self._report = None
            self.session.take_back()

    def close_session(self) -> None:
        self.session.close()

    def _show_news(self, news: CertaintyNews) -> None:
        has_moved = self._news is not None and news.since != self._news.since
        if news.report is not None or has_moved:
            self._report = news.report
        self._news, self._is_learning = news, False
        self._say()
        self._enable()
        if news.report is not None:
            announce(self.verdict, self.verdict.text())
        elif news.was_taken_back:
            announce(self.state, self.state.text())
        if news.has_changed:
            self.changed.emit()

    def _show_error(self, error: BaseException) -> None:
        self._is_learning = False
        self._say()
        self._enable()
        self.failed.emit(error)

    def _enable(self) -> None:
        """What can be gone back from; the keyboard never stands on what cannot be pressed."""
        is_own = self._news is not None and self._news.since is not None
        if not is_own and self.reset_button.hasFocus():
            self.learn_button.setFocus()
        self.reset_button.setEnabled(is_own and not self._is_learning)

    def _say(self) -> None:
        news = self._news
        if self._is_learning:
            self.state.setText(self.tr("Learning from what was decided…"))
        elif news is None or news.since is None:
            self.state.setText(self.tr("The model's own rules say how sure an answer is."))
        else:
            learned = self.tr("Learned at this catalogue by {person}, {when}.")
            self.state.setText(learned.format(person=news.person or "–", when=moment(news.since)))
        report = self._report
        figures = report.trial.figures if report else news.figures if news else None
        said = figures_words(figures, translate_wording) if figures else []
        verdict = ""
        if report is not None:
            verdict = verdict_words(
                report.trial.verdict, is_kept=report.is_kept, translate=translate_wording
            )
            said += left_out_words(report.left_out, report.unusable, translate_wording)
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        self.figures.setText("\n".join(said))
        self.figures.setVisible(bool(self.figures.text()))

    def retranslate(self) -> None:
        self.title.setText(self.tr("How sure answers are here"))
        self.about.setText(
            self.tr(
                "Confirming and correcting answers shows how often they are right at this"
                " catalogue. From that the program can learn how sure it may say it is. It is kept"
                " only if it is better on products it was not learned from."
            )
        )
        for each, text in (
            (self.learn_button, self.tr("Learn from decided lookups")),
            (self.reset_button, self.tr("Use the model's rules")),
        ):
            each.setText(text)
            name_control(each, text)
        self._say()
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.session.is_busy:
            self.session.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
