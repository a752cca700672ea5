"""The live picture: takes the keys that take a photo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.theme import Theme

RADIUS = 12
LEAST_PX = 160
USUAL_SHARE = 3 / 4
_ROUNDING_PX = 4
_SIGN_PX = 44
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CameraView(QWidget):
    """Shows pictures that were made in its size (`area_changed`); it scales nothing itself."""

    area_changed = Signal(QSize)  # device pixels
    taken = Signal()
    added = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._is_marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, LEAST_PX)
        theme.changed.connect(self.update)

    @property
    def area(self) -> QSize:
        return self.size() * self.devicePixelRatioF()

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def show_image(self, image: QImage) -> None:
        self._image = image
        self._fit()
        self.update()

    def clear(self) -> None:
        self._image = None
        self.update()

    def _fit(self) -> None:
        """Be no higher than the picture needs, so that no empty bars stand above and below it."""
        image = self._image
        share = image.height() / image.width() if image and image.width() else USUAL_SHARE
        height = max(LEAST_PX, round(self.width() * min(share, 1 / USUAL_SHARE)))
        # A picture that was made to fit is a pixel off; following it would never come to rest.
        if abs(height - self.maximumHeight()) > _ROUNDING_PX:
            self.setMaximumHeight(height)

    def mark(self, *, on: bool) -> None:
        """A thicker edge while the picture stands still because it was taken."""
        self._is_marked = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self.hasFocus() or self._is_marked else 1.0
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        path = QPainterPath()
        path.addRoundedRect(edge, RADIUS, RADIUS)
        painter.fillPath(path, QColor(tokens.picture))
        painter.save()
        painter.setClipPath(path)
        self._paint_picture(painter)
        painter.restore()
        colour = tokens.success if self._is_marked else tokens.border
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_picture(self, painter: QPainter) -> None:
        centre = QRectF(self.rect()).center()
        if self._image is None:
            colour = self._theme.tokens.border_strong
            sign = icon_pixmap("camera", colour, _SIGN_PX, self.devicePixelRatioF())
            painter.drawPixmap(centre - QPointF(_SIGN_PX / 2, _SIGN_PX / 2), sign)
            return
        image, ratio = self._image, self.devicePixelRatioF()
        target = QRectF(0, 0, image.width() / ratio, image.height() / ratio)
        target.moveCenter(centre)
        painter.drawImage(target, image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.added if with_shift else self.taken).emit()
        elif event.key() in _ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.area_changed.emit(self.area)
