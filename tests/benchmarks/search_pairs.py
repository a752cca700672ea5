"""One search of ours and the bare loop over our graphs, each in turn with one raw graph.

    python -m tests.benchmarks.search_pairs FILES COUNT BREADTH RAW_BREADTH

FILES are those of `python -m tests.benchmarks --only index`. The bare loop asks each graph and
merges nothing; what ours takes beyond it is Python around the library.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import hnswlib

import desktop_app  # noqa: F401  (before NumPy, whose threads it tells to sleep)
from desktop_app.core.types import Embedding
from tests.benchmarks.index_files import DIM, NEAREST, opened, queries, raw_of
from tests.benchmarks.index_speed import QUERIES
from tests.benchmarks.measured import interleaved

ROUNDS = 5


def main(folder: Path, count: int, breadth: int, raw_breadth: int) -> None:
    raw = hnswlib.Index("ip", DIM)
    raw.load_index(str(raw_of(folder, count)), max_elements=count)
    raw.set_ef(raw_breadth)
    index, asked = opened(folder, count), queries(count, QUERIES)
    with index.resting() as graphs:
        for graph in graphs:
            graph.search_broadly(breadth)

    def bare_loop(query: Embedding) -> None:
        for graph in graphs:
            graph.near(query, NEAREST)

    ways = {"bare loop": bare_loop, "ours": partial(index.search, k=NEAREST)}
    for name, way in ways.items():
        pairs = [_pair(raw, way, asked) for _ in range(ROUNDS)]
        floor, value = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(value / floor for floor, value in pairs)
        sys.stdout.write(f"{name}: {floor:.3f} {value:.3f} ms, {ratio:.2f}\n")


def _pair(raw: hnswlib.Index, way: Callable[[Embedding], object], asked: Embedding) -> list[float]:
    return interleaved(
        (partial(raw.knn_query, query[None], k=NEAREST, num_threads=1), partial(way, query))
        for query in asked
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
