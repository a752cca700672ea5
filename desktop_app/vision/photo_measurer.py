"""Measures photos in a process of its own: a damaged file ends that, never the program."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.core.photo_traits import PhotoTraits
from desktop_app.vision import measuring_process
from desktop_app.vision.piped_child import PipedChild

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
        child: PipedChild | None = None
        try:
            for file in files:
                child = child or PipedChild(
                    measuring_process.run, "shelfsight-measuring", self._log_file
                )
                try:
                    child.send(str(file).encode("utf-8", "surrogatepass"))
                    reply = child.reply(measuring_process.REPLY.size, self._answer_s)
                    yield measuring_process.decode(reply)
                except (EOFError, OSError, struct.error):
                    _log.warning("the process that measures photos was lost at %s", file.name)
                    child.close()
                    child = None
                    yield None
        finally:
            if child is not None:
                child.close()
