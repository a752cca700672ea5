from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.hnsw_graph import HnswGraph
from desktop_app.index.hnsw_index import HnswIndex
from tests.index.index_samples import DIM, PARAMETERS, clustered

GOOD = clustered(5)
INDEXES = [
    lambda: ExactIndex(DIM),
    lambda: HnswIndex(DIM, PARAMETERS),
    lambda: HnswGraph.empty(DIM, PARAMETERS, 50),
]
all_indexes = pytest.mark.parametrize("make", INDEXES, ids=["exact", "hnsw", "graph"])


@st.composite
def spoiled_vectors(draw: st.DrawFn) -> np.ndarray:
    """Five good vectors of which one is not: NaN, infinite, zero, too long, too short."""
    vectors = GOOD.copy()
    row, column = draw(st.integers(0, 4)), draw(st.integers(0, DIM - 1))
    kind = draw(st.sampled_from(["value", "zero", "scaled"]))
    if kind == "value":
        vectors[row, column] = draw(st.sampled_from([np.nan, np.inf, -np.inf, 3e38, -3e38, 5.0]))
    elif kind == "zero":
        vectors[row] = draw(st.sampled_from([0.0, 1e-30, 1e-7]))
    else:
        vectors[row] *= np.float32(draw(st.sampled_from([0.0, 0.5, 0.99, 1.01, 2.0, 1e30])))
    return vectors


@all_indexes
@given(vectors=spoiled_vectors())
def test_one_bad_vector_is_refused_and_nothing_is_added(make, vectors) -> None:
    index = make()
    with pytest.raises(ValueError):
        index.add([1, 2, 3, 4, 5], vectors)
    assert len(index) == 0


@all_indexes
@given(query=arrays(np.float32, DIM, elements=st.floats(width=32)))
def test_only_unit_queries_are_answered(make, query) -> None:
    index = make()
    index.add([1, 2, 3, 4, 5], GOOD)
    with np.errstate(all="ignore"):
        usable = abs(float(np.linalg.norm(query.astype(np.float64))) - 1) < 5e-4
    if usable:
        assert len(index.search(query, 2)) == 2
    else:
        with pytest.raises(ValueError):
            index.search(query, 2)


@all_indexes
@pytest.mark.parametrize(
    "vectors",
    [
        GOOD[:, :-1],
        GOOD[0],
        np.concatenate([GOOD, GOOD], axis=1),
        np.ones((5, DIM), np.int64),
        GOOD.astype(object),
        GOOD[np.newaxis],
    ],
    ids=["short", "one row", "long", "integers", "objects", "three axes"],
)
def test_wrong_shapes_and_types_are_refused(make, vectors) -> None:
    index = make()
    with pytest.raises(ValueError):
        index.add([1, 2, 3, 4, 5], vectors)


@all_indexes
@pytest.mark.parametrize("ids", [[1, 2, 3, 4], [1, 2, 3, 4, 4], [0, 1, 2, 3, 4], [-1, 2, 3, 4, 5]])
def test_wrong_ids_are_refused(make, ids) -> None:
    index = make()
    with pytest.raises(ValueError):
        index.add(ids, GOOD)
    assert len(index) == 0


@all_indexes
@pytest.mark.parametrize(
    "vectors",
    [GOOD.astype(np.float64), np.asfortranarray(GOOD), np.repeat(GOOD, 2, axis=0)[::2]],
    ids=["float64", "column order", "every second row"],
)
def test_other_layouts_of_good_vectors_give_the_same_answers(make, vectors) -> None:
    index, other = make(), make()
    index.add([1, 2, 3, 4, 5], GOOD)
    other.add([1, 2, 3, 4, 5], vectors)
    for query in GOOD:
        assert index.search(query, 5) == other.search(query.astype(np.float64), 5)


@all_indexes
def test_an_id_cannot_be_added_twice(make) -> None:
    index = make()
    index.add([1, 2], GOOD[:2])
    with pytest.raises(ValueError):
        index.add([2, 3], GOOD[2:4])
    assert len(index) == 2
