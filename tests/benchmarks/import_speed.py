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
from tests.benchmarks.measured import Line, Work

PHOTOS, BATCHES, LOOKS_FROM = 96, (1, 2, 8), 0.3
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
            dim = services.analyst.model.dim
            floors = [
                (Floor(dim, spinning=spinning), n) for n in BATCHES for spinning in (False, True)
            ]
            before = [_bare(floor, batch, len(photos)) for floor, batch in floors]
            work, start = Work(services.analyst.pid), time.perf_counter()
            services.importer.run(folder / "list.csv")
            ours, used = len(photos) / (time.perf_counter() - start), work.done()
            after = [_bare(floor, batch, len(photos)) for floor, batch in floors]
    # The best that the bare runtime does in any of these ways is the floor.
    rate = max((a[0] + b[0]) / 2 for a, b in zip(before, after, strict=True))
    least = min((a[1] + b[1]) / 2 for a, b in zip(before, after, strict=True))
    note = f"{len(photos)} photos of 1 MP and as many texts; a look and a third for each photo"
    per_photo = used / len(photos)
    return [
        Line("import", ours, "photos/s", rate, least=0.85, note=note),
        Line("import, processor time a photo", per_photo, "ms", least, most=1.18),
    ]


def _bare(floor: Floor, batch: int, photos: int) -> tuple[float, float]:
    """Photos a second and milliseconds of the processor a photo, with the looks of the import."""
    pixels = {name: np.repeat(one, batch, axis=0) for name, one in floor.pixels.items()}
    floor.pixels, single = pixels, floor.pixels
    floor.infer()
    work, start = Work(), time.perf_counter()
    for _ in range(round(photos * (1 + LOOKS_FROM) / batch)):
        floor.infer()
    floor.pixels = single
    return photos / (time.perf_counter() - start), work.done() / photos
