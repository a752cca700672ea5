"""Measures the index on this machine: `python -m tests.index.measure_index 10000 [dimensions]`.

Prints medians over 300 queries, build rate, and what publishing and opening cost.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity
from desktop_app.index.index_store import IndexStore
from tests.index.index_samples import ids_of, unit

CHUNK = 32
TICK_S = 0.001


def families(count: int, dim: int) -> Embedding:
    """Unit vectors, some twenty around each of count / 20 centres."""
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((count // 20 + 1, dim))
    noise = 0.6 * rng.standard_normal((count, dim))
    return unit(centres[rng.integers(0, len(centres), count)] + noise)


def queries_near(vectors: Embedding, count: int = 300) -> Embedding:
    rng = np.random.default_rng(1)
    noise = 0.02 * rng.standard_normal((count, vectors.shape[1]))
    return unit(vectors[rng.integers(0, len(vectors), count)] + noise)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds, and what *work* returned."""
    start = time.perf_counter()
    result = work()
    return 1000 * (time.perf_counter() - start), result


class Stops:
    """The longest time for which no other thread could run: what a window would feel."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Stops:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        last = time.perf_counter()
        while not self._end.wait(TICK_S):
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, 1000 * (now - last))
            last = now


def search_all(
    search: Callable[[Embedding, int], list[Neighbor]], queries: Embedding, k: int
) -> tuple[float, list[list[int]]]:
    """Median milliseconds, and the ids found for each query."""
    times, found = [], []
    for query in queries:
        start = time.perf_counter()
        found.append(ids_of(search(query, k)))
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times)), found


def share_found(expected: list[list[int]], found: list[list[int]], k: int) -> float:
    pairs = zip(expected, found, strict=True)
    return float(np.mean([len(set(right) & set(near)) / k for right, near in pairs]))


def measure_searches(index: HnswIndex, queries: Embedding) -> None:
    for k in (10, 200):
        exact_ms, expected = search_all(index.search_exact, queries, k)
        ms, found = search_all(index.search, queries, k)
        whole = share_found(expected, found, k)
        first = share_found([near[:50] for near in expected], found, min(k, 50))
        sys.stdout.write(
            f"{k=}: exact {exact_ms:.2f} ms, HNSW {ms:.2f} ms, "
            f"found {whole:.4f}, of the first fifty {first:.4f}\n"
        )


def measure_build(index: HnswIndex) -> None:
    count, chunks = len(index), []
    start = time.perf_counter()
    while index.waiting:
        chunks.append(timed(lambda: index.link(CHUNK))[0])
    rate = count / (time.perf_counter() - start)
    check_ms, _ = timed(lambda: [index.link(CHUNK) for _ in iter(lambda: index.unfinished, False)])
    chunk_ms, check_s = np.median(chunks), check_ms / 1000
    sys.stdout.write(f"build {rate:.0f}/s, chunk {chunk_ms:.1f} ms, check {check_s:.1f} s\n")


def measure_files(index: HnswIndex, vectors: Embedding, folder: Path) -> None:
    identity = IndexIdentity("catalogue", "model", index.dim)
    with Stops() as stops, index.resting() as graphs:
        ms, _ = timed(lambda: IndexStore(folder).publish(graphs, identity, index.parameters, 1))
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    sys.stdout.write(f"publish {ms:.0f} ms, {size:.1f} MB, stop {stops.longest_ms:.0f} ms\n")
    again = HnswIndex(index.dim)
    again.add(range(1, len(vectors) + 1), vectors)
    with Stops() as stops:
        ms, _ = timed(lambda: again.adopt(IndexStore(folder).open(identity, again.parameters, 1)))
    sys.stdout.write(f"open {ms:.0f} ms, stop {stops.longest_ms:.0f} ms\n")


def main(count: int, dim: int = 256) -> None:
    vectors = families(count, dim)
    index = HnswIndex(dim)
    index.add(range(1, count + 1), vectors)
    measure_build(index)
    measure_searches(index, queries_near(vectors))
    with tempfile.TemporaryDirectory() as folder:
        measure_files(index, vectors, Path(folder))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
