"""A message as it travels: an id with parameters; the sentences stand in `core.messages`.

Apart from them, since the window is shown before anybody reads a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.core.message_ids import MessageId

Translate = Callable[[str], str]


def same(text: str) -> str:
    """Leave the English sentence as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A message id with its parameters; becomes sentences only at the edge."""

    id: MessageId
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, message_id: MessageId, **params: object) -> Message:
        return cls(message_id, tuple((name, str(value)) for name, value in params.items()))

    def __str__(self) -> str:
        from desktop_app.core.messages import render  # noqa: PLC0415  (see the module)

        return render(self)
