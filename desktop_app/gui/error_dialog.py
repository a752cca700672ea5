"""The dialog for an error that belongs to no page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.messages import Notice
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, column, label, row, sign


class ErrorDialog(QDialog):
    """What happened, what is safe, what to do next; details for whoever helps."""

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        layout = column(body, 8, row(None, copy, close, gap=GAP), gap=GAP)
        layout.setContentsMargins(26, 24, 26, 20)
        self.setLayout(layout)
        self.setMinimumWidth(540)
        close.setDefault(True)
        refresh_icons(self, theme.tokens)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._notice.details)
