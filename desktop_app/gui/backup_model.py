"""Backups as a table, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.gui.backup_words import backup_reason, backup_state
from desktop_app.gui.formats import moment

if TYPE_CHECKING:
    from desktop_app.services.safety import Backup

Index = QModelIndex | QPersistentModelIndex

TIME, PRODUCTS, PHOTOS, WHY, STATE = range(5)
_ROOT = QModelIndex()


class BackupModel(QAbstractTableModel):
    """One row a backup."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[Backup, ...] = ()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        self.beginResetModel()
        self._backups = tuple(backups)
        self.endResetModel()

    def backup(self, row: int) -> Backup | None:
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def retranslate(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else STATE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("When"),
            self.tr("Products"),
            self.tr("Photos"),
            self.tr("Made"),
            self.tr("State"),
        )[section]

    def data(self, index: Index, role: int = 0) -> Any:
        backup = self.backup(index.row())
        if backup is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        number = QLocale().toString
        return (
            moment(backup.at),
            number(backup.products),
            number(backup.photos),
            backup_reason(backup),
            backup_state(backup),
        )[index.column()]
