"""Points of catalogue photos in files, so that each photo is looked at once and not every day.

A cache: any file may be missing or damaged at any time, and its photo is then looked at anew. So
files are renamed into place but not forced to the disk, and each carries its own checksum.
"""

from __future__ import annotations

import hashlib
import logging
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from desktop_app.core.content_path import PRINTS_SUFFIX, content_path
from desktop_app.core.disk_room import RESERVE_BYTES, free_bytes
from desktop_app.vision.print_points import DESCRIPTION, METHOD, PrintPoints

MOST_BYTES = 500_000_000
"""Of all files together: points of 7,000 photos at least."""

KEPT_SHARE = 0.9
"""Of the limit, once it was passed: else each further photo would mean a look at every file."""

_HEADER = struct.Struct("<4sHI")  # mark, method, number of points
_MARK = b"PRNT"
_DIGEST_BYTES = 16

_log = logging.getLogger(__name__)


class PrintStore:
    """Points by the SHA-256 of their photo, those used last up to *most_bytes*.

    Nothing raises: a folder that cannot be written costs time, never an answer. Several processes
    may use one folder.
    """

    def __init__(
        self,
        folder: Path,
        most_bytes: int = MOST_BYTES,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._free = free
        self._n_bytes: int | None = None  # of all files, once it was asked

    def read(self, sha256: str) -> PrintPoints | None:
        """The points of a photo; None where they are missing, damaged, or of another method."""
        path = content_path(self._folder, sha256, PRINTS_SUFFIX)
        try:
            content = path.read_bytes()
            points = _unpacked(content, sha256)
            if points is not None:
                os.utime(path)  # used just now: among the last to go
        except OSError:
            return None
        return points

    def write(self, sha256: str, points: PrintPoints) -> None:
        """Keep *points*, unless the disk is nearly full."""
        path = content_path(self._folder, sha256, PRINTS_SUFFIX)
        content = _packed(points, sha256)
        try:
            if self._free(self._folder) < RESERVE_BYTES + len(content):
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            draft.write_bytes(content)
            draft.replace(path)
            self._grow(len(content))
        except OSError as error:
            _log.info("points of a photo were not kept: %s", error.strerror)

    def _grow(self, n_bytes: int) -> None:
        if self._n_bytes is None:
            self._n_bytes = sum(about.st_size for _, about in self._files())
        else:
            self._n_bytes += n_bytes
        if self._n_bytes > self._most_bytes:
            self._n_bytes = self._shrunk()

    def _shrunk(self) -> int:
        """Delete what was not used for longest; bytes that are left."""
        files = sorted(self._files(), key=lambda each: each[1].st_mtime_ns)
        left = sum(about.st_size for _, about in files)
        for path, about in files:
            if left <= KEPT_SHARE * self._most_bytes:
                break
            path.unlink(missing_ok=True)
            left -= about.st_size
        return left

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """All files, half-written ones that a killed program left among them."""
        for path in self._folder.glob("*/*"):
            try:
                yield path, path.stat()
            except FileNotFoundError:  # another process was quicker
                continue


def _packed(points: PrintPoints, sha256: str) -> bytes:
    body = (
        _HEADER.pack(_MARK, METHOD, len(points.places))
        + points.places.astype("<f4").tobytes()
        + points.descriptions.tobytes()
    )
    return body + _digest(body, sha256)


def _unpacked(content: bytes, sha256: str) -> PrintPoints | None:
    body, digest = content[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
    if len(body) < _HEADER.size or digest != _digest(body, sha256):
        return None
    mark, method, n = _HEADER.unpack_from(body)
    if (mark, method) != (_MARK, METHOD) or len(body) != _HEADER.size + n * (8 + DESCRIPTION):
        return None
    places = np.frombuffer(body, "<f4", 2 * n, _HEADER.size).reshape(n, 2)
    rows = np.frombuffer(body, np.uint8, DESCRIPTION * n, _HEADER.size + 8 * n)
    return PrintPoints(places.astype(np.float32), rows.reshape(n, DESCRIPTION))


def _digest(body: bytes, sha256: str) -> bytes:
    """Of the content and the name: a file under another photo's name is as good as damaged."""
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES, key=bytes.fromhex(sha256)).digest()
