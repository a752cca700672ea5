"""Rows that an import left out, as a table and as text to save or copy."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.messages import Message, render_parts
from desktop_app.gui.translator import translate_message
from desktop_app.services.spreadsheet_cells import harmless

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row or photo that was left out."""

    line: int
    sku: str
    message: Message

    def cells(self) -> tuple[str, str, str, str]:
        text = render_parts(self.message, translate_message)
        return str(self.line or ""), self.sku, text.what, text.next


class RejectedModel(QAbstractTableModel):
    """Line, SKU, reason and what to do, one row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LeftOut, ...] = ()

    def show_rows(self, rows: Sequence[LeftOut]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def titles(self) -> tuple[str, str, str, str]:
        return self.tr("Line"), self.tr("SKU"), self.tr("Reason"), self.tr("What to do")

    def as_csv(self) -> str:
        """The table as CSV that a spreadsheet opens without running anything in it."""
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(self.titles())
        writer.writerows([harmless(cell) for cell in row.cells()] for row in self._rows)
        return stream.getvalue()

    def as_text(self) -> str:
        """The table with tabs, as a spreadsheet wants it from the clipboard."""
        rows = [self.titles(), *(row.cells() for row in self._rows)]
        return "\n".join("\t".join(harmless(cell) for cell in cells) for cells in rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()].cells()[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return self.titles()[section]
