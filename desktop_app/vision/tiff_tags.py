"""First directory of a TIFF structure: the TIFF file itself, or the EXIF block of another format.

Source: Adobe, "TIFF Revision 6.0" (1992), section 2; the EXIF block of JPEG, PNG and WebP is the
same structure (CIPA DC-008, 4.6).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 256
HEIGHT = 257
ORIENTATION = 274

MAX_ENTRIES = 4096
"""Real files have some dozens; more only serve to keep the reader busy."""

_WANTED = frozenset({WIDTH, HEIGHT, ORIENTATION})
_BYTE_ORDERS = {b"II": "<", b"MM": ">"}
_NUMBER_TYPES = {1: "B", 3: "H", 4: "I", 16: "Q"}


class TiffError(ValueError):
    """The bytes are no TIFF structure, or a damaged one."""


@dataclass(frozen=True, slots=True)
class TiffTag:
    """Value of a tag, and where its first byte stands."""

    value: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """What tells classic TIFF (32-bit offsets) from BigTIFF (64-bit offsets)."""

    first_directory: tuple[str, int]
    entry_count: str
    entry_size: int
    value_at: int


_CLASSIC = _Layout(("I", 4), "H", 12, 8)
_BIG = _Layout(("Q", 8), "Q", 20, 12)
_LAYOUTS = {42: _CLASSIC, 43: _BIG}


def is_tiff(data: bytes) -> bool:
    """Whether *data* starts like classic TIFF or BigTIFF."""
    order = _BYTE_ORDERS.get(data[:2])
    return order is not None and struct.unpack(order + "H", data[2:4].ljust(2))[0] in _LAYOUTS


def read_tags(data: bytes) -> Mapping[int, TiffTag]:
    """Size and orientation tags of the first directory; what is absent is not in the mapping.

    Raises:
        TiffError: the structure is damaged.
    """
    if not is_tiff(data):
        raise TiffError("no TIFF header")
    order = _BYTE_ORDERS[data[:2]]
    layout = _LAYOUTS[_number(data, order + "H", 2)]
    code, at = layout.first_directory
    directory = _number(data, order + code, at)
    count = _number(data, order + layout.entry_count, directory)
    if count > MAX_ENTRIES:
        raise TiffError("too many tags")
    first = directory + struct.calcsize(order + layout.entry_count)
    entries = (first + number * layout.entry_size for number in range(count))
    return dict(tag for entry in entries for tag in _wanted_tag(data, order, layout, entry))


def read_orientation(data: bytes) -> int:
    """EXIF orientation 1..8 of an EXIF block; 1 where it is absent, damaged or out of range.

    A damaged EXIF block is common and harmless: the picture is shown as it is stored.
    """
    try:
        tag = read_tags(data).get(ORIENTATION)
    except TiffError:
        return 1
    return tag.value if tag is not None and 1 <= tag.value <= 8 else 1


def _wanted_tag(
    data: bytes, order: str, layout: _Layout, entry: int
) -> tuple[tuple[int, TiffTag], ...]:
    name, kind = _number(data, order + "H", entry), _number(data, order + "H", entry + 2)
    if name not in _WANTED or kind not in _NUMBER_TYPES:
        return ()
    code, at = order + _NUMBER_TYPES[kind], entry + layout.value_at
    return ((name, TiffTag(_number(data, code, at), at, struct.calcsize(code))),)


def _number(data: bytes, code: str, offset: int) -> int:
    try:
        value: int = struct.unpack_from(code, data, offset)[0]
    except (struct.error, OverflowError) as error:
        raise TiffError("the structure ends early") from error
    return value
