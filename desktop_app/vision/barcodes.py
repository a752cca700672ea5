"""Barcodes in a photo, read by zxing-cpp on the grey picture.

Retail and warehouse symbols only: EAN/UPC, ITF, Code 128, Code 39, DataBar, QR and Data Matrix.
GS1 symbols give their text with application identifiers in brackets,
"(01)04012345678901(10)LOT1"; their format name begins with `GS1 `.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp
from zxingcpp import BarcodeFormat, BarcodeFormats

from desktop_app.core.gtin import STORED_LENGTH, is_gtin
from desktop_app.core.types import BarcodeSymbol, Box, RgbImage

_Grey: TypeAlias = npt.NDArray[np.uint8]
_Affine: TypeAlias = npt.NDArray[np.float64]

SEARCH_SIDE = 2048
"""Longest side of the picture that is searched, pixels; bounds the time of a pass."""

ENLARGEMENT = 1.5
"""Of the second pass: it reads bars and modules of 1.5 to 2 pixels that the first one misses."""

RETRY_ANGLES = (45.0, 22.5, -22.5)
"""Degrees. zxing misses long bars that lie aslant, but tries a quarter turn more by itself, so that
these reach 135, 112.5 and 67.5 too."""

RETRY_BUDGET_S = 0.25
"""No further turned pass is begun after this time."""

_LINEAR = (
    BarcodeFormat.EAN13,
    BarcodeFormat.EAN8,
    BarcodeFormat.UPCA,
    BarcodeFormat.UPCE,
    BarcodeFormat.Code128,
    BarcodeFormat.Code39,
    BarcodeFormat.ITF,
    BarcodeFormat.DataBarOmni,
    BarcodeFormat.DataBarLtd,
    BarcodeFormat.DataBarExp,
)
_MATRIX = (BarcodeFormat.QRCode, BarcodeFormat.DataMatrix)
_ALL = (*_LINEAR, *_MATRIX)
_GS1_PREFIX = "GS1 "


def find_barcodes(
    pixels: RgbImage,
    to_original: tuple[float, float] = (1.0, 1.0),
    origin: tuple[float, float] = (0.0, 0.0),
    *,
    thorough: bool = True,
) -> tuple[BarcodeSymbol, ...]:
    """Symbols in *pixels*, each text once, larger symbols first.

    *to_original* (across, down) and *origin* lead from these pixels to the original picture, in
    which the boxes are given. Without *thorough* there is one pass only, about 20 ms.
    """
    grey = _grey(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))
    found = _read(grey, _Pass()) or (_read_again(grey) if thorough else [])
    placed = (_placed(symbol, corners, to_original, origin) for symbol, corners in found)
    unique = {(symbol.format, symbol.text): symbol for symbol in placed}
    return tuple(sorted(unique.values(), key=_area, reverse=True))


_Found: TypeAlias = tuple[zxingcpp.Barcode, npt.NDArray[np.float64]]
"""A barcode with its corners, shape (4, 2), in pixels of the grey picture."""


@dataclass(frozen=True, slots=True)
class _Pass:
    """One way to look at the picture."""

    angle: float = 0.0
    enlargement: float = 1.0
    matrix: bool = True
    thorough: bool = True


_RETRIES = (
    _Pass(enlargement=ENLARGEMENT, thorough=False),
    *(_Pass(angle, matrix=False, thorough=False) for angle in RETRY_ANGLES),
)


def _read_again(grey: _Grey) -> list[_Found]:
    """What the first pass that finds something finds, in the order of `_RETRIES`.

    The passes run side by side: none hangs on another, and the reader lets go of the interpreter.
    """
    stop_at = time.perf_counter() + RETRY_BUDGET_S
    passes = [_helpers().submit(_read_until, stop_at, grey, retry) for retry in _RETRIES]
    try:
        return next(filter(None, (one.result() for one in passes)), [])
    finally:
        for one in passes:
            one.cancel()


def _read_until(stop_at: float, grey: _Grey, how: _Pass) -> list[_Found]:
    return _read(grey, how) if time.perf_counter() <= stop_at else []


@cache
def _helpers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(len(_RETRIES), os.cpu_count() or 1), "barcodes")


def _read(grey: _Grey, how: _Pass) -> list[_Found]:
    scale = min(1.0, SEARCH_SIDE / max(grey.shape)) * how.enlargement
    there = _turn(grey.shape[1], grey.shape[0], scale, how.angle)
    picture = _apply(grey, there)
    back = cv2.invertAffineTransform(there)
    read = _thorough(picture) if how.thorough else _quick(picture, matrix=how.matrix)
    good = ((code, corners) for code, corners in read if _is_trusted(code))
    return [(code, corners @ back[:, :2].T + back[:, 2]) for code, corners in good]


def _thorough(picture: _Grey) -> Iterator[_Found]:
    """Everything: reduced as well, and light on dark.

    Mostly there are no bars, and to find that out without the reader's own quarter turn takes less
    (as in `_quick`). Where there are some, both directions are read together, which also puts
    together what each of them saw of a symbol.
    """
    has_bars = any(
        zxingcpp.read_barcodes(way, formats=BarcodeFormats(_LINEAR), try_rotate=False)
        for way in (picture, _grey(cv2.transpose(picture)))
    )
    wanted = _ALL if has_bars else _MATRIX
    for code in zxingcpp.read_barcodes(picture, formats=BarcodeFormats(wanted)):
        yield code, _corners(code)


def _quick(picture: _Grey, *, matrix: bool) -> Iterator[_Found]:
    """Dark on light in full size: bars across and down, and squares where they are wanted.

    Bars that run across are read in a turned copy. The reader's own quarter turn finds the same,
    but goes through the picture against the order in which it lies in memory, which takes longer
    than both of these.
    """
    for code in _plain(picture, _LINEAR, turn=False):
        yield code, _corners(code)
    for code in _plain(_grey(cv2.transpose(picture)), _LINEAR, turn=False):
        yield code, _corners(code)[:, ::-1]
    for code in _plain(picture, _MATRIX, turn=True) if matrix else ():
        yield code, _corners(code)


def _plain(
    picture: _Grey, formats: tuple[BarcodeFormat, ...], *, turn: bool
) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        picture,
        formats=BarcodeFormats(formats),
        try_rotate=turn,
        try_downscale=False,
        try_invert=False,
    )


def _is_trusted(code: zxingcpp.Barcode) -> bool:
    """ITF has no end of its own: a ray that leaves the symbol early reads fewer digits.

    It counts only as ITF-14, whose check digit shows that it is whole.
    """
    if code.format == BarcodeFormat.ITF:
        return len(code.text) == STORED_LENGTH and is_gtin(code.text)
    return bool(code.text)


def _turn(width: int, height: int, scale: float, angle: float) -> _Affine:
    """Affine map that scales, then turns about the centre onto a canvas that holds everything."""
    about_centre = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    affine: _Affine = np.asarray(about_centre, dtype=np.float64)
    wide, high = _canvas(width, height, affine)
    affine[:, 2] += np.array([wide - width, high - height]) / 2
    return affine


def _canvas(width: int, height: int, affine: _Affine) -> tuple[int, int]:
    along, across = abs(affine[0, 0]), abs(affine[0, 1])
    return (
        math.ceil(width * along + height * across),
        math.ceil(width * across + height * along),
    )


def _apply(grey: _Grey, affine: _Affine) -> _Grey:
    size = _canvas(grey.shape[1], grey.shape[0], affine)
    if size == grey.shape[::-1] and affine[0, 0] == 1.0:
        return grey
    if affine[0, 1] == 0.0:
        smoothing = cv2.INTER_AREA if affine[0, 0] < 1.0 else cv2.INTER_CUBIC
        return _grey(cv2.resize(grey, size, interpolation=smoothing))
    return _grey(cv2.warpAffine(grey, affine, size, flags=cv2.INTER_LINEAR, borderValue=255.0))


def _grey(picture: npt.NDArray[Any]) -> _Grey:
    """What OpenCV gave, as what it is."""
    return np.asarray(picture, dtype=np.uint8)


def _corners(code: zxingcpp.Barcode) -> npt.NDArray[np.float64]:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return np.array([(corner.x, corner.y) for corner in corners], dtype=np.float64)


def _placed(
    code: zxingcpp.Barcode,
    corners: npt.NDArray[np.float64],
    to_original: tuple[float, float],
    origin: tuple[float, float],
) -> BarcodeSymbol:
    original = np.maximum(corners, 0) * to_original + origin
    left, top = np.floor(original.min(axis=0)).astype(int)
    right, bottom = np.ceil(original.max(axis=0)).astype(int)
    is_gs1 = code.content_type == zxingcpp.ContentType.GS1
    name = (_GS1_PREFIX if is_gs1 else "") + code.format.name
    box = Box(int(left), int(top), int(max(right - left, 1)), int(max(bottom - top, 1)))
    return BarcodeSymbol(name, code.text, box)


def _area(symbol: BarcodeSymbol) -> int:
    return symbol.box.width * symbol.box.height if symbol.box else 0
