"""The first run of a pack from elsewhere: in a worker process of its own, under limits."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from desktop_app.core.analysis import AnalysisRequest, PhotoInput, QueryAnalysis
from desktop_app.core.errors import ModelPackError, PhotoError
from desktop_app.core.messages import MessageId, render_parts
from desktop_app.vision import wire
from desktop_app.vision.model_info import read_model_info
from desktop_app.vision.worker_child import ChildLostError, WorkerChild
from desktop_app.vision.worker_setup import (
    STANDARD_ENGINE,
    AnalyseQuery,
    EmbedTexts,
    Request,
    WorkerSetup,
)

START_S = 120.0
"""As long as an ordinary start may take: a slow disk must not condemn a sound pack."""
RUN_S = 30.0
LOAD_BYTES = 8 * 2**30
"""Address space that loading may take beyond four times the files: threads reserve a lot."""

FILES_FACTOR = 4
WORDS = "trial 试验"
UNIT_TOLERANCE = 1e-3


def try_pack(folder: Path, log: Path | None = None, engine: str = STANDARD_ENGINE) -> None:
    """Load the pack on the processor and embed a drawn photo, words, and both.

    Raises:
        ModelPackError: it dies, takes too long or too much memory, or does not give finite
            embeddings of unit length and of the size that its card promises.
    """
    info = read_model_info(folder)
    n_bytes = sum(file.stat().st_size for file in folder.iterdir())
    limit = FILES_FACTOR * n_bytes + LOAD_BYTES
    child = WorkerChild(
        WorkerSetup(folder, "cpu", threads=1, engine=engine, log=log, load_limit=limit), RUN_S
    )
    try:
        ready = child.wait_ready(START_S)
        if isinstance(ready, wire.StartFailed):
            raise _failed(info.name, render_parts(ready.message).what)
        for vectors in (
            _answer(child, AnalyseQuery((_photo(),), "", AnalysisRequest())),
            _answer(child, AnalyseQuery((_photo(),), WORDS, AnalysisRequest())),
            _answer(child, EmbedTexts((WORDS,))),
        ):
            _check(info.name, vectors, info.dim)
    except ChildLostError as error:
        raise _failed(info.name, str(error)) from error
    finally:
        child.close()


def _answer(child: WorkerChild, request: Request) -> object:
    reply = child.call(request)
    if isinstance(reply, QueryAnalysis):
        problems = [photo for photo in reply.photos if isinstance(photo, PhotoError)]
        return problems[0] if problems else reply.embedding
    return reply.embeddings if isinstance(reply, wire.Texts) else reply


def _check(name: str, vectors: object, dim: int) -> None:
    if isinstance(vectors, PhotoError):
        raise _failed(name, render_parts(vectors.message).what)
    if isinstance(vectors, wire.EngineFailed):
        raise _failed(name, next(iter(vectors.reason.splitlines()), "no reason")[:200])
    if not isinstance(vectors, np.ndarray) or vectors.shape not in {(dim,), (1, dim)}:
        raise _failed(name, f"not {dim} numbers")
    length = float(np.linalg.norm(vectors))
    if not abs(length - 1) <= UNIT_TOLERANCE:
        raise _failed(name, f"an embedding of length {length:.3g} instead of 1")


def _failed(name: str, reason: str) -> ModelPackError:
    return ModelPackError(MessageId.PACK_TRIAL, name=name, reason=reason.rstrip("."))


def _photo(side: int = 96) -> PhotoInput:
    """A drawn picture as BMP, which needs no library: colours from corner to corner."""
    y, x = np.mgrid[0:side, 0:side]
    pixels = np.stack([x * 255 // side, y * 255 // side, (x + y) % 256], axis=2).astype(np.uint8)
    body = pixels.tobytes()
    size = 54 + len(body)
    head = struct.pack("<2sIHHI", b"BM", size, 0, 0, 54)
    about = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 24, 0, len(body), 2835, 2835, 0, 0)
    return PhotoInput("trial.bmp", data=head + about + body)
