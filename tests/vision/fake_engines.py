"""Engines for the worker process that need no model: found there by their dotted names.

The colour of a photo's first pixel tells the fake what to do, so that it travels through the whole
worker like any photo. The colours are odd ones: damaged pictures must not give orders by chance.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.errors import ModelPackError
from desktop_app.core.explanation import WHOLE, Area
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, DeviceInfo, Embedding, RgbImage
from desktop_app.vision.engine import LoadedEngine, Pairs
from desktop_app.vision.preprocess import cut_out
from desktop_app.vision.worker_setup import WorkerSetup

DIM = 8
HUNG = "hung"
"""File that tells that `HANG_ONCE` has hung."""

CRASH = (251, 7, 3)
HANG = (7, 251, 3)
NOT_FINITE = (3, 7, 251)
CANNOT_RUN = (251, 3, 249)
HANG_ONCE = (251, 249, 3)
PRINT = (3, 251, 249)

FAKE = "tests.vision.fake_engines:load"
ON_GPU = "tests.vision.fake_engines:load_on_gpu"
PACK_MISSING = "tests.vision.fake_engines:load_without_pack"
DIES = "tests.vision.fake_engines:load_and_die"


class DeviceLostError(Exception):
    """What a driver would raise."""


class FakeEngine:
    """Embeds a photo by its mean colour and a text by its length."""

    def __init__(self, device: str, folder: Path) -> None:
        self._device = device
        self._folder = folder
        self._last: np.ndarray | None = None
        self.n_grids = 0

    def warm_up(self) -> None:
        pass

    def embed_photos(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Embedding:
        for photo in batch:
            self._obey(tuple(int(value) for value in photo[0, 0]))
        colours = [photo.reshape(-1, 3).mean(axis=0) for photo in batch]
        self._last = _quarters(batch, boxes)
        return _unit([np.append(colour, np.ones(DIM - 3)) for colour in colours])

    def embed_pairs(
        self,
        photos: Sequence[RgbImage],
        texts: Sequence[str],
        boxes: Sequence[Box | None] | None = None,
    ) -> Pairs:
        alone = self.embed_photos(photos, boxes)
        if not any(texts):
            return Pairs(alone, alone)
        return Pairs(alone, _unit(list(alone + self.embed_texts(texts))))

    def local_embeddings(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> np.ndarray:
        self.embed_photos(batch, boxes)
        self.n_grids += len(batch)
        return _quarters(batch, boxes)

    def last_grids(self) -> np.ndarray | None:
        return self._last

    def last_boxes(self) -> Sequence[Box | None]:
        return ()

    def seen_area(self, width: int, height: int, box: Box | None) -> Area:
        if box is None:
            return WHOLE
        return Area(box.x / width, box.y / height, box.width / width, box.height / height)

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        if "crash" in texts:
            os.kill(os.getpid(), signal.SIGSEGV)
        return _unit([np.append(np.zeros(DIM - 1), len(text) + 1) for text in texts])

    def _obey(self, colour: tuple[int, ...]) -> None:
        if colour == CRASH:
            os.kill(os.getpid(), signal.SIGKILL)
        if colour == HANG:
            threading.Event().wait()
        if colour == HANG_ONCE and not (self._folder / HUNG).exists():
            (self._folder / HUNG).touch()
            threading.Event().wait()
        if colour == PRINT:
            os.write(2, b"libpng warning: something\n")
        if colour == NOT_FINITE:
            raise ModelPackError(MessageId.MODEL_OUTPUT, name="fake")
        if colour == CANNOT_RUN or self._device != "CPU":
            raise DeviceLostError("CUDA error 719")


def model(_folder: Path) -> ModelInfo:
    """What the engines of this file say of their model, whatever folder it is looked for in."""
    return ModelInfo("fake", "1", "f" * 64, DIM, {}, grid=2)


def _quarters(batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None) -> np.ndarray:
    """Mean colours of the quarters of each photo, shape (n, 2, 2, 3)."""
    wanted = boxes or [None] * len(batch)
    parts = [cut_out(photo, box) for photo, box in zip(batch, wanted, strict=True)]
    halves = [np.array_split(part.astype(np.float32), 2) for part in parts]
    return np.array(
        [
            [[part.mean(axis=(0, 1)) for part in np.array_split(row, 2, axis=1)] for row in rows]
            for rows in halves
        ],
        np.float32,
    )


def _unit(rows: list[np.ndarray]) -> Embedding:
    stacked = np.stack(rows).astype(np.float32)
    return stacked / np.linalg.norm(stacked, axis=1, keepdims=True)


def load(setup: WorkerSetup) -> LoadedEngine:
    device = DeviceInfo("CPU", setup.provider, setup.gpu_failure)
    return LoadedEngine(FakeEngine("CPU", setup.pack_folder), device, (DeviceLostError,))


def load_on_gpu(setup: WorkerSetup) -> LoadedEngine:
    """A GPU that fails at the first photo."""
    if setup.gpu_failure:
        return load(setup)
    device = DeviceInfo("CUDA (Fake 1)", setup.provider)
    return LoadedEngine(FakeEngine("CUDA", setup.pack_folder), device, (DeviceLostError,))


def load_without_pack(setup: WorkerSetup) -> LoadedEngine:
    raise ModelPackError(MessageId.MODEL_MISSING, name=setup.pack_folder)


def load_and_die(setup: WorkerSetup) -> LoadedEngine:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
