"""What differs between the chosen product and the next candidate, in words, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop_app.core.explanation_words import clue_words, field_words
from desktop_app.core.product_difference import DataField, FieldDifference, SpeaksFor
from desktop_app.core.types import Product
from desktop_app.gui.data_table import attribute_words
from desktop_app.gui.formats import price
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, GAP_S, clear_layout, column, label, row, sign

_NOTHING = "–"


class DifferencePanel(QFrame):
    """A line for each field that differs: the chosen product's value, then the other's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._products: tuple[Product, Product] | None = None
        self._fields: tuple[FieldDifference, ...] = ()
        self._regions: tuple[str, ...] = ()
        self._lines: list[str] = []
        self.setProperty("card", "true")
        self.title = label("heading", wrap=True)
        self.regions = label(wrap=True, selectable=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP_S)
        for number, stretch in enumerate((0, 1, 1)):
            self._grid.setColumnStretch(number, stretch)
        layout = column(self.title, self.regions, self._grid, gap=GAP)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """The lines as a screen reader says them."""
        return list(self._lines)

    def show_products(
        self, first: Product, second: Product, fields: Sequence[FieldDifference]
    ) -> None:
        self._products, self._fields, self._regions = (first, second), tuple(fields), ()
        self._show()

    def show_regions(self, lines: Sequence[str]) -> None:
        """What the pictures say, above the fields."""
        self._regions = tuple(lines)
        self.regions.setText("\n".join(self._regions))
        self.regions.setVisible(bool(self._regions))

    def _show(self) -> None:
        if self._products is None:
            return
        first, second = self._products
        self.title.setText(self.tr("What differs from “{name}”").format(name=second.name))
        self.setAccessibleName(self.title.text())
        clear_layout(self._grid)
        self._lines = []
        if self._fields:
            self._add_heads(first, second)
        else:
            same = label("muted", wrap=True)
            same.setText(self.tr("Nothing in the product data but the codes."))
            self._grid.addWidget(same, 0, 0, 1, 3)
        for number, difference in enumerate(self._fields, 1):
            self._add(number, difference)
        self.show_regions(self._regions)
        refresh_icons(self, self._theme.tokens)

    def _add_heads(self, first: Product, second: Product) -> None:
        for place, product in ((1, first), (2, second)):
            head = label("section", wrap=True)
            chosen = self.tr("Chosen: {sku}") if place == 1 else self.tr("Next: {sku}")
            head.setText(chosen.format(sku=product.sku))
            self._grid.addWidget(head, 0, place)

    def _add(self, number: int, difference: FieldDifference) -> None:
        title = label("muted", wrap=True)
        own = difference.field is DataField.ATTRIBUTE
        name = difference.attribute
        title.setText(attribute_words(name) if own else field_words(difference, translate_wording))
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(title, number, 0, top)
        sides = (SpeaksFor.FIRST, SpeaksFor.SECOND)
        for place, (side, value) in enumerate(zip(sides, self._values(difference), strict=True), 1):
            clue = (
                clue_words(difference, translate_wording) if difference.speaks_for is side else ""
            )
            cell = self._cell(value, clue)
            cell.setAccessibleName(". ".join(w for w in (title.text(), value, clue) if w))
            self._lines.append(cell.accessibleName())
            self._grid.addWidget(cell, number, place, top)

    def _values(self, difference: FieldDifference) -> tuple[str, str]:
        if difference.field is DataField.PRICE and self._products is not None:
            shown = [price(product.price, product.currency) for product in self._products]
            return shown[0] or _NOTHING, shown[1] or _NOTHING
        return difference.first or _NOTHING, difference.second or _NOTHING

    def _cell(self, value: str, clue: str) -> QWidget:
        words = label("strong" if clue else "", wrap=True, selectable=True)
        words.setText(value)
        if not clue:
            return words
        why = label("small", wrap=True)
        why.setText(clue)
        reason = row(sign("check", "success", 16), why, gap=6)
        reason.setStretch(1, 1)
        cell = QWidget()
        cell.setLayout(column(words, reason, gap=2))
        return cell

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
