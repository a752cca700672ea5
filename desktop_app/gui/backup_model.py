"""Backups as a table, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.gui.backup_words import backup_reason, backup_state
from desktop_app.gui.formats import moment
from desktop_app.gui.rows_model import ListModel

if TYPE_CHECKING:
    from desktop_app.services.safety import Backup

TIME, PRODUCTS, PHOTOS, WHY, STATE = range(5)


class BackupModel(ListModel["Backup"]):
    """One row a backup."""

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("When"),
            self.tr("Products"),
            self.tr("Photos"),
            self.tr("Made"),
            self.tr("State"),
        )

    def text(self, item: Backup, column: int) -> str:
        number = QLocale().toString
        return (
            moment(item.at),
            number(item.products),
            number(item.photos),
            backup_reason(item),
            backup_state(item),
        )[column]
