"""Picture files of many kinds, and ways to damage them; made by the trial, always the same."""

from __future__ import annotations

import struct
from collections.abc import Callable

import cv2
import numpy as np

from tests.vision import picture_samples as samples

_EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
"""Numbers at which counting in 8, 16 and 32 bits goes over."""


def seeds() -> dict[str, bytes]:
    """Sound files by name: every format, and the kinds within it that are decoded differently."""
    scene = samples.scene(128, 96)
    noisy = scene.copy()
    noisy[20:60, 30:90] = np.random.default_rng(0).integers(0, 255, (40, 60, 3), np.uint8)
    grey = cv2.cvtColor(noisy, cv2.COLOR_RGB2GRAY)
    alpha = np.dstack([noisy[..., ::-1], np.tile(np.arange(128, dtype=np.uint8) * 2, (96, 1))])
    deep = (grey.astype(np.uint16) * 257).astype(np.uint16)
    made = {f"plain.{name}": samples.encode(name, noisy) for name in samples.FORMATS}
    for name in samples.TURNABLE:
        made[f"turned.{name}"] = samples.encode(name, noisy, 6)
    made |= {
        "progressive.jpg": _cv(".jpg", noisy, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        "restarts.jpg": _cv(".jpg", noisy, cv2.IMWRITE_JPEG_RST_INTERVAL, 4),
        "grey.jpg": _cv(".jpg", grey),
        "grey.png": _cv(".png", grey),
        "deep.png": _cv(".png", deep),
        "alpha.png": _cv(".png", alpha),
        "palette.png": samples.palette_png(scene),
        "lossy.webp": _cv(".webp", noisy, cv2.IMWRITE_WEBP_QUALITY, 60),
        "alpha.webp": _cv(".webp", alpha, cv2.IMWRITE_WEBP_QUALITY, 101),
        "grey.bmp": _cv(".bmp", grey),
        "alpha.bmp": _cv(".bmp", alpha),
        "lzw.tif": _cv(".tif", noisy, cv2.IMWRITE_TIFF_COMPRESSION, 5),
        "deflate.tif": _cv(".tif", noisy, cv2.IMWRITE_TIFF_COMPRESSION, 32946),
        "deep.tif": _cv(".tif", deep),
        "cmyk.tif": samples.tiff(np.dstack([noisy, grey]), photometric=5),
        "moving.png": moving_png(noisy),
    }
    return made


def _cv(suffix: str, pixels: np.ndarray, *options: int) -> bytes:
    shown = pixels[..., ::-1] if pixels.ndim == 3 and pixels.shape[2] == 3 else pixels
    done, encoded = cv2.imencode(suffix, shown, list(options))
    if not done:
        raise ValueError(f"{suffix} cannot be made")
    return encoded.tobytes()


def moving_png(pixels: np.ndarray) -> bytes:
    """An animated PNG of two pictures, the kind of file that kills OpenCV's own reader."""
    still = samples.encode("png", pixels)
    height, width = pixels.shape[:2]
    content = still[still.index(b"IDAT") - 4 : still.rindex(b"IEND") - 4]
    data = content[8 : 8 + struct.unpack_from(">I", content)[0]]

    def frame(number: int) -> bytes:
        fields = struct.pack(">IIIIIHHBB", number, width, height, 0, 0, 1, 10, 0, 0)
        return samples.png_chunk(b"fcTL", fields)

    head = still[:33] + samples.png_chunk(b"acTL", struct.pack(">II", 2, 0)) + frame(0)
    second = frame(1) + samples.png_chunk(b"fdAT", struct.pack(">I", 2) + data)
    return head + content + second + samples.png_chunk(b"IEND", b"")


def _bits(data: bytearray, chance: np.random.Generator) -> bytearray:
    for place in chance.integers(0, len(data), int(chance.choice([1, 2, 4, 16, 64]))):
        data[place] ^= 1 << int(chance.integers(8))
    return data


def _cut(data: bytearray, chance: np.random.Generator) -> bytearray:
    return data[: int(chance.integers(1, len(data)))]


def _zeros(data: bytearray, chance: np.random.Generator) -> bytearray:
    start, n = int(chance.integers(len(data))), int(chance.integers(1, 256))
    data[start : start + n] = bytes(min(n, len(data) - start))
    return data


def _numbers(data: bytearray, chance: np.random.Generator) -> bytearray:
    for _ in range(int(chance.integers(1, 4))):
        near = chance.random() < 0.7
        place = int(chance.integers(0, min(len(data) - 4, 400) if near else len(data) - 4))
        width, value = int(chance.choice([1, 2, 4])), int(chance.choice(_EDGES))
        order = "big" if chance.random() < 0.5 else "little"
        data[place : place + width] = (value % 256**width).to_bytes(width, order)  # type: ignore[arg-type]
    return data


def _again(data: bytearray, chance: np.random.Generator) -> bytearray:
    start, n = int(chance.integers(len(data))), int(chance.integers(1, 512))
    place = int(chance.integers(len(data)))
    return data[:place] + data[start : start + n] + data[place:]


def _noise(data: bytearray, chance: np.random.Generator) -> bytearray:
    start, n = int(chance.integers(len(data))), int(chance.integers(1, 64))
    n = min(n, len(data) - start)
    data[start : start + n] = chance.bytes(n)
    return data


_WAYS: tuple[Callable[[bytearray, np.random.Generator], bytearray], ...] = (
    _bits,
    _cut,
    _zeros,
    _numbers,
    _again,
    _noise,
)


def mutant(number: int, sound: dict[str, bytes], seed: int = 1) -> tuple[str, bytes]:
    """Damaged file *number*: a name that tells how to make it again, and its bytes."""
    chance = np.random.default_rng((seed, number))
    names = list(sound)
    name, way = names[number % len(names)], int(chance.integers(len(_WAYS)))
    data = _WAYS[way](bytearray(sound[name]), chance)
    return f"{number} {_WAYS[way].__name__[1:]} {name}", bytes(data)
