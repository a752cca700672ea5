"""Texts of the help that Rich sets; loaded only where help is shown."""

from __future__ import annotations

import re
from typing import Any

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_CHOICE = re.compile(r"[^|]*\||[^|]+$")


class Choices(Text):
    """A list `<one|two|three>`, which goes on in the next line behind a bar, not within a word."""

    @classmethod
    def of(cls, text: Text) -> Choices:
        """*text* with its styles."""
        made = cls(style=text.style, overflow=text.overflow)
        made.append_text(text)
        return made

    def wrap(self, console: Console, width: int, *args: Any, **kwargs: Any) -> Lines:
        lines = Lines()
        for line in self.divide(line_ends(self.plain, width)):
            lines.extend(line.wrap(console, width, *args, **kwargs))
        return lines


def line_ends(choices: str, width: int) -> list[int]:
    """Where the lines of *choices* end, the last one left out; all are ASCII, a cell each."""
    ends, start = [], 0
    for choice in _CHOICE.finditer(choices):
        if choice.end() - start > width and choice.start() > start:
            start = choice.start()
            ends.append(start)
    return ends
