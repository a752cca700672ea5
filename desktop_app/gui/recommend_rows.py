"""Products that are recommended, as rows that can be chosen for a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from desktop_app.core.types import Product
from desktop_app.gui.formats import number, price
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.widgets import (
    GAP,
    clear_layout,
    column,
    icon_button,
    label,
    name_control,
    row,
)

PICTURE_PX = 44


@dataclass(frozen=True, slots=True)
class Entry:
    """A product and why it stands here."""

    product: Product
    why: str


class RecommendRow(QFrame):
    """A tick for the comparison, the picture, the name with its facts, the reason, a way to it."""

    ticked = Signal()
    opened = Signal(str)  # SKU

    def __init__(
        self,
        entry: Entry,
        pictures: PictureLoader,
        path_of: PathOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self._pictures, self._path_of = pictures, path_of
        product = entry.product
        self.tick = QCheckBox()
        self.picture = QLabel()
        self.picture.setFixedSize(QSize(PICTURE_PX, PICTURE_PX))
        name, facts, why = label("strong", wrap=True), label("muted", wrap=True), label(wrap=True)
        name.setText(product.name)
        facts.setText(facts_of(product))
        why.setText(entry.why)
        self.open_button = icon_button("find", 18)
        self.open_button.setMinimumSize(36, 36)
        layout = row(
            self.tick, self.picture, column(name, facts, why, gap=2), self.open_button, gap=GAP
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)
        self.setProperty("card", "true")
        said = ", ".join(part for part in (product.name, facts.text(), entry.why) if part)
        self.tick.setAccessibleName(self.tr("Compare: {product}").format(product=said))
        name_control(self.open_button, self.tr("Look up: {product}").format(product=product.name))
        self.tick.toggled.connect(self.ticked)
        self.open_button.clicked.connect(self._open)
        pictures.loaded.connect(self._show_picture)
        self._show_picture()

    def _open(self) -> None:
        self.opened.emit(self.entry.product.sku)

    def _show_picture(self) -> None:
        photos = self.entry.product.photos
        if not photos:
            return
        key = ("recommended", photos[0].sha256)
        pixmap = self._pictures.request(key, self._path_of(photos[0].sha256), 2 * PICTURE_PX)
        if pixmap is not None:
            self.picture.setPixmap(picture_icon(pixmap).pixmap(PICTURE_PX, PICTURE_PX))


class RecommendList(QWidget):
    """A heading and rows below it, or a sentence why there are none."""

    ticked = Signal()
    opened = Signal(str)

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._path_of = pictures, path_of
        self.title, self.none = label("section"), label("muted", wrap=True)
        self.rows: list[RecommendRow] = []
        self._rows = column(gap=6)
        self.setLayout(column(self.title, self.none, self._rows, gap=6))

    def show_entries(self, title: str, entries: Sequence[Entry], none: str) -> None:
        self.title.setText(title)
        self.none.setText(none)
        self.none.setVisible(not entries)
        clear_layout(self._rows)
        self.rows = [RecommendRow(entry, self._pictures, self._path_of) for entry in entries]
        for each in self.rows:
            each.ticked.connect(self.ticked)
            each.opened.connect(self.opened)
            self._rows.addWidget(each)

    @property
    def chosen(self) -> list[Product]:
        return [each.entry.product for each in self.rows if each.tick.isChecked()]


def facts_of(product: Product) -> str:
    """SKU, place, stock and price in one line."""
    stock = "" if product.stock is None else number(product.stock)
    parts = (product.sku, product.location, stock, price(product.price, product.currency))
    return " · ".join(part for part in parts if part)
