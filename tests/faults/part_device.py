"""D1-D4: the GPU is missing or lost, memory runs out in the worker and in the program."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop_app.core.analysis import (
    AnalysisRequest,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.vision import providers
from desktop_app.vision.recovery import Recovery
from desktop_app.vision.supervisor import Supervisor
from desktop_app.vision.worker import VisionWorker
from desktop_app.vision.worker_setup import WorkerSetup
from tests.faults import gpu_engine
from tests.faults.memory_trial import full_memory, quick_memory
from tests.faults.registry import Fault, Tally
from tests.vision import fake_engines
from tests.vision import picture_samples as samples

EMBED = AnalysisRequest()
PATIENCE_S = 1.0
"""Time limit of a photo in these trials; ten times as long in the program."""


def _photo(shade: int) -> PhotoInput:
    pixels = np.full((32, 32, 3), (shade, shade // 2, 40), np.uint8)
    return PhotoInput(f"photo {shade}.png", data=samples.encode("png", pixels))


def _worker(folder: Path, engine: str, patience_s: float = PATIENCE_S) -> VisionWorker:
    return VisionWorker(
        folder, engine=engine, read_model=fake_engines.model, photo_timeout_s=patience_s
    )


def missing_gpu(_folder: Path) -> Tally:
    """D1: each reason why there is none leads to the processor, and is told."""
    cases = (
        (("CPUExecutionProvider",), None, providers.NO_CUDA_BUILD),
        ((providers.CUDA, providers.CPU), (), providers.NO_GPU),
        ((providers.CUDA, providers.CPU), ("GPU 1",), providers.NOT_LOADED),
        ((providers.CUDA, providers.CPU), ("GPU 1",), "libcudnn"),
    )
    findings = []
    for available, gpus, expected in cases:
        plan = providers.plan_providers("cuda", available, gpus)
        said = ["Failed to load libcudnn.so.9"] if expected == "libcudnn" else []
        info = providers.device_info(plan, [providers.CPU], said)
        if info.device != "CPU" or expected not in info.reason:
            findings.append(f"{expected}: {info}")
    return Tally(tried=len(cases), findings=tuple(findings))


def _lost_gpu(folder: Path, calls: Sequence[int]) -> Tally:
    """D2: the photo is answered by the processor, the reason is told, nobody is blamed."""
    tally, slowest = Tally(), 0.0
    expected = _expected(folder)
    for fault in ("lost", "memory", "silent", "killed", "hangs", "stopped"):
        for k in calls:
            room = folder / f"{fault}-{k}"
            room.mkdir()
            plan = json.dumps({"fault": fault, "k": k})
            (room / gpu_engine.PLAN).write_text(plan, encoding="ascii")
            if k == 0 and fault != "killed":
                continue  # loading has two minutes; what a pack may raise then is tried in H
            one, seconds = _one_loss(room, k, expected)
            slowest = max(slowest, seconds)
            tally += one
    return tally + Tally(figures={"slowest answer, s": round(slowest, 2)})


def _expected(folder: Path) -> np.ndarray:
    worker = _worker(folder, fake_engines.FAKE)
    try:
        return _row(worker.analyse_query([_photo(200)], "", EMBED))
    finally:
        worker.close()


def _row(query: QueryAnalysis) -> np.ndarray:
    return np.zeros(1) if query.embedding is None else query.embedding


def _one_loss(room: Path, k: int, expected: np.ndarray) -> tuple[Tally, float]:
    findings, seconds = [], 0.0
    worker = _worker(room, gpu_engine.ENGINE)
    try:
        for call in range(1, k + 2):
            began = time.monotonic()
            query = worker.analyse_query([_photo(200)], "", EMBED)
            seconds = max(seconds, time.monotonic() - began)
            if not np.allclose(_row(query), expected):
                what = next((str(p) for p in query.photos if isinstance(p, PhotoError)), "wrong")
                findings.append(f"{room.name}, call {call}: {what}")
        batch = worker.analyse([_photo(n) for n in range(60, 68)], EMBED)
        bad = [str(photo) for photo in batch if isinstance(photo, PhotoError)]
        findings += [f"{room.name}, batch: {photo}" for photo in bad]
        if worker.device.device != "CPU" or not worker.device.reason:
            findings.append(f"{room.name}: {worker.device}")
    finally:
        worker.close()
    return Tally(tried=k + 1, wrong_unmarked=0, findings=tuple(findings)), seconds


def _small_memory(folder: Path, times: int) -> Tally:
    """D3: a photo that needs more memory than the worker may take is refused by its name."""
    if sys.platform != "linux":
        return Tally(tried=1, figures={"skipped": "no limit of memory on this system"})
    side = 6000
    large = samples.encode("png", np.zeros((side, side, 3), np.uint8))
    big = [PhotoInput(f"big {n}.png", data=large) for n in range(times)]
    setup = WorkerSetup(folder, engine=fake_engines.FAKE, memory_margin=96 * 2**20)
    supervisor, findings = Supervisor(setup, 30.0), []
    recovery = Recovery(supervisor.call, 30.0)
    try:
        for number, photo in enumerate(big):
            outcome, good = recovery.analyse([photo, _photo(90)], EMBED)
            if not isinstance(good, PhotoAnalysis):
                findings.append(f"the good photo beside it: {good}")
            if not isinstance(outcome, PhotoError) or outcome.message.id not in _TOO_BIG:
                findings.append(f"{number}: {outcome}")
            elif dict(outcome.message.params)["name"] != photo.name:
                findings.append(f"{number}: another name: {outcome}")
    finally:
        supervisor.stop()
        supervisor.discard()
    return Tally(tried=times, findings=tuple(findings))


_TOO_BIG = {MessageId.PHOTO_TOO_LARGE, MessageId.PHOTO_CRASHED_READER}

FAULTS = (
    Fault("D1", "GPU asked for and not there", missing_gpu, missing_gpu),
    Fault(
        "D2",
        "GPU lost at call k: error 719, no memory, killed, hung, stopped",
        lambda folder: _lost_gpu(folder, (0, 2)),
        lambda folder: _lost_gpu(folder, (0, 1, 2, 5, 20)),
    ),
    Fault(
        "D3",
        "no memory in the worker",
        lambda folder: _small_memory(folder, 2),
        lambda folder: _small_memory(folder, 10),
    ),
    Fault("D4", "no memory in the program", quick_memory, full_memory),
)
