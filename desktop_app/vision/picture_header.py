"""Format, size and orientation of a picture file, read in pure Python from its first bytes.

No byte reaches a decoder written in C before the header was understood and found within the
limits: a file of 300 bytes can claim a picture of 900 megapixels.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.vision import tiff_tags

MAX_PIXELS = 50_000_000
MAX_SIDE = 20_000
MAX_FILE_BYTES = 64 * 2**20

MAX_PARTS = 20_000
"""Segments or chunks that are walked through; a 50 megapixel PNG in 8 KiB chunks has fewer."""


class PictureFormat(StrEnum):
    """The formats that are read, by their first bytes and never by the file's name."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    BMP = "bmp"
    GIF = "gif"
    TIFF = "tiff"


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What the header says.

    Attributes:
        width, height: as stored, pixels; `upright_size` is what a person sees.
        orientation: EXIF orientation, 1..8.
    """

    format: PictureFormat
    width: int
    height: int
    orientation: int = 1

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height after the picture was turned upright."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


class _DamagedHeaderError(ValueError):
    """The header contradicts its format."""


def read_header(data: bytes, name: str) -> PictureHeader:
    """Header of the picture file *data*; *name* is what messages call it.

    Raises:
        PhotoError: empty, of a format that is not read, damaged, or beyond the limits.
    """
    if not data:
        raise PhotoError(MessageId.PHOTO_EMPTY, name=name)
    picture_format = detect_format(data)
    if picture_format is None:
        problem = MessageId.PHOTO_HEIC if is_heic(data) else MessageId.PHOTO_FORMAT
        raise PhotoError(problem, name=name)
    try:
        header = _READERS[picture_format](data)
    except (_DamagedHeaderError, tiff_tags.TiffError, struct.error, IndexError) as error:
        raise PhotoError(MessageId.PHOTO_UNREADABLE, name=name) from error
    _check_limits(header, len(data), name)
    return header


def detect_format(data: bytes) -> PictureFormat | None:
    """Format by the first bytes, or None."""
    if tiff_tags.is_tiff(data):
        return PictureFormat.TIFF
    if data[:4] == b"RIFF":
        return PictureFormat.WEBP if data[8:12] == b"WEBP" else None
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)


def is_heic(data: bytes) -> bool:
    """Whether *data* is a photo in HEIF container with HEVC, as iPhones write it."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start of the content and its length, for each chunk of a PNG file.

    Raises:
        ValueError: a chunk reaches beyond the end, or there are too many.
    """
    at = len(_PNG_MAGIC)
    for _ in range(MAX_PARTS):
        if at + 8 > len(data):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise _DamagedHeaderError("chunk beyond the end")
        yield name, at + 8, length
        if name == b"IEND":
            return
        at += 12 + length
    raise _DamagedHeaderError("too many chunks")


def _check_limits(header: PictureHeader, n_bytes: int, name: str) -> None:
    if min(header.width, header.height) < 1:
        raise PhotoError(MessageId.PHOTO_UNREADABLE, name=name)
    too_wide = max(header.width, header.height) > MAX_SIDE
    if too_wide or header.width * header.height > MAX_PIXELS or n_bytes > MAX_FILE_BYTES:
        raise too_large(name, header.width, header.height, n_bytes)


def too_large(name: str, width: int | str, height: int | str, n_bytes: int) -> PhotoError:
    """The error for a picture beyond the limits; sizes that are not known are given as text."""
    megabytes = f"{n_bytes / 2**20:.1f}"
    return PhotoError(
        MessageId.PHOTO_TOO_LARGE, name=name, width=width, height=height, megabytes=megabytes
    )


def _read_jpeg(data: bytes) -> PictureHeader:
    """ITU-T T.81, annex B: segments up to the frame header."""
    orientation = None
    for marker, start, length in _jpeg_segments(data):
        content = data[start : start + length] if marker == _JPEG_APP1 else b""
        if orientation is None and content.startswith(_EXIF_PREFIX):
            orientation = tiff_tags.read_orientation(content[len(_EXIF_PREFIX) :])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, start + 1)
            return PictureHeader(PictureFormat.JPEG, width, height, orientation or 1)
    raise _DamagedHeaderError("no frame header")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start of the content and its length, up to the first scan."""
    at = 2
    for _ in range(MAX_PARTS):
        if data[at] != 0xFF:
            raise _DamagedHeaderError("no marker where one must be")
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        at += 1
        if marker in _JPEG_WITHOUT_LENGTH:
            continue
        if marker in _JPEG_END:
            return
        length = struct.unpack_from(">H", data, at)[0]
        if length < 2 or at + length > len(data):
            raise _DamagedHeaderError("segment beyond the end")
        yield marker, at + 2, length - 2
        at += length
    raise _DamagedHeaderError("too many segments")


def _read_png(data: bytes) -> PictureHeader:
    """W3C PNG specification, sections 5 and 11; the eXIf chunk may follow the picture."""
    orientation = 1
    names: set[bytes] = set()
    for name, start, length in png_chunks(data):
        if not names and (name != b"IHDR" or length != 13):
            raise _DamagedHeaderError("no IHDR")
        if name == b"eXIf" and name not in names:
            orientation = tiff_tags.read_orientation(data[start : start + length])
        names.add(name)
    if not {b"IDAT", b"IEND"} <= names:
        raise _DamagedHeaderError("no picture data, or no end")
    width, height = struct.unpack_from(">II", data, 16)
    return PictureHeader(PictureFormat.PNG, width, height, orientation)


def _read_webp(data: bytes) -> PictureHeader:
    """RFC 9649: simple lossy, simple lossless, or extended with a chunk for EXIF."""
    size, orientation = None, 1
    for name, start, length in _riff_chunks(data):
        if size is None:
            size = _webp_size(data, name, start)
        if name == b"EXIF":
            block = data[start : start + length].removeprefix(_EXIF_PREFIX)
            orientation = tiff_tags.read_orientation(block)
            break
    if size is None:
        raise _DamagedHeaderError("no picture chunk")
    return PictureHeader(PictureFormat.WEBP, *size, orientation)


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 12
    for _ in range(MAX_PARTS):
        if at + 8 > len(data):
            return
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise _DamagedHeaderError("chunk beyond the end")
        yield name, at + 8, length
        at += 8 + length + length % 2
    raise _DamagedHeaderError("too many chunks")


def _webp_size(data: bytes, name: bytes, start: int) -> tuple[int, int]:
    if name == b"VP8X":
        wide, high = data[start + 4 : start + 7], data[start + 7 : start + 10]
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if name == b"VP8L" and data[start] == 0x2F:
        bits = struct.unpack_from("<I", data, start + 1)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and data[start + 3 : start + 6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, start + 6)
        return width & 0x3FFF, height & 0x3FFF
    raise _DamagedHeaderError("no picture chunk first")


def _read_bmp(data: bytes) -> PictureHeader:
    """Microsoft BITMAPCOREHEADER (12 bytes) or BITMAPINFOHEADER and later (40 bytes or more)."""
    header_size = struct.unpack_from("<I", data, 14)[0]
    if header_size != 12 and not 40 <= header_size <= 124:
        raise _DamagedHeaderError("unknown header")
    width, height = struct.unpack_from("<HH" if header_size == 12 else "<ii", data, 18)
    return PictureHeader(PictureFormat.BMP, width, abs(height))


def _read_gif(data: bytes) -> PictureHeader:
    """CompuServe GIF89a, section 18: the logical screen."""
    return PictureHeader(PictureFormat.GIF, *struct.unpack_from("<HH", data, 6))


def _read_tiff(data: bytes) -> PictureHeader:
    tags = tiff_tags.read_tags(data)
    if tiff_tags.WIDTH not in tags or tiff_tags.HEIGHT not in tags:
        raise _DamagedHeaderError("no size")
    orientation = tiff_tags.read_orientation(data)
    width, height = tags[tiff_tags.WIDTH].value, tags[tiff_tags.HEIGHT].value
    return PictureHeader(PictureFormat.TIFF, width, height, orientation)


_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_EXIF_PREFIX = b"Exif\x00\x00"
_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_JPEG_APP1 = 0xE1
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_END = frozenset({0xD9, 0xDA})

_MAGIC: Mapping[bytes, PictureFormat] = MappingProxyType(
    {
        b"\xff\xd8\xff": PictureFormat.JPEG,
        _PNG_MAGIC: PictureFormat.PNG,
        b"BM": PictureFormat.BMP,
        b"GIF87a": PictureFormat.GIF,
        b"GIF89a": PictureFormat.GIF,
    }
)
_READERS: Mapping[PictureFormat, Callable[[bytes], PictureHeader]] = MappingProxyType(
    {
        PictureFormat.JPEG: _read_jpeg,
        PictureFormat.PNG: _read_png,
        PictureFormat.WEBP: _read_webp,
        PictureFormat.BMP: _read_bmp,
        PictureFormat.GIF: _read_gif,
        PictureFormat.TIFF: _read_tiff,
    }
)
