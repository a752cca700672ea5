"""A guess at the encoding of a text file that does not tell it: shown to a person, never trusted.

The import itself refuses to guess (docs/adr/0033). Here the first rows are shown as the guess
reads them, so that whoever knows the names sees at once whether it is right.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

from desktop_app.core.errors import UserError
from desktop_app.services.text_encoding import TextEncoding, find_encoding

CANDIDATES = ("cp1252", "gb18030", "cp1250", "cp1251", "shift_jis", "big5")
_COMMON_ROWS = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
"""First bytes of the characters that people write every day."""

SAMPLE = 200_000
"""Bytes that are looked at."""


def guess_encoding(file: Path, chosen: str | None = None) -> tuple[TextEncoding, bool]:
    """The encoding, and whether it is a mere guess.

    Raises:
        UserError: the file is in none of those that are tried, or not in the *chosen* one.
        OSError: the file cannot be read.
    """
    try:
        return find_encoding(file, chosen), False
    except UserError:
        if chosen is not None:
            raise
        data = file.read_bytes()[:SAMPLE]
        for name in sorted(CANDIDATES, key=lambda each: -_worth(data, each)):
            try:
                return find_encoding(file, name), True
            except UserError:
                continue
        raise


def _worth(data: bytes, encoding: str) -> float:
    """How much the characters beyond ASCII look like words; 1 is all of them, below 0 is none."""
    text = data.decode(encoding, errors="replace")
    foreign = [char for char in text if char > "\x7f"]
    if not foreign:
        return 0.0
    letters = sum(_is_usual(char, encoding) for char in foreign)
    capitals = sum(unicodedata.category(char) == "Lu" for char in foreign)
    broken = sum(char == "\ufffd" or unicodedata.category(char) in {"Cc", "Co"} for char in foreign)
    mixed = sum(_clash(first, second) for first, second in pairwise(text))
    return (letters + 0.5 * capitals - 4 * broken - 2 * mixed) / len(foreign)


def _is_usual(char: str, encoding: str) -> bool:
    """A small letter, or a character of those rows of its code that hold the common ones."""
    if unicodedata.category(char) not in {"Ll", "Lo", "Lm"}:
        return False
    low, high = _COMMON_ROWS.get(encoding, (0, 255))
    return encoding not in _COMMON_ROWS or low <= char.encode(encoding)[0] <= high


def _clash(first: str, second: str) -> bool:
    """Two letters side by side that no word has: of two scripts, or `aÄ`, small before capital."""
    if not (first.isalpha() and second.isalpha()) or (first < "\x80" and second < "\x80"):
        return False
    if first.islower() and second.isupper():
        return True
    return _script(first) != _script(second)


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    first = "LATIN" if char < "\x80" else name.split(" ", 1)[0].split("-", 1)[0]
    return "CJK" if first in {"HIRAGANA", "KATAKANA"} else first
