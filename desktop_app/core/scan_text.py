"""What scanners really send, put into the form that `code_reading` takes apart.

Sources: GS1 General Specifications, section 7.8 (element strings, FNC1 as group separator), and
ISO/IEC 15424 (symbology identifiers: `]`, a letter, a digit).
"""

from __future__ import annotations

import re

GROUP_SEPARATOR = "\x1d"

_SPELT = re.compile(r"<GS>|\{GS\}|\^\]|\u241d", re.IGNORECASE)
"""Group separators as text: scanners that cannot send control characters spell them."""

_IDENTIFIER = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_GS1_IDENTIFIERS = ("]C1", "]e0", "]d2", "]Q3", "]J1")


def scanned_text(raw: str) -> str:
    """*raw* with real group separators and without a symbology identifier that says nothing.

    Identifiers that mark GS1 data stay. A leading separator, which is FNC1 in first position,
    becomes such an identifier: it says the same and is not lost as white space.
    """
    text = _SPELT.sub(GROUP_SEPARATOR, raw).strip(" \t\r\n").rstrip(GROUP_SEPARATOR)
    if text.startswith(GROUP_SEPARATOR):
        return "]C1" + text.lstrip(GROUP_SEPARATOR)
    if _IDENTIFIER.match(text) and not text.startswith(_GS1_IDENTIFIERS):
        return text[3:]
    return text


def shown_code(text: str) -> str:
    """*text* as a person can read it: group separators become `<GS>`."""
    return text.replace(GROUP_SEPARATOR, "<GS>")
