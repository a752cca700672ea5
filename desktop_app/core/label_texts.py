"""What is said when labels cannot be made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_NOTHING_WRITTEN = _("messages", "Nothing was written.")

LABEL_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.LABEL_FORMAT: MessageText(
            _("messages", "“{name}” is no sheet of labels, or the labels do not fit on it."),
            _NOTHING_WRITTEN,
            _("messages", "Choose a sheet such as a4-3x8, or sizes such as 210x297,3x8,70x37."),
        ),
        MessageId.LABEL_NO_PRODUCT: MessageText(
            _("messages", "There is no product to make a label of: {name}."),
            _NOTHING_WRITTEN,
            _("messages", "Check the SKU, or import the products first."),
        ),
        MessageId.LABEL_NO_QT: MessageText(
            _("messages", "Labels cannot be drawn: graphical system libraries are missing."),
            _NOTHING_WRITTEN,
            _("messages", "Install them as the README says; no display is needed."),
        ),
    }
)
