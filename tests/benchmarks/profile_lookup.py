"""Where the window's process spends a lookup: `python -m tests.benchmarks.profile_lookup [LINES]`.

By the processor time of its thread, so that the worker and other programs do not count; the
profiler itself makes small functions look about twice as dear.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.paths import DataFolder
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings
from tests.benchmarks.lookup_speed import PHOTOS, PRODUCTS, ROUNDS
from tests.benchmarks.made_up_catalogue import make_catalogue, query_photos


def main(lines: int = 25) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_catalogue(folder / "data", PRODUCTS)
        photos = query_photos(folder, 866, PHOTOS)
        with opened_services(DataFolder(folder / "data"), Settings(provider="cpu")) as services:
            lookup = services.lookup.service.lookup
            lookup(Query((PhotoInput.from_path(photos[0]),)))
            profile = cProfile.Profile(time.thread_time)
            profile.enable()
            for photo in photos * ROUNDS:
                lookup(Query((PhotoInput.from_path(photo),)))
            profile.disable()
    found = pstats.Stats(profile, stream=sys.stdout).strip_dirs()
    total = found.total_tt * 1000 / (ROUNDS * len(photos))  # type: ignore[attr-defined]
    sys.stdout.write(f"{total:.1f} ms of the processor a lookup\n")
    found.sort_stats("cumtime").print_stats(lines)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
