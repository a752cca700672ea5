"""What is said about maps fitted on a catalogue that are not used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_PLAIN = _("messages", "Answers come as without the fit; products and photos are untouched.")

ADAPTATION_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.ADAPTATION_DAMAGED: MessageText(
            _("messages", "The fit to this catalogue is damaged and not used."),
            _PLAIN,
            _("messages", "Fit to this catalogue again on the page “Quality”."),
        ),
        MessageId.ADAPTATION_OTHER_PACK: MessageText(
            _("messages", "The fit to this catalogue belongs to another model pack."),
            _PLAIN,
            _("messages", "Fit again for this pack; the other fit comes back with its pack."),
        ),
    }
)
