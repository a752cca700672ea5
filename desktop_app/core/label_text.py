"""What is printed on an item, as it was read from a photo."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of print; `certainty` is what the reader makes of itself, 0 to 1."""

    text: str
    certainty: float


@dataclass(frozen=True, slots=True)
class LabelText:
    """The print on one item.

    Attributes:
        lines: as they were read, without those that are a guess.
        words: what of them the catalogue knows, as it spells it, each once, apart by spaces.
    """

    lines: tuple[str, ...] = ()
    words: str = ""
