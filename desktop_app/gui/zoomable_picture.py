"""A picture that can be enlarged and moved, in step with the others of its `Zoom`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from desktop_app.gui.formats import percent_of
from desktop_app.gui.picture_overlays import HeatOverlay, Overlay, Overlays
from desktop_app.gui.picture_view import RADIUS, PictureView
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme
from desktop_app.gui.zoom import STEP, Zoom

LEAST_PX = (96, 140)
_NOTCH = 120
_ARROW = 0.12
"""Share of what is seen that one press of an arrow key moves."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ZoomablePicture(PictureView):
    """Wheel and pinch enlarge, dragging and arrows move, a double click fits or shows 100 %."""

    def __init__(self, theme: Theme, zoom: Zoom, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._zoom = zoom
        self._overlay: Overlay | None = None
        self._dragged_from: QPointF | None = None
        self.setMinimumSize(*LEAST_PX)
        keep_own_size(self)  # larger words need no larger pictures
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        zoom.changed.connect(self._zoom_changed)

    @property
    def overlay(self) -> Overlay | None:
        return self._overlay

    def show_overlay(self, overlay: Overlay | None, spoken: str = "") -> None:
        """Draw *overlay* over the picture; *spoken* says the same to a screen reader."""
        self._overlay = overlay
        self.setAccessibleDescription(spoken)
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the whole picture stands, beyond the edges of this widget when enlarged."""
        if self.pixmap is None:
            return QRectF()
        room = QSizeF(self.size())
        fitted = QSizeF(self.pixmap.deviceIndependentSize()).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio
        )
        size, centre = fitted * self._zoom.scale, self._zoom.centre
        left = _start(centre.x(), size.width(), room.width())
        top = _start(centre.y(), size.height(), room.height())
        return QRectF(QPointF(left, top), size)

    def full_size_scale(self) -> float:
        """The scale at which one pixel of the picture is one of the screen."""
        if self.pixmap is None:
            return 1.0
        fitted = self.pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return self.pixmap.width() / max(1.0, fitted.width() * self.devicePixelRatioF())

    def _zoom_changed(self) -> None:
        shape = Qt.CursorShape
        self.setCursor(shape.ArrowCursor if self._zoom.is_fitted else shape.OpenHandCursor)
        self.update()

    def _place(self, point: QPointF) -> QPointF:
        """*point* of this widget in shares of the picture."""
        rect = self.picture_rect()
        if rect.isEmpty():
            return QPointF(0.5, 0.5)
        return QPointF(
            (point.x() - rect.x()) / rect.width(), (point.y() - rect.y()) / rect.height()
        )

    def _paint_picture(self, painter: QPainter) -> None:
        pixmap: QPixmap | None = self.pixmap
        plain = _heat_of(self._overlay) is None  # blurred edges would look like part of the map
        if pixmap is None or (self._zoom.is_fitted and plain):
            super()._paint_picture(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.picture_rect(), pixmap, QRectF(pixmap.rect()))
        if pixmap is not None and self._overlay is not None:
            self._overlay.paint(painter, self.picture_rect())

    # mouse, touch and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if self.pixmap is None or notches == 0 or (notches < 0 and self._zoom.is_fitted):
            event.ignore()  # the page scrolls
            return
        self._zoom.zoom(STEP**notches, self._place(event.position()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom.zoom(1 + event.value(), self._place(event.position()))
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.mapFromGlobal(pinch.centerPoint())
                self._zoom.zoom(pinch.scaleFactor(), self._place(centre))
                event.accept(pinch)
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_share(event)
        return super().event(event)

    def _show_share(self, event: QHelpEvent) -> bool:
        heat = _heat_of(self._overlay)
        share = heat.share_at(self._place(QPointF(event.pos()))) if heat else None
        if share is None:
            QToolTip.hideText()
            event.ignore()
        else:
            words = self.tr("{share} of the similarity comes from here")
            QToolTip.showText(event.globalPos(), words.format(share=percent_of(share)), self)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._zoom.is_fitted:
            super().mousePressEvent(event)
            return
        self._dragged_from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None:
            super().mouseMoveEvent(event)
            return
        moved, rect = event.position() - self._dragged_from, self.picture_rect()
        self._dragged_from = event.position()
        self._zoom.move(-moved.x() / rect.width(), -moved.y() / rect.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self._zoom_changed()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom.is_fitted:
            self._zoom.set_scale(max(STEP, self.full_size_scale()), self._place(event.position()))
        else:
            self._zoom.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None or self._zoom.is_fitted:
            super().keyPressEvent(event)
            return
        step = _ARROW / self._zoom.scale
        self._zoom.move(arrow[0] * step, arrow[1] * step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _start(centre: float, length: float, room: float) -> float:
    """Where a side begins: in the middle if it fits, else so that no gap is left."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - centre * length))


def _heat_of(overlay: Overlay | None) -> HeatOverlay | None:
    if isinstance(overlay, Overlays):
        return next((each for each in overlay.overlays if isinstance(each, HeatOverlay)), None)
    return overlay if isinstance(overlay, HeatOverlay) else None
