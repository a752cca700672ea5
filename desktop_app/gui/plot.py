"""Plots as plain values, and how they are drawn: on the screen and into a file alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop_app.gui.tokens import Tokens

STEPS = 5
"""Parts into which an axis is divided."""

WIDTH_PX = 2.0
DOT_PX = 3.5
_DASHES: Sequence[Sequence[float]] = ((), (6, 3), (2, 2.5), (8, 3, 2, 3))
"""Lines differ in their dashes too: colour is never the only carrier."""

_ROLES = ("accent", "success", "danger", "warning")


@dataclass(frozen=True, slots=True)
class Series:
    """One line; x rising or falling, points without a value are left out."""

    name: str
    points: tuple[tuple[float, float], ...]
    has_dots: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over two axes.

    Attributes:
        x_range, y_range: what the axes begin and end with.
        x_words, y_words: what a number on the axis is called.
        dot: a point that stands out, with its words.
    """

    title: str
    x_title: str
    y_title: str
    series: tuple[Series, ...]
    x_range: tuple[float, float] = (0.0, 1.0)
    y_range: tuple[float, float] = (0.0, 1.0)
    x_words: Callable[[float], str] = "{:g}".format
    y_words: Callable[[float], str] = "{:g}".format
    dot: tuple[float, float] | None = None

    def table(self) -> list[list[str]]:
        """All points with a head, for a file that other programs read."""
        head = [["series", self.x_title, self.y_title]]
        rows = [
            [series.name, repr(float(x)), repr(float(y))]
            for series in self.series
            for x, y in series.points
            if not math.isnan(y)
        ]
        return head + rows


class PlotFrame:
    """Where things stand when *plot* is drawn into *rect*."""

    def __init__(self, plot: Plot, rect: QRectF, metrics: QFontMetricsF) -> None:
        self.plot, self.metrics = plot, metrics
        high = metrics.height()
        ticks = (plot.y_words(value) for value in ticks_of(plot.y_range))
        left = max((metrics.horizontalAdvance(words) for words in ticks), default=0) + 10
        legend = high * 1.5 if len(plot.series) > 1 else high * 0.4
        self.legend = QRectF(rect.left(), rect.top(), rect.width(), legend)
        self.area = rect.adjusted(left, legend + high * 1.9, -high, -high * 2.9)

    def place(self, x: float, y: float) -> QPointF:
        """Where a point of the plot stands."""
        return QPointF(
            self.area.left() + _share(x, self.plot.x_range) * self.area.width(),
            self.area.bottom() - _share(y, self.plot.y_range) * self.area.height(),
        )

    def x_at(self, left: float) -> float:
        """What the axis says at a place across, kept within it."""
        first, last = self.plot.x_range
        share = (left - self.area.left()) / max(1.0, self.area.width())
        return first + min(1.0, max(0.0, share)) * (last - first)


def ticks_of(limits: tuple[float, float]) -> list[float]:
    first, last = limits
    return [first + (last - first) * step / STEPS for step in range(STEPS + 1)]


def paint_plot(painter: QPainter, frame: PlotFrame, tokens: Tokens) -> None:
    """Axes, lines and legend; the ground is left to whoever paints."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_axes(painter, frame, tokens)
    painter.save()
    painter.setClipRect(frame.area.adjusted(-4, -4, 4, 4))
    for number, series in enumerate(frame.plot.series):
        _paint_series(painter, frame, series, _pen(number, tokens))
    if frame.plot.dot is not None:
        painter.setPen(QPen(QColor(tokens.surface), 2))
        painter.setBrush(QColor(tokens.text))
        painter.drawEllipse(frame.place(*frame.plot.dot), DOT_PX * 1.8, DOT_PX * 1.8)
    painter.restore()
    if len(frame.plot.series) > 1:
        _paint_legend(painter, frame, tokens)


def _paint_axes(painter: QPainter, frame: PlotFrame, tokens: Tokens) -> None:
    plot, area, metrics = frame.plot, frame.area, frame.metrics
    high = metrics.height()
    for value in ticks_of(plot.y_range):
        level = frame.place(plot.x_range[0], value).y()
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(QPointF(area.left(), level), QPointF(area.right(), level))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(area.left() - 200, level - high / 2, 192, high)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, plot.y_words(value)
        )
    for value in ticks_of(plot.x_range):
        across = frame.place(value, plot.y_range[0]).x()
        words = plot.x_words(value)
        width = metrics.horizontalAdvance(words) + 8
        left = min(max(across - width / 2, 0.0), area.right() + high - width)
        box = QRectF(left, area.bottom() + 4, width, high)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.setPen(QPen(QColor(tokens.border_strong), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    painter.setPen(QColor(tokens.text))
    below = QRectF(area.left(), area.bottom() + high * 1.5, area.width(), high * 1.2)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, plot.x_title)
    above = QRectF(frame.legend.left(), area.top() - high * 1.9, area.width(), high * 1.2)
    painter.drawText(
        above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, plot.y_title
    )


def _paint_series(painter: QPainter, frame: PlotFrame, series: Series, pen: QPen) -> None:
    places = [frame.place(x, y) for x, y in series.points if not math.isnan(y)]
    if not places:
        return
    path = QPainterPath(places[0])
    for place in places[1:]:
        path.lineTo(place)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if series.has_dots or len(places) == 1:
        painter.setBrush(pen.color())
        for place in places:
            painter.drawEllipse(place, DOT_PX, DOT_PX)


def _paint_legend(painter: QPainter, frame: PlotFrame, tokens: Tokens) -> None:
    left, middle = frame.legend.left(), frame.legend.center().y()
    for number, series in enumerate(frame.plot.series):
        painter.setPen(_pen(number, tokens))
        painter.drawLine(QPointF(left, middle), QPointF(left + 26, middle))
        width = frame.metrics.horizontalAdvance(series.name) + 4
        painter.setPen(QColor(tokens.text))
        box = QRectF(left + 32, frame.legend.top(), width, frame.legend.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, series.name)
        left += 32 + width + 16


def _pen(number: int, tokens: Tokens) -> QPen:
    pen = QPen(QColor(getattr(tokens, _ROLES[number % len(_ROLES)])), WIDTH_PX)
    dashes = _DASHES[number % len(_DASHES)]
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def _share(value: float, limits: tuple[float, float]) -> float:
    first, last = limits
    return (value - first) / (last - first) if last != first else 0.5
