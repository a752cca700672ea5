"""How results are laid out: tiles with large pictures, or rows with all that is known."""

from __future__ import annotations

from enum import StrEnum


class ResultLayout(StrEnum):
    """The two layouts; the values are those of the settings."""

    GRID = "grid"
    LIST = "list"

    @property
    def other(self) -> ResultLayout:
        return ResultLayout.LIST if self is ResultLayout.GRID else ResultLayout.GRID
