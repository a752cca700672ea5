"""Opening a catalogue of many photos: the window goes on, the first search, full speed.

The gallery is the program's own over a real database. The first run builds its index, which takes
minutes for a million; it is kept beside the database.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.index import index_store, vector_store
from desktop_app.paths import DataFolder
from desktop_app.services.gallery import EXACT_LIMIT, Gallery
from desktop_app.vision.model_info import read_model_info
from tests.benchmarks.index_files import DIM, prepare, queries, vectors_of
from tests.benchmarks.made_up_catalogue import add_many_references, pack
from tests.benchmarks.measured import Line, clocked

NEIGHBORS, SEARCHES, TICK_S, LONG_S = 10, 20, 0.005, 7200.0
REST_S = 0.5
"""Between two searches while the graphs are loaded: a person does not ask faster."""


def measure(folder: Path, count: int) -> list[Line]:
    data = DataFolder(folder / f"catalogue-{count}")
    if not data.database.exists():
        prepare(folder, count)
        add_many_references(data.root, np.load(vectors_of(folder, count), mmap_mode="r"))
    name = f"open a catalogue of {count:,}"
    if count <= EXACT_LIMIT:
        with _opened(data) as (gallery, start):
            return [*_first_lines(name, gallery, start, queries(count, 1)[0])]
    _build(data, count)
    raw = _raw_load(folder, count)
    query, longest = queries(count, 1)[0], _Ticks()
    work = time.process_time()
    with _opened(data) as (gallery, start), longest, _Built(gallery) as built:
        lines = [*_first_lines(name, gallery, start, query)]
        times = []
        while not built.after(REST_S):
            times.append(clocked(lambda: gallery.search(query, NEIGHBORS)))
        full = (built.at - start) * 1000
        work = (built.work - work) * 1000
    note = f"exact searches meanwhile {statistics.median(times):.0f} ms" if times else ""
    lines.append(Line(f"{name}: full speed", full, "ms", raw[0], most=1.3, note=note))
    name_of_work = f"{name}: full speed, processor time, searches included"
    lines.append(Line(name_of_work, work, "ms", raw[1], most=1.3))
    gap = f"{name}: longest stop of another thread"
    return [*lines, Line(gap, longest.longest_ms, "ms", most=50)]


def _first_lines(name: str, gallery: Gallery, start: float, query: np.ndarray) -> Iterator[Line]:
    usable = (time.perf_counter() - start) * 1000
    first = gallery.search(query, NEIGHBORS)
    assert len(first) == NEIGHBORS, "the embeddings were not taken for whole"
    answered = (time.perf_counter() - start) * 1000
    yield Line(f"{name}: window goes on", usable, "ms", most=1000)
    yield Line(f"{name}: first search answered", answered, "ms", note="exact, of all references")


@contextmanager
def _opened(data: DataFolder) -> Iterator[tuple[Gallery, float]]:
    start = time.perf_counter()
    database = Database.open(data.database)
    repository = CatalogRepository(database, person="benchmark")
    gallery = Gallery(repository, data.index, replace(read_model_info(pack()), dim=DIM))
    gallery.open_soon()
    try:
        yield gallery, start
    finally:
        gallery.close()
        database.close()


def _build(data: DataFolder, count: int) -> None:
    """Let the program build and keep what a later start finds."""
    if all((data.index / each.MANIFEST).exists() for each in (index_store, vector_store)):
        return
    sys.stderr.write(f"building the index of {count:,} ...\n")
    with _opened(data) as (gallery, _):
        changed = threading.Event()
        gallery.on_change(changed.set)
        gallery.search(queries(count, 1)[0], 1)
        while gallery.state().building:
            assert changed.wait(LONG_S)
            changed.clear()


def _raw_load(folder: Path, count: int) -> tuple[float, float]:
    """Milliseconds of `load_index` of one raw graph by the clock and of the processor."""
    prepare(folder, count)
    command = [sys.executable, "-m", "tests.benchmarks.index_memory", "raw", str(folder)]
    done = subprocess.run([*command, str(count)], check=True, capture_output=True, text=True)
    clock, work = map(float, done.stdout.split()[-2:])
    return clock, work


class _Built:
    """When the graphs of a gallery were ready, and the processor time of the process until then."""

    def __init__(self, gallery: Gallery) -> None:
        self.at = self.work = 0.0
        self._gallery = gallery
        self._done = threading.Event()

    def __enter__(self) -> _Built:
        self._gallery.on_change(self._look)
        self._look()  # it may have been ready before anybody listened
        return self

    def __exit__(self, *error: object) -> None: ...

    def after(self, seconds: float) -> bool:
        """Whether they are ready after at most so long."""
        return self._done.wait(seconds)

    def _look(self) -> None:
        if not self._done.is_set() and not self._gallery.state().building:
            self.at, self.work = time.perf_counter(), time.process_time()
            self._done.set()


class _Ticks:
    """The longest time between two ticks of a thread that only wants to tick."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="ticks")

    def __enter__(self) -> _Ticks:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _tick(self) -> None:
        last = time.perf_counter()
        while not self._end.wait(TICK_S):
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, (now - last) * 1000)
            last = now
