"""A movement as somebody types it at the shelf: `3` takes out, `+3` puts in, `=12` was counted."""

from __future__ import annotations

import unicodedata

from desktop_app.core.stock import MovementKind

_SIGNS = {"+": MovementKind.IN, "=": MovementKind.COUNT, "-": MovementKind.OUT}


def split_move(text: str) -> tuple[MovementKind | None, str]:
    """The kind that a sign before the number says, None without one; and the number's text."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    kind = _SIGNS.get(plain[:1])
    return kind, plain[1:].strip() if kind else plain
