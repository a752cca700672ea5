"""Tables of the page of places: products of a place, and suggestions for swaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.place_words import swap_reason
from desktop_app.core.places import PlacedProduct, Swap
from desktop_app.gui.formats import number
from desktop_app.gui.translator import translate_place

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NUMBERS_FROM = 3


class PlacedModel(QAbstractTableModel):
    """Products with place, lookups and way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[PlacedProduct] = ()

    def show_items(self, items: Sequence[PlacedProduct]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("SKU"),
            self.tr("Name"),
            self.tr("Place"),
            self.tr("Lookups"),
            self.tr("Stops away"),
            self.tr("Stops walked"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= _NUMBERS_FROM:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column < _NUMBERS_FROM:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles()[column]}: {self._text(index.row(), column)}"
        return None

    def _text(self, row: int, column: int) -> str:
        item = self.items[row]
        texts: tuple[Callable[[], str], ...] = (
            lambda: item.sku,
            lambda: item.name,
            lambda: item.place,
            lambda: number(item.lookups),
            lambda: number(item.stops),
            lambda: number(item.walked),
        )
        return texts[column]()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.titles()[section]

    def retranslate(self) -> None:
        self.show_items(self.items)


class SwapsModel(QAbstractTableModel):
    """What should change places, and why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.swaps: Sequence[Swap] = ()

    def show_swaps(self, swaps: Sequence[Swap]) -> None:
        self.beginResetModel()
        self.swaps = swaps
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.swaps)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Comes nearer"),
            self.tr("From"),
            self.tr("To the place of"),
            self.tr("At"),
            self.tr("Stops saved"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        swap = self.swaps[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 4:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return swap_reason(swap, translate_place)
        if role == Qt.ItemDataRole.DisplayRole:
            texts = (
                f"{swap.far.sku}  {swap.far.name}",
                swap.far.place,
                f"{swap.near.sku}  {swap.near.name}",
                swap.near.place,
                number(swap.saved),
            )
            return texts[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.titles()[section]

    def retranslate(self) -> None:
        self.show_swaps(self.swaps)
