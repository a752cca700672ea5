"""How long an explanation takes through the real worker process, on one core.

    python -m tests.benchmarks.explain

Looks up each query photo of the demo, then explains its likeness to two catalogue photos and tells
the two apart. The catalogue photos are enlarged to 1600 pixels, the most that a catalogue keeps.
Printed are medians and the slowest of each, milliseconds, pipe included.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import psutil

from desktop_app.core.analysis import AnalysisRequest, PhotoInput
from desktop_app.paths import demo_folder, model_packs_folder
from desktop_app.vision.decode import WORKING_SIDE
from desktop_app.vision.worker import VisionWorker

PACK = "shelfsight-base"
QUERIES = 40


def one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@dataclass
class Timing:
    """Milliseconds by the clock of each call, and of the worker's processor time of all."""

    clock: list[float] = field(default_factory=list)
    processor: float = 0.0

    def add(self, worker: VisionWorker, work: Callable[[], object]) -> None:
        process, began = psutil.Process(worker.pid), time.perf_counter()
        before = process.cpu_times()
        work()
        self.clock.append((time.perf_counter() - began) * 1000)
        after = process.cpu_times()
        self.processor += (after.user - before.user + after.system - before.system) * 1000


def large_copy(photo: Path) -> bytes:
    pixels = cv2.imdecode(np.fromfile(photo, np.uint8), cv2.IMREAD_COLOR)
    factor = WORKING_SIDE / max(pixels.shape[:2])
    return cv2.imencode(".jpg", cv2.resize(pixels, None, fx=factor, fy=factor))[1].tobytes()


def measure(worker: VisionWorker) -> dict[str, Timing]:
    queries = sorted((demo_folder() / "queries").glob("*.jpg"))[:QUERIES]
    catalogue = sorted((demo_folder() / "photos").glob("*.jpg"))[: 2 * len(queries)]
    kept = [PhotoInput(photo.name, data=large_copy(photo)) for photo in catalogue]
    timings: dict[str, Timing] = defaultdict(Timing)
    for number, query in enumerate(queries):
        photo, one, two = PhotoInput.from_path(query), kept[2 * number], kept[2 * number + 1]
        ask = partial(worker.analyse_query, [photo], "", AnalysisRequest())
        explain = partial(worker.explain, photo, one)
        timings["lookup: read and embed"].add(worker, ask)
        timings["explain a pair"].add(worker, explain)
        timings["the same pair again"].add(worker, explain)
        timings["tell two apart"].add(worker, partial(worker.contrast, photo, one, two))
    return timings


def main() -> None:
    one_core()
    worker = VisionWorker(model_packs_folder() / PACK, "cpu", threads=1)
    worker.start()
    worker.wait_ready()
    try:
        measured = measure(worker)
    finally:
        worker.close()
    for name, timing in measured.items():
        clock = timing.clock
        sys.stdout.write(
            f"{name}: median {statistics.median(clock):.1f} ms, slowest {max(clock):.1f} ms, "
            f"processor {timing.processor / len(clock):.1f} ms on average\n"
        )


if __name__ == "__main__":
    main()
