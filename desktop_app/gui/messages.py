"""Errors and notices as a person reads them: what happened, what is safe, what to do next."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from PySide6.QtCore import qVersion

from desktop_app import __version__
from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId, MessageText, render_parts
from desktop_app.core.private_log import private_trace
from desktop_app.gui.translator import translate_message


@dataclass(frozen=True, slots=True)
class Notice:
    """A message with the details that "copy details" puts on the clipboard."""

    message: Message
    details: str

    @property
    def text(self) -> MessageText:
        return render_parts(self.message, translate_message)


def notice_of(error: BaseException) -> Notice:
    """Message of an error; one of ours gets the general one, with its places in the code."""
    if isinstance(error, UserError):
        return Notice(error.message, _details(error.message, ""))
    message = Message.of(MessageId.UNEXPECTED, reason=type(error).__name__)
    return Notice(message, _details(message, private_trace(error)))


def notice(message: Message) -> Notice:
    return Notice(message, _details(message, ""))


def _details(message: Message, trace: str) -> str:
    """English and complete, so that whoever helps can read it."""
    lines = [
        str(message),
        f"id: {message.id}",
        *(f"{name}: {value}" for name, value in message.params),
        f"Shelfsight {__version__}, Qt {qVersion()}",
        f"Python {platform.python_version()}, {platform.platform()}",
    ]
    return "\n".join([*lines, trace]).strip()
