"""The part of a plan that a person wants to see, in the order that they want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.result_order import natural
from desktop_app.core.stock import RestockLine, RestockState


class RestockOrder(StrEnum):
    """What lines are sorted by."""

    URGENCY = "urgency"
    NAME = "name"
    PLACE = "place"
    DAYS = "days"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class RestockView:
    """Which lines are shown: holding all words of *text*, in *state*, in *category*."""

    text: str = ""
    state: RestockState | None = None
    category: str = ""
    order: RestockOrder = RestockOrder.URGENCY


def narrowed(lines: Sequence[RestockLine], view: RestockView) -> list[RestockLine]:
    """The lines of *view*; *lines* are sorted by urgency."""
    words = view.text.casefold().split()
    found = [
        line
        for line in lines
        if (view.state is None or line.state is view.state)
        and (not view.category or line.category == view.category)
        and (not words or _holds(line, words))
    ]
    if view.order is RestockOrder.NAME:
        found.sort(key=lambda line: natural(line.name))
    elif view.order is RestockOrder.PLACE:
        found.sort(key=lambda line: (not line.location, natural(line.location)))
    elif view.order is RestockOrder.DAYS:
        found.sort(key=lambda line: (line.days_left is None, line.days_left or 0.0))
    elif view.order is RestockOrder.ORDER:
        found.sort(key=lambda line: -line.order)
    return found


def _holds(line: RestockLine, words: Sequence[str]) -> bool:
    text = f"{line.sku} {line.name} {line.category} {line.location}".casefold()
    return all(word in text for word in words)


def categories(lines: Sequence[RestockLine]) -> list[str]:
    """Categories that there are, by name."""
    return sorted({line.category for line in lines} - {""}, key=natural)
