"""What a screen reader says by itself when an answer arrives."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.types import Answer, Verdict
from desktop_app.core.wording import candidate_words, next_words, verdict_words
from desktop_app.gui.decision_bar import CONFIRM_KEY
from desktop_app.gui.speech import announce
from desktop_app.gui.translator import translate_wording


class Announcer(QObject):
    """Speaks for *window*."""

    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    @Slot(object)
    def say_answer(self, answer: Answer) -> None:
        self.say(self._answer_words(answer))

    def say(self, words: str) -> None:
        announce(self._window, words)
        self.said.emit(words)

    def _answer_words(self, answer: Answer) -> str:
        """The product in one sentence, or the verdict and what to do next."""
        best = answer.best
        if best is None or answer.verdict is Verdict.NOT_IN_CATALOGUE:
            verdict = verdict_words(answer.verdict, translate_wording)
            next_ = next_words(answer, translate_wording)
            return self.tr("{verdict}. {next}").format(verdict=verdict, next=next_)
        product = best.product
        placed = self.tr("{how}: {name}, place {place}; press {key} to confirm")
        unplaced = self.tr("{how}: {name}; press {key} to confirm")
        return (placed if product.location else unplaced).format(
            how=candidate_words(best, translate_wording),
            name=product.name,
            place=product.location,
            key=CONFIRM_KEY,
        )
