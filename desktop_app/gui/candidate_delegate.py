"""Paints one candidate as a tile.

From back to front: ground with border (selected, hovered, focused), picture on its own ground,
rank, name in two lines, SKU and place, and how likely it is in words and number. A low tile has a
lower picture, with the number alone in its corner: the words stand beside the chosen product.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.core.types import Candidate, EvidenceKind
from desktop_app.core.wording import Likelihood, likelihood
from desktop_app.gui.candidate_model import CandidateRole
from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.picture_view import paint_fitted
from desktop_app.gui.theme import Theme, Tokens

MARGIN = 6
PADDING = 12
RADIUS = 12
PICTURE_SHARE = 0.66
WORDS_PX = 132
LOW_WORDS_PX = 101
LEAST_PICTURE_PX = 72
"""Lower than that, things are no longer told apart at a glance."""
_NAME_LINES = 2
_LINE_PX = 20

Index = QModelIndex | QPersistentModelIndex


def tile_height(width: int, scale: float = 1.0) -> int:
    """Height of a tile of *width* with words of *scale*; all tiles of a grid are alike."""
    return round(width * PICTURE_SHARE) + round(WORDS_PX * scale)


def fitting_height(width: int, room: int, scale: float = 1.0) -> int:
    """Height of a tile of *width* of which two fit into *room*, if any such tile is legible."""
    usual = tile_height(width, scale)
    least = LEAST_PICTURE_PX + round(LOW_WORDS_PX * scale)
    return min(usual, max(least, room // 2))


def likelihood_colours(candidate: Candidate, tokens: Tokens) -> tuple[str, str]:
    """Colour of the words and of their ground; the words themselves say the same."""
    if any(item.kind is EvidenceKind.CODE for item in candidate.evidence):
        return tokens.success, tokens.success_soft
    if candidate.probability is None:
        return tokens.accent, tokens.accent_soft
    return {
        Likelihood.VERY_LIKELY: (tokens.success, tokens.success_soft),
        Likelihood.LIKELY: (tokens.warning, tokens.warning_soft),
        Likelihood.POSSIBLE: (tokens.warning, tokens.warning_soft),
        Likelihood.UNLIKELY: (tokens.neutral, tokens.neutral_soft),
    }[likelihood(candidate.probability)]


def elided_lines(text: str, font: QFont, width: int, lines: int) -> list[str]:
    """*text* broken at words into at most *lines*; the last one ends with an ellipsis if cut."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(found) == lines - 1:
            rest = text[start:]
            found.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + length].rstrip())
    layout.endLayout()
    return found


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


class CandidateDelegate(QStyledItemDelegate):
    """One tile; the grid says how wide."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cell = QSize(220, tile_height(220))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        usual = tokens.border_strong if hovered or tokens.contrast else tokens.border
        edge = tokens.accent if selected else usual
        painter.setPen(QPen(QColor(edge), 2 if selected else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if focused and selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(card).adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)

    def _paint_picture(self, painter: QPainter, area: QRect, pixmap: QPixmap | None) -> None:
        tokens = self._theme.tokens
        path = QPainterPath()
        path.addRoundedRect(QRectF(area), RADIUS - 4, RADIUS - 4)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(area, QColor(tokens.picture))
        if pixmap is None:
            side = 28
            placeholder = icon_pixmap("photo", tokens.border_strong, side, 2.0)
            painter.drawPixmap(
                area.center().x() - side // 2, area.center().y() - side // 2, placeholder
            )
        else:
            paint_fitted(painter, area, pixmap)
        painter.restore()

    def _paint_rank(self, painter: QPainter, area: QRect, rank: int) -> None:
        tokens = self._theme.tokens
        badge = QRect(area.left() + 6, area.top() + 6, tokens.px(24), tokens.px(22))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(badge, 7, 7)
        painter.setFont(_font(painter.font(), tokens.px(12), QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(rank))

    def _paint_words(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        font = _font(painter.font(), tokens.px(15), QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        metrics, y = QFontMetrics(font), area.top()
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        # Drawn by baseline: Chinese from another font is taller and must not shift the line.
        for line in elided_lines(name, font, area.width(), _NAME_LINES):
            painter.drawText(QPoint(area.left(), y + metrics.ascent()), line)
            y += tokens.px(_LINE_PX)
        self._paint_place(
            painter, QRect(area.left(), y + 2, area.width(), tokens.px(_LINE_PX)), index
        )

    def _paint_place(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Where it lies, large, at the left; the SKU takes what is left of the line."""
        tokens, right = self._theme.tokens, Qt.TextElideMode.ElideRight
        place = _font(painter.font(), tokens.px(15), QFont.Weight.Bold)
        small = _font(painter.font(), tokens.px(12), QFont.Weight.Normal)
        where = QFontMetrics(place)
        words = where.elidedText(str(index.data(CandidateRole.LOCATION)), right, area.width())
        baseline = area.top() + where.ascent()
        painter.setFont(place)
        painter.setPen(QColor(tokens.accent))
        painter.drawText(QPoint(area.left(), baseline), words)
        used = where.horizontalAdvance(words) + (10 if words else 0)
        sku = str(index.data(CandidateRole.SKU))
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        cut = QFontMetrics(small).elidedText(sku, right, max(0, area.width() - used))
        painter.drawText(QPoint(area.left() + used, baseline), cut)

    def _paint_likelihood(self, painter: QPainter, area: QRect, index: Index, *, low: bool) -> None:
        """At the foot of *area*; in a *low* tile the number alone, in its upper right corner."""
        candidate: Candidate = index.data(CandidateRole.CANDIDATE)
        tokens = self._theme.tokens
        colour, ground = likelihood_colours(candidate, tokens)
        font = _font(painter.font(), tokens.px(12), QFont.Weight.DemiBold)
        painter.setFont(font)
        words, share = index.data(CandidateRole.LIKELIHOOD), index.data(CandidateRole.PROBABILITY)
        text = (share or words) if low else f"{words}  {share}".strip()
        width = min(QFontMetrics(font).horizontalAdvance(text) + tokens.px(18), area.width())
        pill = QRect(area.left(), area.bottom() - tokens.px(22), width, tokens.px(23))
        if low:
            pill.moveTopRight(area.topRight())
        painter.setPen(QPen(QColor(tokens.edge(colour, ground)), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(QColor(colour))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.isValid():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._paint_ground(painter, option, card)
        inner = card.adjusted(PADDING - 4, PADDING - 4, -PADDING + 4, -PADDING + 4)
        low = option.rect.height() < tile_height(option.rect.width(), self._theme.tokens.scale)
        words_px = self._theme.tokens.px((LOW_WORDS_PX if low else WORDS_PX) - 30)
        picture = QRect(inner.left(), inner.top(), inner.width(), inner.height() - words_px)
        self._paint_picture(painter, picture, index.data(CandidateRole.PICTURE))
        words = QRect(
            inner.left() + 4,
            picture.bottom() + 9,
            inner.width() - 8,
            inner.bottom() - picture.bottom() - 12,
        )
        if index.data(CandidateRole.CANDIDATE) is not None:  # else it is still being read
            self._paint_rank(painter, picture, int(index.data(CandidateRole.RANK)))
            self._paint_words(painter, words, index)
            place = picture.adjusted(36, 6, -6, 0) if low else words
            self._paint_likelihood(painter, place, index, low=low)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return self.cell


def _font(base: QFont, px: int, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font
