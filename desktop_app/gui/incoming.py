"""What a person drops or pastes, told apart: photos, a picture, words, a catalogue to import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop_app.core.analysis import PhotoInput

PHOTO_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
    | {".heic", ".heif", ".avif"}
)
"""Names that are offered as photos; the vision worker decides by content what it can read."""

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".zip"})

_LONE_LINK = re.compile(r"file://\S+|(?:/|~/|[A-Za-z]:[\\/]|\\\\)[^\n]+")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One drop or paste; at most one of the kinds is used, in this order of preference.

    Attributes:
        photos: files to look up, all of one item.
        catalogue: a table or folder to import.
        image: a picture without a file.
        text: words or a code.
        web_link: a link to another computer, which is not followed.
    """

    photos: tuple[PhotoInput, ...] = ()
    catalogue: Path | None = None
    image: QImage | None = None
    text: str = ""
    web_link: str = ""

    def __bool__(self) -> bool:
        return bool(self.photos or self.catalogue or self.image or self.text or self.web_link)


def is_welcome(mime: QMimeData) -> bool:
    """Whether there is anything to do with it; asked while a drag hovers."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def read_mime(mime: QMimeData | None) -> Incoming:
    """Tell apart what is in *mime*; a clipboard whose owner has gone has none.

    Browsers give a picture together with its web address: the picture wins over a link, and a
    file of this computer wins over both.
    """
    if mime is None:
        return Incoming()
    urls = mime.urls() if mime.hasUrls() else []
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if local:
        return read_paths(local)
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return Incoming(image=image)
    web = next((url.toString() for url in urls), "")
    if web:
        return Incoming(web_link=web)
    return _from_text(mime.text()) if mime.hasText() else Incoming()


def read_paths(paths: Iterable[Path]) -> Incoming:
    """Files or folders that were opened: a catalogue among them goes first, else all are photos."""
    files = list(paths)
    for path in files:
        if path.suffix.lower() in TABLE_SUFFIXES or path.is_dir():
            return Incoming(catalogue=path)
    return Incoming(photos=tuple(PhotoInput.from_path(path) for path in files))


def _from_text(text: str) -> Incoming:
    """Words; lines that are all paths or `file://` links to photos or tables count as those."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) == 1 and lines[0].startswith(("http://", "https://")):
        return Incoming(web_link=lines[0])
    paths = [path for path in map(_named_file, lines) if path is not None]
    if paths and len(paths) == len(lines):
        return read_paths(paths)
    return Incoming(text=" ".join(text.split()))


def _named_file(line: str) -> Path | None:
    """The photo or table that *line* names, as file managers write it; None if it names none."""
    bare = line[1:-1] if len(line) > 2 and line[0] == line[-1] and line[0] in "\"'" else line
    if not _LONE_LINK.fullmatch(bare):
        return None
    path = Path(QUrl(bare).toLocalFile() if bare.startswith("file://") else bare).expanduser()
    return path if path.suffix.lower() in PHOTO_SUFFIXES | TABLE_SUFFIXES else None


def png_photo(image: QImage, name: str) -> PhotoInput:
    """A picture of the clipboard as a photo to look up; safe on any thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stub wants bytes
    return PhotoInput(name, data=bytes(data.data()))
