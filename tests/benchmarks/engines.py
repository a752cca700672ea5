"""hnswlib, faiss, usearch and voyager over the same vectors, at the first breadth that finds 98 %.

    python tests/benchmarks/engines.py VECTORS.npy QUERIES.npy [threads]

Needs `pip install hnswlib faiss-cpu usearch voyager` in an environment of its own: the program does
not depend on them. M 16 and breadth 100 while building, everywhere; one thread while searching.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

M, BUILD, NEAREST, WANTED = 16, 100, 10, 0.98
FLAT = 0.001
"""So little more for the next breadth means that a graph finds no more however it is searched."""

BREADTHS = (10, 16, 24, 32, 48, 64, 96, 128, 200, 300, 400, 600, 1000, 2000, 4000)

Search = Callable[[Any, int], Any]


def hnswlib_index(vectors: Any, threads: int) -> tuple[Search, Callable[[int], None]]:
    import hnswlib

    index = hnswlib.Index("ip", vectors.shape[1])
    index.init_index(len(vectors), M=M, ef_construction=BUILD, random_seed=1)
    index.add_items(vectors, num_threads=threads)
    return lambda query, k: index.knn_query(query, k=k, num_threads=1)[0], index.set_ef


def faiss_index(vectors: Any, threads: int) -> tuple[Search, Callable[[int], None]]:
    import faiss

    faiss.omp_set_num_threads(threads)
    index = faiss.IndexHNSWFlat(vectors.shape[1], M, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = BUILD
    index.add(vectors)
    faiss.omp_set_num_threads(1)

    def set_breadth(breadth: int) -> None:
        index.hnsw.efSearch = breadth

    return lambda query, k: index.search(query, k)[1], set_breadth


def usearch_index(vectors: Any, threads: int) -> tuple[Search, Callable[[int], None]]:
    from usearch.index import Index

    index = Index(ndim=vectors.shape[1], metric="ip", dtype="f32", connectivity=M)
    index.expansion_add = BUILD
    index.add(np.arange(len(vectors)), vectors, threads=threads)

    def set_breadth(breadth: int) -> None:
        index.expansion_search = breadth

    return lambda query, k: np.atleast_2d(index.search(query, k, threads=1).keys), set_breadth


def voyager_index(vectors: Any, threads: int) -> tuple[Search, Callable[[int], None]]:
    import voyager

    index = voyager.Index(voyager.Space.InnerProduct, vectors.shape[1], M=M, ef_construction=BUILD)
    index.add_items(vectors, num_threads=threads)
    breadth = [BUILD]
    return (
        lambda query, k: index.query(query, k, num_threads=1, query_ef=breadth[0])[0],
        lambda wanted: breadth.__setitem__(0, wanted),
    )


ENGINES = {
    "hnswlib": hnswlib_index,
    "faiss": faiss_index,
    "usearch": usearch_index,
    "voyager": voyager_index,
}


def rows(vectors: Any, queries: Any, threads: int) -> Iterator[str]:
    expected = np.array([np.argpartition(vectors @ q, -NEAREST)[-NEAREST:] for q in queries])
    for name, build in ENGINES.items():
        start = time.process_time()
        search, set_breadth = build(vectors, threads)
        built = time.process_time() - start
        best = 0.0
        for breadth in BREADTHS:
            set_breadth(breadth)
            times, hits = [], 0
            for query, right in zip(queries, expected, strict=True):
                began = time.perf_counter()
                found = search(query[np.newaxis], NEAREST)
                times.append(time.perf_counter() - began)
                hits += len(set(found[0].tolist()) & set(right.tolist()))
            recall = hits / expected.size
            flat, best = recall < best + FLAT, max(recall, best)
            if recall >= WANTED or flat or breadth == BREADTHS[-1]:
                ms = statistics.median(times) * 1000
                yield f"| {name} | {built:.0f} s | {breadth} | {recall:.3f} | {ms:.3f} ms |\n"
                break


def main() -> None:
    vectors, queries = (np.load(name) for name in sys.argv[1:3])
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    head = "| engine | build, processor time | breadth | recall at 10 | one search |\n"
    sys.stdout.write(head + "|---|---|---|---|---|\n")
    for row in rows(np.ascontiguousarray(vectors), queries, threads):
        sys.stdout.write(row)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
