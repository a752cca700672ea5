"""Space: where things lie, what is walked for most, and what should change places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from desktop_app.core.clock import now_utc
from desktop_app.core.places import PlacedProduct, PlaceSurvey, Swap, survey


class PlaceSource(Protocol):
    """What a survey reads; `desktop_app.catalog.place_reads.PlaceReads` is one."""

    def placed(self) -> list[tuple[int, str, str, str]]:
        """Id, SKU, name and place of every product."""

    def lookup_counts(self, since: datetime | None) -> dict[str, int]:
        """How often each SKU was looked up."""


WriteDown = Callable[[Swap], object]
"""Gives both products of a swap their new places in one step, asks the guard and records it."""


class Places:
    """Surveys places; safe to call from several threads."""

    def __init__(
        self,
        source: PlaceSource,
        write_down: WriteDown,
        *,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._source = source
        self._write_down = write_down
        self._clock = clock

    def survey(self, days: int = 0, start: str = "") -> PlaceSurvey:
        """Everything with its place, and the lookups of the last *days* (0: of all kept ones).

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        since = self._clock() - timedelta(days=days) if days else None
        return survey(self._source.placed(), self._source.lookup_counts(since), start)

    def swap(self, swap: Swap) -> None:
        """Write down that the two products have changed places.

        Raises:
            UserError: the person may not, or a product is gone; both are where they were.
        """
        self._write_down(swap)


def placed_object(product: PlacedProduct) -> dict[str, Any]:
    """A product with its place for other programs."""
    return {
        "sku": product.sku,
        "name": product.name,
        "place": product.place,
        "lookups": product.lookups,
        "stops": product.stops,
        "walked": product.walked,
    }


def swap_object(swap: Swap) -> dict[str, Any]:
    """A suggestion for other programs."""
    return {
        "far": placed_object(swap.far),
        "near": placed_object(swap.near),
        "saved": swap.saved,
    }
