"""Catalogue photos as files, named by their content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from desktop_app.catalog.sqlite_errors import folder_error
from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.content_path import PRINTS_FOLDER, PRINTS_SUFFIX, content_path
from desktop_app.core.durable_file import remove_file, write_whole_file
from desktop_app.core.errors import BugError, PhotoError
from desktop_app.core.messages import MessageId

SUFFIX = ".jpg"
KEEP_UNREFERENCED_S = 24 * 3600.0
"""Younger files may belong to an import whose transaction is still open."""


class PhotoStore:
    """The folders `photos/` and `thumbs/`: `photos/ab/<sha256 of the file>.jpg`.

    What else was found out about a photo (`prints/`) goes with it.

    A file is complete or absent: it is written under another name, forced to the disk and then
    renamed. It is never changed afterwards.
    """

    def __init__(self, folder: Path) -> None:
        self._photos = folder / "photos"
        self._thumbnails = folder / "thumbs"
        self._prints = folder / PRINTS_FOLDER

    def photo_path(self, sha256: str) -> Path:
        """Where the photo lies, whether it is there or not."""
        return content_path(self._photos, sha256, SUFFIX)

    def thumbnail_path(self, sha256: str) -> Path:
        """Where the small copy of the photo lies, whether it is there or not."""
        return content_path(self._thumbnails, sha256, SUFFIX)

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
        remove_file(self.photo_path(sha256))
        remove_file(self.thumbnail_path(sha256))
        remove_file(content_path(self._prints, sha256, PRINTS_SUFFIX))

    def remove_unreferenced(
        self, referenced: Collection[str], *, keep_s: float = KEEP_UNREFERENCED_S
    ) -> int:
        """Delete files that no photo of the catalogue needs and that are older than *keep_s*.

        Files that a killed program left half-written go as well. The number of deleted files.
        """
        oldest = time.time() - keep_s
        removable = [
            path
            for folder in (self._photos, self._thumbnails, self._prints)
            for path in _files(folder)
            if path.stem not in referenced and path.stat().st_mtime <= oldest
        ]
        for path in removable:
            remove_file(path)
        return len(removable)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/*") if path.is_file())


def _write(path: Path, data: bytes) -> None:
    """Put *data* at *path* in one step, unless it is there already, byte for byte.

    A file of the right length is not enough: a disk changes bytes without changing lengths.
    """
    try:
        if _is_there(path, data):
            os.utime(path)  # young again, so that nobody removes it as a leftover
        else:
            write_whole_file(path, data)
    except OSError as error:
        raise folder_error(error, path.parent) from error


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
