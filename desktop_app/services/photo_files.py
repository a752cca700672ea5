"""Photos that a row names: found beneath the folder of the source, and known by their bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo beside the source: the name that the row gives it, its path and its SHA-256."""

    name: str
    path: Path
    sha256: str


def find_photo(root: Path, name: str) -> PhotoFile:
    """The photo *name*, a path relative to *root*; backslashes separate its parts as well.

    Nothing outside *root* is opened, not even to see whether it exists: on Windows asking for a
    network path already sends the person's password hash there.

    Raises:
        PhotoError: it is missing, or lies outside *root*.
    """
    relative = name.replace("\\", "/")
    if relative.startswith("/") or _DRIVE.match(relative):
        raise PhotoError(MessageId.PHOTO_OUTSIDE_FOLDER, name=name)
    try:
        path = (root / relative).resolve()
        if not path.is_relative_to(root.resolve()):
            raise PhotoError(MessageId.PHOTO_OUTSIDE_FOLDER, name=name)
        return PhotoFile(name, path, _sha256(path))
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, names too long
        raise PhotoError(MessageId.PHOTO_MISSING, name=name) from error


def _sha256(path: Path) -> str:
    if not path.is_file():  # a pipe or a device would never end
        raise FileNotFoundError(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
