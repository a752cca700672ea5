"""The index at several sizes beside raw hnswlib and NumPy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import hnswlib
import numpy as np

from desktop_app.core.types import Embedding
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_store import IndexStore
from tests.benchmarks.index_files import (
    DIM,
    IDENTITY,
    NEAREST,
    filled,
    nearest_of_all,
    ours_of,
    prepare,
    queries,
    raw_of,
)
from tests.benchmarks.measured import Line, clocked, interleaved

QUERIES, FILTERS, WANTED = 200, 15, 0.98
BREADTHS = (10, 16, 24, 32, 48, 64, 96, 128, 200, 300, 400, 600)
ADDED = 10


def measure(folder: Path, count: int) -> list[Line]:
    vectors = prepare(folder, count)
    index = filled(vectors)
    index.adopt(IndexStore(ours_of(folder, count)).open(IDENTITY, index.parameters, 1))
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
    breadth, recall = _least_breadth(raw, asked, expected)
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


def _least_breadth(
    raw: hnswlib.Index, asked: Embedding, expected: list[set[int]]
) -> tuple[int, float]:
    """The smallest breadth with the wanted recall, or the best that there is."""
    tried = []
    for breadth in BREADTHS:
        raw.set_ef(breadth)
        labels, _ = raw.knn_query(asked, k=NEAREST)
        recall = _recall([set(row) for row in labels.tolist()], expected)
        tried.append((breadth, recall))
        if recall >= WANTED:
            return tried[-1]
    return max(tried, key=lambda one: one[1])


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
    raw, ours = (_alone(which, folder, count) for which in ("raw", "ours"))
    name = f"memory at {count:,}"
    yield Line(name, ours[0], "MB", raw[0], most=1.1, extra=300)
    name = f"load the graphs of {count:,}"
    yield Line(name, ours[1], "ms", raw[1], most=1.3, note="ours verifies every byte first")


def _alone(which: str, folder: Path, count: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.index_memory", which, str(folder)]
    done = subprocess.run([*command, str(count)], check=True, capture_output=True, text=True)
    megabytes, milliseconds = map(float, done.stdout.split())
    return megabytes, milliseconds
