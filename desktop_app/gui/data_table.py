"""Data of a product as pairs of name and value; values can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.core.gtin import printed_gtin
from desktop_app.core.types import CodeKind, Product
from desktop_app.gui.widgets import clear_layout, label

translate = QCoreApplication.translate

NOTE = "note"
"""Attribute that is shown at the photo, for instance that it is a synthetic picture."""


class DataTable(QWidget):
    """SKU, codes, category, brand and the catalogue's own attributes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._product: Product | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)

    def show_product(self, product: Product) -> None:
        self._product = product
        clear_layout(self._grid)
        for number, (name, value) in enumerate(self._pairs(product)):
            title, words = label("muted"), label(wrap=True, selectable=True)
            title.setText(name)
            words.setText(value)
            words.setAccessibleName(f"{name}: {value}")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(title, number, 0, top)
            self._grid.addWidget(words, number, 1, top)

    def _pairs(self, product: Product) -> list[tuple[str, str]]:
        gtins = [printed_gtin(c.value) for c in product.codes if c.kind is CodeKind.GTIN]
        own = [c.value for c in product.codes if c.kind is CodeKind.OWN]
        pairs = [
            (self.tr("SKU"), product.sku),
            (self.tr("Barcode number"), ", ".join(gtins)),
            (self.tr("Own codes"), ", ".join(own)),
            (self.tr("Category"), product.category),
            (self.tr("Brand"), product.brand),
        ]
        for name, value in product.attributes.items():
            if name != NOTE:
                pairs.append((attribute_words(name), value))
        return [(name, value) for name, value in pairs if value]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._product is not None:
            self.show_product(self._product)
        super().changeEvent(event)


def attribute_words(name: str) -> str:
    """An attribute of the catalogue as a title: `pack_size` becomes `Pack size`."""
    known = {
        "name_zh": translate("DataTable", "Chinese name"),
        "name_en": translate("DataTable", "English name"),
        "pack_size": translate("DataTable", "Pack size"),
        "minimum_stock": translate("DataTable", "Minimum stock"),
        "note": translate("DataTable", "Note"),
    }
    words = name.replace("_", " ").strip()
    return known.get(name, words[:1].upper() + words[1:])
