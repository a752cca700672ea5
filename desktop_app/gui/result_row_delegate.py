"""Paints one candidate as a row: picture, name, likelihood and SKU; place, stock, price right.

A row is made to be read at arm's length; what is likely and what is out of stock is said in words.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.core.types import Candidate
from desktop_app.core.wording import StockState, stock_state
from desktop_app.gui.candidate_delegate import elided_lines, likelihood_colours
from desktop_app.gui.candidate_model import CandidateRole
from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.picture_view import paint_fitted
from desktop_app.gui.theme import Theme

ROW_PX = 122
MARGIN = 4
PADDING = 10
RADIUS = 10
FACTS_SHARE, LEAST_FACTS_PX, MOST_FACTS_PX = 0.3, 104, 190
"""Width of the column with place, stock and price."""

NAME_PX, PLACE_PX, SMALL_PX = 16, 20, 13
STOCK_ROLES = {
    StockState.IN_STOCK: "success",
    StockState.LOW: "warning",
    StockState.NONE: "danger",
    StockState.UNKNOWN: "muted",
}

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ResultRowDelegate(QStyledItemDelegate):
    """One row; the list says how wide."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cell = QSize(400, theme.tokens.px(ROW_PX))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        usual = tokens.border_strong if hovered or tokens.contrast else tokens.border
        edge = tokens.accent if selected else usual
        painter.setPen(QPen(QColor(edge), 3 if selected and focused else 2 if selected else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_picture(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        painter.fillRect(area, QColor(tokens.picture))
        pixmap = index.data(CandidateRole.PICTURE)
        if pixmap is None:
            side = 28
            sign = icon_pixmap("photo", tokens.border_strong, side, 2.0)
            painter.drawPixmap(area.center() - QPoint(side // 2, side // 2), sign)
        else:
            painter.save()
            painter.setClipRect(area)
            paint_fitted(painter, area, pixmap)
            painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        font = _font(painter.font(), tokens.px(NAME_PX), QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        metrics, y = QFontMetrics(font), area.top()
        for line in elided_lines(str(index.data()), font, area.width(), 2):
            # Drawn by baseline: Chinese from another font is taller and must not shift the line.
            painter.drawText(QPoint(area.left(), y + metrics.ascent()), line)
            y += tokens.px(NAME_PX + 5)
        below = QRect(area.left(), y, area.width(), tokens.px(SMALL_PX + 5))
        self._paint_line(painter, below, str(index.data(CandidateRole.SKU)), _LEFT)
        self._paint_likelihood(painter, area, index)

    def _paint_likelihood(self, painter: QPainter, area: QRect, index: Index) -> None:
        """How likely it is in words and number, on its ground at the foot."""
        tokens = self._theme.tokens
        candidate: Candidate = index.data(CandidateRole.CANDIDATE)
        colour, ground = likelihood_colours(candidate, tokens)
        font = _font(painter.font(), tokens.px(SMALL_PX), QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        likely = metrics.elidedText(
            _how_sure(index), Qt.TextElideMode.ElideRight, area.width() - 18
        )
        width = min(metrics.horizontalAdvance(likely) + 18, area.width())
        height = tokens.px(25)
        pill = QRect(area.left(), area.bottom() - height + 1, width, height)
        painter.setPen(QPen(QColor(tokens.edge(colour, ground)), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(QColor(colour))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, likely)

    def _paint_facts(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        candidate: Candidate = index.data(CandidateRole.CANDIDATE)
        line = area.height() // 3
        place = QRect(area.left(), area.top(), area.width(), line)
        painter.setFont(_font(painter.font(), tokens.px(PLACE_PX), QFont.Weight.Bold))
        painter.setPen(QColor(tokens.accent))
        metrics = QFontMetrics(painter.font())
        words = str(index.data(CandidateRole.LOCATION))
        painter.drawText(
            place, _RIGHT, metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, area.width())
        )
        role = STOCK_ROLES[stock_state(candidate.product)]
        stock = place.translated(0, line)
        self._paint_line(painter, stock, str(index.data(CandidateRole.STOCK)), _RIGHT, role)
        cost = place.translated(0, 2 * line)
        self._paint_line(painter, cost, str(index.data(CandidateRole.PRICE)), _RIGHT, "text")

    def _paint_line(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        alignment: Qt.AlignmentFlag,
        role: str = "muted",
    ) -> None:
        weight = QFont.Weight.Normal if role == "muted" else QFont.Weight.DemiBold
        tokens = self._theme.tokens
        painter.setFont(_font(painter.font(), tokens.px(SMALL_PX), weight))
        painter.setPen(QColor(getattr(tokens, role)))
        metrics = QFontMetrics(painter.font())
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, alignment, cut)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.isValid():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._paint_ground(painter, option, card)
        inner = card.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        picture = QRect(inner.topLeft(), QSize(inner.height(), inner.height()))
        self._paint_picture(painter, picture, index)
        if index.data(CandidateRole.CANDIDATE) is not None:
            wanted = round(inner.width() * FACTS_SHARE)
            px = self._theme.tokens.px
            facts_px = max(px(LEAST_FACTS_PX), min(px(MOST_FACTS_PX), wanted))
            facts = QRect(inner.right() - facts_px, inner.top(), facts_px, inner.height())
            words = QRect(
                picture.right() + 14,
                inner.top(),
                facts.left() - picture.right() - 26,
                inner.height(),
            )
            self._paint_words(painter, words, index)
            self._paint_facts(painter, facts, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return self.cell


def _how_sure(index: Index) -> str:
    """The verdict, where it is about this product, and how likely it is in words and number."""
    roles = (CandidateRole.LIKELIHOOD, CandidateRole.PROBABILITY)
    likely = "  ".join(word for word in (str(index.data(role)) for role in roles) if word)
    verdict = index.data(CandidateRole.VERDICT)
    return f"{verdict} · {likely}" if verdict else likely


def _font(base: QFont, px: int, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font
