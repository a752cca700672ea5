"""Memory of an index alone: `python -m tests.benchmarks.index_memory raw|ours FOLDER COUNT`.

Prints megabytes that the process holds for itself more than before, megabytes of mapped files after
a thousand searches, and milliseconds until a search is exact, until it is at full speed, and of the
processor for that.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import hnswlib

from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_store import IndexStore
from desktop_app.index.vector_store import VectorStore
from tests.benchmarks.index_files import DIM, IDENTITY, NEAREST, ours_of, queries, raw_of

SEARCHES = 1000


def held(kind: str = "RssAnon") -> float:
    """Megabytes of memory that belongs to this process alone, or that it shares with files."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(kind):
            return int(line.split()[1]) / 1000
    return float("nan")


def main(which: str, folder: Path, count: int) -> None:
    asked = queries(count, SEARCHES)
    before, mapped, start = held(), held("RssFile"), time.perf_counter()
    work = time.process_time()
    if which == "raw":
        raw = hnswlib.Index("ip", DIM)
        raw.load_index(str(raw_of(folder, count)), max_elements=count)
        exact = full = time.perf_counter() - start
        work = time.process_time() - work
        for query in asked:
            raw.knn_query(query, k=NEAREST, num_threads=1)
    else:
        index = HnswIndex(DIM)
        index.attach(VectorStore(ours_of(folder, count)).open(IDENTITY, 1).segments)
        exact = time.perf_counter() - start
        index.adopt(IndexStore(ours_of(folder, count)).open(IDENTITY, index.parameters, 1))
        full = time.perf_counter() - start
        work = time.process_time() - work
        assert index.uses_graphs
        for query in asked:
            index.search(query, NEAREST)
    sizes = f"{held() - before} {held('RssFile') - mapped}"
    sys.stdout.write(f"{sizes} {exact * 1000} {full * 1000} {work * 1000}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
