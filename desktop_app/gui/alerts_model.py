"""Price alerts, newest first: product, what happened, from what to what, and what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QColor

from desktop_app.core.price import AlertKind, PriceAlert
from desktop_app.core.stock_wording import ALERT_STATE_WORDS, ALERT_WORDS
from desktop_app.gui.formats import day, price
from desktop_app.gui.icons import icon
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_stock

WHAT, PRODUCT, CHANGE, PRICE, WHEN, STATE = range(6)
SIGNS = {
    AlertKind.RISE: ("warning", "danger"),
    AlertKind.FALL: ("info", "success"),
    AlertKind.DRIFT: ("clock", "warning"),
    AlertKind.CURRENCY: ("price", "warning"),
}


def percent_words(percent: Decimal | None) -> str:
    """A change with its sign; a dash where nothing can be compared."""
    if percent is None:
        return "–"
    digits = QLocale().toString(float(abs(percent)), "f", 1)
    return f"{'+' if percent >= 0 else '−'}{digits}\N{NO-BREAK SPACE}%"


class AlertsModel(PagedModel[PriceAlert]):
    """Alerts as they were found."""

    NUMBERS: ClassVar = frozenset((CHANGE, PRICE))

    def __init__(self, tasks: TaskRunner, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._theme = theme
        theme.changed.connect(self.retranslate)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("What"),
            self.tr("Product"),
            self.tr("Change"),
            self.tr("Price"),
            self.tr("When"),
            self.tr("State"),
        )

    def key(self, item: PriceAlert) -> int:
        return item.alert_id

    def text(self, item: PriceAlert, column: int) -> str:
        return self._texts()[column](item)

    def tip(self, item: PriceAlert, column: int) -> str:
        return self.with_title(item, column)

    spoken = tip

    def look(self, item: PriceAlert, column: int, role: int) -> Any:
        if column != WHAT:
            return None
        name, colour = SIGNS[item.kind]
        shade = getattr(self._theme.tokens, colour)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(name, shade, 20)
        return QColor(shade) if role == Qt.ItemDataRole.ForegroundRole else None

    def _texts(self) -> Sequence[Callable[[PriceAlert], str]]:
        return (
            lambda item: translate_stock(ALERT_WORDS[item.kind]),
            lambda item: f"{item.name}\n{item.sku}",
            lambda item: percent_words(item.percent),
            self._prices,
            lambda item: day(item.at),
            self._state,
        )

    def _prices(self, item: PriceAlert) -> str:
        currency = "" if item.kind is AlertKind.CURRENCY else item.currency
        return f"{price(item.before, currency)} → {price(item.price, item.currency)}"

    def _state(self, item: PriceAlert) -> str:
        words = translate_stock(ALERT_STATE_WORDS[item.state])
        return f"{words}\n{item.by}" if item.by else words
