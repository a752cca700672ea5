"""Misspelt words: what they are read as, and what is never read as something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog import search_table
from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.search_table import WHOLE_NAME
from desktop_app.catalog.spelling import slips
from desktop_app.core.types import TextHit
from tests.catalog.samples import product


@pytest.fixture
def catalogue(repository: CatalogRepository) -> CatalogRepository:
    names = ["Avery binder", "Infusion set 500 ml", "Perfusor syringe", "Крем для рук", "生理盐水"]
    repository.save_products(
        [
            ProductSave(
                product(n, sku=f"X{n}00{n}", name=name, description="", category="", attributes={})
            )
            for n, name in enumerate(names, start=1)
        ]
    )
    return repository


def _found(catalogue: CatalogRepository, typed: str) -> list[str]:
    hits = catalogue.search_text(typed, 10)
    found = catalogue.products([hit.product_id for hit in hits])
    return [found[hit.product_id].name for hit in hits]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("aevry", "Avery binder"),  # two letters swapped
        ("avey", "Avery binder"),  # one missing
        ("averry", "Avery binder"),  # one too many
        ("svery", "Avery binder"),  # one wrong
        ("aevry bidner", "Avery binder"),
        ("bidner AEVRY", "Avery binder"),  # in any order and case
        ("syrnige perfuser", "Perfusor syringe"),
        ("infussoin", "Infusion set 500 ml"),  # two slips in a long word
        ("infuson 500ml", "Infusion set 500 ml"),
        ("кремм", "Крем для рук"),
    ],
)
def test_a_misspelt_word_finds_its_product(
    catalogue: CatalogRepository, typed: str, name: str
) -> None:
    assert _found(catalogue, typed) == [name]


@pytest.mark.parametrize(
    "typed",
    [
        "set5",
        "sst",  # too short: one slip from too many words
        "600 ml",  # a size is not another size
        "X1002",  # nor a code another code
        "生理水盐",
        "tarpaulin",
        "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
    ],
)
def test_what_is_no_slip_finds_nothing_that_it_does_not_hold(
    catalogue: CatalogRepository, typed: str
) -> None:
    assert all(not hit.misspelt for hit in catalogue.search_text(typed, 10))


def test_a_word_that_is_known_is_taken_as_it_is(repository: CatalogRepository) -> None:
    names = ["Milk", "Silk scarf"]
    repository.save_products(
        [ProductSave(product(n, sku=f"S{n}", name=name)) for n, name in enumerate(names)]
    )
    assert _found(repository, "milk") == ["Milk"]
    assert set(_found(repository, "xilk")) == {"Milk", "Silk scarf"}, "both readings"


def test_a_beginning_is_no_slip(catalogue: CatalogRepository) -> None:
    (hit,) = catalogue.search_text("perf", 10)
    assert hit.misspelt == ()


def test_a_hit_says_how_the_words_were_read(catalogue: CatalogRepository) -> None:
    (hit,) = catalogue.search_text("Aevry binder", 10)
    assert (hit.score, hit.misspelt) == (1.0, (("aevry", "avery"),))
    assert hit.strength == pytest.approx(0.95 * WHOLE_NAME), "a reading counts a little less"


def test_what_products_hold_is_told_for_each(catalogue: CatalogRepository) -> None:
    held = catalogue.held_words("avery syringe", [1, 2, 3, 99])
    assert set(held) == {1, 3}
    assert held[1] == TextHit(1, 0.5, 0.5)
    assert held[3] == TextHit(3, 0.5, 0.5)


@pytest.mark.parametrize("typed", ["avery syringe", "Aevry binder", "aevry", "", "no such thing"])
def test_what_is_found_and_what_is_held_come_together(
    catalogue: CatalogRepository, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    spelt = search_table.as_spelt_in_catalogue
    monkeypatch.setattr(
        search_table,
        "as_spelt_in_catalogue",
        lambda session, units: (read.append(units), spelt(session, units))[1],
    )
    together = catalogue.search_and_held(typed, 1, [3, 99, 2, 1])
    assert len(read) == 1, "the spelling is read once"
    hits = catalogue.search_text(typed, 1)
    assert list(together)[: len(hits)] == [hit.product_id for hit in hits]
    others = catalogue.held_words(typed, [1, 2, 3, 99])
    assert together == others | {hit.product_id: hit for hit in hits}


def test_words_of_the_description_say_less(repository: CatalogRepository) -> None:
    saved = repository.save_product(
        product(1, name="Gauze", description="soft and sterile", attributes={})
    )
    assert repository.held_words("gauze sterile", [saved.product_id])[
        saved.product_id
    ].strength == pytest.approx(0.75)


def test_a_word_that_was_removed_is_no_reading(catalogue: CatalogRepository) -> None:
    assert _found(catalogue, "aevry") == ["Avery binder"]
    catalogue.save_product(product(1, sku="X1001", name="Folder", attributes={}))
    assert _found(catalogue, "aevry") == []


@given(st.text(alphabet="abcdef", min_size=2, max_size=8), st.data())
def test_slips_are_one_edit_away(word: str, data: st.DataObject) -> None:
    near = slips(word)
    assert word not in near
    assert all(abs(len(other) - len(word)) <= 1 for other in near)
    other = data.draw(st.sampled_from(sorted(near)))
    assert word in slips(other), "a slip can be undone by a slip"


@pytest.mark.parametrize(
    ("typed", "strength"),
    [
        ("binder", 1.0),
        ("binder returned", 1.0),  # no product holds it: it speaks against none
        ("binder syringe", 0.5),  # another product holds it
        ("returned", None),
        ("Avery binder returned", WHOLE_NAME),
    ],
)
def test_beside_a_photo_a_word_that_no_product_holds_says_nothing(
    catalogue: CatalogRepository, typed: str, strength: float | None
) -> None:
    hit = catalogue.search_and_held(typed, 10, [1]).get(1)
    assert (hit.strength if hit else None) == strength
