"""How soon a large catalogue can be used: the gallery read from a real database."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.paths import DataFolder
from desktop_app.services.gallery import EXACT_LIMIT, Gallery
from desktop_app.vision.model_info import read_model_info
from tests.benchmarks.index_files import DIM, prepare, queries, vectors_of
from tests.benchmarks.made_up_catalogue import add_many_references, pack
from tests.benchmarks.measured import Line

SEARCHES = 20


def measure(folder: Path, count: int) -> list[Line]:
    data = DataFolder(folder / f"catalogue-{count}")
    if not data.database.exists():
        prepare(folder, count)
        add_many_references(data.root, np.load(vectors_of(folder, count), mmap_mode="r"))
    query = queries(count, 1)[0]
    start = time.perf_counter()
    database = Database.open(data.database)
    repository = CatalogRepository(database, person="benchmark")
    # Graphs would be built meanwhile and take the same cores; they are measured by themselves.
    model = replace(read_model_info(pack()), dim=DIM)
    gallery = Gallery(repository, data.index, model, exact_limit=max(count * 2, EXACT_LIMIT))
    gallery.open_soon()
    usable = (time.perf_counter() - start) * 1000
    first = gallery.search(query, 10)
    assert len(first) == 10, "the embeddings were not taken for whole"
    answered = (time.perf_counter() - start) * 1000
    times = []
    for _ in range(SEARCHES):
        start = time.perf_counter()
        gallery.search(query, 10)
        times.append((time.perf_counter() - start) * 1000)
    gallery.close()
    database.close()
    name = f"open a catalogue of {count:,}"
    exact = f"an exact search takes {statistics.median(times):.1f} ms meanwhile"
    return [
        Line(f"{name}: window goes on", usable, "ms", most=1000),
        Line(f"{name}: first search answered", answered, "ms", note=exact),
    ]
