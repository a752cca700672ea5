"""A picture with a rectangle on it, drawn and changed by mouse, finger or arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from desktop_app.core.photo_edit import box_between, moved_box, stretched_box
from desktop_app.core.types import Box
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme

HANDLE_PX = 13
REACH_PX = 18
"""How far from a handle a finger may be."""

_STEP_SHARE = 0.02
_EDGES = [(a, d) for d in (-1, 0, 1) for a in (-1, 0, 1) if (a, d) != (0, 0)]
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


class CropView(QWidget):
    """Shows a picture; `cropped` says the rectangle whenever a change of it is finished."""

    cropped = Signal(object)  # Box in pixels of the size given to `show_picture`

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._size = QSize(1, 1)
        self._box: Box | None = None
        self._found: Box | None = None
        self._grip: tuple[int, int] | None = None
        self._from: tuple[Box | None, QPointF] = (None, QPointF())
        self._drawing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 200)
        keep_own_size(self)
        self.setCursor(Qt.CursorShape.CrossCursor)
        theme.changed.connect(self.update)

    @property
    def box(self) -> Box | None:
        return self._box

    def show_picture(
        self, image: QImage, size: QSize, box: Box | None, found: Box | None = None
    ) -> None:
        """*image* may be smaller than *size*, in whose pixels the boxes are given.

        *found* is drawn as a dashed line as long as there is no *box*.
        """
        self._pixmap = QPixmap.fromImage(image)
        self._size, self._box, self._found = size, box, found
        self.update()

    # between pixels of the picture and of the widget

    def picture_rect(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(HANDLE_PX, HANDLE_PX, -HANDLE_PX, -HANDLE_PX)
        size = self._size.toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(room.center())
        return rect

    def _scale(self) -> float:
        return self._size.width() / self.picture_rect().width()

    def box_rect(self) -> QRectF:
        """The rectangle as it stands in the widget; the whole picture where none was drawn."""
        return self.picture_rect() if self._box is None else self._rect_of(self._box)

    def _rect_of(self, box: Box) -> QRectF:
        place, scale = self.picture_rect(), self._scale()
        x, y = place.x() + box.x / scale, place.y() + box.y / scale
        return QRectF(x, y, box.width / scale, box.height / scale)

    def _pixel(self, point: QPointF) -> tuple[int, int]:
        place, scale = self.picture_rect(), self._scale()
        return round((point.x() - place.x()) * scale), round((point.y() - place.y()) * scale)

    def _handles(self) -> dict[tuple[int, int], QPointF]:
        rect = self.box_rect()
        centre, half = rect.center(), (rect.width() / 2, rect.height() / 2)
        return {
            (a, d): QPointF(centre.x() + a * half[0], centre.y() + d * half[1]) for a, d in _EDGES
        }

    def _grip_at(self, point: QPointF) -> tuple[int, int] | None:
        """The edges that a drag from *point* moves, (0, 0) for all, None to draw anew."""
        distances = {
            edges: (handle - point).manhattanLength() for edges, handle in self._handles().items()
        }
        nearest = min(distances, key=distances.__getitem__)
        if distances[nearest] <= REACH_PX:
            return nearest
        return (0, 0) if self._box is not None and self.box_rect().contains(point) else None

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pixmap is None:
            return
        self._grip = self._grip_at(event.position())
        self._from = (self._box, event.position())
        self._drawing = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            grip = self._grip_at(event.position())
            cross = Qt.CursorShape.CrossCursor
            self.setCursor(cross if grip is None else _CURSORS[grip])
            return
        self._box = self._dragged(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        if self._drawing and self._box != self._from[0]:
            self.cropped.emit(self._box)
        self._drawing = False

    def _dragged(self, to: QPointF) -> Box | None:
        before, start = self._from
        one, other = self._pixel(start), self._pixel(to)
        if self._grip is None:
            small = (to - start).manhattanLength() < REACH_PX
            return before if small else box_between(one, other, *self._size.toTuple())
        return self._changed(before, self._grip, other[0] - one[0], other[1] - one[1])

    def _changed(self, box: Box | None, edges: tuple[int, int], across: int, down: int) -> Box:
        width, height = self._size.toTuple()
        box = box or Box(0, 0, width, height)
        if edges == (0, 0):
            return moved_box(box, across, down, width, height)
        return stretched_box(box, edges, (across, down), (width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the lower right corner; with Shift the upper left one, with Alt all of it."""
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None or self._pixmap is None:
            super().keyPressEvent(event)
            return
        step = max(1, round(_STEP_SHARE * max(self._size.toTuple())))
        held = event.modifiers()
        edges = (abs(arrow[0]), abs(arrow[1]))
        if held & Qt.KeyboardModifier.AltModifier:
            edges = (0, 0)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            edges = (-edges[0], -edges[1])
        box = self._changed(self._box, edges, arrow[0] * step, arrow[1] * step)
        if box != self._box:
            self._box = box
            self.update()
            self.cropped.emit(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.fillPath(ground, QColor(tokens.picture))
        edge = QColor(tokens.accent if self.hasFocus() else tokens.border)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.drawPath(ground)
        if self._pixmap is not None:
            self._paint_picture(painter, self._pixmap)

    def _paint_found(self, painter: QPainter, rect: QRectF) -> None:
        """White dashes on black: seen on every picture."""
        for colour, style in (("black", Qt.PenStyle.SolidLine), ("white", Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(colour), 2, style))
            painter.drawRect(rect)

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap) -> None:
        place, box = self.picture_rect(), self.box_rect()
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        shade = QPainterPath()
        shade.addRect(place)
        shade.addRect(box)
        painter.fillPath(shade, QColor(0, 0, 0, 140))
        for colour, wide in ((QColor("black"), 3), (QColor("white"), 1)):
            painter.setPen(QPen(colour, wide))
            painter.drawRect(box)
        if self._box is None and self._found is not None:
            self._paint_found(painter, self._rect_of(self._found))
        half = HANDLE_PX / 2
        painter.setPen(QPen(QColor("black"), 1))
        painter.setBrush(QColor("white"))
        for point in self._handles().values():
            painter.drawRect(QRectF(point.x() - half, point.y() - half, HANDLE_PX, HANDLE_PX))
