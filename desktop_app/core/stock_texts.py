"""What is said when a movement, a price or a row of a list cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_STOCK_UNCHANGED = _("messages", "Stock and prices are unchanged.")
_ROW_LEFT_OUT = _("messages", "Only this row was left out.")
_CORRECT_ROW = _("messages", "Correct the row and import the file again; the other rows stay.")

STOCK_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.LOOKUP_GONE: MessageText(
            _("messages", "Lookup {name} is no longer in the history."),
            _STOCK_UNCHANGED,
            _("messages", "The settings say for how long lookups are kept."),
        ),
        MessageId.MOVEMENT_GONE: MessageText(
            _("messages", "This movement was taken back already, or it cannot be."),
            _STOCK_UNCHANGED,
            _(
                "messages",
                "Look at the list of movements; count the product if the stock is wrong.",
            ),
        ),
        MessageId.PRODUCT_UNKNOWN: MessageText(
            _("messages", "No product of the catalogue has the SKU or code {value}."),
            _STOCK_UNCHANGED,
            _("messages", "Check the code, or import the product first."),
        ),
        MessageId.QUANTITY_BAD: MessageText(
            _("messages", "“{value}” is not a quantity that can be moved."),
            _STOCK_UNCHANGED,
            _("messages", "Type a number above zero; a count may be zero."),
        ),
        MessageId.RULE_BAD: MessageText(
            _("messages", "“{value}” cannot be set for “{name}”."),
            _("messages", "What was set before stays."),
            _(
                "messages",
                "Use numbers of zero or more; a pack is above zero, a service 50 to 99.9 %.",
            ),
        ),
        MessageId.ROW_UNKNOWN_PRODUCT: MessageText(
            _("messages", "No product of the catalogue has the SKU or code {value}."),
            _ROW_LEFT_OUT,
            _("messages", "Import the product first, then this file again; the other rows stay."),
        ),
        MessageId.ROW_BAD_QUANTITY: MessageText(
            _("messages", "“{value}” is not a quantity."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_BAD_DATE: MessageText(
            _("messages", "“{value}” is not a date that can be read."),
            _ROW_LEFT_OUT,
            _("messages", "Write dates as 2026-11-24 and import the file again."),
        ),
        MessageId.ROW_AMBIGUOUS_DATE: MessageText(
            _("messages", "“{value}” can mean two days."),
            _ROW_LEFT_OUT,
            _("messages", "Write dates as 2026-11-24 and import the file again."),
        ),
        MessageId.ROW_FUTURE_DATE: MessageText(
            _("messages", "The date {value} lies in the future."),
            _ROW_LEFT_OUT,
            _("messages", "Import the file again on that day; the other rows stay."),
        ),
        MessageId.ROW_BAD_KIND: MessageText(
            _("messages", "“{value}” is not a kind of movement."),
            _ROW_LEFT_OUT,
            _("messages", "Use out, in or count in the column kind and import the file again."),
        ),
    }
)
