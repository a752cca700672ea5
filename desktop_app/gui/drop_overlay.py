"""What covers the window while something is dragged over it: here it may be dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.theme import Theme

_SIGN_PX = 72
_EDGE_PX = 14


class DropOverlay(QWidget):
    """Lies over the whole window and lets all events through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(tokens.accent_soft)
        ground.setAlpha(249)
        painter.fillRect(self.rect(), ground)
        pen = QPen(QColor(tokens.accent), 2.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        painter.drawRoundedRect(frame, 18, 18)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        tokens, centre = self._theme.tokens, self.rect().center()
        sign = icon_pixmap("drop", tokens.accent, _SIGN_PX, self.devicePixelRatioF())
        painter.drawPixmap(centre.x() - _SIGN_PX // 2, centre.y() - _SIGN_PX - 18, sign)
        lines = (
            (self.tr("Drop it here"), 26, QFont.Weight.Bold, tokens.accent, 4),
            (
                self.tr("Photos are looked up, a table or a folder is imported."),
                16,
                QFont.Weight.Normal,
                tokens.text,
                44,
            ),
            (
                self.tr("With Shift: another photo of the same item"),
                14,
                QFont.Weight.Normal,
                tokens.muted,
                72,
            ),
        )
        for words, usual_px, weight, colour, usual_below in lines:
            px, below = tokens.px(usual_px), tokens.px(usual_below)
            font = QFont(self.font())
            font.setPixelSize(px)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            area = QRectF(24, centre.y() + below, self.width() - 48, px * 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
