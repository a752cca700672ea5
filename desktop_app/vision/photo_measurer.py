"""Measures photos in a process of its own: a damaged file ends that, never the program."""

from __future__ import annotations

import logging
import multiprocessing
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from desktop_app.core.photo_traits import PhotoTraits
from desktop_app.vision import measuring_process

ANSWER_S = 20.0
"""So long one photo may take; the process starts within it too."""

_log = logging.getLogger(__name__)


class PhotoMeasurer:
    """Reads files one by one. Not for several threads at once."""

    def __init__(self, log: Path | None = None, answer_s: float = ANSWER_S) -> None:
        self._log_file = log
        self._answer_s = answer_s

    def measure(self, files: Sequence[Path]) -> Iterator[PhotoTraits | None]:
        """What each photo is like, in order; None where it cannot be read.

        A file at which the process dies counts as one that cannot be read, and a new process goes
        on behind it. Closing the iterator ends the process.
        """
        child: _Child | None = None
        try:
            for file in files:
                child = child or _Child(self._log_file)
                try:
                    yield child.measure(file, self._answer_s)
                except (EOFError, OSError, struct.error):
                    _log.warning("the process that measures photos was lost at %s", file.name)
                    child.close()
                    child = None
                    yield None
        finally:
            if child is not None:
                child.close()


class _Child:
    def __init__(self, log: Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=measuring_process.run,
            args=(theirs, log),
            name="shelfsight-measuring",
            daemon=True,
        )
        with closing(theirs):  # only the child may hold its end
            self._process.start()

    def measure(self, file: Path, answer_s: float) -> PhotoTraits | None:
        self._ours.send_bytes(str(file).encode("utf-8", "surrogatepass"))
        return measuring_process.decode(self._reply(self._ours, answer_s))

    def _reply(self, connection: Connection, answer_s: float) -> bytes:
        ready = wait([connection, self._process.sentinel], answer_s)
        if connection not in ready and not connection.poll():
            raise EOFError
        return connection.recv_bytes(measuring_process.REPLY.size)

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ours.close()
