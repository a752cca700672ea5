"""Products that look like a product, over a small gallery."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

import numpy as np
import pytest

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.result_order import ResultOrder
from desktop_app.core.types import (
    Embedding,
    EvidenceKind,
    Photo,
    Product,
    Reference,
    ReferenceKind,
)
from desktop_app.services.similar_items import SimilarItems
from desktop_app.services.word_results import WordResults

ANGLES = {1: (0, 90), 2: (10,), 3: (80,), 4: (45,), 5: ()}
"""Photos of each product as directions in a plane, degrees."""


def at(degrees: float) -> Embedding:
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


PHOTOS = {
    100 * product + number: (product, at(degrees))
    for product, angles in ANGLES.items()
    for number, degrees in enumerate(angles)
}


class Shop:
    """Catalogue and gallery in one; the words of product 5 lie where product 1's photo does."""

    def __init__(self) -> None:
        self.all = {
            n: Product(
                f"S-{n}",
                f"thing {n}",
                stock=Decimal(n % 2),
                product_id=n,
                photos=tuple(Photo(p, "0" * 64, 1, 1) for p in PHOTOS if p // 100 == n),
            )
            for n in ANGLES
        }

    def photo_vectors(self, product_id: int, fingerprint: str) -> list[Embedding]:
        assert fingerprint == "model"
        return [vector for product, vector in PHOTOS.values() if product == product_id]

    def references_within(self, only: ProductFilter, fingerprint: str) -> list[int]:
        return [p for p in PHOTOS if not only.in_stock or self.all[p // 100].stock]

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        return {i: self.all[i] for i in ids if i in self.all}

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        return self.search_within(query, [*PHOTOS, 999], k)

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        found = [
            (Reference(i, product, ReferenceKind.PHOTO, i), float(vector @ query))
            for i, (product, vector) in PHOTOS.items()
            if i in reference_ids
        ]
        if 999 in reference_ids:
            found.append((Reference(999, 5, ReferenceKind.TEXT), 1.0))
        return sorted(found, key=lambda pair: -pair[1])[:k]

    def text_matches(self, text: str, only: ProductFilter = EVERYTHING) -> list[Product]:
        return [p for p in self.all.values() if text in p.name]

    def text_match_ids(self, text: str, only: ProductFilter = EVERYTHING) -> list[int]:
        return [p.product_id for p in self.text_matches(text, only)]


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_similar_items_are_nearest_to_any_photo_and_never_the_product_itself(shop: Shop) -> None:
    found = SimilarItems(shop, shop, lambda: "model").similar(1)
    assert [c.sku for c in found] == ["S-2", "S-3", "S-4"]
    assert found[0].similarity == pytest.approx(np.cos(np.radians(10)))
    assert found[0].probability is None
    assert [(e.kind, e.photo_id) for e in found[1].evidence] == [(EvidenceKind.PHOTO, 300)]


def test_similar_items_keep_to_the_filter_and_to_their_number(shop: Shop) -> None:
    service = SimilarItems(shop, shop, lambda: "model")
    assert [c.sku for c in service.similar(1, ProductFilter(in_stock=True))] == ["S-3"]
    assert [c.sku for c in service.similar(1, top_k=1)] == ["S-2"]


def test_a_product_without_photos_has_no_similar_items(shop: Shop) -> None:
    assert SimilarItems(shop, shop, lambda: "model").similar(5) == []


def test_results_of_words_are_ordered_and_read_page_by_page(shop: Shop) -> None:
    words = WordResults(shop)
    assert words.matches("thing") == (1, 2, 3, 4, 5)
    assert words.matches("thing", order=ResultOrder.STOCK) == (1, 3, 5, 2, 4)
    assert words.matches("thing", stocked_first=True) == (1, 3, 5, 2, 4)
    page = words.page("thing", [5, 77, 2])
    assert {number: c.sku for number, c in page.items()} == {5: "S-5", 2: "S-2"}
    assert page[5].evidence[0].detail == "thing"
