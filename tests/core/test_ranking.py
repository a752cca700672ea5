"""One entry a product, whatever the number of its references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.ranking import WORDS_WEIGHT, rank_products, with_words
from desktop_app.core.types import Reference, ReferenceKind, TextHit

PHOTO, TEXT = ReferenceKind.PHOTO, ReferenceKind.TEXT


def photo(reference_id: int, product_id: int) -> Reference:
    return Reference(reference_id, product_id, PHOTO, photo_id=100 + reference_id)


def text(reference_id: int, product_id: int) -> Reference:
    return Reference(reference_id, product_id, TEXT)


def test_best_reference_of_a_product_decides() -> None:
    ranked = rank_products([(photo(1, 7), 0.5), (photo(2, 8), 0.6), (photo(3, 7), 0.9)])
    assert [(entry.product_id, entry.similarity) for entry in ranked] == [(7, 0.9), (8, 0.6)]
    assert ranked[0].photo_id == 103


def test_photo_and_text_evidence_are_kept_apart() -> None:
    (entry,) = rank_products([(text(1, 7), 0.8), (photo(2, 7), 0.6), (text(3, 7), 0.7)])
    assert (entry.similarity, entry.photo_similarity, entry.text_similarity) == (0.8, 0.6, 0.8)


@given(st.permutations([(photo(i, i % 3), i / 10) for i in range(8)]))
def test_order_of_neighbours_does_not_matter(neighbors: list[tuple[Reference, float]]) -> None:
    ranked = rank_products(neighbors)
    assert [(entry.product_id, entry.similarity) for entry in ranked] == [
        (1, 0.7),
        (0, 0.6),
        (2, 0.5),
    ]


def _held(product_id: int, strength: float) -> dict[int, TextHit]:
    return {product_id: TextHit(product_id, 1.0, strength)}


def test_words_found_in_a_product_lift_it() -> None:
    ranked = rank_products([(photo(1, 7), 0.8), (photo(2, 8), 0.75)])
    lifted = with_words(ranked, {}, _held(8, 1.0))
    assert [entry.product_id for entry in lifted] == [8, 7]
    assert lifted[0].similarity == pytest.approx(0.75 + WORDS_WEIGHT)
    assert lifted[0].words == TextHit(8, 1.0, 1.0)
    assert lifted[1].words is None


def test_words_of_a_description_lift_less() -> None:
    ranked = rank_products([(photo(1, 7), 0.8), (photo(2, 8), 0.65)])
    assert with_words(ranked, {}, _held(8, 1.0))[0].product_id == 8
    assert with_words(ranked, {}, _held(8, 0.5))[0].product_id == 7


def test_photo_and_words_together_count_more_where_no_product_holds_the_words() -> None:
    ranked = rank_products([(photo(1, 7), 0.8), (photo(2, 8), 0.7)])
    fused = {7: 0.5, 8: 0.9}
    assert with_words(ranked, fused, {})[0].product_id == 8
    both = {number: TextHit(number, 1.0, 1.0) for number in (7, 8)}
    assert with_words(ranked, fused, both)[0].product_id == 7


def test_words_that_all_hold_change_no_order() -> None:
    ranked = rank_products([(photo(n, n), n / 10) for n in range(1, 8)])
    held = {n: TextHit(n, 1.0, 1.0) for n in range(1, 8)}
    order = [entry.product_id for entry in with_words(ranked, {}, held)]
    assert order == [entry.product_id for entry in ranked]


neighbours = st.lists(
    st.tuples(
        st.builds(
            lambda number, product, is_text: (text if is_text else photo)(number, product),
            st.integers(1, 99),
            st.integers(1, 5),
            st.booleans(),
        ),
        st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0]),
    )
)


@given(neighbours)
def test_ranking_is_the_best_of_each_kind(found: list[tuple[Reference, float]]) -> None:
    for entry in rank_products(found):
        own = [pair for pair in found if pair[0].product_id == entry.product_id]
        photos = [(near, s) for near, s in own if near.kind is PHOTO]
        texts = [s for near, s in own if near.kind is TEXT]
        assert entry.similarity == max(s for _, s in own)
        assert entry.text_similarity == max(texts, default=None)
        assert entry.photo_similarity == max((s for _, s in photos), default=None)
        first = next((near for near, s in photos if s == entry.photo_similarity), None)
        assert entry.photo_id == (first.photo_id if first else None)
    assert rank_products(found, 2) == rank_products(found)[:2]
    ids = [entry.product_id for entry in rank_products(found)]
    assert sorted(ids) == sorted({near.product_id for near, _ in found})
