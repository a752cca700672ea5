"""Files that are whole or absent, also after a power cut, and on Windows beside a virus scanner."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
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


def make_folder(folder: Path) -> None:
    """Make *folder* with those above it, and bring their names onto the disk.

    Without that a power cut could take the folder away with the flushed files in it.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for made in reversed(missing):
        made.mkdir(exist_ok=True)
        flush_folder(made.parent)


def write_whole_file(file: Path, content: bytes) -> None:
    """Put *content* at *file* so that it is whole or as before, whatever happens meanwhile.

    Raises:
        OSError: the disk is full or the folder cannot be written; *file* is as before.
    """
    make_folder(file.parent)
    number, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        replace_file(temporary, file)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Give *source* a second name, or where the disk knows no such thing a copy, whole or absent.

    Raises:
        OSError: there is no source, the disk is full, or the folder cannot be written.
    """
    make_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        try:
            os.link(source, temporary)
        except (OSError, NotImplementedError):
            shutil.copyfile(source, temporary)
            flush_file(temporary)
        replace_file(temporary, target)
        temporary.unlink(missing_ok=True)  # renaming one name of a file over another does nothing
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def _again_and_again(work: Callable[[], object], pause: Callable[[float], None]) -> None:
    """Do *work*, again while another program has the file open, for `RETRY_S` at most."""
    for _ in range(int(RETRY_S / PAUSE_S)):
        try:
            work()
        except OSError as error:
            if getattr(error, "winerror", None) not in SHARING_ERRORS:
                raise
            pause(PAUSE_S)
        else:
            return
    work()


def remove_file(
    file: Path,
    remove: Callable[[Path], object] = os.unlink,
    pause: Callable[[float], None] = _pause,
) -> None:
    """Delete *file* if it is there, again and again while another program has it open.

    Raises:
        OSError: any other error at once, that of another program after `RETRY_S`.
    """
    with contextlib.suppress(FileNotFoundError):
        _again_and_again(lambda: remove(file), pause)


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
    _again_and_again(lambda: replace(source, target), pause)


def digest_of(file: Path) -> str:
    """BLAKE2b of the file, 32 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(READ_BYTES):
            digest.update(block)
    return digest.hexdigest()
