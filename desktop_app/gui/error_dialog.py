"""The dialog for an error that belongs to no page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.messages import Notice
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, column, label, row, sign


class ErrorDialog(Sheet):
    """What happened, what is safe, what to do next; details for whoever helps."""

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 540, parent)
        self._notice = notice
        text = notice.text
        self.setWindowTitle(self.tr("Something went wrong"))
        what, safe, next_ = label("heading", wrap=True), label(wrap=True), label(wrap=True)
        for part, sentence in ((what, text.what), (safe, text.safe), (next_, text.next)):
            part.setText(sentence)
        copy, close = button("copy"), button("", "primary")
        copy.setText(self.tr("Copy details"))
        close.setText(self.tr("Go on"))
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        words = column(what, safe, next_, gap=6)
        body = row(sign("error", "danger", 32), words, gap=18)
        body.setStretch(1, 1)
        self.set_content(body, row(None, copy, close, gap=GAP))
        close.setDefault(True)
        self.setAccessibleName(f"{text.what} {text.safe} {text.next}")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._notice.details)
