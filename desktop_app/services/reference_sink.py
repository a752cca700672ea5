"""Whoever has to hear of references that were saved or removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_app.core.types import Embedding, Reference


class ReferenceSink(Protocol):
    """The gallery, which learns of references once they are saved."""

    def add(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        """Make references findable."""

    def remove(self, reference_ids: Sequence[int]) -> None:
        """Let references no longer be found."""
