"""A ZIP file with a table, its photos, or photos alone: unpacked into a folder for one import.

Python's `zipfile` never hands out more than the archive declares, so the declared sizes are
checked against the room on the disk first. Only tables and pictures are unpacked, and nothing
outside the folder is written, whatever the names say.
"""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from desktop_app.catalog.sqlite_errors import is_full
from desktop_app.core.errors import Cancelled, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ShouldStop, never_stop
from desktop_app.services.folder_reader import SUFFIXES
from desktop_app.services.import_folder import import_folder
from desktop_app.services.table_reader import CSV_SUFFIXES
from desktop_app.services.table_writer import XLSX_SUFFIX

ZIP_SUFFIX = ".zip"
TABLES = CSV_SUFFIXES | {XLSX_SUFFIX}
CATALOGUE = "catalogue.csv"
"""The table that an export writes; it goes before others."""

MAX_MEMBERS = 5_000_000
MAX_RATIO = 200
SPARE_BYTES = 200 * 1024 * 1024
"""Room that is left on the disk."""

_DRIVE = re.compile(r"[A-Za-z]:")
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_zip(file: Path) -> bool:
    """Whether *file* is a ZIP file with anything but a workbook in it."""
    if not zipfile.is_zipfile(file):
        return False
    if file.suffix.lower() == ZIP_SUFFIX:
        return True
    with zipfile.ZipFile(file) as archive:
        return "xl/workbook.xml" not in archive.namelist() and "[Content_Types].xml" not in (
            archive.namelist()
        )


@contextmanager
def unpacked(
    file: Path, should_stop: ShouldStop = never_stop, *, pictures: bool = True
) -> Iterator[Path]:
    """What is to be imported of *file*: its table, or the folder of its photos.

    It lies in a folder of its own that is deleted when the block ends. Without *pictures* only
    tables are unpacked, to look at them.

    Raises:
        UserError: it is damaged, hostile, too large for the disk, protected, or holds several
            tables.
        Cancelled: *should_stop* said so while it was unpacked.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(import_folder())
            with zipfile.ZipFile(file) as archive:
                _unpack(
                    file, archive, folder, should_stop, TABLES | SUFFIXES if pictures else TABLES
                )
        except _ERRORS as error:
            raise _unusable(file, error) from error
        except OSError as error:
            if is_full(error):
                raise UserError(MessageId.DISK_FULL, name=tempfile.gettempdir()) from error
            raise UserError(MessageId.IMPORT_FILE_MISSING, name=file.name) from error
        yield _inside(file, folder)


def _unpack(
    file: Path,
    archive: zipfile.ZipFile,
    folder: Path,
    should_stop: ShouldStop,
    suffixes: frozenset[str],
) -> None:
    members = [member for member in archive.infolist() if _is_wanted(member, suffixes)]
    size = sum(member.file_size for member in members)
    room = shutil.disk_usage(folder).free - SPARE_BYTES
    if len(members) > MAX_MEMBERS or size > MAX_RATIO * max(file.stat().st_size, 1):
        raise _unusable(file, "it is too large when unpacked")
    if size > room:
        raise _unusable(file, f"unpacked it needs {size // 2**20 + 1} MB, {room // 2**20} are free")
    for member in members:
        if should_stop():
            raise Cancelled
        if member.flag_bits & 0x1:
            raise _unusable(file, "it is protected by a password")
        target = folder.joinpath(*_parts(member.filename))
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)


def _is_wanted(member: zipfile.ZipInfo, suffixes: frozenset[str]) -> bool:
    """A table or a picture, no link, nothing hidden, and nothing that leads out of the folder."""
    if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
        return False
    parts = _parts(member.filename)
    if not parts or any(part.startswith(".") or _DRIVE.match(part) for part in parts):
        return False
    is_foreign = parts[0] == "__MACOSX" or member.filename.startswith(("/", "\\"))
    return not is_foreign and PurePosixPath(parts[-1]).suffix.lower() in suffixes


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in name.replace("\\", "/").split("/") if part)


def _inside(file: Path, folder: Path) -> Path:
    """The only table, the one of an export, or the first folder that holds more than a folder."""
    here = folder
    while True:
        entries = sorted(here.iterdir())
        tables = [e for e in entries if e.is_file() and e.suffix.lower() in TABLES]
        named = [table for table in tables if table.name.lower() == CATALOGUE]
        if len(tables) == 1 or named:
            return (named or tables)[0]
        if tables:
            names = ", ".join(table.name for table in tables[:5])
            raise UserError(MessageId.IMPORT_ZIP_TWO, name=file.name, tables=names)
        if len(entries) != 1 or not entries[0].is_dir() or not _has_folders(entries[0]):
            return here
        here = entries[0]


def _has_folders(folder: Path) -> bool:
    """Whether going into it loses no product: a folder of photos alone is a product itself."""
    return any(e.is_dir() or e.suffix.lower() in TABLES for e in folder.iterdir())


def _unusable(file: Path, reason: object) -> UserError:
    words = (str(reason).splitlines() or [type(reason).__name__])[0][:120]
    return UserError(MessageId.IMPORT_ZIP, name=file.name, reason=words)
