"""Which rows of the stock are listed, and in which order: a field for words and three choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from desktop_app.core.restock_view import RestockOrder, RestockView, categories
from desktop_app.core.stock import RestockLine, RestockState
from desktop_app.core.stock_wording import state_words
from desktop_app.gui.translator import translate_stock
from desktop_app.gui.widgets import GAP, hint, refill_silently, row

FIELD_PX = 240


class StockFilters(QObject):
    """Says what a person asks for; the page lists it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._categories: Sequence[str] = ()
        self.field = QLineEdit()
        self.state, self.category, self.order = QComboBox(), QComboBox(), QComboBox()
        self.field.textChanged.connect(self.changed)
        for choice in (self.state, self.category, self.order):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.currentIndexChanged.connect(self.changed)

    def laid_out(self) -> QHBoxLayout:
        """All four side by side, the field as wide as there is room."""
        self.field.setMinimumWidth(FIELD_PX)  # the buttons go below before words are cut off
        search = row(self.field, self.state, self.category, self.order, gap=GAP)
        search.setStretch(0, 1)
        return search

    def view(self) -> RestockView:
        """What is asked for."""
        state, order = self.state.currentData(), self.order.currentData()
        return RestockView(
            self.field.text().strip(),
            RestockState(state) if state else None,  # Qt gives back the bare text
            self.category.currentData() or "",
            RestockOrder(order) if order else RestockOrder.URGENCY,
        )

    def retranslate(self) -> None:
        hint(self.field, self.tr("Search: product, SKU, category or place"))
        self.field.setAccessibleName(self.tr("Search the stock"))
        orders = (
            (RestockOrder.URGENCY, self.tr("Most urgent first")),
            (RestockOrder.DAYS, self.tr("Fewest days left first")),
            (RestockOrder.ORDER, self.tr("Largest order first")),
            (RestockOrder.NAME, self.tr("By name")),
            (RestockOrder.PLACE, self.tr("By place")),
        )
        states = [(s.value, state_words(s, translate_stock)) for s in RestockState]
        all_states = [("", self.tr("All states")), *states]
        refill_silently(self.state, all_states)
        refill_silently(self.order, [(each.value, words) for each, words in orders])
        self._fill_categories()
        self.state.setAccessibleName(self.tr("State"))
        self.category.setAccessibleName(self.tr("Category"))
        self.order.setAccessibleName(self.tr("Order of the rows"))

    def offer_categories(self, lines: Sequence[RestockLine]) -> None:
        """Let people choose among the categories of *lines*."""
        self._categories = categories(lines)
        self._fill_categories()

    def _fill_categories(self) -> None:
        names = ((name, name) for name in self._categories)
        refill_silently(self.category, [("", self.tr("All categories")), *names])
