"""Run as a program by `test_many_threads`: everything at once on one index for some seconds.

Usage: thread_trial.py FOLDER SECONDS. Prints one JSON object with counts and complaints; a crash
of the library shows as the exit status, with the place on stderr.
"""

from __future__ import annotations

import faulthandler
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_store import IndexStore
from desktop_app.index.vector_segment import Piece
from desktop_app.index.vector_store import VectorStore
from tests.index.index_samples import DIM, IDENTITY, PARAMETERS, clustered

VECTORS = clustered(40_000)
STEP = 20


class Trial:
    """Threads that work on one index, and what they have to complain about."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.index = HnswIndex(DIM, PARAMETERS, graph_capacity=700, waiting_limit=200)
        self.store = IndexStore(folder)
        self.vectors = VectorStore(folder, rows=500)
        self.end = time.monotonic() + seconds
        self.added = 0
        self.removed: set[int] = set()
        self.counts = dict.fromkeys(("add", "remove", "search", "link", "publish"), 0)
        self.complaints: list[str] = []

    def run(self) -> dict[str, object]:
        jobs = (self.add, self.remove, self.search, self.search, self.link, self.publish)
        threads = [threading.Thread(target=self._repeat, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {**self.counts, "complaints": self.complaints[:5], "wrong": self._wrong()}

    def add(self) -> None:
        if len(self.index) > 4000 or self.added + STEP >= len(VECTORS):
            self.remove()
            return
        start = self.added
        self.index.add(range(start + 1, start + STEP + 1), VECTORS[start : start + STEP])
        self.added += STEP

    def remove(self) -> None:
        rng = random.Random(self.counts["remove"])  # noqa: S311
        gone = {rng.randrange(1, self.added + 2) for _ in range(5)}
        gone = {n for n in gone if n in self.index}
        self.index.remove(gone)
        self.removed |= gone

    def search(self) -> None:
        gone, number = set(self.removed), self.added
        found = self.index.search(VECTORS[max(0, number - 1)], 10)
        ghosts = gone.intersection(near.reference_id for near in found)
        if ghosts:
            self.complaints.append(f"removed but found: {ghosts}")
        if number and number not in self.removed and found[0].similarity < 1 - 1e-5:
            self.complaints.append(f"added but not found: {number}")

    def link(self) -> None:
        self.index.link(32)
        self.index.compact()

    def publish(self) -> None:
        with self.index.resting() as graphs:
            self.store.publish(graphs, IDENTITY, PARAMETERS, 1)
        self.keep()

    def keep(self) -> None:
        """Write the vectors to files and go on from those, as the gallery does."""
        mapped, loose = self.index.holdings()
        fresh = (self._piece(loose[at : at + 50]) for at in range(0, len(loose), 50))
        self.index.rest_on(self.vectors.publish(IDENTITY, 1, mapped, fresh).segments)

    def _piece(self, ids: np.ndarray) -> Piece:
        present, vectors = self.index.vectors_of(ids.tolist())
        numbers = np.array(present, np.int64)
        return Piece(numbers, np.stack((numbers, numbers), axis=1), vectors)

    def _repeat(self, job: Callable[[], None]) -> None:
        while time.monotonic() < self.end:
            try:
                job()
            except (RuntimeError, ValueError, OSError, KeyError) as error:
                self.complaints.append(f"{job.__name__}: {error!r}")
            self.counts[job.__name__] += 1

    def _wrong(self) -> int:
        """References that the settled index, or the published one, does not find."""
        while self.index.unfinished or self.index.compact():
            self.index.link(256)
        self.publish()
        again = HnswIndex(DIM, PARAMETERS)
        ids, vectors = self.index.vectors_of(self.index.ids)
        again.attach(self.vectors.open(IDENTITY, 1).segments)
        again.adopt(self.store.open(IDENTITY, PARAMETERS, 1))
        pairs = list(zip(ids, vectors, strict=True))[:: max(1, len(ids) // 300)]
        return again.waiting + sum(
            index.search(vector, 1)[0].similarity < 1 - 1e-5
            for index in (self.index, again)
            for _, vector in pairs
        )


if __name__ == "__main__":
    faulthandler.enable()
    sys.stdout.write(json.dumps(Trial(Path(sys.argv[1]), float(sys.argv[2])).run()))
