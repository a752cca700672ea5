"""A backup in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.core.count_wording import Counted
from desktop_app.gui.formats import counted_words, moment

if TYPE_CHECKING:
    from desktop_app.services.safety import Backup

translate = QCoreApplication.translate


def backup_line(backup: Backup) -> str:
    """When it was made and what it holds."""
    words = translate("Backups", "{time}   {products}, {photos}   {state}")
    return words.format(
        time=moment(backup.at),
        products=counted_words(backup.products, Counted.PRODUCTS),
        photos=counted_words(backup.photos, Counted.PHOTOS),
        state=backup_state(backup),
    )


def backup_state(backup: Backup) -> str:
    """Whether everything was sound when it was made."""
    if backup.damaged_rows:
        return counted_words(backup.damaged_rows, Counted.DAMAGED)
    if backup.missing_photos:
        said = translate("Backups", "whole, but without {photos}")
        return said.format(photos=counted_words(backup.missing_photos, Counted.PHOTOS))
    return translate("Backups", "whole")


def backup_reason(backup: Backup) -> str:
    """Why it was made."""
    return {
        "automatic": translate("Backups", "of the day"),
        "asked": translate("Backups", "by hand"),
        "before_restore": translate("Backups", "before a restore"),
    }[backup.reason.value]
