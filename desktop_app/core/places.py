"""Places as a tree, how far each one is, and which products should change places.

The program knows no plan of the building. It takes places in their natural order (`A-2` before
`A-10`) as the way that people walk, and counts the stops between a place and the start. Shelves
of one rack are one stop, where places have three parts or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from desktop_app.core.product_filter import PLACE_SEPARATORS

Path = tuple[str, ...]
Key = tuple[tuple[tuple[int, int, str], ...], ...]

RACK_PARTS = 3
"""Places with so many parts or more end in a shelf, which is no stop of its own."""

MOST_ASKED, MOST_GIVING = 400, 2000
"""Products that are moved nearer, and products that could make room, that are looked at."""

LEAST_GAIN = 2
"""A swap that saves fewer stops in the time looked at is not worth the work."""

_PARTS = re.compile(f"[{re.escape(PLACE_SEPARATORS)}_>|\\\\]+")
_DIGITS = re.compile(r"(\d+)")


def parse_place(text: str) -> Path:
    """`A-03-2` as `("A", "03", "2")`; empty for no place."""
    return tuple(part for part in _PARTS.split(text.strip()) if part)


def natural_key(path: Path) -> Key:
    """What paths are sorted by: numbers by size, words without regard to case."""
    return tuple(map(_part_key, path))


@lru_cache(100_000)
def _part_key(part: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in _DIGITS.split(part)
        if piece
    )


def stop_of(path: Path) -> Path:
    """Where somebody stops who fetches from *path*."""
    return path[:-1] if len(path) >= RACK_PARTS else path


@dataclass(frozen=True, slots=True)
class PlacedProduct:
    """A product, its place, and how often it was looked up in the time looked at."""

    product_id: int
    sku: str
    name: str
    place: str
    lookups: int = 0
    path: Path = ()
    stops: int = 0
    """Between its place and the start."""

    @property
    def walked(self) -> int:
        """Stops walked for it in the time looked at."""
        return self.lookups * self.stops


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place with all that lies within; its products are `products[first:end]` of the survey."""

    name: str
    path: Path
    first: int
    end: int
    lookups: int
    children: tuple[PlaceNode, ...] = ()

    @property
    def n_products(self) -> int:
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class Swap:
    """*far* is looked up more often than *near* and lies farther: they should change places."""

    far: PlacedProduct
    near: PlacedProduct

    @property
    def saved(self) -> int:
        """Stops that would have been saved in the time looked at."""
        more, farther = self.far.lookups - self.near.lookups, self.far.stops - self.near.stops
        return more * farther


@dataclass(frozen=True, slots=True)
class PlaceSurvey:
    """Where everything lies.

    Attributes:
        products: those with a place, in the order of their places.
        root: the whole tree.
        start: the place that stops are counted from.
        placeless: products without a place.
        lookups: lookups of products that have a place.
    """

    products: tuple[PlacedProduct, ...] = ()
    root: PlaceNode = field(default_factory=lambda: PlaceNode("", (), 0, 0, 0))
    start: Path = ()
    placeless: int = 0
    lookups: int = 0

    @property
    def walked(self) -> int:
        """Stops walked for all lookups."""
        return sum(product.walked for product in self.products)

    def within(self, node: PlaceNode) -> Sequence[PlacedProduct]:
        """Products that lie in a place or below it."""
        return self.products[node.first : node.end]


class _Row(NamedTuple):
    key: Key
    path: Path
    product_id: int
    sku: str
    name: str
    place: str

    @classmethod
    def of(cls, product_id: int, sku: str, name: str, place: str) -> _Row:
        path = parse_place(place)
        return cls(natural_key(path), path, product_id, sku, name, place)


def survey(
    placed: Iterable[tuple[int, str, str, str]], lookups: Mapping[str, int], start: str = ""
) -> PlaceSurvey:
    """Put products into the tree and count the stops.

    Args:
        placed: id, SKU, name and place of each product.
        lookups: how often each SKU was looked up.
        start: where people come from; the first place in the natural order if empty or unknown.
    """
    rows = [_Row.of(*row) for row in placed]
    known = sorted((row for row in rows if row.path), key=lambda row: (row.key, row.sku))
    stops = {_stop_key(row.key): stop_of(row.path) for row in known}
    number_of = {stop: number for number, stop in enumerate(stops)}
    at = _start_number(natural_key(parse_place(start)), list(stops))
    products = tuple(
        PlacedProduct(
            row.product_id,
            row.sku,
            row.name,
            row.place,
            lookups.get(row.sku, 0),
            row.path,
            abs(number_of[_stop_key(row.key)] - at),
        )
        for row in known
    )
    return PlaceSurvey(
        products,
        _Tree(products, [row.key for row in known]).node("", (), 0, len(products)),
        list(stops.values())[at] if stops else (),
        len(rows) - len(known),
        sum(product.lookups for product in products),
    )


def _stop_key(key: Key) -> Key:
    return key[:-1] if len(key) >= RACK_PARTS else key


def _start_number(wanted: Key, stops: Sequence[Key]) -> int:
    """Number of the first stop that is the place wanted, lies in it, or is the rack of it."""
    meant = (
        number
        for number, stop in enumerate(stops)
        if wanted and (wanted[: len(stop)] == stop or stop[: len(wanted)] == wanted)
    )
    return next(meant, 0)


class _Tree:
    """Puts products, which are in the order of their places, into nodes."""

    def __init__(self, products: Sequence[PlacedProduct], keys: Sequence[Key]) -> None:
        self._products = products
        self._keys = keys

    def node(self, name: str, path: Path, first: int, end: int) -> PlaceNode:
        depth = len(path)
        children: list[PlaceNode] = []
        at = first
        while at < end:
            part = self._keys[at][depth : depth + 1]
            until = at + 1
            while until < end and self._keys[until][depth : depth + 1] == part:
                until += 1
            if part:  # the others lie in the place itself, not deeper
                word = self._products[at].path[depth]
                children.append(self.node(word, (*path, word), at, until))
            at = until
        lookups = sum(self._products[number].lookups for number in range(first, end))
        return PlaceNode(name, path, first, end, lookups, tuple(children))


def most_walked(found: PlaceSurvey, limit: int) -> list[PlacedProduct]:
    """What is looked up most and lies farthest: the products that most stops are walked for."""
    walked = [product for product in found.products if product.walked]
    return sorted(walked, key=lambda product: (-product.walked, product.sku))[:limit]


def suggest_swaps(found: PlaceSurvey, limit: int, *, within_area: bool = False) -> list[Swap]:
    """Pairs that save most stops by changing places; each product is in one pair at most.

    With *within_area* both lie in the same area, the first part of a place. Sizes of products and
    shelves are not known: whether both fit, a person has to see.
    """
    asked = most_walked(found, MOST_ASKED)
    moved = {product.product_id for product in asked}
    quiet = sorted(found.products, key=lambda p: (p.lookups, p.stops, p.sku))
    giving = [p for p in quiet if p.product_id not in moved][:MOST_GIVING]
    giving += [product for product in asked if product.lookups]
    swaps: list[Swap] = []
    used: set[int] = set()
    for far in asked:
        if len(swaps) >= limit:
            break
        near = _best_partner(far, giving, used, within_area=within_area)
        if near is not None:
            swaps.append(Swap(far, near))
            used |= {far.product_id, near.product_id}
    return sorted(swaps, key=lambda swap: -swap.saved)


def _best_partner(
    far: PlacedProduct, giving: Sequence[PlacedProduct], used: set[int], *, within_area: bool
) -> PlacedProduct | None:
    if far.product_id in used or not giving:
        return None
    lookups = np.array([near.lookups for near in giving])
    stops = np.array([near.stops for near in giving])
    gains = np.maximum(far.lookups - lookups, 0) * np.maximum(far.stops - stops, 0)
    for number in np.argsort(-gains, kind="stable"):
        if gains[number] < LEAST_GAIN:
            return None
        near = giving[int(number)]
        same_area = near.path[0].casefold() == far.path[0].casefold()
        if near.product_id not in used and (same_area or not within_area):
            return near
    return None
