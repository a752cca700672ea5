"""A backup in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.gui.formats import moment

if TYPE_CHECKING:
    from desktop_app.services.safety import Backup

translate = QCoreApplication.translate


def backup_line(backup: Backup) -> str:
    """When it was made and what it holds."""
    words = translate("Backups", "{time}   {products} products, {photos} photos   {state}")
    number = QLocale().toString
    return words.format(
        time=moment(backup.at),
        products=number(backup.products),
        photos=number(backup.photos),
        state=backup_state(backup),
    )


def backup_state(backup: Backup) -> str:
    """Whether everything was sound when it was made."""
    if backup.damaged_rows:
        said = translate("Backups", "{n} damaged entries")
        return said.format(n=QLocale().toString(backup.damaged_rows))
    if backup.missing_photos:
        said = translate("Backups", "whole, but {n} photos were gone")
        return said.format(n=QLocale().toString(backup.missing_photos))
    return translate("Backups", "whole")


def backup_reason(backup: Backup) -> str:
    """Why it was made."""
    return {
        "automatic": translate("Backups", "of the day"),
        "asked": translate("Backups", "by hand"),
        "before_restore": translate("Backups", "before a restore"),
    }[backup.reason.value]
