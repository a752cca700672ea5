"""Every sentence that a lower layer can say to a person, as an id with parameters.

A message has three parts: what happened, what is safe, what to do next. The layers below the
window and the command line pass ids and parameters only; the sentences are put together, in the
person's language, at the edge (`render`). English stands here and is the key of the translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.access_texts import ACCESS_TEXTS
from desktop_app.core.adaptation_texts import ADAPTATION_TEXTS
from desktop_app.core.camera_texts import CAMERA_TEXTS
from desktop_app.core.hostile_texts import HOSTILE_TEXTS
from desktop_app.core.label_texts import LABEL_TEXTS
from desktop_app.core.message import Message, Translate, same, sentences
from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText
from desktop_app.core.message_texts import TEXTS as GENERAL_TEXTS
from desktop_app.core.pack_messages import PACK_TEXTS
from desktop_app.core.product_texts import PRODUCT_TEXTS
from desktop_app.core.quality_texts import QUALITY_TEXTS
from desktop_app.core.safety_texts import SAFETY_TEXTS
from desktop_app.core.stock_texts import STOCK_TEXTS

__all__ = [
    "CONTEXT",
    "QT_TRANSLATE_NOOP",
    "TEXTS",
    "Message",
    "MessageId",
    "MessageText",
    "Translate",
    "render",
    "render_parts",
    "same",
    "sentences",
]

TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        **GENERAL_TEXTS,
        **PACK_TEXTS,
        **CAMERA_TEXTS,
        **ACCESS_TEXTS,
        **LABEL_TEXTS,
        **PRODUCT_TEXTS,
        **SAFETY_TEXTS,
        **QUALITY_TEXTS,
        **STOCK_TEXTS,
        **HOSTILE_TEXTS,
        **ADAPTATION_TEXTS,
    }
)
"""What each message says."""

CONTEXT = "messages"
"""Translation context of all sentences in this file."""


def render_parts(message: Message, translate: Translate = same) -> MessageText:
    """What happened, what is safe and what to do next, in the language of *translate*.

    A placeholder without a parameter stays visible instead of raising: a half message helps
    more than a second error.
    """
    text = TEXTS[message.id]
    params = _Visible(message.params)
    parts = (translate(part).format_map(params) for part in (text.what, text.safe, text.next))
    return MessageText(*parts)


def render(message: Message, translate: Translate = same) -> str:
    """The whole message as one paragraph."""
    parts = render_parts(message, translate)
    return f"{parts.what} {parts.safe} {parts.next}"


class _Visible(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
