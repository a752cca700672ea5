"""Words over several lines that are never cut off, whatever holds them.

A form, a centred column and a dialog do not ask a label that wraps how high it is at the width it
gets. This one sees to it itself: once it knows its width, that height is its least.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.sizes import keep_own_height


class WrappedLabel(QLabel):
    """A label with word wrap as high as its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed = False
        self.setWordWrap(True)
        keep_own_height(self)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._keep_height()

    def _keep_height(self) -> None:
        if self._placed:
            self.setMinimumHeight(0)  # Qt counts the least height in, so that it would only grow
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placed = True
        self._keep_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_height()
