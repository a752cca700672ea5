"""A message inside the page: it stays until it is closed or the next question is asked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.messages import Notice
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import (
    button,
    column,
    icon_button,
    label,
    name_control,
    restyle,
    row,
    sign,
)


class MessageBar(QFrame):
    """Shows one notice, as an error or as a mere warning."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self._kind = "danger"
        self.sign = sign("error", "danger", 24)
        self.what = label("heading", wrap=True, selectable=True)
        self.rest = label(wrap=True, selectable=True)
        self.copy_button = button("copy", "quiet")
        self.close_button = icon_button("close", 18, "text")
        words = column(self.what, self.rest, gap=3)
        layout = row(self.sign, words, self.copy_button, self.close_button, gap=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(18, 12, 10, 12)
        self.setLayout(layout)
        self.setProperty("card", "danger")
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.clear)
        theme.changed.connect(self._colour)
        self.retranslate()
        self.hide()

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def show_notice(self, notice: Notice, kind: str = "danger") -> None:
        """Show *notice*; *kind* is `danger` for an error, `warning`, or `success`."""
        self._notice, self._kind = notice, kind
        self.retranslate()
        self._colour()
        self.show()
        announce(self, self.accessibleName())

    def clear(self) -> None:
        was_shown = self._notice is not None
        self._notice = None
        self.hide()
        if was_shown:
            self.closed.emit()

    def retranslate(self) -> None:
        self.copy_button.setText(self.tr("Copy details"))
        name_control(self.close_button, self.tr("Close the message"))
        if self._notice is None:
            return
        text = self._notice.text
        self.what.setText(text.what)
        sentences = self.tr("{first} {second}")
        self.rest.setText(sentences.format(first=text.safe, second=text.next))
        self.setAccessibleName(f"{text.what} {self.rest.text()}")

    def _colour(self) -> None:
        restyle(self, "card", self._kind)
        signs = {"danger": "error", "success": "check"}
        set_icon(self.sign, signs.get(self._kind, "warning"), self._kind, 24)
        self.copy_button.setVisible(self._kind != "success")
        refresh_icons(self, self._theme.tokens)

    def _copy(self) -> None:
        if self._notice is not None:
            QApplication.clipboard().setText(self._notice.details)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
