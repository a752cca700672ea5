"""Words on a label: which of them say something about a product of this catalogue."""

from __future__ import annotations

import pytest

from desktop_app.catalog.label_words import FEW_PRODUCTS, MOST_WORDS
from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.repository import CatalogRepository
from tests.catalog.samples import product

NAMES = (
    "Corvanil tablets 5 mg 可伐尼片",
    "Corvanil tablets 10 mg 可伐尼片",
    "Saline 0.9 % 500 ml 生理盐水",
    "Nitrile gloves, size M 丁腈手套",
)


@pytest.fixture
def catalogue(repository: CatalogRepository) -> CatalogRepository:
    _save(repository, NAMES, 1)
    return repository


def _save(repository: CatalogRepository, names: tuple[str, ...], first: int) -> None:
    """Products with these names, numbered from *first*."""
    bare = {"description": "", "category": "", "attributes": {}}
    repository.save_products(
        [
            ProductSave(product(n, sku=f"X{n}00{n}", name=name, **bare))
            for n, name in enumerate(names, start=first)
        ]
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["CORVANIL Tablets", "10 mg"], ["corvanil", "tablets", "10", "mg"]),
        (["Corvanil 5mg"], ["corvanil", "5", "mg"]),
        (["Corvanll tabletts"], ["corvanil", "tablets"]),  # a letter read wrong, one too many
        (["Saline 0,9 %"], ["saline", "0.9"]),
        (["250 ml"], ["ml"]),  # a size that no product has
        (["无菌生理盐水袋"], ["生理盐水"]),  # what the catalogue knows of a longer run
        (["盐"], []),
        (["Nitrile gloves", "M", "Gloves"], ["nitrile", "gloves", "m"]),
        (["X 1001", "x"], ["1001"]),  # the SKU is X1001; one letter alone is a scratch
        (["Made in Nowhere, Street 7"], []),
        (["6mg"], []),  # neither 5 mg nor 10 mg
        ([], []),
    ],
)
def test_only_what_the_catalogue_knows_is_kept(
    catalogue: CatalogRepository, lines: list[str], words: list[str]
) -> None:
    assert catalogue.words_on_label(lines) == words


def test_words_that_many_products_hold_say_nothing_but_numbers_do(
    catalogue: CatalogRepository,
) -> None:
    _save(catalogue, tuple(f"Plaster number {n} 30 cm" for n in range(FEW_PRODUCTS + 5)), 11)
    assert catalogue.words_on_label(["Plaster number 30 cm", "Saline"]) == ["30", "saline"]


def test_a_page_of_print_is_cut(catalogue: CatalogRepository) -> None:
    _save(catalogue, tuple(f"word{n:02}x" for n in range(10, 50)), 11)
    read = [f"word{n:02}x" for n in range(10, 50)]
    assert catalogue.words_on_label(read) == read[:MOST_WORDS]
