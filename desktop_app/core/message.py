"""A message as it travels: an id with parameters; the sentences stand in `core.messages`.

Apart from them, since the window is shown before anybody reads a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from desktop_app.core.message_ids import MessageId

Translate = Callable[[str], str]


def same(text: str) -> str:
    """Leave the English sentence as it is."""
    return text


def sentences(said: Iterable[str], pattern: str) -> str:
    """Sentences one after the other; *pattern* joins `{first}` and `{second}` as a language does.

    Chinese puts no space between them.
    """
    one_after_the_other = list(said)
    if not one_after_the_other:
        return ""
    return reduce(
        lambda first, second: pattern.format(first=first, second=second), one_after_the_other
    )


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
