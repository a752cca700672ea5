"""What the messages about model packs say: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_NOTHING_ADDED = _("messages", "Nothing was added; the model pack in use goes on answering.")
_OLD_ANSWERS = _("messages", "The model pack in use goes on answering; nothing is lost.")
_ASK_SOURCE = _("messages", "Ask whoever made the pack for a correct one.")
_DO_NOT_USE = _("messages", "Do not use this pack unless its maker can explain it.")

PACK_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.PACK_NOT_FOUND: MessageText(
            _("messages", "“{name}” is neither a folder nor a zip file with a card (model.toml)."),
            _NOTHING_ADDED,
            _("messages", "Choose the folder that holds model.toml, or a zip file of it."),
        ),
        MessageId.PACK_UNSAFE_NAME: MessageText(
            _("messages", "The pack uses “{name}” as a name, which could lead out of its folder."),
            _NOTHING_ADDED,
            _DO_NOT_USE,
        ),
        MessageId.PACK_UNNAMED_FILE: MessageText(
            _("messages", "The pack holds “{name}”, which its card does not name."),
            _NOTHING_ADDED,
            _("messages", "Remove the file from the pack if you know what it is, then try again."),
        ),
        MessageId.PACK_TOO_LARGE: MessageText(
            _("messages", "The pack “{name}” is too large: {megabytes} MB."),
            _NOTHING_ADDED,
            _("messages", "Use a pack of at most 2 GB."),
        ),
        MessageId.PACK_ZIP: MessageText(
            _("messages", "The zip file “{name}” cannot be unpacked: {reason}."),
            _NOTHING_ADDED,
            _("messages", "Load it again from its source, or unpack it and choose the folder."),
        ),
        MessageId.PACK_NETWORK_UNREADABLE: MessageText(
            _("messages", "The network “{file}” of the pack “{name}” cannot be understood."),
            _NOTHING_ADDED,
            _ASK_SOURCE,
        ),
        MessageId.PACK_OPERATORS: MessageText(
            _(
                "messages",
                "The network “{file}” of “{name}” asks for operators of others: {operators}.",
            ),
            _NOTHING_ADDED,
            _DO_NOT_USE,
        ),
        MessageId.PACK_OUTSIDE_FILE: MessageText(
            _(
                "messages",
                "The network “{file}” of the pack “{name}” wants to read “{outside}”.",
            ),
            _("messages", "It was not read, and nothing was added."),
            _DO_NOT_USE,
        ),
        MessageId.PACK_TRIAL: MessageText(
            _("messages", "The model pack “{name}” failed its first run: {reason}."),
            _NOTHING_ADDED,
            _ASK_SOURCE,
        ),
        MessageId.PACK_NOT_TRUSTED: MessageText(
            _("messages", "The model pack “{name}” was not confirmed."),
            _NOTHING_ADDED,
            _(
                "messages",
                "Compare its fingerprint with its maker's: {fingerprint}. Then confirm it.",
            ),
        ),
        MessageId.PACK_NAME_TAKEN: MessageText(
            _("messages", "Another model pack has the name “{name}” already."),
            _NOTHING_ADDED,
            _("messages", "Remove that pack first, or ask for this one under another name."),
        ),
        MessageId.PACK_UNKNOWN: MessageText(
            _("messages", "There is no model pack “{name}” here."),
            _OLD_ANSWERS,
            _("messages", "See the list of packs, or add it first."),
        ),
        MessageId.PACK_NOT_ADDED: MessageText(
            _("messages", "The model pack “{name}” was never confirmed, or has changed since."),
            _OLD_ANSWERS,
            _("messages", "Add it from the folder or zip file that you trust."),
        ),
        MessageId.PACK_IN_USE: MessageText(
            _("messages", "The model pack “{name}” is in use or being prepared."),
            _OLD_ANSWERS,
            _("messages", "Use another pack first, then remove this one."),
        ),
        MessageId.PACK_SHIPPED: MessageText(
            _("messages", "The model pack “{name}” belongs to the program."),
            _OLD_ANSWERS,
            _("messages", "Leave it: it is needed when another pack fails."),
        ),
        MessageId.PACK_NO_ROOM: MessageText(
            _("messages", "The disk has room for {free} MB, the model pack needs {needed} MB."),
            _OLD_ANSWERS,
            _("messages", "Free some space and start again."),
        ),
        MessageId.PACK_BUSY: MessageText(
            _("messages", "The model pack “{name}” is being prepared already."),
            _OLD_ANSWERS,
            _("messages", "Wait until it is ready, or stop it first."),
        ),
    }
)
