"""The index at several sizes beside raw hnswlib and NumPy."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import hnswlib
import numpy as np

from desktop_app.core.types import Embedding
from desktop_app.index.hnsw_index import HnswIndex
from tests.benchmarks.index_files import (
    DIM,
    NEAREST,
    nearest_of_all,
    opened,
    prepare,
    queries,
    raw_of,
)
from tests.benchmarks.measured import Line, clocked, interleaved

QUERIES, FILTERS, WANTED = 200, 15, 0.98
BREADTHS = (10, 16, 20, 24, 32, 48, 64, 96, 128, 200, 300, 400, 600, 1000, 2000, 4000)
OURS = (10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 96)
FLAT = 0.004
"""A raw graph that finds no more than this beyond a breadth is taken at that breadth."""

LOADS = 3
ADDED = 10


def measure(folder: Path, count: int) -> list[Line]:
    vectors = prepare(folder, count)
    index = opened(folder, count)
    asked = queries(count, QUERIES)
    expected = nearest_of_all(vectors, asked)
    lines = [*_search(folder, index, asked, expected), *_filtered(index, vectors, asked)]
    lines += _add(index)
    del index, vectors
    return [*lines, *_memory(folder, count)]


def _search(
    folder: Path, index: HnswIndex, asked: Embedding, expected: list[set[int]]
) -> Iterator[Line]:
    raw = hnswlib.Index("ip", DIM)
    raw.load_index(str(raw_of(folder, len(index))), max_elements=len(index))
    tried = _recalls(raw, asked, expected)
    best = max(recall for _, recall in tried)
    breadth, recall = next(one for one in tried if one[1] >= min(WANTED, best - FLAT))
    raw.set_ef(breadth)
    bare, value = interleaved(
        (
            partial(raw.knn_query, query[np.newaxis], k=NEAREST, num_threads=1),
            partial(index.search, query, NEAREST),
        )
        for query in asked
    )
    found = [{near.reference_id for near in index.search(query, NEAREST)} for query in asked]
    name = f"search among {len(index):,}"
    note = f"raw hnswlib finds {recall:.3f} with ef {breadth}"
    yield Line(name, value, "ms", bare, most=1.1, note=note)
    yield Line(f"{name}, recall at 10", _recall(found, expected), "", least=WANTED)
    yield from _at_the_same_recall(raw, recall, index, asked, expected)


def _recalls(
    raw: hnswlib.Index, asked: Embedding, expected: list[set[int]]
) -> list[tuple[int, float]]:
    """Breadths with the recall of each, until that is as wanted."""
    tried: list[tuple[int, float]] = []
    for breadth in BREADTHS:
        raw.set_ef(breadth)
        labels, _ = raw.knn_query(asked, k=NEAREST)
        tried.append((breadth, _recall([set(row) for row in labels.tolist()], expected)))
        if tried[-1][1] >= WANTED:
            break
    return tried


def _at_the_same_recall(
    raw: hnswlib.Index,
    recall: float,
    index: HnswIndex,
    asked: Embedding,
    expected: list[set[int]],
) -> Iterator[Line]:
    """Ours at the first breadth that finds as much as the raw graph, which is set already."""
    with index.resting() as graphs:
        kept = graphs[0].breadth
        for breadth in OURS:
            for graph in graphs:
                graph.search_broadly(breadth)
            found = [{n.reference_id for n in index.search(q, NEAREST)} for q in asked]
            own = _recall(found, expected)
            if own >= recall:
                break
        bare, value = interleaved(
            (
                partial(raw.knn_query, query[np.newaxis], k=NEAREST, num_threads=1),
                partial(index.search, query, NEAREST),
            )
            for query in asked
        )
        for graph in graphs:
            graph.search_broadly(kept)
    note = f"{recall:.3f} and {own:.3f}; {len(graphs)} graphs with ef {breadth}"
    yield Line(f"search among {len(index):,}, same recall", value, "ms", bare, most=1.1, note=note)


def _recall(found: list[set[int]], expected: list[set[int]]) -> float:
    return float(np.mean([len(a & b) / NEAREST for a, b in zip(found, expected, strict=True)]))


def _filtered(index: HnswIndex, vectors: Embedding, asked: Embedding) -> Iterator[Line]:
    """To one per cent; the floor is the product alone, with the rows gathered beforehand."""
    count = len(index)
    rows = np.random.default_rng(3).choice(count, max(NEAREST, count // 100), replace=False)
    gathered, ids = np.array(vectors[np.sort(rows)]), (rows + 1).tolist()
    bare, value = interleaved(
        (partial(np.dot, gathered, query), partial(index.search_within, query, ids, NEAREST))
        for query in asked[:FILTERS]
    )
    yield Line(f"exact, filtered to 1 % of {count:,}", value, "ms", bare, most=1.3)


def _add(index: HnswIndex) -> Iterator[Line]:
    """One photo more, found by a search right away and then put into a graph."""
    new, times = queries(len(index), 2 * ADDED)[ADDED:], []
    for number, vector in enumerate(new, len(index) + 1):
        times.append(clocked(partial(_add_and_find, index, number, vector)))
    linking = clocked(partial(index.link, ADDED))
    note = f"ten of them into a graph: {linking:.1f} ms"
    yield Line(f"add one to {len(index):,} and find it", max(times), "ms", most=300, note=note)


def _add_and_find(index: HnswIndex, number: int, vector: Embedding) -> None:
    index.add([number], vector[np.newaxis])
    assert index.search(vector, 1)[0].reference_id == number


def _memory(folder: Path, count: int) -> Iterator[Line]:
    """Each in a process of its own, in turn; the middle one of some."""
    runs = [[_alone(which, folder, count) for which in ("raw", "ours")] for _ in range(LOADS)]
    raw, ours = (
        [statistics.median(column) for column in zip(*own, strict=True)]
        for own in zip(*runs, strict=True)
    )
    name, note = f"memory at {count:,}", f"and {ours[1]:.0f} MB of mapped files that it touched"
    yield Line(name, ours[0], "MB", raw[0], most=1.1, extra=300, note=note)
    name = f"exact search ready after opening the files of {count:,}"
    yield Line(name, ours[2], "ms", raw[3], most=1.3, note="beside raw `load_index`")
    name = f"load the index of {count:,}"
    yield Line(name, ours[3], "ms", raw[3], most=1.3, note="ours verifies every byte first")
    yield Line(f"{name}, processor time", ours[4], "ms", raw[4], most=1.3)


def _alone(which: str, folder: Path, count: int) -> tuple[float, ...]:
    command = [sys.executable, "-m", "tests.benchmarks.index_memory", which, str(folder)]
    done = subprocess.run([*command, str(count)], check=True, capture_output=True, text=True)
    return tuple(map(float, done.stdout.split()))
