"""What is said when a product cannot be changed, or a catalogue not written or read whole."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_UNCHANGED = _("messages", "Your catalogue is unchanged.")

PRODUCT_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.PRODUCT_CHANGED: MessageText(
            _("messages", "“{name}” was changed meanwhile ({person})."),
            _("messages", "The newer change was kept."),
            _("messages", "Look at the product as it is now, then change it again if you want."),
        ),
        MessageId.SKU_WITHDRAWN: MessageText(
            _("messages", "The SKU “{value}” belongs to “{owner}”, which was withdrawn."),
            _UNCHANGED,
            _("messages", "Restore that product, or type another SKU."),
        ),
        MessageId.PRICE_STEP: MessageText(
            _("messages", "“{value}” is neither a price nor a change of price."),
            _UNCHANGED,
            _("messages", "Type a price such as 12.50, or a change such as +5 %, -10 % or +0.50."),
        ),
        MessageId.PRICE_NONE: MessageText(
            _("messages", "A price cannot go below nothing, and no price cannot be changed."),
            _("messages", "This product was left as it is."),
            _("messages", "Give the product a price first."),
        ),
        MessageId.MERGE_TOO_FEW: MessageText(
            _("messages", "Merging takes two products or more."),
            _UNCHANGED,
            _("messages", "Choose the products that are the same, then merge them."),
        ),
        MessageId.IMPORT_ZIP: MessageText(
            _("messages", "“{name}” cannot be used as a ZIP file: {reason}."),
            _UNCHANGED,
            _("messages", "Unpack it and import the folder or the table in it."),
        ),
        MessageId.IMPORT_ZIP_TWO: MessageText(
            _("messages", "“{name}” holds several tables: {tables}."),
            _UNCHANGED,
            _("messages", "Unpack it and import the table that you mean."),
        ),
        MessageId.IMPORT_MAP: MessageText(
            _("messages", "The columns cannot be read like that: {reason}."),
            _UNCHANGED,
            _("messages", "Give each column of the file one meaning, and each meaning once."),
        ),
        MessageId.EXPORT_FORMAT: MessageText(
            _("messages", "A catalogue cannot be written as “{name}”."),
            _("messages", "Nothing was written."),
            _("messages", "Choose a name that ends in .csv, .xlsx or .zip."),
        ),
        MessageId.EXPORT_WIDE: MessageText(
            _("messages", "The catalogue has {columns} columns; a workbook takes {most}."),
            _("messages", "Nothing was written."),
            _("messages", "Write it as CSV or ZIP."),
        ),
    }
)
