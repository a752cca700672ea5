"""Files that are whole or absent, also after a power cut, and on Windows beside a virus scanner."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

SHARING_ERRORS = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation; they pass when the scanner is done."""

RETRY_S = 2.5
PAUSE_S = 0.05
READ_BYTES = 1 << 20


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def flush_file(file: Path) -> None:
    """Bring what was written to *file* onto the disk."""
    # Windows flushes only through a handle that may write.
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Bring new and renamed entries of *folder* onto the disk; Windows does so by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_durably(file: Path, content: bytes) -> None:
    """Write *content* and bring it onto the disk; not atomic, so never over a file in use."""
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def replace_file(
    source: Path,
    target: Path,
    replace: Callable[[Path, Path], object] = os.replace,
    pause: Callable[[float], None] = _pause,
) -> None:
    """Rename *source* over *target*, again and again while another program has it open.

    Raises:
        OSError: any other error at once, that of another program after `RETRY_S`.
    """
    for _ in range(int(RETRY_S / PAUSE_S)):
        try:
            replace(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in SHARING_ERRORS:
                raise
            pause(PAUSE_S)
        else:
            return
    replace(source, target)


def digest_of(file: Path) -> str:
    """BLAKE2b of the file, 32 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(READ_BYTES):
            digest.update(block)
    return digest.hexdigest()
