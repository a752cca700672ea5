"""What is said when somebody may not do something, or cannot sign in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.access import Role
from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_NOTHING_CHANGED = _("messages", "Nothing was changed.")
_SIGN_IN = _(
    "messages",
    "Sign in with Ctrl+Alt+S (in the terminal: --person NAME), or ask somebody who may.",
)

ACCESS_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.ROLE_NEEDED: MessageText(
            _("messages", "This is for catalogue managers."), _NOTHING_CHANGED, _SIGN_IN
        ),
        MessageId.ADMINISTRATOR_NEEDED: MessageText(
            _("messages", "This is for administrators."), _NOTHING_CHANGED, _SIGN_IN
        ),
        MessageId.PIN_WRONG: MessageText(
            _("messages", "Name and PIN do not belong together."),
            _("messages", "Whoever was signed in still is."),
            _("messages", "Type the PIN again, or ask an administrator for a new one."),
        ),
        MessageId.PIN_WAIT: MessageText(
            _("messages", "Too many wrong PINs."),
            _("messages", "Whoever was signed in still is."),
            _("messages", "Wait {seconds} seconds, then try again."),
        ),
        MessageId.PIN_SHORT: MessageText(
            _("messages", "A PIN has at least {least} characters."),
            _NOTHING_CHANGED,
            _("messages", "Type a longer one; letters are allowed."),
        ),
        MessageId.PIN_NEEDED: MessageText(
            _("messages", "Catalogue managers and administrators need a PIN."),
            _NOTHING_CHANGED,
            _("messages", "Type a PIN, or make the person a clerk."),
        ),
        MessageId.PERSON_NAMELESS: MessageText(
            _("messages", "A person needs a name."),
            _NOTHING_CHANGED,
            _("messages", "Type the name that the change log should show."),
        ),
        MessageId.PERSON_TAKEN: MessageText(
            _("messages", "“{name}” is listed already."),
            _NOTHING_CHANGED,
            _("messages", "Choose another name, or give the listed person a new PIN."),
        ),
        MessageId.PERSON_UNKNOWN: MessageText(
            _("messages", "“{name}” is not listed."),
            _NOTHING_CHANGED,
            _("messages", "Check the name in the list of people."),
        ),
        MessageId.FIRST_ADMINISTRATOR: MessageText(
            _("messages", "The first person has to be an administrator."),
            _("messages", "Nothing was changed; everybody may still do everything."),
            _("messages", "Add yourself as administrator with a PIN, then the others."),
        ),
        MessageId.LAST_ADMINISTRATOR: MessageText(
            _("messages", "“{name}” is the last administrator."),
            _NOTHING_CHANGED,
            _("messages", "Make somebody else administrator first, or remove the others first."),
        ),
    }
)

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.CLERK: _("access", "Clerk"),
        Role.MANAGER: _("access", "Catalogue manager"),
        Role.ADMINISTRATOR: _("access", "Administrator"),
    }
)
CONTEXT = "access"
