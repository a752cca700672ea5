"""Products as rows with a picture, for choosing one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from desktop_app.core.types import Product
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.thumbnails import PathOf, PictureLoader

PICTURE_PX = 56

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ProductListModel(QAbstractListModel):
    """Name, and below it SKU, brand and place."""

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._path_of = path_of
        self._products: tuple[Product, ...] = ()
        pictures.loaded.connect(self._loaded)

    def show_products(self, products: Sequence[Product]) -> None:
        self.beginResetModel()
        self._products = tuple(products)
        self.endResetModel()
        for product in self._products:
            key = _key(product)
            if key is not None:
                self._pictures.request(key, self._path_of(key[1]), 2 * PICTURE_PX)

    def product(self, row: int) -> Product | None:
        return self._products[row] if 0 <= row < len(self._products) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._products)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        product = self.product(index.row()) if index.isValid() else None
        if product is None:
            return None
        facts = (product.sku, product.brand, product.location)
        below = " · ".join(fact for fact in facts if fact)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{product.name}\n{below}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{product.name}, {below}"
        if role == Qt.ItemDataRole.DecorationRole:
            pixmap = self._pictures.get(_key(product))
            return None if pixmap is None else picture_icon(pixmap)
        return None

    @Slot(object)
    def _loaded(self, key: object) -> None:
        for row, product in enumerate(self._products):
            if _key(product) == key:
                index = self.index(row)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _key(product: Product) -> tuple[str, str] | None:
    return ("small", product.photos[0].sha256) if product.photos else None
