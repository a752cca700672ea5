"""A plot over time, drawn in the look in use: bars, steps and lines, read by keyboard too."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.plot_scale import steps_of
from desktop_app.gui.formats import day
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.plot_file import ask_where, is_table, write_picture, write_points
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import icon_button, name_control

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 52, 14, 36, 24
LEAST_PX, USUAL_PX = 130, 180
SAVE_PX = 32
PICTURE_SCALE = 2
SECONDS_A_DAY = 86_400.0
CURSOR_REACH_PX = 24


class Drawn(StrEnum):
    """How the points of a series are drawn."""

    BARS = "bars"
    STEPS = "steps"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one kind, oldest first; *role* names a colour of `Tokens`.

    `expected` ones are drawn with dashes: they lie ahead.
    """

    name: str
    points: tuple[tuple[datetime, float], ...]
    drawn: Drawn = Drawn.LINE
    role: str = "accent"
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A height to compare with."""

    name: str
    value: float
    role: str = "warning"


class TimePlot(QWidget):
    """Shows series; left and right go from point to point and say it. A button saves the plot."""

    saved = Signal(object)  # Path
    save_failed = Signal(object)  # UserError

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._series: tuple[Series, ...] = ()
        self._levels: tuple[Level, ...] = ()
        self._number: Callable[[float], str] = str
        self._cursor: datetime | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.MinimumExpanding)
        self.save_button = icon_button("save", 16)
        self.save_button.setParent(self)
        self.save_button.clicked.connect(self.ask_to_save)
        self.save_button.hide()
        theme.changed.connect(self._recolour)
        self.retranslate()

    def show_series(
        self,
        title: str,
        series: Sequence[Series],
        levels: Sequence[Level] = (),
        number: Callable[[float], str] = str,
    ) -> None:
        """Show *series*; *number* writes a value as people read it."""
        self._title, self._series, self._levels = title, tuple(series), tuple(levels)
        self._number, self._cursor = number, None
        self.save_button.setHidden(self.is_empty)
        self._say_name()
        self.update()

    @property
    def is_empty(self) -> bool:
        return not any(each.points for each in self._series)

    @property
    def reading(self) -> str:
        """What stands at the cursor, in words; empty without one."""
        if self._cursor is None:
            return ""
        date = day(self._cursor)
        values = [
            f"{each.name} {self._number(value)}"
            for each in self._series
            for at, value in each.points
            if at == self._cursor
        ]
        return f"{date}: {', '.join(values)}"

    def save(self, file: Path) -> None:
        """Write the points as CSV, or the plot as a picture (PNG).

        Raises:
            UserError: the file cannot be written.
        """
        if is_table(file):
            write_points(file, self._rows())
        else:
            write_picture(file, self._picture())

    def ask_to_save(self) -> None:
        """Ask for a file, and write it."""
        file = ask_where(self, self._title)
        if file is None:
            return
        try:
            self.save(file)
        except UserError as error:
            self.save_failed.emit(error)
        else:
            self.saved.emit(file)

    def _picture(self) -> QPixmap:
        """The plot alone, twice as fine as the screen, without what is read at a point."""
        self._go_to(None)
        picture = QPixmap(self.size() * PICTURE_SCALE)
        picture.setDevicePixelRatio(PICTURE_SCALE)
        picture.fill(QColor(self._theme.tokens.surface))
        flags = QWidget.RenderFlag.DrawWindowBackground
        self.render(picture, QPoint(), QRegion(), flags)
        return picture

    def _rows(self) -> list[list[str]]:
        rows = [["series", "at", "value"]]
        for each in self._series:
            rows += [[each.name, at.isoformat(), f"{value:g}"] for at, value in each.points]
        return rows

    # where things lie

    def _moments(self) -> list[datetime]:
        return sorted({at for each in self._series for at, _ in each.points})

    def _area(self) -> QRectF:
        px = self._theme.tokens.px
        return QRectF(
            px(LEFT_PX),
            px(TOP_PX),
            max(1, self.width() - px(LEFT_PX) - px(RIGHT_PX)),
            max(1, self.height() - px(TOP_PX) - px(BOTTOM_PX)),
        )

    def _span(self) -> tuple[float, float]:
        moments = self._moments()
        first, last = moments[0].timestamp(), moments[-1].timestamp()
        pad = SECONDS_A_DAY * 4 if any(s.drawn is Drawn.BARS for s in self._series) else 0.0
        pad = pad or (SECONDS_A_DAY if first == last else 0.0)
        return first - pad, last + pad

    def _height(self) -> tuple[float, float, list[float]]:
        values = [value for each in self._series for _, value in each.points]
        values += [level.value for level in self._levels]
        marks = steps_of(min(0.0, *values), max(values))
        return marks[0], marks[-1], marks

    def _x(self, at: datetime) -> float:
        area, (first, last) = self._area(), self._span()
        return area.left() + (at.timestamp() - first) / (last - first) * area.width()

    def _y(self, value: float) -> float:
        area, (low, high, _) = self._area(), self._height()
        return area.bottom() - (value - low) / (high - low) * area.height()

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, area = self._theme.tokens, self._area()
        painter.setPen(QColor(tokens.muted))
        head = QRectF(0, 0, self._save_left() - 6, tokens.px(TOP_PX) - 4)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = self.reading or self._title
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(head.width()))
        painter.drawText(head, left, shown)
        if self.is_empty:
            return
        self._draw_grid(painter, area)
        for each in self._series:
            self._draw_series(painter, each)
        for level in self._levels:
            self._draw_level(painter, area, level)
        self._draw_cursor(painter, area)

    def _draw_grid(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for mark in self._height()[2]:
            y = self._y(mark)
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(QColor(tokens.muted))
            box = QRectF(0, y - 10, area.left() - 8, 20)
            painter.drawText(box, right, self._number(mark))
        self._draw_dates(painter, area)

    def _draw_dates(self, painter: QPainter, area: QRectF) -> None:
        first, last = self._span()
        wide = painter.fontMetrics().horizontalAdvance("2026-88-88") + 24
        count = max(1, int(area.width() // wide))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for position in range(count):
            at = first + (last - first) * (position + 0.5) / count
            moment = datetime.fromtimestamp(at, tz=UTC)
            x = self._x(moment)
            words = day(moment)
            box = QRectF(x - wide / 2, area.bottom() + 4, wide, self._theme.tokens.px(BOTTOM_PX))
            painter.drawText(box, centre, words)

    def _draw_series(self, painter: QPainter, each: Series) -> None:
        colour = QColor(getattr(self._theme.tokens, each.role))
        if not each.points:
            return
        if each.drawn is Drawn.BARS:
            self._draw_bars(painter, each, colour)
            return
        pen = QPen(colour, 2)
        if each.expected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = [QPointF(self._x(at), self._y(value)) for at, value in each.points]
        if each.drawn is Drawn.STEPS:
            corners = [QPointF(later.x(), now.y()) for now, later in pairwise(places)]
            places = [p for pair in zip(places, [*corners, places[-1]], strict=True) for p in pair]
        painter.drawPolyline(QPolygonF(places))
        if len(each.points) == 1:
            painter.drawEllipse(places[0], 3, 3)

    def _draw_bars(self, painter: QPainter, each: Series, colour: QColor) -> None:
        gaps = [self._x(later) - self._x(now) for (now, _), (later, _) in pairwise(each.points)]
        wide = max(1.0, min([*gaps, 26.0]) * 0.72)
        floor = self._y(0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for at, value in each.points:
            y = self._y(value)
            painter.drawRect(QRectF(self._x(at) - wide / 2, y, wide, floor - y))

    def _draw_level(self, painter: QPainter, area: QRectF, level: Level) -> None:
        colour, y = QColor(getattr(self._theme.tokens, level.role)), self._y(level.value)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        words = f"{level.name} {self._number(level.value)}"
        height = painter.fontMetrics().height()
        top = y - height - 1 if y - height > area.top() else y + 1
        box = QRectF(area.left() + 6, top, area.width() - 12, height)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, words)

    def _draw_cursor(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        if self._cursor is not None:
            x = self._x(self._cursor)
            painter.setPen(QPen(QColor(tokens.text), 1))
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    # reading values

    def _go_to(self, at: datetime | None) -> None:
        if at != self._cursor:
            self._cursor = at
            self._say_name()
            self.update()

    def _say_name(self) -> None:
        names = ", ".join(each.name for each in self._series if each.points)
        self.setAccessibleName(f"{self._title} ({names})" if names else self._title)
        self.setAccessibleDescription(self.reading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self.is_empty:
            super().keyPressEvent(event)
            return
        moments = self._moments()
        if self._cursor is None:
            self._go_to(moments[-1 if step < 0 else 0])
        else:
            position = bisect.bisect_left(moments, self._cursor) + step
            self._go_to(moments[min(max(position, 0), len(moments) - 1)])
        announce(self, self.reading)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.is_empty:
            return
        x = event.position().x()
        near = min(self._moments(), key=lambda at: abs(self._x(at) - x))
        self._go_to(near if abs(self._x(near) - x) <= CURSOR_REACH_PX else None)

    def _save_left(self) -> int:
        return self.width() - self.save_button.width()

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)
        self._place_save()  # its size follows the words and the fingers
        self.update()

    def retranslate(self) -> None:
        name_control(self.save_button, self.tr("Save this plot as a picture or a table"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_save()

    def _place_save(self) -> None:
        side = self._theme.tokens.px(SAVE_PX)
        self.save_button.resize(side, side)  # larger where targets are large
        self.save_button.move(self._save_left(), 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        px = self._theme.tokens.px
        return QSize(px(320), px(USUAL_PX))

    def minimumSizeHint(self) -> QSize:
        px = self._theme.tokens.px
        return QSize(px(220), px(LEAST_PX))
