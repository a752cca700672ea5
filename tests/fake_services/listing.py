"""The catalogue as the page of products reads it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from desktop_app.core.product_table import ListedProduct, TableQuery
from tests.fake_services.answers import NOON
from tests.fake_services.catalogue import FakeCatalogue


class FakeListing:
    """The fake catalogue as the page of products reads it."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue

    def ids(self, query: TableQuery) -> array[int]:
        found = (p for p in self._catalogue.all if query.text.lower() in p.name.lower())
        return array("q", (p.product_id for p in found))

    def rows(self, ids: Sequence[int]) -> dict[int, ListedProduct]:
        known = {p.product_id: p for p in self._catalogue.all}
        return {n: ListedProduct(known[n], False, NOON, "Li") for n in ids if n in known}

    def attribute_names(self) -> list[str]:
        return ["name_zh", "pack_size"]

    def known_values(self) -> dict[str, list[str]]:
        return {"category": ["Gloves"], "brand": ["Medisafe"], "location": ["A-12-03"]}
