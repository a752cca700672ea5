"""Entry point of the worker process.

The parent imports this module to name `run`, so the libraries that the work needs are imported
only within it.
"""

from __future__ import annotations

import faulthandler
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.vision import native_output, wire
from desktop_app.vision.worker_setup import (
    AnalyseBatch,
    AnalyseQuery,
    ContrastPhotos,
    EmbedTexts,
    ExplainPair,
    Request,
    WorkerSetup,
)

if TYPE_CHECKING:
    from desktop_app.vision.engine import LoadedEngine
    from desktop_app.vision.photo_reader import PhotoReader

_STDERR = 2
NICENESS = 5
ORPHANED = 3
"""Exit code of a worker whose parent is gone."""


def run(connection: Connection, setup: WorkerSetup) -> None:
    """Serve requests until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    native_output.send_to(setup.log)
    faulthandler.enable(_STDERR)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _limit_loading(setup.load_limit)
    try:
        loaded = _load(setup)
    except UserError as error:
        connection.send_bytes(wire.encode(wire.StartFailed(error.message)))
        return
    _forbid_core_files()
    _limit_memory(setup.memory_margin)
    _serve(connection, loaded)


def _give_way() -> None:
    """Let the window go first where both want the processor, as during an import."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _leave_with_parent() -> None:
    """End at once when the parent is gone, even amid a decoder that does not come back."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(ORPHANED)


def _load(setup: WorkerSetup) -> LoadedEngine:
    """The engine, having run once.

    Raises:
        UserError: the pack cannot be used, or a library is missing; trying again would not help.
    """
    module, _, name = setup.engine.partition(":")
    try:
        # The reader first: it sets OpenCV's limits before anything else imports OpenCV.
        importlib.import_module("desktop_app.vision.photo_reader")
        load: Callable[[WorkerSetup], LoadedEngine] = getattr(importlib.import_module(module), name)
    except ImportError as error:
        raise UserError(MessageId.WORKER_FAILED, reason=str(error)) from error
    loaded = load(setup)
    loaded.engine.warm_up()
    return loaded


def _serve(connection: Connection, loaded: LoadedEngine) -> None:
    from desktop_app.vision.photo_reader import PhotoReader  # noqa: PLC0415  (see the module)

    def say(reply: wire.Reply) -> None:
        connection.send_bytes(wire.encode(reply))

    reader = PhotoReader(loaded.engine, say)
    try:
        say(wire.Ready(loaded.device))
        while True:
            say(_answer(reader, connection.recv(), loaded.run_errors))
    except (EOFError, OSError):
        return


def _answer(
    reader: PhotoReader, request: Request, run_errors: tuple[type[Exception], ...]
) -> wire.Reply:
    try:
        return _reply(reader, request)
    except PhotoError as error:
        return wire.PhotoFailed(error.message)
    except UserError as error:
        return wire.EngineFailed(str(error))
    except run_errors as error:
        return wire.EngineFailed(str(error))


def _reply(reader: PhotoReader, request: Request) -> wire.Reply:
    match request:
        case AnalyseBatch(photos, wanted):
            return wire.Photos(reader.analyse(photos, wanted))
        case AnalyseQuery(photos, text, wanted):
            return reader.analyse_query(photos, text, wanted)
        case EmbedTexts(texts):
            return wire.Texts(reader.embed_texts(texts))
        case ExplainPair(query, reference):
            return reader.explain(query, reference)
        case ContrastPhotos(query, first, second):
            return reader.contrast(query, first, second)


def _forbid_core_files() -> None:
    """A core file would hold the photo that crashed the decoder."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_loading(limit: int) -> None:
    """Let this process map *limit* bytes while it loads a model that was never run before."""
    if limit and sys.platform == "linux":
        import resource  # noqa: PLC0415  (not on Windows)

        # The hard limit stays, so that `_limit_memory` can set another one.
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _limit_memory(margin: int) -> None:
    """Let this process map *margin* bytes more than now, where the system can say how many.

    The limit stands on what the loaded model takes, since ONNX Runtime and its threads reserve
    address space by the gigabyte; CUDA reserves so much that no limit would mean anything.
    """
    if sys.platform != "linux" or "libcuda" in Path("/proc/self/maps").read_text(errors="replace"):
        return
    import resource  # noqa: PLC0415  (not on Windows)

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + margin
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
