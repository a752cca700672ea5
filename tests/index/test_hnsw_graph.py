from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters
from tests.index.index_samples import DIM, PARAMETERS, clustered, small_graph


@pytest.mark.parametrize(
    "parameters", [{"m": 7}, {"m": 10**6}, {"ef_search": 0}, {"ef_construction": 10**9}]
)
def test_parameters_that_crash_the_library_are_refused(parameters: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        HnswParameters(**parameters)


def test_removed_references_are_not_found_and_not_counted() -> None:
    graph, vectors = small_graph(200), clustered(200)
    graph.remove(range(1, 196))
    assert (len(graph), graph.dead, graph.stored) == (5, 195, 200)
    assert {n for n, _ in graph.search(vectors[0], 50)} <= {196, 197, 198, 199, 200}


def test_a_removed_id_cannot_come_back() -> None:
    graph = small_graph(10)
    graph.remove([3])
    with pytest.raises(ValueError):
        graph.add([3], clustered(1))


def test_removing_twice_or_what_is_not_there_changes_nothing() -> None:
    graph = small_graph(10)
    graph.remove([3, 99])
    version = graph.version
    graph.remove([3, 99])
    assert (len(graph), graph.version) == (9, version)


def test_a_full_graph_takes_nothing_of_a_batch() -> None:
    graph = HnswGraph.empty(DIM, PARAMETERS, capacity=10)
    with pytest.raises(ValueError):
        graph.add(range(1, 12), clustered(11))
    assert (len(graph), graph.room) == (0, 10)


def test_the_same_vectors_in_the_same_order_give_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    small_graph(400).save(first)
    small_graph(400).save(second)
    assert first.read_bytes() == second.read_bytes()


def test_a_loaded_graph_answers_and_counts_as_the_saved_one(tmp_path: Path) -> None:
    graph, vectors = small_graph(200), clustered(200)
    graph.remove([5, 6])
    graph.save(tmp_path / "graph")
    assert (tmp_path / "graph").stat().st_size == graph.file_size
    copy = HnswGraph.load(tmp_path / "graph", DIM, PARAMETERS, 300, graph.removed)
    assert (copy.ids, copy.removed, copy.stored) == (graph.ids, {5, 6}, 200)
    assert all(copy.search(query, 10) == graph.search(query, 10) for query in vectors)


def test_holds_tells_other_vectors_and_missing_ids() -> None:
    graph, vectors = small_graph(20), clustered(20)
    graph.remove([20])
    assert graph.holds([1, 2, 3], vectors[:3])
    assert not graph.holds([1, 2, 3], vectors[[1, 0, 2]])
    assert not graph.holds([20], vectors[19:])
    assert not graph.holds([77], vectors[:1])


def test_what_the_graph_cannot_reach_is_told() -> None:
    graph, vectors = small_graph(50), clustered(50)
    assert graph.find_unreachable(range(1, 51), vectors) == set()
    elsewhere = -vectors[:2]
    assert graph.find_unreachable([1, 2], elsewhere) == {1, 2}


def test_many_copies_of_one_vector_are_not_called_unreachable() -> None:
    graph = HnswGraph.empty(DIM, PARAMETERS, capacity=100)
    same = np.repeat(clustered(1), 60, axis=0)
    graph.add(range(1, 61), same)
    assert graph.find_unreachable(range(1, 61), same) == set()
