"""What a person narrows the catalogue down to before or after a lookup."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACE_SEPARATORS = "-/.:, "
"""Characters that end the area of a place: `A` of `A-02-1`."""

_SEPARATOR = re.compile(f"[{re.escape(PLACE_SEPARATORS)}]")


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Only products for which all of this holds; what is empty says nothing.

    `place` is a place or its beginning up to a separator: `A` and `A-02` hold `A-02-1`, `A-0`
    does not. False when it lets everything through.
    """

    category: str = ""
    brand: str = ""
    place: str = ""
    in_stock: bool = False

    def __bool__(self) -> bool:
        return bool(self.category or self.brand or self.place or self.in_stock)


EVERYTHING = ProductFilter()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that products can be narrowed down to, and how many have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from, each list by name; `in_stock` counts products."""

    categories: tuple[Facet, ...] = ()
    brands: tuple[Facet, ...] = ()
    areas: tuple[Facet, ...] = ()
    in_stock: int = 0


def place_area(place: str) -> str:
    """The first part of a place, by which shelves stand together."""
    return _SEPARATOR.split(place.strip(), maxsplit=1)[0]
