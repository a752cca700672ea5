"""What stands where a list has nothing to show: a sign, a title, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.gui.widgets import column, label, sign

WORDS_PX = 520


class EmptyList(QFrame):
    """A card in the place of the list."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = label("heading"), label("muted", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.words.setAlignment(centre)
        self.words.setFixedWidth(WORDS_PX)
        picture = sign(icon, "accent", 48)
        layout = column(None, picture, 10, self.title, self.words, None, gap=6)
        for part in (picture, self.title, self.words):
            layout.setAlignment(part, centre)
        self.setLayout(layout)
        self.setProperty("card", "true")

    def show_words(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
        # A centred label that wraps does not tell its layout how high it is.
        self.words.ensurePolished()
        self.words.setMinimumHeight(self.words.heightForWidth(WORDS_PX))
