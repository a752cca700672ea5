"""Bytes of a picture file -> upright RGB pixels: the one way for catalogue and query alike.

OpenCV is handed checked and trimmed bytes only, never a path: `cv2.imread` returns a grey picture
for a truncated JPEG where `cv2.imdecode` refuses, and cannot open some paths on Windows.

How far a picture is shrunk hangs on its size alone (`reduction`), never on what it is decoded
for, so that a photo gives the same pixels as catalogue photo and as query.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, RgbImage
from desktop_app.vision import picture_header, tiff_tags
from desktop_app.vision.picture_header import PictureFormat, PictureHeader

# Read by OpenCV when it is loaded: a second guard behind the header check, and no warnings on
# the terminal about files of which we report ourselves.
os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(picture_header.MAX_PIXELS)
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")

import cv2

KEEP_SIDE = 2000
"""The longest side of a reduced picture is at least this, for barcodes in a corner of it."""

ANALYSED_SIDE = 2048
"""Longest side of the analysed part of a decoded picture; what is more is shrunk away at once."""

WORKING_SIDE = 1600
"""Longest side of the picture that is embedded and kept, pixels."""

_Pixels: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded photo.

    Attributes:
        pixels: upright, the analysed part at most `ANALYSED_SIDE` long.
        width, height: of the upright original, pixels; boxes refer to these.
    """

    pixels: RgbImage
    width: int
    height: int

    @property
    def scale(self) -> tuple[float, float]:
        """Decoded pixels per original pixel, across and down."""
        return self.pixels.shape[1] / self.width, self.pixels.shape[0] / self.height


def decode_picture(data: bytes, name: str, box: Box | None = None) -> Picture:
    """Decode the picture file *data*; *name* is what messages call it.

    Alpha is blended on white, 16-bit values are scaled, grey becomes RGB, and the EXIF
    orientation is applied for every format. *box* is the part that will be analysed: a small one
    keeps the picture from being reduced.

    Raises:
        PhotoError: not a picture that is read, damaged, or beyond the limits; `QUERIES_BOX` if
            *box* lies outside the picture.
    """
    header = picture_header.read_header(data, name)
    width, height = header.upright_size
    region = _inside(box, width, height) if box else Box(0, 0, width, height)
    try:
        return Picture(_upright_pixels(data, header, region, name), width, height)
    except (cv2.error, MemoryError) as error:
        if isinstance(error, MemoryError) or error.code == cv2.Error.StsNoMem:
            raise picture_header.too_large(name, width, height, len(data)) from error
        raise PhotoError(MessageId.PHOTO_UNREADABLE, name=name) from error


def reduction(longest_side: int) -> int:
    """By how much a JPEG is reduced while it is decoded: 1, 2, 4 or 8."""
    return next((n for n in (8, 4, 2) if longest_side // n >= KEEP_SIDE), 1)


def decoded_box(picture: Picture, box: Box) -> Box:
    """*box* (pixels of the original) in decoded pixels, cut to the picture, never empty."""
    inside = _inside(box, picture.width, picture.height)
    across, down = picture.scale
    left, top = int(inside.x * across), int(inside.y * down)
    right = max(left + 1, round((inside.x + inside.width) * across))
    bottom = max(top + 1, round((inside.y + inside.height) * down))
    return Box(left, top, right - left, bottom - top)


def crop(picture: Picture, box: Box | None) -> RgbImage:
    """The decoded pixels within *box* (pixels of the original), or all of them."""
    if box is None:
        return picture.pixels
    part = decoded_box(picture, box)
    return picture.pixels[part.y : part.y + part.height, part.x : part.x + part.width]


def shrink(pixels: RgbImage, longest_side: int) -> RgbImage:
    """*pixels* with at most *longest_side* pixels on the longest side; never enlarged."""
    height, width = pixels.shape[:2]
    factor = longest_side / max(height, width)
    if factor >= 1:
        return pixels
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return _as_bytes(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def working_pixels(picture: Picture) -> RgbImage:
    """The whole picture as it is kept: at most `WORKING_SIDE` pixels on its longest side."""
    return shrink(picture.pixels, WORKING_SIDE)


def embedding_view(picture: Picture, box: Box | None = None) -> tuple[RgbImage, Box | None]:
    """The pixels that are embedded, and *box* in them.

    Without a box these are the pixels of the copy that is kept, so that embedding the copy again
    later gives nearly the same.
    """
    if box is None:
        return working_pixels(picture), None
    return picture.pixels, decoded_box(picture, box)


def _fit(pixels: RgbImage, header: PictureHeader, region: Box) -> RgbImage:
    """*pixels* so small that *region* has at most `ANALYSED_SIDE` pixels on its longest side."""
    scale = max(pixels.shape[:2]) / max(header.width, header.height)
    factor = ANALYSED_SIDE / (max(region.width, region.height) * scale)
    return shrink(pixels, round(max(pixels.shape[:2]) * factor)) if factor < 1 else pixels


def _inside(box: Box, width: int, height: int) -> Box:
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.x + box.width, width), min(box.y + box.height, height)
    if right <= left or bottom <= top:
        value = f"{box.x}, {box.y}, {box.width}, {box.height}"
        raise PhotoError(MessageId.QUERIES_BOX, value=value)
    return Box(left, top, right - left, bottom - top)


def _upright_pixels(data: bytes, header: PictureHeader, region: Box, name: str) -> RgbImage:
    if header.format is PictureFormat.JPEG:
        flag = _REDUCED[reduction(max(region.width, region.height))]
        stored = _imdecode(data, flag | cv2.IMREAD_IGNORE_ORIENTATION)
        red_first = flag == cv2.IMREAD_COLOR_RGB
    else:
        red_first = False
        stored = _imdecode(_trimmed(data, header), cv2.IMREAD_UNCHANGED)
    rgb: RgbImage | None = None
    if stored is not None and _has_size(stored, header):
        rgb = stored if red_first else _to_rgb(stored)
    if rgb is None:
        raise PhotoError(MessageId.PHOTO_UNREADABLE, name=name)
    fitting = _fit(rgb, header, region)
    return np.ascontiguousarray(_UPRIGHT[header.orientation](fitting))


def _imdecode(data: bytes, flags: int) -> _Pixels | None:
    return cv2.imdecode(np.frombuffer(data, np.uint8), flags)


def _has_size(pixels: _Pixels, header: PictureHeader) -> bool:
    """Whether the decoder saw the same picture as the header reader."""
    return any(
        pixels.shape[:2] == (-(-header.height // n), -(-header.width // n)) for n in (1, 2, 4, 8)
    )


def _trimmed(data: bytes, header: PictureHeader) -> bytes:
    """The file without what the decoder need not see."""
    if header.format is PictureFormat.PNG:
        return _still_png(data)
    if header.format is PictureFormat.TIFF:
        return _unturned_tiff(data)
    return data


def _still_png(data: bytes) -> bytes:
    """PNG with its critical chunks and the transparency only.

    Two changed bytes in the animation chunks of an APNG crash OpenCV 4.14.0 and 5.0.0.
    """
    kept = [data[:8]]
    for name, start, length in picture_header.png_chunks(data):
        if name in _PNG_KEPT:
            kept.append(data[start - 8 : start + length + 4])
    return b"".join(kept)


def _unturned_tiff(data: bytes) -> bytes:
    """TIFF with the orientation tag set to 1: OpenCV's versions differ in what they apply."""
    tag = tiff_tags.read_tags(data).get(tiff_tags.ORIENTATION)
    if tag is None:
        return data
    patched = bytearray(data)
    code = ("<" if data[:2] == b"II" else ">") + {1: "B", 2: "H", 4: "I", 8: "Q"}[tag.size]
    struct.pack_into(code, patched, tag.offset, 1)
    return bytes(patched)


def _to_rgb(stored: _Pixels) -> RgbImage | None:
    """8-bit RGB, or None for pixels of a kind that no camera or program of people writes."""
    if stored.dtype == np.uint16:
        stored = cv2.convertScaleAbs(stored, alpha=1 / 257)
    if stored.dtype != np.uint8:
        return None
    channels = 1 if stored.ndim == 2 else stored.shape[2]
    convert = _CONVERSIONS.get(channels)
    return convert(stored) if convert else None


def _as_bytes(pixels: _Pixels) -> RgbImage:
    return np.asarray(pixels, dtype=np.uint8)


def _on_white(bgra: _Pixels) -> RgbImage:
    """Blend on white, in bands: a picture at the limit would take gigabytes at once.

    Alpha 0 everywhere stands for no alpha at all, as 32-bit BMP files are often written.
    """
    rgb = _as_bytes(cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGB))
    lowest, highest, *_ = cv2.minMaxLoc(cv2.extractChannel(bgra, 3))
    if lowest == 255 or highest == 0:
        return rgb
    for top in range(0, len(rgb), _BAND_ROWS):
        band = rgb[top : top + _BAND_ROWS]
        alpha = bgra[top : top + _BAND_ROWS, :, 3:].astype(np.uint16)
        blended = band * alpha + (255 * (255 - alpha) + 127)
        band[:] = (blended // 255).astype(np.uint8)
    return rgb


_BAND_ROWS = 256
_CONVERSIONS: Mapping[int, Callable[[_Pixels], RgbImage]] = MappingProxyType(
    {
        1: lambda grey: _as_bytes(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)),
        3: lambda bgr: _as_bytes(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)),
        4: _on_white,
    }
)
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_REDUCED = MappingProxyType(
    {
        1: cv2.IMREAD_COLOR_RGB,  # spares a second picture; there is no such flag with reductions
        2: cv2.IMREAD_REDUCED_COLOR_2,
        4: cv2.IMREAD_REDUCED_COLOR_4,
        8: cv2.IMREAD_REDUCED_COLOR_8,
    }
)
# EXIF orientation (CIPA DC-008, tag 274): how the stored rows become upright ones.
_UPRIGHT: Mapping[int, Callable[[RgbImage], RgbImage]] = MappingProxyType(
    {
        1: lambda stored: stored,
        2: lambda stored: stored[:, ::-1],
        3: lambda stored: stored[::-1, ::-1],
        4: lambda stored: stored[::-1],
        5: lambda stored: stored.transpose(1, 0, 2),
        6: lambda stored: _as_bytes(cv2.rotate(stored, cv2.ROTATE_90_CLOCKWISE)),
        7: lambda stored: stored[::-1, ::-1].transpose(1, 0, 2),
        8: lambda stored: _as_bytes(cv2.rotate(stored, cv2.ROTATE_90_COUNTERCLOCKWISE)),
    }
)
