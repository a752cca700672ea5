"""Import of 1 MP photos beside ONNX Runtime on tensors that lie ready."""

from __future__ import annotations

import csv
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from desktop_app.app import opened_services
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from desktop_app.vision.worker import VisionWorker
from tests.benchmarks.lookup_speed import Floor
from tests.benchmarks.made_up_catalogue import query_photos
from tests.benchmarks.measured import Line, Work

PHOTOS, BATCHES, LOOKS_FROM = 96, (1, 2, 8), 0.3
"""About a third of the demo's photos are looked at twice."""

LANES = os.cpu_count() or 1
"""Runs side by side, each on one thread: another way of the bare runtime."""


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        photos = query_photos(folder / "photos", 866, PHOTOS)
        with (folder / "list.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["sku", "name", "photos"])
            writer.writerows([[p.stem, p.stem, f"photos/{p.name}"] for p in photos])
        with opened_services(DataFolder(folder / "data"), Settings(provider="cpu")) as services:
            assert isinstance(services.analyst, VisionWorker)
            services.analyst.wait_ready()
            dim = services.analyst.model.dim
            floors = [
                *((Floor(dim, spinning=s), n, 1) for n in BATCHES for s in (False, True)),
                *((Floor(dim, spinning=False, threads=1), n, LANES) for n in BATCHES[:2]),
            ]
            before = [_bare(*floor, len(photos)) for floor in floors]
            work, start = Work(services.analyst.pid), time.perf_counter()
            services.importer.run(folder / "list.csv")
            ours, used = len(photos) / (time.perf_counter() - start), work.done()
            after = [_bare(*floor, len(photos)) for floor in floors]
    # The best that the bare runtime does in any of these ways is the floor.
    rate = max((a[0] + b[0]) / 2 for a, b in zip(before, after, strict=True))
    least = min((a[1] + b[1]) / 2 for a, b in zip(before, after, strict=True))
    note = f"{len(photos)} photos of 1 MP and as many texts; a look and a third for each photo"
    per_photo = used / len(photos)
    return [
        Line("import", ours, "photos/s", rate, least=0.85, note=note),
        Line("import, processor time a photo", per_photo, "ms", least, most=1.18),
    ]


def _bare(floor: Floor, batch: int, lanes: int, photos: int) -> tuple[float, float]:
    """Photos a second and milliseconds of the processor a photo, with the looks of the import."""
    pixels = {name: np.repeat(one, batch, axis=0) for name, one in floor.pixels.items()}
    floor.pixels, single = pixels, floor.pixels
    floor.infer()
    with ThreadPoolExecutor(lanes) as pool:
        work, start = Work(), time.perf_counter()
        runs = round(photos * (1 + LOOKS_FROM) / batch)
        for run in [pool.submit(floor.infer) for _ in range(runs)]:
            run.result()
        taken = time.perf_counter() - start, work.done()
    floor.pixels = single
    return photos / taken[0], taken[1] / photos
