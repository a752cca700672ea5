"""Catalogue photos as files, named by their content."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from desktop_app.catalog.sqlite_errors import folder_error
from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.errors import BugError, PhotoError
from desktop_app.core.messages import MessageId

SUFFIX = ".jpg"
KEEP_UNREFERENCED_S = 24 * 3600.0
"""Younger files may belong to an import whose transaction is still open."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class PhotoStore:
    """The folders `photos/` and `thumbs/`: `photos/ab/<sha256 of the file>.jpg`.

    A file is complete or absent: it is written under another name, forced to the disk and then
    renamed. It is never changed afterwards.
    """

    def __init__(self, folder: Path) -> None:
        self._photos = folder / "photos"
        self._thumbnails = folder / "thumbs"

    def photo_path(self, sha256: str) -> Path:
        """Where the photo lies, whether it is there or not."""
        return _path(self._photos, sha256)

    def thumbnail_path(self, sha256: str) -> Path:
        """Where the small copy of the photo lies, whether it is there or not."""
        return _path(self._thumbnails, sha256)

    def put(self, analysis: PhotoAnalysis) -> str:
        """Keep picture and thumbnail of *analysis*; the name under which they can be found.

        Raises:
            CatalogueError: the disk is full or the folder cannot be written to.
        """
        if analysis.picture is None or analysis.thumbnail is None:
            raise BugError("the analysis was made without copies")
        sha256 = hashlib.sha256(analysis.picture).hexdigest()
        _write(self.thumbnail_path(sha256), analysis.thumbnail)
        _write(self.photo_path(sha256), analysis.picture)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The stored photo, verified against its name.

        Raises:
            PhotoError: it is missing, or its bytes have changed on the disk.
        """
        path = self.photo_path(sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PhotoError(MessageId.PHOTO_MISSING, name=path.name) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise PhotoError(MessageId.PHOTO_UNREADABLE, name=path.name)
        return data

    def remove(self, sha256: str) -> None:
        """Delete a photo that nobody needs any more, with its small copy.

        Raises:
            OSError: another program holds the file.
        """
        self.photo_path(sha256).unlink(missing_ok=True)
        self.thumbnail_path(sha256).unlink(missing_ok=True)

    def remove_unreferenced(
        self, referenced: Collection[str], *, keep_s: float = KEEP_UNREFERENCED_S
    ) -> int:
        """Delete files that no photo of the catalogue needs and that are older than *keep_s*.

        Files that a killed program left half-written go as well. The number of deleted files.
        """
        oldest = time.time() - keep_s
        removable = [
            path
            for folder in (self._photos, self._thumbnails)
            for path in _files(folder)
            if path.stem not in referenced and path.stat().st_mtime <= oldest
        ]
        for path in removable:
            path.unlink(missing_ok=True)
        return len(removable)


def _path(folder: Path, sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
    return folder / sha256[:2] / f"{sha256}{SUFFIX}"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/*") if path.is_file())


def _write(path: Path, data: bytes) -> None:
    """Put *data* at *path* in one step, unless a file of that length is there already."""
    try:
        if _is_there(path, len(data)):
            os.utime(path)  # young again, so that nobody removes it as a leftover
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise folder_error(error, path.parent) from error


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _replace(path: Path, data: bytes) -> None:
    number, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk; Windows does so by itself and cannot open folders."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
