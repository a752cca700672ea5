"""Codes seen by a live camera: each counts once, until it has left the picture."""

from __future__ import annotations

from collections.abc import Iterable

GONE_S = 1.5
"""A code not read for so long has left the picture; a blurred look or two in between is usual."""


class SeenCodes:
    """Remembers which codes are in the picture. Times are seconds."""

    def __init__(self) -> None:
        self._last_seen: dict[str, float] = {}

    def seen(self, at: float, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes of one look; returned are those that have just come into the picture."""
        present = list(dict.fromkeys(code for code in codes if code))
        kept = {code: when for code, when in self._last_seen.items() if at - when < GONE_S}
        self._last_seen = {**kept, **dict.fromkeys(present, at)}
        return tuple(code for code in present if code not in kept)

    def forget(self) -> None:
        """The camera was closed."""
        self._last_seen = {}
