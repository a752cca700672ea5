"""What stands where a list has nothing to show: a sign, a title, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.gui.widgets import column, label, row, sign

WORDS_PX = 520


class EmptyList(QFrame):
    """A card in the place of the list."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = label("heading"), label("muted", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.words.setAlignment(centre)
        self.words.setMaximumWidth(WORDS_PX)
        picture = sign(icon, "accent", 48)
        words = row(None, self.words, None, gap=0)
        words.setStretch(1, 100)
        layout = column(None, picture, 10, self.title, words, None, gap=6)
        for part in (picture, self.title):
            layout.setAlignment(part, centre)
        layout.setContentsMargins(18, 18, 18, 18)
        self.setLayout(layout)
        self.setProperty("card", "true")

    def show_words(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
