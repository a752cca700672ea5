"""The tree of places for a view: name, products and lookups of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.core.places import PlaceNode
from desktop_app.gui.formats import number

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

NAME, PRODUCTS, LOOKUPS = range(3)


class PlaceTreeModel(QAbstractItemModel):
    """An index carries the number of its node, never a pointer to it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[PlaceNode] = []
        self._parents: list[tuple[int, int]] = []
        """Of each node the number of its parent, and its row there."""
        self._children: list[list[int]] = [[]]

    def show_root(self, root: PlaceNode) -> None:
        self.beginResetModel()
        self._nodes, self._parents, self._children = [root], [(-1, 0)], [[]]
        for parent, row, node in _walk(root):
            self._children[parent].append(len(self._nodes))
            self._nodes.append(node)
            self._parents.append((parent, row))
            self._children.append([])
        self.endResetModel()

    def node(self, index: Index) -> PlaceNode | None:
        """The place of *index*; None for none."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def _number(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else 0

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._children[self._number(parent)][row])

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]
        if not child.isValid():
            return QModelIndex()
        number, _ = self._parents[self._number(child)]
        if number <= 0:
            return QModelIndex()
        return self.createIndex(self._parents[number][1], 0, number)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._children[self._number(parent)])

    def columnCount(self, parent: Index = _ROOT) -> int:
        del parent
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            counts = (number(node.n_products), number(node.lookups))
            return (node.name, *counts)[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Place"), self.tr("Products"), self.tr("Lookups"))[section]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, LOOKUPS)


def _walk(root: PlaceNode) -> Iterator[tuple[int, int, PlaceNode]]:
    """Number of the parent, row there, and node, parents first, in the order of their numbers."""
    level = [(0, root)]
    number = 0
    while level:
        below: list[tuple[int, PlaceNode]] = []
        for parent, node in level:
            for row, child in enumerate(node.children):
                number += 1
                below.append((number, child))
                yield parent, row, child
        level = below
