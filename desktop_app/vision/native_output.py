"""What libraries written in C print: caught or sent away, since Python's streams do not see it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAX_LOG_BYTES = 1_000_000
"""A longer log is begun anew."""

_STDOUT, _STDERR = 1, 2


def send_to(log: Path | None) -> None:
    """Send both output streams of this process to the end of the file *log*, or nowhere.

    A log that cannot be written is no reason to fail: then nothing is kept.
    """
    try:
        file = os.open(log or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if log is not None and os.fstat(file).st_size > MAX_LOG_BYTES:
            os.ftruncate(file, 0)
    except OSError:
        file = os.open(os.devnull, os.O_WRONLY)
    for stream in (_STDOUT, _STDERR):
        os.dup2(file, stream)
    os.close(file)


@contextmanager
def captured() -> Iterator[list[str]]:
    """Catch both output streams; the list holds the lines once the block is left."""
    lines: list[str] = []
    saved = [os.dup(stream) for stream in (_STDOUT, _STDERR)]
    with tempfile.TemporaryFile() as file:
        for stream in (_STDOUT, _STDERR):
            os.dup2(file.fileno(), stream)
        try:
            yield lines
        finally:
            for stream, copy in zip((_STDOUT, _STDERR), saved, strict=True):
                os.dup2(copy, stream)
                os.close(copy)
            file.seek(0)
            lines += file.read().decode("utf-8", "replace").splitlines()
