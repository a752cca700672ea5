"""What the program says where a file or a folder does not let it do what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

HOSTILE_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.SETTINGS_NOT_SAVED: MessageText(
            _("messages", "The settings could not be saved in “{name}”: {reason}."),
            _("messages", "They are used until you close Shelfsight; the old file is whole."),
            _("messages", "Free some space or make the data folder writable, then choose again."),
        ),
        MessageId.LIST_COLUMNS: MessageText(
            _("messages", "“{name}” lacks needed columns: {columns}. It has: {found}."),
            _("messages", "Nothing was changed."),
            _("messages", "Name the columns so in the first row of the list."),
        ),
        MessageId.QUERIES_NO_SKU: MessageText(
            _("messages", "“{name}” does not say which answers are right: no column “sku”."),
            _("messages", "Nothing was changed."),
            _(
                "messages",
                "Add the column; leave it empty where the item is not in the catalogue.",
            ),
        ),
        MessageId.IMPORT_TOO_WIDE: MessageText(
            _("messages", "“{name}” has {columns} columns; at most {most} can be read."),
            _("messages", "Your catalogue is unchanged."),
            _("messages", "Delete the columns that are not needed, or check what separates them."),
        ),
    }
)
