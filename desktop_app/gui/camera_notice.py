"""What is wrong with the camera, below its picture: what happened, what to do, try again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.messages import Message
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.messages import notice
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import button, column, label, name_control, row, sign


class CameraNotice(QFrame):
    """Shows one message; hidden while there is none."""

    retry_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: Message | None = None
        self.what, self.rest = label("strong", wrap=True), label(wrap=True)
        self.retry_button = button("retry", "quiet")
        words = column(self.what, self.rest, row(None, self.retry_button), gap=4)
        layout = row(column(sign("warning", "warning", 22), None), words, gap=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(12, 10, 8, 4)
        self.setLayout(layout)
        self.setProperty("card", "warning")
        self.retry_button.clicked.connect(self.retry_asked)
        theme.changed.connect(self._recolour)
        self.retranslate()
        self.hide()

    @property
    def message(self) -> Message | None:
        return self._message

    @property
    def sentence(self) -> str:
        """All of it, as a screen reader says it; empty where nothing is wrong."""
        return "" if self._message is None else f"{self.what.text()} {self.rest.text()}"

    def show_message(self, message: Message | None) -> None:
        if message != self._message:
            self._message = message
            self.retranslate()
        self.setVisible(message is not None)

    def retranslate(self) -> None:
        again = self.tr("Try again")
        self.retry_button.setText(again)
        name_control(self.retry_button, again)
        if self._message is None:
            return
        text = notice(self._message).text
        self.what.setText(text.what)
        self.rest.setText(self.tr("{first} {second}").format(first=text.next, second=text.safe))
        self.setAccessibleName(self.sentence)
        self._recolour()

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
