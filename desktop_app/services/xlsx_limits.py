"""How large the parts of a workbook may be, looked at before openpyxl builds anything of them.

openpyxl keeps styles, shared strings and each row whole in memory, many times their size: a file
of 4 MB whose styles unpack to 150 MB took 48 s and 2 GB, one row of five million cells 73 s and
3.6 GB. Here the parts are unpacked in blocks, and the bytes from one row or string to the next are
counted.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

MAX_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 10_000
MAX_PLAIN_BYTES = 8 * 2**20
"""Of a part that is neither a sheet nor the shared strings; and from one row to the next."""

_READ_BYTES = 1 << 20
_LARGE = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedstrings\.xml|media/[^/]+)", re.IGNORECASE)
_STEP = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:row|si)[\s/>]")
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_READABLE = frozenset({b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
"""Encodings in which `<row` is written as it is here."""

_OVERLAP = 128


class TooLargeError(ValueError):
    """A part is larger than any that a spreadsheet program writes."""


def check_workbook(file: Path) -> None:
    """Refuse what would take memory or time beyond measure; nothing is kept.

    Raises:
        TooLargeError: the message says what is too large.
        zipfile.BadZipFile, OSError: it cannot be read as an archive.
    """
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if size > MAX_BYTES or size > MAX_RATIO * max(file.stat().st_size, 1):
            raise TooLargeError("it is too large when unpacked")
        if len(members) > MAX_MEMBERS:
            raise TooLargeError("it has too many parts")
        for member in members:
            if member.file_size <= MAX_PLAIN_BYTES:
                continue
            if not _LARGE.fullmatch(member.filename):
                raise TooLargeError(f"its part {member.filename[:40]} is too large")
            with archive.open(member) as stream:
                _check_steps(stream, member.filename[:40])


def _check_steps(stream: IO[bytes], name: str) -> None:
    """Refuse a large part in which rows or strings do not follow each other closely."""
    kept, start, last = b"", 0, 0
    while block := stream.read(_READ_BYTES):
        data = kept + block
        if start == 0 and not kept and not _is_readable_xml(data):
            if _is_wide(data):
                raise TooLargeError(f"its part {name} is in an encoding that is not read")
            return  # a picture: no XML reader takes it
        if b"<!--" in data or b"<!DOCTYPE" in data:
            raise TooLargeError(f"its part {name} holds comments")
        for found in _STEP.finditer(data):
            if start + found.start() - last > MAX_PLAIN_BYTES:
                raise TooLargeError(f"a row or text of its part {name} is too long")
            last = max(last, start + found.start())
        if start + len(data) - last > MAX_PLAIN_BYTES:
            raise TooLargeError(f"a row or text of its part {name} is too long")
        kept = data[-_OVERLAP:]
        start += len(data) - len(kept)


def _is_readable_xml(data: bytes) -> bool:
    declared = _DECLARED.match(data[:400])
    if declared and declared[1].lower() not in _READABLE:
        return False
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"<")


def _is_wide(data: bytes) -> bool:
    """Whether *data* is XML after all: in two bytes a sign, or in an encoding that it names."""
    return data[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"} or b"<?xml" in data[:400]
