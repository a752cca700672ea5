"""Why a dialog did not do what was asked; what was typed stays."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.gui.messages import Notice
from desktop_app.gui.speech import announce
from desktop_app.gui.widgets import label, row, sign


class ErrorFrame(QFrame):
    """Hidden until something goes wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(wrap=True, selectable=True)
        inner = row(sign("error", "danger", 20), self.words, gap=10)
        inner.setStretch(1, 1)
        inner.setContentsMargins(14, 10, 14, 10)
        self.setLayout(inner)
        self.setProperty("card", "danger")
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        text = notice.text
        self.say(f"{text.what} {text.next}")

    def say(self, words: str) -> None:
        """Show *words*, and let a screen reader say them."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)
