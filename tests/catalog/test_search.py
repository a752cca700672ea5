"""Searching the catalogue by words: what is found, in which order, and what cannot break it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.search_tokens import index_tokens
from desktop_app.core.types import CodeKind, ProductCode
from tests.catalog.samples import product

GTIN = "04006381333931"

HOSTILE = [
    "'; DROP TABLE product; --",
    '" OR 1=1 --',
    "infusion' UNION SELECT sql FROM sqlite_master --",
    "NEAR(infusion set)",
    "name : infusion",
    "infusion AND",
    "OR NOT",
    "^infusion",
    "infusion*",
    "(((",
    '""""',
    "{name} : x",
    "a" * 10_000,
    "\x00",
    "%_%",
    "🩹",
    "\ud800",
]


@pytest.fixture
def catalogue(repository: CatalogRepository) -> CatalogRepository:
    repository.save_products(
        [
            ProductSave(
                product(
                    1,
                    sku="INF-500",
                    name="Infusion set 500 ml",
                    attributes={"name_zh": "一次性使用输液器"},
                    codes=(ProductCode(CodeKind.GTIN, GTIN),),
                )
            ),
            ProductSave(
                product(
                    2,
                    sku="SAL-09",
                    name="Saline 0.9%",
                    category="Solutions",
                    description="For use with an infusion set",
                    attributes={"name_zh": "生理盐水", "note": "冷藏"},
                )
            ),
            ProductSave(
                product(3, sku="GAU-10", name="纱布 Gauze 10x10", brand="Hartmann", attributes={})
            ),
            ProductSave(product(4, sku="SAL-90", name="Saline 9%", category="x", attributes={})),
        ]
    )
    return repository


def _skus(catalogue: CatalogRepository, text: str, limit: int = 10) -> list[str]:
    hits = catalogue.search_text(text, limit)
    found = catalogue.products([hit.product_id for hit in hits])
    return [found[hit.product_id].sku for hit in hits]


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("输", ["INF-500"]),
        ("输液", ["INF-500"]),
        ("输液器", ["INF-500"]),
        ("液器", ["INF-500"]),
        ("使用输液", ["INF-500"]),
        ("盐水", ["SAL-09"]),
        ("冷藏", ["SAL-09"]),
        ("纱布", ["GAU-10"]),
        ("布", ["GAU-10"]),
        ("纱布 gauze", ["GAU-10"]),
        ("gau 纱", ["GAU-10"]),
        ("500ml 输液", ["INF-500"]),
        ("500 ml", ["INF-500"]),
        ("500ML", ["INF-500"]),
        ("0.9", ["SAL-09"]),
        ("0,9%", ["SAL-09"]),
        ("9%", ["SAL-90"]),
        ("hart", ["GAU-10"]),
        ("inf500", ["INF-500"]),
        ("INF-500", ["INF-500"]),
        ("400638", ["INF-500"]),
        (GTIN, ["INF-500"]),
        ("10x10", ["GAU-10"]),
        ("solutions", ["SAL-09"]),
        ("输血", []),
        ("nothing", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_find_their_product(catalogue: CatalogRepository, text: str, skus: list[str]) -> None:
    assert _skus(catalogue, text) == skus


def test_a_name_tells_more_than_a_description(catalogue: CatalogRepository) -> None:
    assert _skus(catalogue, "infusion set")[:2] == ["INF-500", "SAL-09"]


def test_a_whole_word_ranks_before_a_longer_one(repository: CatalogRepository) -> None:
    saves = [ProductSave(product(n, name=name)) for n, name in enumerate(["Sets", "Set", "Setter"])]
    repository.save_products(saves)
    assert _skus(repository, "set")[0] == "SKU-1"


def test_products_with_all_words_hide_those_with_some(catalogue: CatalogRepository) -> None:
    hits = catalogue.search_text("saline 0.9", 10)
    assert [hit.score for hit in hits] == [1.0]


def test_without_a_whole_match_the_best_partial_one_comes_first(
    catalogue: CatalogRepository,
) -> None:
    hits = catalogue.search_text("saline solutions zebra", 10)
    assert [round(hit.score, 2) for hit in hits] == [0.67, 0.33]
    assert _skus(catalogue, "saline solutions zebra") == ["SAL-09", "SAL-90"]


def test_the_limit_holds(catalogue: CatalogRepository) -> None:
    assert len(catalogue.search_text("saline", 1)) == 1
    assert catalogue.search_text("saline", 0) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_search(catalogue: CatalogRepository, text: str) -> None:
    catalogue.search_text(text, 10)
    catalogue.find_by_code(text)
    catalogue.list_products(0, 10, text)
    catalogue.history(10, 0, text)
    assert catalogue.counts().products == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_any_text_can_be_searched(catalogue: CatalogRepository, text: str) -> None:
    assert all(0 < hit.score <= 1 for hit in catalogue.search_text(text, 5))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_name_finds_its_product(repository: CatalogRepository, name: str) -> None:
    saved = repository.save_product(product(1, name=name))
    found = [hit.product_id for hit in repository.search_text(name, 5)]
    has_words = bool(index_tokens(name))
    assert has_words or not any(char.isalnum() for char in name)
    assert found == ([saved.product_id] if has_words else [])


@pytest.mark.parametrize("typed", ["tissue box", "Box tissue", "tisseu box"])
def test_a_whole_name_comes_first(repository: CatalogRepository, typed: str) -> None:
    names = ["Kleenex tissue box", "Tissue box", "Box of tissue paper, a tissue box"]
    repository.save_products(
        [ProductSave(product(n, sku=f"T{n}", name=name)) for n, name in enumerate(names, start=1)]
    )
    hits = repository.search_text(typed, 5)
    assert [hit.whole_name for hit in hits] == [True, False, False]
    assert hits[0].product_id == 2


def test_a_name_in_two_scripts_is_whole_in_either(catalogue: CatalogRepository) -> None:
    hits = [*catalogue.search_text("saline 0.9", 5), *catalogue.search_text("生理盐水", 5)]
    assert [hit.whole_name for hit in hits] == [True, True]


def test_a_changed_product_is_found_by_its_new_words_only(catalogue: CatalogRepository) -> None:
    catalogue.save_product(product(3, sku="GAU-10", name="Bandage", attributes={}))
    assert _skus(catalogue, "纱布") == []
    assert _skus(catalogue, "bandage") == ["GAU-10"]


def test_a_page_of_products_goes_by_sku(catalogue: CatalogRepository) -> None:
    page = [p.sku for p in catalogue.list_products(1, 2)]
    assert page == ["INF-500", "SAL-09"]


def test_a_page_of_found_products_goes_by_rank(catalogue: CatalogRepository) -> None:
    whole = [p.sku for p in catalogue.list_products(0, 10, "infusion")]
    assert [p.sku for p in catalogue.list_products(1, 1, "infusion")] == whole[1:2]
