"""The dialog for an error that belongs to no page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.messages import Notice
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, column, label, row, sign

WIDTH_PX = 540


class ErrorDialog(Sheet):
    """What happened, what is safe, what to do next; details for whoever helps."""

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._notice = notice
        self.what, self.safe = label("heading", wrap=True), label(wrap=True)
        self.next = label(wrap=True)
        self.copy_button, self.close_button = button("copy"), button("", "primary")
        words = column(self.what, self.safe, self.next, None, gap=6)
        body = row(sign("error", "danger", 32), words, gap=18)
        body.setStretch(1, 1)
        self.set_content(body, row(None, self.copy_button, self.close_button, gap=GAP))
        self.retranslate()
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)

    def retranslate(self) -> None:
        text = self._notice.text
        self.setWindowTitle(self.tr("Something went wrong"))
        self.what.setText(text.what)
        self.safe.setText(text.safe)
        self.next.setText(text.next)
        self.setAccessibleName(f"{text.what} {text.safe} {text.next}")
        self.copy_button.setText(self.tr("Copy details"))
        self.close_button.setText(self.tr("Go on"))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._notice.details)
