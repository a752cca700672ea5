"""What is drawn over a compared picture: a heat map with its outline, numbers, frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from desktop_app.core import contours, heat_colours
from desktop_app.core.explanation import Area, ContributionMap

_FINE = 90
"""Side of the map that is coloured and outlined; the network's own has nine."""

_BADGE_PX = 24
_LEAST_FRAME_PX = 1.8 * _BADGE_PX
_DARK, _LIGHT = QColor(20, 20, 20), QColor(255, 255, 255)


class Overlay(Protocol):
    """Something drawn over a picture, wherever it stands."""

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        """Draw over the picture in *picture*."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A region with a sign: a number or a letter. Dashed frames speak for the other product."""

    area: Area
    sign: str
    dashed: bool = False


class HeatOverlay:
    """A map of contributions: lighter where photos are alike, an outline around most of it."""

    def __init__(self, found: ContributionMap) -> None:
        self.found = found
        shares = heat_colours.relative(found.values)
        fine = heat_colours.smooth(shares, _FINE, _FINE)
        self._image = _image(heat_colours.colours(fine))
        self._lines = [QLineF(*line) for line in contours.outline(fine, heat_colours.LEVEL)]

    def share_at(self, place: QPointF) -> float | None:
        """What the region at *place* (shares of the picture) adds, as a share of the whole."""
        area, values = self.found.area, self.found.values
        across = (place.x() - area.left) / area.width
        down = (place.y() - area.top) / area.height
        total = float(values.sum())
        if not (0 <= across < 1 and 0 <= down < 1) or total <= 0:
            return None
        rows, columns = values.shape
        return float(values[int(down * rows), int(across * columns)]) / total

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        target = area_rect(self.found.area, picture)
        painter.save()
        painter.setClipRect(picture, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._image)
        self._paint_outline(painter, target)
        painter.restore()

    def _paint_outline(self, painter: QPainter, target: QRectF) -> None:
        lines = [QLineF(_at(line.p1(), target), _at(line.p2(), target)) for line in self._lines]
        for colour, width in ((_DARK, 3.5), (_LIGHT, 1.75)):
            pen = QPen(colour, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLines(lines)


class MarkOverlay:
    """Framed regions, each with its sign; the same sign stands for the same thing beside it."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = tuple(marks)

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        for mark in self.marks:
            frame = area_rect(mark.area, picture).intersected(picture)
            if frame.width() > _LEAST_FRAME_PX:  # the sign alone would hide a smaller one
                self._paint_frame(painter, frame, dashed=mark.dashed)
        seen = QRectF(painter.viewport())
        taken: list[QRectF] = []
        for mark in self.marks:  # signs over all frames
            frame = area_rect(mark.area, picture).intersected(picture).intersected(seen)
            if not frame.isEmpty():
                taken.append(_free_place(_sign_place(frame, seen), taken))
                _paint_sign(painter, taken[-1], mark.sign)

    @staticmethod
    def _paint_frame(painter: QPainter, frame: QRectF, *, dashed: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_DARK, 5.0), (_LIGHT, 2.5)):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if dashed and colour is _LIGHT:
                pen.setDashPattern([3.0, 2.5])
            painter.setPen(pen)
            painter.drawRoundedRect(frame, 5, 5)


class Overlays:
    """Several overlays, the first at the bottom."""

    def __init__(self, *overlays: Overlay) -> None:
        self.overlays = overlays

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        for overlay in self.overlays:
            overlay.paint(painter, picture)


def area_rect(area: Area, picture: QRectF) -> QRectF:
    """Where *area* of a picture stands when the picture stands in *picture*."""
    return QRectF(
        picture.x() + area.left * picture.width(),
        picture.y() + area.top * picture.height(),
        area.width * picture.width(),
        area.height * picture.height(),
    )


def _at(place: QPointF, target: QRectF) -> QPointF:
    return QPointF(
        target.x() + place.x() * target.width(), target.y() + place.y() * target.height()
    )


def _sign_place(frame: QRectF, seen: QRectF) -> QRectF:
    """At a corner of *frame*, or in the middle of a small one, within what is *seen*."""
    box = QRectF(0, 0, _BADGE_PX, _BADGE_PX)
    half = _BADGE_PX / 2 + 2
    # On the right: the words on a picture stand at its left.
    middle = frame.topRight() if frame.width() > 3 * _BADGE_PX else frame.center()
    inside = seen.adjusted(half, half, -half, -half)
    box.moveCenter(
        QPointF(
            min(max(middle.x(), inside.left()), inside.right()),
            min(max(middle.y(), inside.top()), inside.bottom()),
        )
    )
    return box


def _free_place(box: QRectF, taken: Sequence[QRectF]) -> QRectF:
    """*box*, or the nearest place left of it where no sign stands."""
    while any(box.intersects(other) for other in taken):
        box = box.translated(-(_BADGE_PX + 2), 0)
    return box


def _paint_sign(painter: QPainter, box: QRectF, sign: str) -> None:
    font = QFont(painter.font())
    font.setPixelSize(14)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QPen(_LIGHT, 2))
    painter.setBrush(_DARK)
    painter.drawEllipse(box)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def _image(rgba: heat_colours.Rgba) -> QImage:
    height, width = rgba.shape[:2]
    data = rgba.tobytes()
    image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()  # the bytes above live only as long as this function


def legend_image(width: int) -> QImage:
    """The colours from weak to strong, one pixel high."""
    return _image(heat_colours.legend(width))
