"""Tables with one row an item and a title a column; what a cell says is all that differs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

Item = TypeVar("Item")
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel, Generic[Item]):
    """Shows items that somebody else puts in; `data` touches no file."""

    NUMBERS: ClassVar[frozenset[int]] = frozenset()
    """Columns that stand at the right edge, as numbers do, and need no tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []

    @property
    def items(self) -> Sequence[Item]:
        return self._items

    def item(self, row: int) -> Item | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    @abstractmethod
    def titles(self) -> Sequence[str]:
        """Titles of the columns."""

    @abstractmethod
    def text(self, item: Item, column: int) -> str:
        """What a cell says."""

    def tip(self, item: Item, column: int) -> str | None:
        """What is said beside the pointer: the text, which may be cut off."""
        return None if column in self.NUMBERS else self.text(item, column)

    def spoken(self, item: Item, column: int) -> str:
        """What a screen reader says."""
        return self.text(item, column) or self.titles()[column]

    def look(self, item: Item, column: int, role: int) -> Any:
        """Picture and colours of a cell."""
        del item, column, role

    def with_title(self, item: Item, column: int) -> str:
        return f"{self.titles()[column]}: {self.text(item, column)}"

    def retranslate(self) -> None:
        """The words or colours changed, the rows did not."""
        if self._items:
            last = self.index(len(self._items) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(item, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(item, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.NUMBERS:
            return _NUMBER
        return self.look(item, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.NUMBERS:
            return _NUMBER
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or orientation == Qt.Orientation.Vertical:
            return None
        titles = self.titles()
        return titles[section] if 0 <= section < len(titles) else None


class ListModel(RowsModel[Item]):
    """All items at once, as they are given."""

    def show_items(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()
