"""Draws labels on whatever a painter paints on: a preview, a PDF file, a printer.

The same drawing serves all three, so that what is seen is what is printed. It may run off the GUI
thread; it makes no pixmap and no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop_app.core.labels import QUIET, Frame, Label, LabelOptions, Symbol, on_page
from desktop_app.gui.formats import price
from desktop_app.services.labels import PADDING_MM, SQUARE_SHARE

LINE_GAP_MM = 0.8
CODE_TEXT_MM = 2.6
"""Height of the digits below a barcode."""
LEAST_BARS_MM = 5.0
LARGEST_NAME_MM, SMALLEST_NAME_MM = 4.2, 2.2
LARGEST_MODULE_MM = {True: 0.5, False: 1.0}
"""A short code is not drawn broader than that; by whether it is a barcode."""
FRAME_COLOUR = "#B8BFC9"


@dataclass(frozen=True, slots=True)
class Ruler:
    """Units of the painter a millimetre, across and down."""

    across: float
    down: float

    def rect(self, frame: Frame) -> QRectF:
        return QRectF(
            frame.left * self.across,
            frame.top * self.down,
            frame.width * self.across,
            frame.height * self.down,
        )


def ruler_of(dpi_across: float, dpi_down: float) -> Ruler:
    return Ruler(dpi_across / 25.4, dpi_down / 25.4)


def page_labels(
    labels: Sequence[Label], options: LabelOptions, page: int
) -> list[tuple[Label, Frame]]:
    """What lies on one sheet, and where."""
    return [(labels[number], frame) for number, frame in on_page(options, len(labels), page)]


def draw_page(
    painter: QPainter, ruler: Ruler, content: Sequence[tuple[Label, Frame]], options: LabelOptions
) -> None:
    """Draw the labels of one sheet."""
    for label, frame in content:
        if options.frames:
            painter.setPen(QPen(QColor(FRAME_COLOUR), 0.1 * ruler.across))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(ruler.rect(frame))
        draw_label(painter, ruler, label, frame)


def draw_label(painter: QPainter, ruler: Ruler, label: Label, frame: Frame) -> None:
    """Words above, the symbol below them; a square symbol stands beside them instead."""
    inner = Frame(
        frame.left + PADDING_MM,
        frame.top + PADDING_MM,
        frame.width - 2 * PADDING_MM,
        frame.height - 2 * PADDING_MM,
    )
    symbol = label.symbol
    if symbol is None:
        _draw_words(painter, ruler, label, inner)
    elif symbol.kind.is_linear:
        bars = max(LEAST_BARS_MM, 0.34 * inner.height)
        below = bars + CODE_TEXT_MM
        words = Frame(inner.left, inner.top, inner.width, inner.height - below - LINE_GAP_MM)
        _draw_words(painter, ruler, label, words)
        place = Frame(inner.left, inner.top + inner.height - below, inner.width, bars)
        _draw_bars(painter, ruler, symbol, place)
    else:
        side = min(SQUARE_SHARE * frame.width, inner.height)
        words = Frame(inner.left, inner.top, inner.width - side - PADDING_MM, inner.height)
        _draw_words(painter, ruler, label, words)
        right = inner.left + inner.width - side
        top = inner.top + (inner.height - side) / 2
        _draw_square(painter, ruler, symbol, Frame(right, top, side, side))


def _draw_bars(painter: QPainter, ruler: Ruler, symbol: Symbol, place: Frame) -> None:
    """Bars in whole dots of the printer: rounding each one by itself would blur their widths."""
    widest = min(place.width / symbol.columns, LARGEST_MODULE_MM[True])
    module = _module(ruler.across * widest)
    left = _centred(ruler.across * place.left, ruler.across * place.width, module * symbol.columns)
    left += module * QUIET[symbol.kind]
    top, height = ruler.down * place.top, ruler.down * place.height
    for start, length in _runs(symbol):
        bar = QRectF(left + module * start, top, module * length, height)
        painter.fillRect(bar, Qt.GlobalColor.black)
    text = QRectF(
        ruler.across * place.left,
        top + height,
        ruler.across * place.width,
        ruler.down * CODE_TEXT_MM,
    )
    painter.setFont(_font(ruler, 0.9 * CODE_TEXT_MM, bold=False))
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, symbol.text)


def _draw_square(painter: QPainter, ruler: Ruler, symbol: Symbol, place: Frame) -> None:
    rows, columns = symbol.modules.shape
    quiet = QUIET[symbol.kind]
    longest = max(rows, columns) + 2 * quiet
    widest = min(min(place.width, place.height) / longest, LARGEST_MODULE_MM[False])
    module = _module(min(ruler.across, ruler.down) * widest)
    left = _centred(ruler.across * place.left, ruler.across * place.width, module * columns)
    top = _centred(ruler.down * place.top, ruler.down * place.height, module * rows)
    for down in range(rows):
        for start, length in _runs(symbol, down):
            dark = QRectF(left + module * start, top + module * down, module * length, module)
            painter.fillRect(dark, Qt.GlobalColor.black)


def _runs(symbol: Symbol, row: int = 0) -> list[tuple[int, int]]:
    """Start and length of the dark runs of a row."""
    runs: list[tuple[int, int]] = []
    dark = symbol.modules[row].tolist()
    start: int | None = None
    for position, is_dark in enumerate([*dark, False]):
        if is_dark and start is None:
            start = position
        elif not is_dark and start is not None:
            runs.append((start, position - start))
            start = None
    return runs


def _module(width: float) -> float:
    """Whole dots where there is room for some; thinner only in a preview of few pixels."""
    return float(int(width)) if width >= 1 else width


def _centred(start: float, room: float, width: float) -> float:
    return float(round(start + (room - width) / 2))


def _draw_words(painter: QPainter, ruler: Ruler, label: Label, place: Frame) -> None:
    """Name large at the top; SKU and place at the foot, and the price at their right.

    SKU and place share a line where there is room for both.
    """
    name_mm = min(LARGEST_NAME_MM, max(SMALLEST_NAME_MM, 0.2 * place.height))
    small_mm = max(0.72 * name_mm, 1.9)
    cost, facts = price(label.price, label.currency), [f for f in (label.sku, label.place) if f]
    cost_font = _font(ruler, 1.2 * name_mm, bold=True)
    width = ruler.across * place.width
    room = width - (QFontMetricsF(cost_font).horizontalAdvance(f"{cost} ") if cost else 0.0)
    metrics = QFontMetricsF(_font(ruler, small_mm, bold=False))
    together = "   ".join(facts)
    if len(facts) > 1 and metrics.horizontalAdvance(together) <= room:
        facts = [together]
    line_mm, cost_mm = 1.25 * small_mm, 1.5 * name_mm if cost else 0.0
    above_mm = line_mm * max(0, len(facts) - 1)
    foot_mm = max(cost_mm, line_mm if facts else 0.0) + above_mm
    upper = Frame(place.left, place.top, place.width, place.height - foot_mm)
    _draw_name(painter, ruler, label.name, upper, name_mm)
    left, bottom = ruler.across * place.left, ruler.down * (place.top + place.height)
    painter.setPen(Qt.GlobalColor.black)
    if cost:
        painter.setFont(cost_font)
        box = QRectF(left, bottom - ruler.down * cost_mm, width, ruler.down * cost_mm)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, cost)
    painter.setFont(_font(ruler, small_mm, bold=False))
    line, lifted = ruler.down * line_mm, ruler.down * max(line_mm, cost_mm)
    for number, fact in enumerate(reversed(facts)):
        words = metrics.elidedText(fact, Qt.TextElideMode.ElideRight, width if number else room)
        box = QRectF(left, bottom - line - number * lifted, width, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)


def _draw_name(painter: QPainter, ruler: Ruler, name: str, place: Frame, name_mm: float) -> None:
    font = _font(ruler, name_mm, bold=True)
    metrics = QFontMetricsF(font)
    width = ruler.across * place.width
    room = ruler.down * place.height
    count = max(1, min(3, int(room // metrics.lineSpacing())))
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    top = ruler.down * place.top
    for line in _lines(name, metrics, width, count):
        box = QRectF(ruler.across * place.left, top, width, metrics.lineSpacing())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
        top += metrics.lineSpacing()


def _lines(name: str, metrics: QFontMetricsF, width: float, count: int) -> list[str]:
    """*name* in at most *count* lines; a language without spaces breaks anywhere."""
    words = name.split(" ")
    lines: list[str] = []
    while words and len(lines) < count - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        fits = _fitting(line, metrics, width)
        lines.append(line[:fits])
        if fits < len(line):
            words.insert(0, line[fits:])
    rest = " ".join(words)
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return lines


def _fitting(line: str, metrics: QFontMetricsF, width: float) -> int:
    """How many letters of *line* fit; at least one."""
    if metrics.horizontalAdvance(line) <= width:
        return len(line)
    fits = 1
    while fits < len(line) and metrics.horizontalAdvance(line[: fits + 1]) <= width:
        fits += 1
    return fits


def _font(ruler: Ruler, height_mm: float, *, bold: bool) -> QFont:
    """Sized in units of the painter, so that screen, file and printer agree."""
    font = QFont()
    font.setPixelSize(max(1, round(ruler.down * height_mm)))
    font.setBold(bold)
    return font
