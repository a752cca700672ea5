"""The verdict in one glance: sign, words, colour, the reason and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.types import Answer, Reason, Verdict
from desktop_app.core.wording import (
    leaves_label_open,
    next_words,
    spelling_words,
    verdict_words,
    why_words,
)
from desktop_app.gui.formats import percent
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.next_steps import NextSteps
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP_S, column, elided, label, row, set_style, sign

_SIGNS = {
    Verdict.MATCH: ("match", "success"),
    Verdict.UNSURE: ("unsure", "warning"),
    Verdict.NOT_IN_CATALOGUE: ("not_in_catalogue", "neutral"),
}


class VerdictBanner(QFrame):
    """Shows one answer's verdict."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self.can_read_label = False
        """Whether the print on the photos of the question can be read by a key."""
        self.sign = sign("match", "success", 34)
        self.verdict = label()
        self.product = elided()
        self.why = label(wrap=True)
        self.share, self.share_words = label("share"), label("small")
        right = Qt.AlignmentFlag.AlignRight
        for part in (self.share, self.share_words):
            part.setAlignment(right)
        top = row(self.verdict, self.product, gap=10)
        top.setStretch(1, 1)
        self.steps = NextSteps(theme)
        share = column(self.share, self.share_words, None, gap=0)
        said = row(column(top, self.why, gap=4), share, gap=14)
        said.setStretch(0, 1)
        # The buttons have the whole width: with large words they would need a second line.
        layout = row(column(self.sign, None), column(said, self.steps, gap=GAP_S), gap=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(18, 9, 18, 9)
        self.setLayout(layout)
        self.setObjectName("verdict")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.retranslate)
        self.hide()

    def show_answer(self, answer: Answer | None) -> None:
        self._answer = answer
        self.setVisible(answer is not None)
        self.retranslate()

    def retranslate(self) -> None:
        answer = self._answer
        if answer is None:
            return
        self.verdict.setText(verdict_words(answer.verdict, translate_wording))
        best = answer.best
        is_match = answer.verdict is Verdict.MATCH and best is not None
        self.product.setText(best.product.name if is_match and best else "")
        sentences = self.tr("{first} {second}")
        why = why_words(answer, translate_wording)
        words = sentences.format(first=why, second=next_words(answer, translate_wording))
        if self.can_read_label and leaves_label_open(answer):
            read = self.tr("{key} reads a label in view.").format(key=READ_LABEL_KEY)
            words = sentences.format(first=words, second=read)
        if answer.only:
            filtered = self.tr("Only what the filters let through was searched.")
            words = sentences.format(first=filtered, second=words)
        spelling = spelling_words(answer, translate_wording)
        if spelling:
            words = sentences.format(first=spelling, second=words)
        self.why.setText(words)
        spoken = (self.verdict.text(), self.product.text(), self.why.text())
        self.setAccessibleName(". ".join(word for word in spoken if word))
        self._say_how_sure(answer)
        self._colour(answer.verdict)

    def _say_how_sure(self, answer: Answer) -> None:
        """The number behind the verdict, where something was calibrated."""
        best, missing = answer.best, answer.verdict is Verdict.NOT_IN_CATALOGUE
        by_code = answer.reason in (Reason.CODE_MATCH, Reason.CODES_DISAGREE)
        share = answer.p_not_in_catalogue if missing else best.probability if best else None
        shown = share is not None and not by_code
        self.share.setText(percent(share) if shown else "")
        words = self.tr("sure that it is missing") if missing else self.tr("probability")
        self.share_words.setText(words if shown else "")

    def _colour(self, verdict: Verdict) -> None:
        tokens = self._theme.tokens
        colour, ground = tokens.verdict(verdict)
        name, role = _SIGNS[verdict]
        set_icon(self.sign, name, role, 34)
        refresh_icon(self.sign, tokens)
        edge, corner = tokens.edge(colour, ground), tokens.px(12)
        set_style(
            self,
            f"#verdict {{ background: {ground}; border: 1px solid {edge};"
            f" border-radius: {corner}px; }}",
        )
        large, name_px = tokens.px(20), tokens.px(18)
        set_style(self.verdict, f"color: {colour}; font-size: {large}px; font-weight: 700;")
        set_style(self.product, f"color: {tokens.text}; font-size: {name_px}px; font-weight: 500;")
        set_style(self.why, f"color: {tokens.text};")
        set_style(self.share, f"color: {colour};")
        set_style(self.share_words, f"color: {colour};")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
