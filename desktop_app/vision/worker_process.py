"""Entry point of the worker process.

The parent imports this module to name `run`, so the libraries that the work needs are imported
only within it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.vision import addons, child_process, cuda_addon, wire
from desktop_app.vision.worker_setup import (
    AnalyseBatch,
    AnalyseQuery,
    ComparePrints,
    ContrastPhotos,
    EmbedTexts,
    ExplainPair,
    Request,
    WorkerSetup,
)

if TYPE_CHECKING:
    from desktop_app.vision.engine import LoadedEngine
    from desktop_app.vision.photo_reader import PhotoReader


def run(connection: Connection, setup: WorkerSetup) -> None:
    """Serve requests until the parent closes the pipe or dies."""
    child_process.settle_in(setup.log)
    child_process.limit_loading(setup.load_limit)
    try:
        loaded = _load(setup)
    except UserError as error:
        connection.send_bytes(wire.encode(wire.StartFailed(error.message)))
        return
    child_process.forbid_core_files()
    child_process.limit_memory(setup.memory_margin)
    _serve(connection, loaded, setup.prints)


def _load(setup: WorkerSetup) -> LoadedEngine:
    """The engine, having run once.

    Raises:
        UserError: the pack cannot be used, or a library is missing; trying again would not help.
    """
    if setup.provider != "cpu":
        cuda_addon.use(addons.program_folder())
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


def _serve(connection: Connection, loaded: LoadedEngine, prints: Path | None) -> None:
    from desktop_app.vision.photo_reader import PhotoReader  # noqa: PLC0415  (see the module)
    from desktop_app.vision.print_store import PrintStore  # noqa: PLC0415

    def say(reply: wire.Reply) -> None:
        connection.send_bytes(wire.encode(reply))

    reader = PhotoReader(loaded.engine, say, PrintStore(prints) if prints else None)
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
        case ComparePrints(queries, references):
            return wire.Prints(reader.compare_prints(queries, references))
