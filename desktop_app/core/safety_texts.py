"""What is said when a catalogue cannot be opened, was damaged, or is brought back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_NOTHING_BEGUN = _("messages", "Nothing was begun; everything saved before is safe.")
_NOTHING_CHANGED = _("messages", "Nothing was changed.")
_SAVED_IS_SAFE = _("messages", "Everything saved before is safe.")

SAFETY_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.CATALOGUE_MISSING: MessageText(
            _("messages", "The catalogue file in “{name}” is gone, but its photos are there."),
            _("messages", "Photos and backups were left as they are."),
            _("messages", "Restore a backup, or put the file “catalogue.sqlite” back."),
        ),
        MessageId.CATALOGUE_OCCUPIED: MessageText(
            _("messages", "Another window or command of Shelfsight is using this catalogue."),
            _SAVED_IS_SAFE,
            _("messages", "Close it, or wait until it has finished, and try again."),
        ),
        MessageId.NO_ROOM: MessageText(
            _(
                "messages",
                "There is too little room for “{name}”: {needed} MB must be free, {free} MB are.",
            ),
            _NOTHING_BEGUN,
            _("messages", "Free some room on the disk and try again."),
        ),
        MessageId.IMPORT_PAUSED: MessageText(
            _("messages", "The disk of “{name}” is full; {done} of {total} rows are done."),
            _("messages", "What is done is saved, and so is everything from before."),
            _("messages", "Free some room, then go on with the same import."),
        ),
        MessageId.BACKUP_DAMAGED: MessageText(
            _("messages", "The backup {name} is damaged: {reason}."),
            _NOTHING_CHANGED,
            _("messages", "Choose another backup."),
        ),
        MessageId.BACKUP_UNKNOWN: MessageText(
            _("messages", "There is no backup “{name}”."),
            _NOTHING_CHANGED,
            _("messages", "Choose one of the list that “shelfsight restore --list” shows."),
        ),
        MessageId.BACKUP_NONE: MessageText(
            _("messages", "There is no whole backup in “{name}”."),
            _NOTHING_CHANGED,
            _("messages", "Save what can be read from the damaged catalogue, or import it again."),
        ),
        MessageId.BACKUP_FOLDER: MessageText(
            _("messages", "The backups in “{name}” cannot be read or written: {reason}."),
            _("messages", "The catalogue itself is untouched."),
            _("messages", "Check that the disk is there and that you may write to the folder."),
        ),
        MessageId.RESTORE_UNASKED: MessageText(
            _("messages", "A restore replaces the catalogue, and nobody is there to be asked."),
            _NOTHING_CHANGED,
            _("messages", "Add “--yes” to the command if that is wanted."),
        ),
        MessageId.NOTHING_SALVAGED: MessageText(
            _("messages", "No product could be read from the damaged catalogue."),
            _("messages", "The damaged file was left as it is."),
            _("messages", "Restore a backup, or import your products again into another folder."),
        ),
        MessageId.PRODUCT_DAMAGED: MessageText(
            _("messages", "What is stored about “{sku}” was changed by the disk."),
            _("messages", "The answer is marked as unsure for that reason."),
            _("messages", "Compare the item by eye, then press “Repair” on the page Safety."),
        ),
        MessageId.DAMAGE_FOUND: MessageText(
            _("messages", "Stored entries that the disk has changed: {count}."),
            _("messages", "All others were checked and are whole."),
            _("messages", "Press “Repair” on the page Safety, or run “shelfsight check --repair”."),
        ),
    }
)
"""What each of these messages says."""
