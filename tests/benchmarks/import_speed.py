"""Import of 1 MP photos beside ONNX Runtime on tensors that lie ready."""

from __future__ import annotations

import csv
import tempfile
import time
from pathlib import Path

import numpy as np

from desktop_app.app import opened_services
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from desktop_app.vision.worker import VisionWorker
from tests.benchmarks.lookup_speed import Floor
from tests.benchmarks.made_up_catalogue import query_photos
from tests.benchmarks.measured import Line

PHOTOS, BATCH, LOOKS_FROM = 96, 8, 0.3
"""About a third of the demo's photos are looked at twice."""


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
            floor = Floor(services.analyst.model.dim)
            before = _bare(floor, len(photos))
            start = time.perf_counter()
            services.importer.run(folder / "list.csv")
            ours = len(photos) / (time.perf_counter() - start)
            bare = (before + _bare(floor, len(photos))) / 2
    note = f"{len(photos)} photos of 1 MP and as many texts; a look and a third for each photo"
    return [Line("import", ours, "photos/s", bare, least=0.85, note=note)]


def _bare(floor: Floor, photos: int) -> float:
    """Photos a second, with as many looks as the import takes."""
    batch = {name: np.repeat(one, BATCH, axis=0) for name, one in floor.pixels.items()}
    floor.pixels, single = batch, floor.pixels
    floor.infer()
    looks, start = round(photos * (1 + LOOKS_FROM) / BATCH), time.perf_counter()
    for _ in range(looks):
        floor.infer()
    floor.pixels = single
    return photos / (time.perf_counter() - start)
