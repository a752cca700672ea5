"""One line of words that ends with an ellipsis where it does not fit; the tooltip has all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

LEAST_PX = 60


class ElidedLabel(QLabel):
    """Asks for the room of its words, and does with less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""

    @property
    def shown_text(self) -> str:
        """What can be read of the words at this width."""
        elide = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), elide, self.contentsRect().width())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def say(self, text: str, *, whole: str) -> None:
        """As `setText`, with *whole* in the tooltip: words of many lines are read better there."""
        self._whole = whole
        self.setText(text)

    def _explain(self) -> None:
        is_cut = self.shown_text != self.text()
        self.setToolTip((self._whole or self.text()) if is_cut else "")

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), LEAST_PX), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        element = QStyle.PrimitiveElement.PE_Widget
        self.style().drawPrimitive(element, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text)
