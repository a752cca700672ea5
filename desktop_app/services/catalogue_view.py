"""The catalogue as the window and the command line read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository, CatalogueCounts
from desktop_app.core.product_filter import Facets
from desktop_app.core.types import HistoryEntry, Product, Verdict


class CatalogueView:
    """Reads products, photos and history; changes nothing."""

    def __init__(self, repository: CatalogRepository, photo_store: PhotoStore) -> None:
        self._repository = repository
        self._photos = photo_store

    def counts(self) -> CatalogueCounts:
        return self._repository.counts()

    def facets(self) -> Facets:
        """What products can be narrowed down to."""
        return self._repository.facets()

    def product(self, product_id: int) -> Product | None:
        return self._repository.product(product_id)

    def product_by_sku(self, sku: str) -> Product | None:
        return self._repository.product_by_sku(sku)

    def list_products(self, offset: int, limit: int, text: str = "") -> list[Product]:
        return self._repository.list_products(offset, limit, text)

    def find(self, text: str, limit: int) -> list[Product]:
        """Products with this code, then those that hold the words; the first by SKU for none."""
        coded = self._repository.find_by_code(text)
        held = self._repository.list_products(0, limit, text)
        unique = {product.product_id: product for product in (*coded, *held)}
        return list(unique.values())[:limit]

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        return self._repository.products(ids)

    def photo_path(self, sha256: str) -> Path:
        """File of the stored copy, at most 1600 pixels; it may have been deleted by hand."""
        return self._photos.photo_path(sha256)

    def thumbnail_path(self, sha256: str) -> Path:
        """File of the small copy, at most 256 pixels; it may have been deleted by hand."""
        return self._photos.thumbnail_path(sha256)

    def history(
        self, limit: int, offset: int = 0, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        """Lookups, newest first."""
        return self._repository.history(limit, offset, text, verdict)
