"""A GPU that goes wrong at call k, for the worker process; the processor does as `fake_engines`.

What goes wrong, and when, is written in `gpu.json` in the folder of the pack.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

from desktop_app.core.types import Box, DeviceInfo, Embedding, RgbImage
from desktop_app.vision.engine import LoadedEngine
from desktop_app.vision.worker_setup import WorkerSetup
from tests.vision.fake_engines import FakeEngine, load

ENGINE = "tests.faults.gpu_engine:load_gpu"
PLAN = "gpu.json"
TEXTS = {
    "lost": "CUDA failure 719: unspecified launch failure",
    "memory": "CUDA failure 2: out of memory",
    "silent": "",
}


class GpuError(Exception):
    """What ONNX Runtime would raise."""


class BrokenGpu(FakeEngine):
    """Works until call number *k*."""

    def __init__(self, folder: Path, fault: str, k: int) -> None:
        super().__init__("CPU", folder)
        self._fault, self._left = fault, k

    def embed_photos(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Embedding:
        self._left -= 1
        if self._left <= 0:
            _go_wrong(self._fault)
        return super().embed_photos(batch, boxes)


def _go_wrong(fault: str) -> None:
    if fault == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == "stopped":
        os.kill(os.getpid(), signal.SIGSTOP)
    if fault == "hangs":
        threading.Event().wait()
    raise GpuError(TEXTS[fault])


def load_gpu(setup: WorkerSetup) -> LoadedEngine:
    """The GPU of the plan; `k` of 0 goes wrong while it is loaded."""
    if setup.gpu_failure:
        return load(setup)
    plan = json.loads((setup.pack_folder / PLAN).read_text(encoding="ascii"))
    if plan["k"] == 0:
        _go_wrong(plan["fault"])
    engine = BrokenGpu(setup.pack_folder, plan["fault"], plan["k"])
    return LoadedEngine(engine, DeviceInfo("CUDA (Fake 1)", setup.provider), (GpuError,))
