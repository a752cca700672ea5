"""Every product with its stock, how long it lasts and what to order: a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor

from desktop_app.core.stock import RestockLine, RestockState
from desktop_app.core.stock_wording import state_words, why_words
from desktop_app.gui.formats import number
from desktop_app.gui.icons import icon
from desktop_app.gui.rows_model import ListModel
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


def days_words(days: float | None) -> str:
    """How long the stock lasts, as short as it is known."""
    if days is None:
        return "–"
    if days > LONG_DAYS:
        return QCoreApplication.translate("StockModel", "years")
    return number(round(days))


class StockModel(ListModel[RestockLine]):
    """Shows lines as they are given; sorting and narrowing are done elsewhere."""

    NUMBERS: ClassVar = frozenset((STOCK, DAYS, ORDER))

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.retranslate)

    def row_of(self, product_id: int) -> int:
        """Where a product stands, or -1."""
        found = (r for r, line in enumerate(self._items) if line.product_id == product_id)
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

    def text(self, item: RestockLine, column: int) -> str:
        return self._texts()[column](item)

    def tip(self, item: RestockLine, column: int) -> str:
        del column
        return why_words(item, translate_stock, number)

    def spoken(self, item: RestockLine, column: int) -> str:
        return self.with_title(item, column)

    def look(self, item: RestockLine, column: int, role: int) -> Any:
        if column != STATE:
            return None
        name, colour = SIGNS[item.state]
        shade = getattr(self._theme.tokens, colour)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(name, shade, 20)
        return QColor(shade) if role == Qt.ItemDataRole.ForegroundRole else None
