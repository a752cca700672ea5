"""The table of the whole catalogue as the window reads it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.core.product_filter import Facets
from desktop_app.core.product_table import ListedProduct, TableQuery
from desktop_app.services.catalogue_view import CatalogueView

KNOWN_VALUES = ("category", "brand", "location")
"""Fields for which people are offered what stands there already."""


class ProductListing:
    """Reads products, withdrawn ones included; changes nothing."""

    def __init__(self, desk: ProductDesk, catalogue: CatalogueView) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def ids(self, query: TableQuery) -> array[int]:
        """Ids of all products that *query* shows, in its order."""
        return self._desk.ids(query)

    def rows(self, ids: Sequence[int]) -> dict[int, ListedProduct]:
        """Rows by id; those that are gone are missing."""
        return self._desk.listed(ids)

    def skus(self, ids: Sequence[int]) -> list[str]:
        """SKUs of these products, in their order; those that are gone are missing."""
        return self._desk.skus(ids)

    def facets(self) -> Facets:
        """What the products that are found can be narrowed down to."""
        return self._catalogue.facets()

    def attribute_names(self) -> list[str]:
        """Names of the free attributes in use, the commonest first."""
        return self._desk.attribute_names()

    def known_values(self) -> dict[str, list[str]]:
        """What stands in each field of `KNOWN_VALUES` already."""
        return {column: self._desk.known_values(column) for column in KNOWN_VALUES}
