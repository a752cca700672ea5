"""Asks for one line of text, such as the address of a camera; refuses it without losing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop_app.core.messages import Message
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.messages import notice
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

WIDTH_PX = 480


@dataclass(frozen=True, slots=True)
class LineWords:
    """What the sheet says: its title, what is asked, and what the button does."""

    title: str
    question: str
    take: str


class LineSheet(FormSheet):
    """Closes itself once *take* has taken the line; a message of *take* says why not.

    *words* is asked anew in each language. *known* stands in the field and is no loss.
    """

    def __init__(
        self,
        theme: Theme,
        words: Callable[[], LineWords],
        take: Callable[[str], Message | None],
        known: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._words, self._take, self._known = words, take, known
        self.title, self.question = label("title", wrap=True), QLabel()
        self.question.setWordWrap(True)
        self.field = QLineEdit(known)
        self.take_button, self.cancel_button = button("check", "primary"), button()
        self.question.setBuddy(self.field)
        asked = column(self.question, self.field, gap=4)
        body = column(self.title, asked, self.error, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.take_button, gap=GAP))
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self.take)
        self.cancel_button.clicked.connect(self.reject)
        self.retranslate()
        self.field.setFocus()

    @property
    def saves_with(self) -> str:
        return "Enter"

    def typed(self) -> dict[str, str]:
        text = self.field.text()
        return {} if text in ("", self._known) else {"line": text}

    def take(self) -> None:
        """Give the line away, or say why it cannot be taken."""
        refused = self._take(self.field.text())
        if refused is None:
            self.accept()
            return
        text = notice(refused).text
        self.say(f"{text.what} {text.next}")
        self.field.setFocus()

    def retranslate(self) -> None:
        words = self._words()
        self.setWindowTitle(words.title)
        self.title.setText(words.title)
        self.question.setText(words.question)
        self.field.setAccessibleName(words.question)
        self.take_button.setText(words.take)
        name_control(self.take_button, words.take, "Enter")
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")
