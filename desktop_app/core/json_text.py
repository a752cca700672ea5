"""JSON of names that come from a disk: each can be written, and read back as it was."""

from __future__ import annotations

import json
import re
from typing import Any

_HALVES = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""Bytes of a file name that are no UTF-8 reach Python as halves of characters, which no file and
no terminal takes; JSON has a way to write them."""


def json_text(value: Any, *, compact: bool = False) -> str:
    """*value* as one line of JSON."""
    separators = (",", ":") if compact else None
    written = json.dumps(value, ensure_ascii=False, separators=separators)
    return _HALVES.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
