"""Picture files of every accepted format, made in the test: nothing here needs the network."""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
FORMATS = ("jpeg", "png", "webp", "bmp", "gif", "tiff")
TURNABLE = ("jpeg", "png", "webp", "tiff")
SUFFIXES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "bmp": ".bmp", "gif": ".gif"}


def scene(width: int = 128, height: int = 96) -> Pixels:
    """RGB picture whose four corners differ, so that every turn of it can be told."""
    picture = np.full((height, width, 3), 200, np.uint8)
    picture[: height // 2, : width // 2] = (220, 30, 30)
    picture[: height // 2, width // 2 :] = (30, 200, 40)
    picture[height // 2 :, : width // 2] = (40, 50, 220)
    picture[height // 4 : height // 2, width // 8 : width // 4] = (250, 240, 20)
    return picture


def encode(picture_format: str, pixels: Pixels, orientation: int | None = None) -> bytes:
    """*pixels* (RGB) as a file, with an EXIF orientation where the format has one."""
    if picture_format == "tiff":
        return tiff(pixels, orientation or 1)
    options = [cv2.IMWRITE_JPEG_QUALITY, 95] if picture_format == "jpeg" else []
    if picture_format == "webp":
        options = [cv2.IMWRITE_WEBP_QUALITY, 101]
    _, encoded = cv2.imencode(SUFFIXES[picture_format], pixels[..., ::-1], options)
    data = encoded.tobytes()
    return data if orientation is None else _WITH_EXIF[picture_format](data, exif(orientation))


def stored_for(upright: Pixels, orientation: int) -> Pixels:
    """What a camera stores so that *orientation* turns it into *upright* (EXIF, tag 274)."""
    turned = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }
    return np.ascontiguousarray(turned[orientation])


def exif(orientation: int) -> bytes:
    """Smallest EXIF block with an orientation, big-endian as some cameras write it."""
    entry = struct.pack(">HHIHH", 274, 3, 1, orientation, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def jpeg_with_exif(data: bytes, block: bytes) -> bytes:
    content = b"Exif\x00\x00" + block
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + data[2:]


def png_chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png_with_chunk(data: bytes, name: bytes, content: bytes) -> bytes:
    """A chunk right behind IHDR."""
    after_header = len(PNG_MAGIC) + 25
    return data[:after_header] + png_chunk(name, content) + data[after_header:]


def webp_with_exif(data: bytes, block: bytes) -> bytes:
    """The simple file wrapped as an extended one."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    size = b"".join(struct.pack("<I", side - 1)[:3] for side in pixels.shape[1::-1])
    chunks = b"VP8X" + struct.pack("<I", 10) + bytes([0x08, 0, 0, 0]) + size
    chunks += data[12:]
    chunks += b"EXIF" + struct.pack("<I", len(block)) + block + b"\0" * (len(block) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def tiff(
    pixels: npt.NDArray[np.generic], orientation: int = 1, photometric: int | None = None
) -> bytes:
    """Uncompressed little-endian TIFF in one strip; grey or any number of samples."""
    height, width = pixels.shape[:2]
    samples = 1 if pixels.ndim == 2 else pixels.shape[2]
    if photometric is None:
        photometric = 1 if samples == 1 else 2
    content = pixels.tobytes()
    bits_at = 8 + 2 + 12 * 10 + 4
    content_at = bits_at + 2 * samples
    bits = pixels.dtype.itemsize * 8
    entries = [
        _long(256, width),
        _long(257, height),
        _short(258, bits) if samples == 1 else struct.pack("<HHII", 258, 3, samples, bits_at),
        _short(259, 1),
        _short(262, photometric),
        _long(273, content_at),
        _short(274, orientation),
        _short(277, samples),
        _long(278, height),
        _long(279, len(content)),
    ]
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries)) + b"".join(entries)
    return head + struct.pack("<I", 0) + struct.pack(f"<{samples}H", *[bits] * samples) + content


def mutated(data: bytes, chance: np.random.Generator, within: int | None = None) -> bytes:
    """*data* with some bytes changed, most of them near the start, and now and then cut off."""
    changed = np.frombuffer(data, np.uint8).copy()
    places = chance.integers(0, min(len(data), within or len(data)), chance.choice([1, 2, 16]))
    changed[places] = chance.choice([0, 1, 127, 128, 255, int(chance.integers(256))])
    keep = len(data) if chance.random() < 0.7 else int(chance.integers(1, len(data)))
    return changed[:keep].tobytes()


def _short(tag: int, value: int) -> bytes:
    return struct.pack("<HHIHH", tag, 3, 1, value, 0)


def _long(tag: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, 4, 1, value)


def palette_png(pixels: Pixels) -> bytes:
    """RGB picture of few colours as palette PNG."""
    height, width = pixels.shape[:2]
    colours, indices = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True)
    rows = indices.reshape(height, width).astype(np.uint8)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colours.tobytes()), (b"IDAT", zlib.compress(raw)))
    return PNG_MAGIC + b"".join(png_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = zlib.compress(b"\0" * 64)
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return PNG_MAGIC + b"".join(png_chunk(*chunk) for chunk in chunks)


_WITH_EXIF = {
    "jpeg": jpeg_with_exif,
    "png": lambda data, block: png_with_chunk(data, b"eXIf", block),
    "webp": webp_with_exif,
}
