"""Memory of an index alone: `python -m tests.benchmarks.index_memory raw|ours FOLDER COUNT`.

Prints megabytes that the process holds for itself more than before, and milliseconds of loading.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import hnswlib
import numpy as np

from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_store import IndexStore
from tests.benchmarks.index_files import DIM, IDENTITY, ours_of, raw_of, vectors_of


def held() -> float:
    """Megabytes of memory that belongs to this process alone."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1000
    return float("nan")


def main(which: str, folder: Path, count: int) -> None:
    before, start = held(), time.perf_counter()
    if which == "raw":
        raw = hnswlib.Index("ip", DIM)
        raw.load_index(str(raw_of(folder, count)), max_elements=count)
        milliseconds = (time.perf_counter() - start) * 1000
    else:
        index = HnswIndex(DIM)
        vectors = np.load(vectors_of(folder, count), mmap_mode="r")
        for first in range(0, count, 50_000):
            part = vectors[first : first + 50_000]
            index.add(np.arange(first + 1, first + 1 + len(part)).tolist(), np.array(part))
        del vectors
        start = time.perf_counter()
        index.adopt(IndexStore(ours_of(folder, count)).open(IDENTITY, index.parameters, 1))
        milliseconds = (time.perf_counter() - start) * 1000
        assert index.uses_graphs
    sys.stdout.write(f"{held() - before} {milliseconds}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
