"""Graphs side by side, and the references that they cannot reach."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from desktop_app.core.types import Embedding
from desktop_app.index.graph_group import GraphGroup
from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.reach_check import CHECK_BREADTH, ReachCheck
from tests.index.index_samples import DIM, PARAMETERS, clustered

BREADTH = 90
VECTORS = clustered(200)


def vectors_of(ids: Sequence[int]) -> tuple[list[int], Embedding]:
    return list(ids), VECTORS[[number - 1 for number in ids]]


@pytest.fixture
def group() -> GraphGroup:
    return GraphGroup(DIM, HnswParameters(m=8, ef_search=BREADTH), (50, 100))


def grown(group: GraphGroup, start: int, stop: int) -> HnswGraph:
    graph, ids = group.open_graph(), range(start, stop)
    group.add(graph, ids, vectors_of(ids)[1])
    return graph


def breadths(group: GraphGroup) -> list[int]:
    return [graph.breadth for graph in group.graphs]


def test_the_fewer_graphs_the_more_broadly_each_is_searched(group: GraphGroup) -> None:
    grown(group, 1, 51)
    grown(group, 51, 101)
    assert breadths(group) == [2 * BREADTH // 3] * 2
    group.leave(group.graphs[:1])
    assert breadths(group) == [BREADTH]


def test_a_broad_search_is_over_when_its_work_is_done_or_fails(group: GraphGroup) -> None:
    graph = grown(group, 1, 11)
    assert group.broadly(graph, 500, lambda: {graph.breadth}) == {500}
    assert breadths(group) == [BREADTH]

    def fail() -> set[int]:
        raise RuntimeError("the library failed")

    with pytest.raises(RuntimeError):
        group.broadly(graph, 500, fail)
    assert breadths(group) == [BREADTH]


def test_a_graph_counts_as_changed_once_for_what_it_cannot_reach(group: GraphGroup) -> None:
    """Else it would not be saved, or be saved again and again."""
    graph = grown(group, 1, 11)
    before = graph.version
    group.note_exact(graph, {3})
    assert graph.version == before + 1
    group.note_exact(graph, {3})
    group.note_exact(graph, set())
    assert graph.version == before + 1
    assert graph.exact == {3}


def test_what_the_graphs_cannot_reach_comes_with_what_they_find(group: GraphGroup) -> None:
    graph = grown(group, 1, 11)
    group.note_exact(graph, {7})
    found = group.near(group.graphs, VECTORS[0], 1)
    assert found is not None
    assert set(found.tolist()) >= {1, 7}
    assert found.dtype == np.int64


def test_only_what_even_a_broad_search_misses_is_noted(
    group: GraphGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missed(graph: HnswGraph, ids: Sequence[int], vectors: Embedding, threads: int) -> set[int]:
        return set(ids) & ({3} if graph.breadth >= CHECK_BREADTH else {3, 4})

    monkeypatch.setattr(HnswGraph, "find_unreachable", missed)
    graph = grown(group, 1, 11)
    ReachCheck(group, vectors_of).check(graph, *vectors_of(range(1, 11)))
    assert graph.exact == {3}


def test_a_graph_that_was_checked_is_checked_again_when_it_has_grown_by_a_quarter(
    group: GraphGroup,
) -> None:
    graph, reach = grown(group, 1, 41), ReachCheck(group, vectors_of)
    reach.trust(graph)
    grown(group, 41, 50)
    reach.check_all_if_grown(graph)
    assert reach.is_done
    grown(group, 50, 51)
    reach.check_all_if_grown(graph)
    assert not reach.is_done
    for _ in range(5):
        reach.check_some(10, threads=1)
    assert reach.is_done


def test_a_graph_that_is_gone_is_checked_no_more(group: GraphGroup) -> None:
    graph, reach = grown(group, 1, 11), ReachCheck(group, vectors_of)
    reach.check_all_if_grown(graph)
    reach.forget(graph)
    assert reach.is_done


def test_a_graph_that_is_still_growing_is_not_checked_as_a_whole() -> None:
    index = HnswIndex(DIM, PARAMETERS)
    index.add(range(1, 31), VECTORS[:30])
    index.link(10)
    assert index._reach.is_done
    index.link(20)
    assert not index._reach.is_done
