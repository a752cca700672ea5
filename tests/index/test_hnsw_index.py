from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.graph_group import ALIKE, _least
from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from tests.index.index_samples import (
    DIM,
    PARAMETERS,
    clustered,
    ids_of,
    linked_index,
    same,
    settle,
    unit,
)


def spread_evenly(count: int, dim: int) -> np.ndarray:
    return unit(np.random.default_rng(5).standard_normal((count, dim)))


def many_copies(count: int, dim: int) -> np.ndarray:
    """The same photo under many products."""
    return np.repeat(clustered(count // 4, dim), 4, axis=0)[:count]


def tight_families(count: int, dim: int) -> np.ndarray:
    """Look-alikes: the same pack in another strength."""
    return clustered(count, dim, spread=0.05)


def forbid_exact(index: HnswIndex) -> None:
    def refuse(query: np.ndarray, k: int) -> None:
        raise AssertionError("the search went past the graphs")

    index._vectors.search = refuse  # type: ignore[method-assign,assignment]


@pytest.mark.parametrize("make", [clustered, spread_evenly, many_copies, tight_families])
def test_neighbours_are_those_of_exact_search(make: Callable[[int, int], np.ndarray]) -> None:
    vectors = make(2000, 32)
    exact = ExactIndex(32)
    exact.add(range(1, 2001), vectors)
    index = HnswIndex(32, HnswParameters(), graph_capacity=900)
    index.add(range(1, 2001), vectors)
    settle(index)
    forbid_exact(index)
    rng = np.random.default_rng(1)
    queries = unit(vectors[rng.integers(0, 2000, 500)] + 0.05 * rng.standard_normal((500, 32)))
    hits = 0
    for query in queries:
        tenth = exact.search(query, 10)[-1].similarity
        hits += sum(near.similarity >= tenth - 1e-6 for near in index.search(query, 10))
    assert hits / 5000 >= 0.98


@pytest.mark.parametrize("make", [clustered, many_copies, tight_families])
def test_every_reference_finds_itself(make: Callable[[int, int], np.ndarray]) -> None:
    vectors = make(1500, DIM)
    index = HnswIndex(DIM, PARAMETERS, graph_capacity=600)
    index.add(range(1, 1501), vectors)
    settle(index)
    forbid_exact(index)
    for number, vector in enumerate(vectors, start=1):
        found = index.search(vector, 10)
        assert number in ids_of(found) or found[-1].similarity > 1 - 1e-5


def test_a_reference_that_the_graph_cannot_reach_is_still_found() -> None:
    index, vectors = linked_index(300), clustered(300)
    graph = index._group.graphs[0]
    graph._library.mark_deleted(42)  # what a cut-off reference looks like from outside
    assert 42 not in ids_of(index.search(vectors[41], 3))
    index._reach._left[graph] = sorted(graph.ids)
    settle(index)
    assert graph.exact == {42}
    assert ids_of(index.search(vectors[41], 3))[0] == 42


def test_references_are_checked_as_soon_as_they_are_linked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        HnswGraph, "find_unreachable", lambda self, ids, vectors, threads: {3} & set(ids)
    )
    index = HnswIndex(DIM, PARAMETERS)
    index.add(range(1, 101), clustered(100))
    index.link(10)
    assert index.waiting == 90
    assert [graph.exact for graph in index._group.graphs] == [{3}]


def test_all_references_are_checked_again_when_a_graph_has_grown_by_a_quarter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new neighbour can cut off an old one."""
    checked: list[int] = []
    monkeypatch.setattr(
        HnswGraph,
        "find_unreachable",
        lambda self, ids, vectors, threads: checked.extend(ids) or set(),
    )
    index = HnswIndex(DIM, PARAMETERS)
    rounds = []
    for start, stop in ((1, 101), (101, 121), (121, 131)):
        index.add(range(start, stop), clustered(stop - start, seed=start))
        settle(index)
        rounds.append(len(checked))
        checked.clear()
    assert rounds == [100 + 100, 20, 10 + 130]


def test_similarities_are_the_same_whichever_way_was_searched() -> None:
    index, vectors = linked_index(500), clustered(500)
    for vector in vectors[:50]:
        assert same(index.search(vector, 5), index.search_exact(vector, 5))


SIZES = [0, 1, 2, 10]


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("extra", [-1, 0, 1, 500])
@pytest.mark.parametrize("linked", [True, False], ids=["linked", "waiting"])
def test_any_number_of_neighbours_can_be_asked_for(count: int, extra: int, linked: bool) -> None:
    index = HnswIndex(DIM, PARAMETERS)
    if count:
        index.add(range(1, count + 1), clustered(count))
    if linked:
        settle(index)
    k = max(0, count + extra)
    assert len(index.search(clustered(1)[0], k)) == min(k, count)


@pytest.mark.parametrize("left", [0, 1, 5])
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "not yet marked"])
def test_only_what_is_left_is_found_after_removing(left: int, marked: bool) -> None:
    index, vectors = linked_index(200), clustered(200)
    index.remove(range(left + 1, 201))
    if marked:
        settle(index)
    assert sorted(ids_of(index.search(vectors[100], 10))) == list(range(1, left + 1))
    assert len(index) == left


def test_an_added_reference_is_found_before_it_is_in_a_graph() -> None:
    index = linked_index(300)
    new = clustered(1, seed=77)
    index.add([1000], new)
    forbid_exact(index)
    assert index.uses_graphs
    assert index.waiting == 1
    assert ids_of(index.search(new[0], 1)) == [1000]


def test_too_many_waiting_references_mean_exact_search() -> None:
    index = HnswIndex(DIM, PARAMETERS, waiting_limit=50)
    index.add(range(1, 101), clustered(100))
    index.link(49)
    assert not index.uses_graphs
    index.link(1)
    assert index.uses_graphs


def test_an_id_is_never_used_again() -> None:
    index = linked_index(10)
    index.remove([4])
    with pytest.raises(ValueError):
        index.add([4], clustered(1))


def test_a_failing_library_means_exact_search(monkeypatch: pytest.MonkeyPatch) -> None:
    index, vectors = linked_index(300), clustered(300)
    expected = index.search_exact(vectors[7], 10)

    def fail(self: HnswGraph, query: np.ndarray, k: int) -> None:
        failed.append(k)
        raise RuntimeError("Cannot return the results in a contiguous 2D array")

    failed: list[int] = []
    monkeypatch.setattr(HnswGraph, "near", fail)
    assert index.search(vectors[7], 10) == expected
    assert failed == [10]


def test_a_graph_that_hides_references_means_exact_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index, vectors = linked_index(300), clustered(300)
    one = np.array([1], np.uint64), np.array([0.5], np.float32)
    monkeypatch.setattr(HnswGraph, "near", lambda self, query, k: one)
    assert index.search(vectors[7], 10) == index.search_exact(vectors[7], 10)


def test_a_worn_graph_is_dissolved_and_built_anew() -> None:
    index, vectors = linked_index(200, capacity=100), clustered(200)
    index.remove(range(1, 22))
    assert index.compact()
    assert index.waiting == 79
    settle(index)
    assert not index.compact()
    assert sum(graph.dead for graph in index._group.graphs) == 0
    forbid_exact(index)
    for number in (22, 100, 200):
        assert ids_of(index.search(vectors[number - 1], 1)) == [number]


def test_a_few_removed_references_do_not_cost_a_rebuild() -> None:
    index = linked_index(200)
    index.remove(range(1, 41))
    assert not index.compact()


def test_dissolving_loses_nothing() -> None:
    index, vectors = linked_index(200, capacity=100), clustered(200)
    index.dissolve()
    assert not index.uses_graphs
    assert ids_of(index.search(vectors[9], 1)) == [10]
    settle(index)
    assert index.uses_graphs


def test_graphs_of_an_earlier_run_catch_up_with_the_vectors() -> None:
    earlier, vectors = linked_index(200, capacity=100), clustered(260)
    vectors[:200] = clustered(200)
    index = HnswIndex(DIM, PARAMETERS)
    index.add(range(11, 261), vectors[10:])
    with earlier.resting() as graphs:
        index.adopt(graphs)
    assert index.waiting == 60
    assert sum(graph.dead for graph in graphs) == 10
    forbid_exact(index)
    settle(index)
    found = {ids_of(index.search(vector, 1))[0] for vector in vectors}
    assert found == set(range(11, 261))


def test_graphs_with_other_vectors_are_refused() -> None:
    """A catalogue replaced by its backup gives the same ids to other photos."""
    index = HnswIndex(DIM, PARAMETERS)
    index.add(range(1, 201), np.concatenate([clustered(190), clustered(10, seed=3)]))
    with linked_index(200).resting() as graphs, pytest.raises(ValueError):
        index.adopt(graphs)
    assert index.waiting == 200


def test_references_removed_but_not_yet_marked_do_not_crowd_out_others() -> None:
    index, vectors = linked_index(300), clustered(300)
    gone = ids_of(index.search(vectors[0], 5))
    index.remove(gone)
    expected = index.search_exact(vectors[0], 10)
    forbid_exact(index)
    assert same(index.search(vectors[0], 10), expected)


def test_the_first_places_of_a_long_list_are_right() -> None:
    """The last places are less sure: a search is only as broad as the list is long."""
    vectors = spread_evenly(3000, 32)
    index = HnswIndex(32, PARAMETERS)
    index.add(range(1, 3001), vectors)
    settle(index)
    forbid_exact(index)
    hits = 0
    for query in vectors[:40]:
        best = set((np.argsort(-(vectors @ query))[:50] + 1).tolist())
        hits += len(best.intersection(ids_of(index.search(query, 200))))
    assert hits / 2000 >= 0.98


def test_graphs_change_under_the_write_lock_and_are_searched_under_the_read_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Overlapping is undefined in hnswlib and may go well for a long time."""
    index, seen = HnswIndex(DIM, PARAMETERS), set()
    lock = index._group._lock

    def watch(name: str) -> None:
        original = getattr(HnswGraph, name)

        def watched(graph: HnswGraph, *args: object) -> object:
            seen.add((name, lock._writing, lock._readers > 0))
            return original(graph, *args)

        monkeypatch.setattr(HnswGraph, name, watched)

    for name in ("add", "remove", "near", "find_unreachable", "search_broadly"):
        watch(name)
    index.add(range(1, 51), clustered(50))
    settle(index)
    index.remove([1])
    settle(index)
    index.search(clustered(1)[0], 3)
    changes, searches = ("add", "remove", "search_broadly"), ("near", "find_unreachable")
    assert seen == {(name, True, False) for name in changes} | {
        (name, False, True) for name in searches
    }


@pytest.mark.parametrize(("count", "expected"), [(1, {5}), (2, {5, 1, 9}), (9, {5, 1, 9, 2})])
def test_what_is_as_near_as_the_last_one_is_compared_as_well(
    count: int, expected: set[int]
) -> None:
    labels = [np.array([5, 1], np.uint64), np.array([9, 2], np.uint64)]
    far = [np.array([0.1, 0.3], np.float32), np.array([0.3 + ALIKE / 2, 0.4], np.float32)]
    least = _least(labels, far, count)
    assert set(least.tolist()) == expected
    assert least.dtype == np.int64


def test_search_within_is_exact_and_limited() -> None:
    index, vectors = linked_index(300), clustered(300)
    allowed = set(range(1, 300, 7))
    found = ids_of(index.search_within(vectors[0], allowed, 8))
    best = sorted(allowed, key=lambda n: -float(vectors[n - 1] @ vectors[0]))[:8]
    assert found == best


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["add", "remove", "link", "compact", "search"]), max_size=40))
def test_any_order_of_steps_gives_the_answers_of_exact_search(steps: list[str]) -> None:
    vectors = clustered(400)
    index = HnswIndex(DIM, PARAMETERS, graph_capacity=40, waiting_limit=15)
    present: list[int] = []
    added = 0
    for step in [*steps, "search"]:
        if step == "add":
            index.add(range(added + 1, added + 11), vectors[added : added + 10])
            present += range(added + 1, added + 11)
            added = added + 10
        elif step == "remove":
            index.remove(present[::4])
            present = [n for n in present if n not in set(present[::4])]
        elif step == "link":
            index.link(12)
        elif step == "compact":
            index.compact()
        else:
            found = index.search(vectors[200], 5)
            assert same(found, index.search_within(vectors[200], present, 5))


def test_later_graphs_are_large_and_each_is_searched_less_broadly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breadths: list[int] = []
    broadly = HnswGraph.search_broadly
    monkeypatch.setattr(
        HnswGraph,
        "search_broadly",
        lambda graph, breadth: (breadths.append(breadth), broadly(graph, breadth)),
    )
    parameters = HnswParameters(m=8, ef_construction=60, ef_search=200)
    index = HnswIndex(DIM, parameters, graph_capacity=50, large_capacity=200, waiting_limit=10)
    vectors = clustered(500)
    index.add(range(1, 501), vectors)
    while index.unfinished:
        index.link(64, threads=2)
    with index.resting() as graphs:
        assert [len(graph) for graph in graphs] == [50, 50, 50, 50, 200, 100]
    assert breadths[0] == 200
    assert breadths[-1] == 2 * 200 // 7
    for query in clustered(20, seed=5):
        assert same(index.search(query, 10), index.search_exact(query, 10))
