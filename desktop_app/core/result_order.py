"""In which order results are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar


class ResultOrder(StrEnum):
    """What results are sorted by; `LIKELIHOOD` is the order of the answer itself."""

    LIKELIHOOD = "likelihood"
    NAME = "name"
    PLACE = "place"
    PRICE = "price"
    STOCK = "stock"


class Sortable(Protocol):
    """What the order looks at; every product has it."""

    @property
    def name(self) -> str:
        """Name of the product."""

    @property
    def location(self) -> str:
        """Where it lies."""

    @property
    def price(self) -> Decimal | None:
        """None where it is not known."""

    @property
    def stock(self) -> Decimal | None:
        """None where it is not known."""


Key = Callable[[Sortable], tuple[object, ...]]
Item = TypeVar("Item")
_NUMBER = re.compile(r"(\d+)")
_KEYS: dict[ResultOrder, Key] = {
    ResultOrder.LIKELIHOOD: lambda _item: (),
    ResultOrder.NAME: lambda item: (natural(item.name),),
    ResultOrder.PLACE: lambda item: (not item.location, natural(item.location)),
    ResultOrder.PRICE: lambda item: (item.price is None, item.price or 0),
    ResultOrder.STOCK: lambda item: (item.stock is None, -(item.stock or 0)),
}


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A key by which `A-2` comes before `A-12`, whatever the case."""
    parts = filter(None, _NUMBER.split(text.casefold().strip()))
    return tuple((not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts)


def in_order(
    items: Iterable[Item],
    order: ResultOrder,
    facts: Callable[[Item], Sortable],
    *,
    stocked_first: bool = False,
) -> list[Item]:
    """*items* in *order*; equal ones, and all of them by likelihood, as they came.

    The cheapest and the fullest come first; what is not known comes last. *stocked_first* puts
    what is out of stock, or of unknown stock, behind the rest.
    """
    key = _KEYS[order]

    def place(item: Item) -> tuple[object, ...]:
        entry = facts(item)
        return (stocked_first and not (entry.stock is not None and entry.stock > 0), *key(entry))

    return sorted(items, key=place)
