"""What filters let through, what there is to choose from, and every match of some words."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.product_filter import Facet, ProductFilter
from tests.catalog.samples import FINGERPRINT, complete, vector

GOODS = (
    {"category": "Gloves", "brand": "Acme", "location": "A-02-1", "stock": Decimal(12)},
    {"category": "Gloves", "brand": "Brio", "location": "A-021", "stock": Decimal(0)},
    {"category": "Tools", "brand": "Acme", "location": "B 7", "stock": None},
    {"category": "Tools", "brand": "", "location": "", "stock": Decimal("0.5")},
)


@pytest.fixture
def shop(repository: CatalogRepository) -> CatalogRepository:
    repository.save_products([complete(n, **goods) for n, goods in enumerate(GOODS, 1)])
    return repository


@pytest.mark.parametrize(
    ("only", "products"),
    [
        (ProductFilter(category="Gloves"), {1, 2}),
        (ProductFilter(brand="Acme"), {1, 3}),
        (ProductFilter(category="Gloves", brand="Acme"), {1}),
        (ProductFilter(in_stock=True), {1, 4}),
        (ProductFilter(place="A"), {1, 2}),
        (ProductFilter(place="A-02"), {1}),
        (ProductFilter(place="A-0"), set()),
        (ProductFilter(place="B"), {3}),
        (ProductFilter(place="%"), set()),
        (ProductFilter(category="none"), set()),
    ],
)
def test_a_filter_holds_for_references_and_words(
    shop: CatalogRepository, only: ProductFilter, products: set[int]
) -> None:
    references = shop.references_within(only, FINGERPRINT)
    assert {shop.products_of(references)[r].product_id for r in references} == products
    assert len(references) == 2 * len(products)  # a photo and the words of each
    assert not shop.references_within(only, "another model")
    assert {hit.product_id for hit in shop.search_text("infusion", 10, only)} == products
    assert {facts.product_id for facts in shop.text_matches("infusion", only)} == products
    assert set(shop.text_match_ids("infusion", only)) == products


def test_the_best_of_a_narrow_filter_are_found_whatever_ranks_before_them(
    repository: CatalogRepository,
) -> None:
    repository.save_products(
        [complete(n, category="rare" if n % 40 == 0 else "common") for n in range(1, 121)]
    )
    hits = repository.search_text("infusion", 2, ProductFilter(category="rare"))
    assert [hit.product_id for hit in hits] == [40, 80]


def test_withdrawn_products_are_behind_every_filter(shop: CatalogRepository) -> None:
    shop.withdraw_product(1)
    only = ProductFilter(category="Gloves")
    assert {f.product_id for f in shop.text_matches("infusion", only)} == {2}
    assert shop.facets().brands == (Facet("Acme", 1), Facet("Brio", 1))


def test_facets_name_what_there_is(shop: CatalogRepository) -> None:
    facets = shop.facets()
    assert facets.categories == (Facet("Gloves", 2), Facet("Tools", 2))
    assert facets.brands == (Facet("Acme", 2), Facet("Brio", 1))
    assert facets.areas == (Facet("A", 2), Facet("B", 1))
    assert facets.in_stock == 2


def test_all_matches_of_words_come_with_what_they_are_sorted_by(shop: CatalogRepository) -> None:
    found = shop.text_matches("infusion set")
    assert [facts.product_id for facts in found] == [4, 1, 2, 3]  # the shortest text first
    assert (found[0].name, found[0].stock, found[0].location) == (
        "Infusion set 4",
        Decimal("0.5"),
        "",
    )
    assert shop.text_matches("infusion shelf") == []
    assert shop.text_matches("") == []


def test_the_photos_of_a_product_come_as_vectors(shop: CatalogRepository) -> None:
    (found,) = shop.photo_vectors(2, FINGERPRINT)
    assert np.array_equal(found, vector(2))
    assert shop.photo_vectors(99, FINGERPRINT) == []
