"""What is looked up together: association rules of two products, counted on sessions.

Support, confidence and lift after Agrawal, Imielinski and Swami 1993, "Mining Association Rules
between Sets of Items in Large Databases"; lift is the interest of Silverstein et al. 1998, "Beyond
Market Baskets". Pairs are enough here, and counting pairs needs no library.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

PAUSE = timedelta(minutes=15)
"""A longer pause of the same person begins a new session."""

MOST_ITEMS = 40
"""A longer session is an inventory: everything with everything says nothing."""

LEAST_TOGETHER = 3
"""Two products are told of only if they met in so many sessions."""

LEAST_SESSIONS = 20
"""With fewer sessions of two products and more nothing is told at all."""

LEAST_LIFT = 1.2
"""Products that meet about as often as chance lets them are no pair."""


class SeenItem(Protocol):
    """That somebody looked something up."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def person(self) -> str:
        """Who; empty if nobody was named."""

    @property
    def sku(self) -> str:
        """What."""


@dataclass(frozen=True, slots=True)
class Association:
    """That who looks up one product also looks up another one.

    Attributes:
        sku: the other product.
        together: sessions with both.
        of: sessions with the product asked about.
        support: sessions with both among all sessions.
        confidence: sessions with both among those with the product asked about.
        lift: how many times more often than if the two had nothing to do with each other.
    """

    sku: str
    together: int
    of: int
    support: float
    confidence: float
    lift: float


def sessions(items: Iterable[SeenItem], pause: timedelta = PAUSE) -> list[frozenset[str]]:
    """What each person looked up in one go; sessions of one product are left out.

    *items* come in the order of time; those of different people may lie between each other.
    """
    ended: list[frozenset[str]] = []
    running: dict[str, tuple[datetime, set[str]]] = {}
    for item in items:
        last, seen = running.get(item.person, (item.at, set()))
        if item.at - last > pause:
            ended.append(frozenset(seen))
            seen = set()
        seen.add(item.sku)
        running[item.person] = (item.at, seen)
    ended += [frozenset(seen) for _, seen in running.values()]
    return [seen for seen in ended if 1 < len(seen) <= MOST_ITEMS]


class Associations:
    """Sessions, ready to be asked about one product after the other."""

    def __init__(self, found: Sequence[frozenset[str]]) -> None:
        self._sessions = found
        self._with: dict[str, list[int]] = {}
        for number, seen in enumerate(found):
            for sku in seen:
                self._with.setdefault(sku, []).append(number)

    @property
    def n_sessions(self) -> int:
        return len(self._sessions)

    @property
    def is_enough(self) -> bool:
        """Whether there are sessions enough to say anything."""
        return self.n_sessions >= LEAST_SESSIONS

    def sessions_with(self, sku: str) -> int:
        return len(self._with.get(sku, ()))

    def of(self, sku: str, most: int = 12) -> list[Association]:
        """Products that are looked up together with *sku*, surest first."""
        own = self._with.get(sku, [])
        if not self.is_enough or len(own) < LEAST_TOGETHER:
            return []
        met = Counter(other for number in own for other in self._sessions[number])
        del met[sku]
        found = [self._one(other, count, len(own)) for other, count in met.items()]
        told = [a for a in found if a.together >= LEAST_TOGETHER and a.lift >= LEAST_LIFT]
        return sorted(told, key=lambda a: (-_strength(a), a.sku))[:most]

    def _one(self, other: str, together: int, of: int) -> Association:
        confidence = together / of
        expected = len(self._with[other]) / self.n_sessions
        return Association(
            other, together, of, together / self.n_sessions, confidence, confidence / expected
        )


def _strength(association: Association) -> float:
    """Lift, held back where it rests on few sessions."""
    return math.log(association.lift) * association.together
