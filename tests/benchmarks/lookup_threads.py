"""Which thread of which process works how long for one lookup.

    python -m tests.benchmarks.lookup_threads [WIDTH]

Milliseconds of the processor a lookup, over forty lookups of photos of 866 (or WIDTH) pixels
across, threads in the order in which they were started; what takes less than 0.1 ms is left out.
A thread that works although nobody asked it to is seen here and in no profiler of Python.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import psutil

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.paths import DataFolder
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings
from tests.benchmarks.lookup_speed import PHOTOS, PRODUCTS, ROUNDS
from tests.benchmarks.made_up_catalogue import make_catalogue, query_photos

LEAST_MS, SETTLE_S = 0.1, 0.1


def threads(process: psutil.Process) -> dict[int, float]:
    return {each.id: (each.user_time + each.system_time) * 1000 for each in process.threads()}


def main(width: int = 866) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_catalogue(folder / "data", PRODUCTS)
        photos = [PhotoInput.from_path(p) for p in query_photos(folder, width, PHOTOS)]
        with opened_services(DataFolder(folder / "data"), Settings(provider="cpu")) as services:
            lookup = services.lookup.service.lookup
            for photo in photos:
                lookup(Query((photo,)))
            worker = services.analyst.pid  # type: ignore[attr-defined]
            processes = {"window": psutil.Process(), "worker": psutil.Process(worker)}
            before = {name: threads(process) for name, process in processes.items()}
            for photo in photos * ROUNDS:
                lookup(Query((photo,)))
            time.sleep(SETTLE_S)
            after = {name: threads(process) for name, process in processes.items()}
    for name, found in after.items():
        used = [found[n] - before[name].get(n, 0.0) for n in sorted(found)]
        each = [ms / (ROUNDS * len(photos)) for ms in used]
        shown = ", ".join(f"{ms:.1f}" for ms in each if ms >= LEAST_MS)
        sys.stdout.write(f"{name}: {sum(each):.1f} ms a lookup; by thread: {shown}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
