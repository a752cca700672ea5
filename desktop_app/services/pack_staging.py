"""A pack from elsewhere, copied into a folder of our own before anything of it is believed.

From the folder or zip file only the card is read first; then exactly the files that it names are
copied, each cut off at the size that the card promises and compared with its sha256.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision.model_card import CARD_NAME, PackFile
from desktop_app.vision.model_pack import ModelPack, read_card
from desktop_app.vision.pack_check import check_names, check_pack

CARD_BYTES = 2**20
MOST_MEMBERS = 100
MOST_RATIO = 200
"""Weights hardly shrink; what unpacks to more than this many times its size is a bomb."""

ROOM_BYTES = 64 * 2**20
HARMLESS = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
"""Written by file managers; never copied."""

_READ_BYTES = 1 << 20
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class PackFiles(Protocol):
    """The files of a pack, wherever they lie."""

    label: str

    def names(self) -> list[str]:
        """All of them, checked: no folders, no links, no path.

        Raises:
            ModelPackError: there is no card, or a name could lead out of the pack.
        """

    def open(self, name: str) -> IO[bytes]:
        """The content of a file."""


class FolderFiles:
    """A pack as a folder."""

    def __init__(self, folder: Path) -> None:
        self.label = folder.name
        self._folder = folder

    def names(self) -> list[str]:
        entries = [e for e in self._folder.iterdir() if e.name.lower() not in HARMLESS]
        _need_card((entry.name for entry in entries), self.label)
        for entry in entries:
            if entry.is_symlink():
                raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=entry.name)
            if not entry.is_file():
                raise ModelPackError(MessageId.PACK_UNNAMED_FILE, name=entry.name)
        return [entry.name for entry in entries]

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")


class ZipFiles:
    """A pack as a zip file, at its top or in one folder."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.label = label
        self._archive = archive
        self._members = self._checked()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._archive.infolist()
        _need_card((PurePosixPath(info.filename).name for info in infos), self.label)
        if len(infos) > MOST_MEMBERS:
            raise self._refused(f"{len(infos)} files")
        members: dict[str, zipfile.ZipInfo] = {}
        folders: set[str] = set()
        for info in infos:
            *above, name = _parts(info)
            if info.is_dir() or {part.lower() for part in (*above, name)} & HARMLESS:
                continue
            if info.flag_bits & 1:
                raise self._refused("it is encrypted")
            if info.file_size > CARD_BYTES and info.file_size > MOST_RATIO * info.compress_size:
                raise self._refused(f"{info.filename} unpacks to {info.file_size} bytes")
            if name in members:
                raise self._refused(f"{name} is in it twice")
            members[name] = info
            folders.add("/".join(above))
        if len(folders) > 1:
            raise ModelPackError(MessageId.PACK_UNNAMED_FILE, name=max(folders))
        return members

    def names(self) -> list[str]:
        return list(self._members)

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(self._members[name])

    def _refused(self, reason: str) -> ModelPackError:
        return ModelPackError(MessageId.PACK_ZIP, name=self.label, reason=reason)


def _need_card(names: Iterable[str], label: str) -> None:
    """Said before any other fault: in a folder that is no pack every file is a stray one.

    Raises:
        ModelPackError: none of *names* is the card's.
    """
    if CARD_NAME not in names:
        raise ModelPackError(MessageId.PACK_NOT_FOUND, name=label)


def _parts(info: zipfile.ZipInfo) -> list[str]:
    """Folder, if any, and name of a member.

    Raises:
        ModelPackError: it leads out of the archive, or is a link or device.
    """
    path, kind = PurePosixPath(info.filename), stat.S_IFMT(info.external_attr >> 16)
    outside = path.is_absolute() or ".." in path.parts or "\\" in info.filename
    odd = kind not in {0, stat.S_IFREG, stat.S_IFDIR} or ":" in info.filename
    if outside or odd or not 1 <= len(path.parts) <= 2 + info.is_dir():
        raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=info.filename[:100])
    return list(path.parts)


@contextmanager
def _opened(source: Path) -> Iterator[PackFiles]:
    if source.is_file() and source.name == CARD_NAME:
        source = source.parent
    if source.is_dir():
        yield FolderFiles(source)
        return
    if not zipfile.is_zipfile(source):
        raise ModelPackError(MessageId.PACK_NOT_FOUND, name=source.name)
    try:
        with zipfile.ZipFile(source) as archive:
            yield ZipFiles(archive, source.name)
    except _ZIP_ERRORS as error:
        raise ModelPackError(MessageId.PACK_ZIP, name=source.name, reason=error) from error


def stage_pack(source: Path, target: Path) -> ModelPack:
    """Copy the pack in *source*, a folder or zip file, into the new folder *target* and check it.

    Raises:
        ModelPackError: it cannot be used; the message says why. Nothing of it is left in *target*.
    """
    try:
        with _opened(source) as files:
            return _staged(files, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ModelPackError(MessageId.PACK_ZIP, name=source.name, reason=reason) from error
    finally:
        # A pack that was staged has its card, which is written last.
        if target.exists() and not (target / CARD_NAME).exists():
            shutil.rmtree(target, ignore_errors=True)


def _staged(files: PackFiles, target: Path) -> ModelPack:
    names = files.names()
    target.mkdir(parents=True)
    reading = target / "reading"
    reading.mkdir()
    with files.open(CARD_NAME) as stream:
        content = stream.read(CARD_BYTES + 1)
    if len(content) > CARD_BYTES:
        raise ModelPackError(MessageId.PACK_TOO_LARGE, name=CARD_NAME, megabytes=">1")
    (reading / CARD_NAME).write_bytes(content)
    pack = ModelPack(target, read_card(reading / CARD_NAME))
    check_names(pack)
    named = {file.path for file in pack.card.files.values()}
    if others := sorted(set(names) - named - {CARD_NAME}):
        raise ModelPackError(MessageId.PACK_UNNAMED_FILE, name=others[0][:100])
    _need_room(target, pack.card.n_bytes)
    for file in pack.card.files.values():
        if file.path not in names:
            raise ModelPackError(MessageId.MODEL_MISSING, name=file.path)
        _copy(files, file, pack)
    check_pack(pack)
    (reading / CARD_NAME).replace(target / CARD_NAME)
    reading.rmdir()
    return pack


def _copy(files: PackFiles, file: PackFile, pack: ModelPack) -> None:
    digest, left = hashlib.sha256(), file.n_bytes
    with files.open(file.path) as source, (pack.folder / file.path).open("xb") as target:
        while block := source.read(min(_READ_BYTES, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            target.write(block)
    if left != 0 or digest.hexdigest() != file.sha256:
        raise ModelPackError(MessageId.MODEL_DAMAGED, name=pack.card.name, reason=file.path)


def _need_room(folder: Path, n_bytes: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < n_bytes + ROOM_BYTES:
        needed = (n_bytes + ROOM_BYTES) // 10**6
        raise ModelPackError(MessageId.PACK_NO_ROOM, free=free // 10**6, needed=needed)
