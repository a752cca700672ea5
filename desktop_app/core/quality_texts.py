"""What is said when a catalogue cannot be measured, or nothing can be recommended."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_UNCHANGED = _("messages", "Your catalogue is unchanged.")

QUALITY_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.SKU_UNKNOWN: MessageText(
            _("messages", "No product of your catalogue has the SKU {value}."),
            _UNCHANGED,
            _("messages", "Check the SKU; a withdrawn product must be restored first."),
        ),
        MessageId.NOTHING_TO_MEASURE: MessageText(
            _("messages", "No product has two photos, so nothing can be measured."),
            _UNCHANGED,
            _("messages", "Add a second photo, from another side, to the products used most."),
        ),
        MessageId.TOO_MANY_TO_COMPARE: MessageText(
            _("messages", "Up to {most} products can be compared at once."),
            _UNCHANGED,
            _("messages", "Take some of them away."),
        ),
        MessageId.NOTHING_TO_COMPARE: MessageText(
            _("messages", "There is nothing to compare yet."),
            _UNCHANGED,
            _("messages", "Give the SKUs of two to four products, or a photo."),
        ),
        MessageId.THRESHOLD_SAVED: MessageText(
            _(
                "messages",
                "Your threshold holds now: a photo is called a match from {value} on"
                " (before: from {before} on).",
            ),
            _("messages", "Only this catalogue decides so; the model pack is unchanged."),
            _("messages", "“Use the model's threshold” goes back."),
        ),
        MessageId.THRESHOLD_OF_MODEL: MessageText(
            _(
                "messages",
                "Your threshold is dropped, the model's own holds again: a photo is called a"
                " match from {value} on (before: from {before} on).",
            ),
            _("messages", "Products, photos and the answers given so far are as they were."),
            _(
                "messages",
                "A higher threshold means fewer matches and fewer wrong ones among them;"
                " what is no match is called unsure. The figures are measured again by it.",
            ),
        ),
        MessageId.PLOT_SAVED: MessageText(
            _("messages", "“{name}” is saved."),
            _UNCHANGED,
            _("messages", "Open it in another program."),
        ),
    }
)
