from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index.exact_index import FIRST_ROWS, ExactIndex
from tests.index.index_samples import DIM, clustered, ids_of

VECTORS = clustered(1500)


def brute_force(present: dict[int, int], query: np.ndarray, k: int) -> list[int]:
    order = sorted(present, key=lambda n: (-float(VECTORS[present[n]] @ query), n))
    return order[:k]


def test_a_thousand_references_come_in_the_order_of_brute_force() -> None:
    index = ExactIndex(DIM)
    index.add(range(1, 1501), VECTORS)
    for query in clustered(20, seed=9):
        similarities = VECTORS @ query
        found = index.search(query, 25)
        assert ids_of(found) == (np.argsort(-similarities)[:25] + 1).tolist()
        assert [near.similarity for near in found] == pytest.approx(-np.sort(-similarities)[:25])


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=60), st.integers(0, 35))
def test_adding_and_removing_in_any_order_leaves_what_is_left(
    steps: list[tuple[bool, int]], k: int
) -> None:
    index, present = ExactIndex(DIM), {}
    for adds, number in steps:
        if adds and number not in present:
            index.add([number], VECTORS[number : number + 1])
            present[number] = number
        elif not adds:
            index.remove([number])
            present.pop(number, None)
    query = VECTORS[31]
    assert len(index) == len(present)
    assert sorted(index.ids) == sorted(present)
    assert ids_of(index.search(query, k)) == brute_force(present, query, k)


def test_growing_keeps_every_vector() -> None:
    index = ExactIndex(DIM)
    for start in range(0, 1500, 70):
        part = VECTORS[start : start + 70]
        index.add(range(start + 1, start + 1 + len(part)), part)
    assert len(index) > 4 * FIRST_ROWS
    assert np.array_equal(index.vectors(list(range(1, 1501))), VECTORS)


def test_growing_copies_little() -> None:
    """Adding one by one to a large index must not copy the whole of it each time."""
    index, matrices = ExactIndex(DIM), set()
    for number in range(1500):
        index.add([number + 1], VECTORS[number : number + 1])
        matrices.add(id(index._matrix))
    assert len(matrices) <= 6


def test_equal_vectors_come_by_id() -> None:
    index = ExactIndex(DIM)
    index.add([9, 4, 7], np.repeat(VECTORS[:1], 3, axis=0))
    assert ids_of(index.search(VECTORS[0], 3)) == [4, 7, 9]


def test_search_within_sees_only_the_given_ids() -> None:
    index = ExactIndex(DIM)
    index.add(range(1, 101), VECTORS[:100])
    allowed = [3, 50, 77, 999]
    found = index.search_within(VECTORS[0], allowed, 10)
    expected = sorted([3, 50, 77], key=lambda n: -float(VECTORS[n - 1] @ VECTORS[0]))
    assert ids_of(found) == expected
    assert index.search_within(VECTORS[0], [], 10) == []
    assert len(index.search_within(VECTORS[0], allowed, 2)) == 2


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (9, 9), (10, 10), (11, 10)])
def test_as_many_neighbours_as_there_are(k: int, expected: int) -> None:
    index = ExactIndex(DIM)
    index.add(range(1, 11), VECTORS[:10])
    assert len(index.search(VECTORS[0], k)) == expected


def test_a_negative_number_of_neighbours_is_refused() -> None:
    with pytest.raises(ValueError):
        ExactIndex(DIM).search(VECTORS[0], -1)
