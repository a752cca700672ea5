"""One picture in a rounded frame, with its caption, a note, and a word where it is missing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.theme import Theme

RADIUS = 12
_BADGE_PX = 12
_EDGE_PX = 24
_FADED = 0.7


def paint_fitted(painter: QPainter, area: QRect, pixmap: QPixmap) -> None:
    """*pixmap* as large as it fits into *area*, uncropped; its edges go on into what is left."""
    size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(area.center())
    sharp = pixmap.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    _extend_edges(painter, area, target, sharp)
    painter.drawPixmap(target.topLeft(), sharp)


def _extend_edges(painter: QPainter, area: QRect, target: QRect, pixmap: QPixmap) -> None:
    """Fill the bars beside *target* with the blurred edge next to them, fading to its mean."""
    wide, high = pixmap.width(), pixmap.height()
    if target.width() < area.width():
        left, right = QRect(area), QRect(area)
        left.setRight(target.left())
        right.setLeft(target.right())
        ends = (target.topLeft(), area.topLeft()), (target.topRight(), area.topRight())
        _extend(painter, left, _blurred(pixmap.copy(0, 0, 2, high), 1, _EDGE_PX), ends[0])
        _extend(painter, right, _blurred(pixmap.copy(wide - 2, 0, 2, high), 1, _EDGE_PX), ends[1])
    elif target.height() < area.height():
        above, below = QRect(area), QRect(area)
        above.setBottom(target.top())
        below.setTop(target.bottom())
        ends = (target.topLeft(), area.topLeft()), (target.bottomLeft(), area.bottomLeft())
        _extend(painter, above, _blurred(pixmap.copy(0, 0, wide, 2), _EDGE_PX, 1), ends[0])
        _extend(painter, below, _blurred(pixmap.copy(0, high - 2, wide, 2), _EDGE_PX, 1), ends[1])


def _blurred(edge: QPixmap, width: int, height: int) -> QPixmap:
    smooth = Qt.TransformationMode.SmoothTransformation
    return edge.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _extend(painter: QPainter, bar: QRect, edge: QPixmap, ends: tuple[QPoint, QPoint]) -> None:
    """Stretch *edge* over *bar* and fade it, from the first of *ends* to the second."""
    painter.drawPixmap(bar, edge)
    colour = _blurred(edge, 1, 1).toImage().pixelColor(0, 0)
    clear = QColor(colour)
    clear.setAlpha(0)
    fade = QLinearGradient(QPointF(ends[0]), QPointF(ends[1]))
    fade.setColorAt(0, clear)
    fade.setColorAt(_FADED, colour)
    painter.fillRect(bar, fade)


class PictureView(QWidget):
    """Shows a pixmap as large as it fits, smoothly scaled once a size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._scaled: QPixmap | None = None
        self._caption = ""
        self._note = ""
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(140, 140)
        theme.changed.connect(self.update)

    @property
    def pixmap(self) -> QPixmap | None:
        return self._pixmap

    @property
    def has_picture(self) -> bool:
        return self._pixmap is not None

    def show_picture(self, pixmap: QPixmap | None) -> None:
        self._pixmap, self._scaled = pixmap, None
        self.update()

    def set_words(self, caption: str, note: str = "", empty: str = "") -> None:
        """Caption and note stand on the picture, *empty* where there is none."""
        self._caption, self._note, self._empty = caption, note, empty
        self.setAccessibleName(", ".join(word for word in (caption, note) if word))
        self.update()

    @property
    def note(self) -> str:
        return self._note

    def _paint_picture(self, painter: QPainter) -> None:
        if self._pixmap is None:
            self._paint_empty(painter)
            return
        if self._scaled is None or self._scaled.deviceIndependentSize() != QSizeF(self.size()):
            self._scaled = self._fitted(self._pixmap)
        painter.drawPixmap(0, 0, self._scaled)

    def _fitted(self, pixmap: QPixmap) -> QPixmap:
        """*pixmap* as it stands in this widget, made once a size."""
        ratio = self.devicePixelRatioF()
        whole = QPixmap(self.size() * ratio)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_fitted(painter, whole.rect(), pixmap)
        painter.end()
        whole.setDevicePixelRatio(ratio)
        return whole

    def _paint_empty(self, painter: QPainter) -> None:
        tokens, side = self._theme.tokens, 36
        sign = icon_pixmap("photo", tokens.border_strong, side, self.devicePixelRatioF())
        centre = self.rect().center()
        painter.drawPixmap(centre.x() - side // 2, centre.y() - side, sign)
        painter.setPen(QColor(tokens.muted))
        words = QRect(12, centre.y() + 10, self.width() - 24, self.height() - centre.y() - 14)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._empty)

    def _paint_badge(self, painter: QPainter, text: str, *, at_bottom: bool) -> None:
        if not text:
            return
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.px(_BADGE_PX))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 40)
        box = QRect(10, 10, metrics.horizontalAdvance(text) + 18, metrics.height() + 8)
        if at_bottom:
            box.moveBottom(self.height() - 10)
        tokens = self._theme.tokens
        ground = QColor(tokens.surface)
        ground.setAlpha(240)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 7, 7)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted if at_bottom else tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(path, QColor(tokens.picture))
        painter.save()
        painter.setClipPath(path)
        self._paint_picture(painter)
        painter.restore()
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        self._paint_badge(painter, self._caption, at_bottom=False)
        self._paint_badge(painter, self._note, at_bottom=True)

    def sizeHint(self) -> QSize:
        return QSize(320, 300)
