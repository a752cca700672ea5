"""Where it lies, how many are left, what it costs: large enough to read at arm's length."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.core.types import Product
from desktop_app.core.wording import StockState, stock_state, stock_words
from desktop_app.gui.formats import number, price
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, column, label, row, set_style, sign

_STOCK_ROLES = {
    StockState.IN_STOCK: "success",
    StockState.LOW: "warning",
    StockState.NONE: "danger",
    StockState.UNKNOWN: "muted",
}


class FactCard(QFrame):
    """A sign, a small title, one large value, and a few words below."""

    def __init__(self, icon: str, kind: str = "true", role: str = "fact") -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.icon = sign(icon, "muted", 18)
        self.title = label("section")
        self.value = label(role, wrap=True, selectable=True)
        self.words = label("small")
        layout = column(row(self.icon, self.title, None, gap=6), self.value, self.words, gap=3)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_fact(self, value: str, words: str = "") -> None:
        self.value.setText(value)
        self.words.setText(words)
        self.words.setVisible(bool(words))


class FactCards(QWidget):
    """Place, stock and price of one product."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._product: Product | None = None
        self.place = FactCard("place", "strong", "place")
        self.stock = FactCard("stock")
        self.price = FactCard("price")
        set_icon(self.place.icon, "place", "accent", 18)
        layout = row(self.place, self.stock, self.price, gap=GAP)
        for position, stretch in enumerate((4, 3, 3)):
            layout.setStretch(position, stretch)
        self.setLayout(layout)
        theme.changed.connect(self._colour_stock)
        self.retranslate()

    def show_product(self, product: Product) -> None:
        self._product = product
        self.retranslate()

    def retranslate(self) -> None:
        self.place.title.setText(self.tr("Location"))
        self.stock.title.setText(self.tr("Stock"))
        self.price.title.setText(self.tr("Price"))
        product = self._product
        if product is None:
            return
        unknown = "" if product.location else self.tr("Not recorded")
        self.place.show_fact(product.location or "–", unknown)
        words = stock_words(product, translate_wording)
        amount = "" if product.stock is None else number(product.stock)
        self.stock.show_fact(amount or "–", words)
        self.price.show_fact(price(product.price, product.currency) or "–")
        self._colour_stock()

    def _colour_stock(self) -> None:
        state = stock_state(self._product) if self._product else StockState.UNKNOWN
        role = _STOCK_ROLES[state]
        _colour(self.stock.words, getattr(self._theme.tokens, role))
        _colour(self.place.words, self._theme.tokens.muted)
        set_icon(self.stock.icon, "stock", role, 18)
        refresh_icon(self.stock.icon, self._theme.tokens)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _colour(words: QLabel, colour: str) -> None:
    set_style(words, f"color: {colour}; font-weight: 600;")
