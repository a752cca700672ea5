"""Places of the catalogue, with made-up lookups; the rules are those of the program."""

from __future__ import annotations

from datetime import datetime

from desktop_app.core.places import Swap
from desktop_app.services.places import Places
from tests.fake_services.answers import NOON
from tests.fake_services.catalogue import FakeCatalogue


class FakePlaces:
    """Places of the catalogue; each product was looked up as often as its id says."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.lookups_each = 1
        self.asked: list[datetime | None] = []
        self.swaps: list[Swap] = []

    def placed(self) -> list[tuple[int, str, str, str]]:
        return [(p.product_id, p.sku, p.name, p.location) for p in self._catalogue.all]

    def lookup_counts(self, since: datetime | None) -> dict[str, int]:
        self.asked.append(since)
        return {p.sku: p.product_id * self.lookups_each for p in self._catalogue.all}


def fake_places(catalogue: FakeCatalogue) -> Places:
    source = FakePlaces(catalogue)
    return Places(source, source.swaps.append, clock=lambda: NOON)
