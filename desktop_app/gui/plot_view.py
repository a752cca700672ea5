"""A plot in the window; one with a line can be asked by dragging it, or by the arrow keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop_app.gui.plot import Plot, PlotFrame, paint_plot
from desktop_app.gui.plot_file import write_picture, write_points
from desktop_app.gui.theme import Theme

PICTURE_PX = (1280, 800)
STEP, FINE_STEP = 0.01, 0.001
"""How far an arrow key moves the line, as a share of the axis; with Shift the finer one."""

_MARGIN = 14
_HANDLE_PX = 7


class PlotView(QWidget):
    """Shows one `Plot`; has a line where `line` is set."""

    line_moved = Signal(float)
    """Where the line stands on the axis across, while a person moves it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot: Plot | None = None
        self._line: float | None = None
        self._is_dragged = False
        self.setMinimumSize(300, 220)
        theme.changed.connect(self.update)

    @property
    def plot(self) -> Plot | None:
        return self._plot

    @property
    def line(self) -> float | None:
        """Where the line stands; None: there is none."""
        return self._line

    def show_plot(self, plot: Plot | None) -> None:
        self._plot = plot
        if plot is not None:
            self.setAccessibleName(plot.title)
        self.update()

    def show_line(self, line: float | None) -> None:
        """Put the line there without telling anybody."""
        self._line = line
        can_move = line is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_move else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor if can_move else Qt.CursorShape.ArrowCursor)
        self.update()

    def frame(self) -> PlotFrame | None:
        """Where things stand in the widget; None without a plot."""
        if self._plot is None:
            return None
        inside = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        return PlotFrame(self._plot, inside, QFontMetricsF(self.font()))

    def save_picture(self, file: Path) -> None:
        """Write the plot as a picture, in the colours of the window.

        Raises:
            UserError: the file cannot be written.
        """
        if self._plot is None:
            return
        image = QImage(*PICTURE_PX, QImage.Format.Format_RGB32)
        image.fill(QColor(self._theme.tokens.surface))
        painter = QPainter(image)
        font = self.font()
        font.setPixelSize(20)
        painter.setFont(font)
        margin = _MARGIN * 3
        rect = QRectF(image.rect()).adjusted(margin, margin, -margin, -margin)
        frame = PlotFrame(self._plot, rect, QFontMetricsF(font))
        paint_plot(painter, frame, self._theme.tokens)
        self._paint_line(painter, frame)
        painter.end()
        write_picture(file, image)

    def save_table(self, file: Path) -> None:
        """Write all points of the plot as CSV.

        Raises:
            UserError: the file cannot be written.
        """
        if self._plot is not None:
            write_points(file, self._plot.table())

    def _move_to(self, line: float) -> None:
        if self._plot is None or self._line is None:
            return
        first, last = self._plot.x_range
        line = min(last, max(first, line))
        if line != self._line:
            self._line = line
            self.update()
            self.line_moved.emit(line)

    def _paint_line(self, painter: QPainter, frame: PlotFrame) -> None:
        if self._line is None:
            return
        tokens = self._theme.tokens
        top = frame.place(self._line, frame.plot.y_range[1])
        bottom = frame.place(self._line, frame.plot.y_range[0])
        painter.setPen(QPen(QColor(tokens.text), 2))
        painter.drawLine(top, bottom)
        painter.setBrush(QColor(tokens.accent if self.hasFocus() else tokens.text))
        middle = (top + bottom) / 2
        handle = QRectF(-_HANDLE_PX, -2 * _HANDLE_PX, 2 * _HANDLE_PX, 4 * _HANDLE_PX)
        painter.drawRoundedRect(handle.translated(middle), _HANDLE_PX, _HANDLE_PX)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(520, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        frame = self.frame()
        if frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        paint_plot(painter, frame, self._theme.tokens)
        self._paint_line(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._line is not None and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragged = True
            self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            self._follow(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._is_dragged = False

    def _follow(self, position: QPointF) -> None:
        frame = self.frame()
        if frame is not None:
            self._move_to(frame.x_at(position.x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._line is None or self._plot is None:
            super().keyPressEvent(event)
            return
        first, last = self._plot.x_range
        is_fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = (last - first) * (FINE_STEP if is_fine else STEP)
        places = {
            Qt.Key.Key_Left: self._line - step,
            Qt.Key.Key_Down: self._line - step,
            Qt.Key.Key_Right: self._line + step,
            Qt.Key.Key_Up: self._line + step,
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._move_to(place)
