"""Every product with its stock, how long it lasts and what to order: a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from desktop_app.core.stock import RestockLine, RestockState
from desktop_app.core.stock_wording import state_words, why_words
from desktop_app.gui.formats import number
from desktop_app.gui.icons import icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_stock

STATE, PRODUCT, STOCK, DAYS, ORDER, PLACE = range(6)
SIGNS = {
    RestockState.OUT: ("error", "danger"),
    RestockState.ORDER: ("warning", "warning"),
    RestockState.SOON: ("clock", "warning"),
    RestockState.ORDERED: ("send", "accent"),
    RestockState.FINE: ("check", "success"),
    RestockState.NOT_ASKED: ("pause", "muted"),
    RestockState.UNKNOWN: ("unsure", "muted"),
}
LONG_DAYS = 999
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def days_words(days: float | None) -> str:
    """How long the stock lasts, as short as it is known."""
    if days is None:
        return "–"
    if days > LONG_DAYS:
        return QCoreApplication.translate("StockModel", "years")
    return number(round(days))


class StockModel(QAbstractTableModel):
    """Shows lines as they are given; sorting and narrowing are done elsewhere."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[RestockLine] = ()
        theme.changed.connect(self.retranslate)

    def show_lines(self, lines: Sequence[RestockLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> Sequence[RestockLine]:
        return self._lines

    def line(self, row: int) -> RestockLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, product_id: int) -> int:
        """Where a product stands, or -1."""
        found = (r for r, line in enumerate(self._lines) if line.product_id == product_id)
        return next(found, -1)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("State"),
            self.tr("Product"),
            self.tr("Stock"),
            self.tr("Days left"),
            self.tr("Order"),
            self.tr("Place"),
        )

    def _texts(self) -> Sequence[Callable[[RestockLine], str]]:
        return (
            lambda line: state_words(line.state, translate_stock),
            lambda line: f"{line.name}\n{line.sku}",
            lambda line: "–" if line.stock is None else number(line.stock),
            lambda line: days_words(line.days_left),
            lambda line: number(line.order) if line.order else "–",
            lambda line: line.location,
        )

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else PLACE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts()[column](line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return why_words(line, translate_stock)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles()[column]}: {self._texts()[column](line)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (STOCK, DAYS, ORDER):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._look(line, column, role)

    def _look(self, line: RestockLine, column: int, role: int) -> Any:
        if column != STATE:
            return None
        name, colour = SIGNS[line.state]
        shade = getattr(self._theme.tokens, colour)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(name, shade, 20)
        return QColor(shade) if role == Qt.ItemDataRole.ForegroundRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or orientation == Qt.Orientation.Vertical:
            return None
        titles = self.titles()
        return titles[section] if 0 <= section < len(titles) else None

    def retranslate(self) -> None:
        """The words or colours changed, the rows did not."""
        if self._lines:
            last = self.index(len(self._lines) - 1, PLACE)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, PLACE)
