"""Vectors as bytes, and the checksums that show what a disk has changed."""

from __future__ import annotations

import json
import zlib
from decimal import Decimal

import numpy as np

from desktop_app.core.types import Embedding, ProductData

_LITTLE_ENDIAN = np.dtype("<f4")
UNIT_TOLERANCE = 1e-2
_ALL_BITS = 0xFFFFFFFF


def pack_vector(vector: Embedding) -> bytes:
    """A vector of shape (dim,) as little-endian float32.

    Raises:
        ValueError: it is not one finite vector of unit length; the index could not hold it.
    """
    values = np.ascontiguousarray(vector, dtype=_LITTLE_ENDIAN)
    if values.ndim != 1 or not abs(float(np.linalg.norm(values)) - 1.0) <= UNIT_TOLERANCE:
        raise ValueError("an embedding is one finite vector of unit length")
    return values.tobytes()


def unpack_vector(packed: bytes) -> Embedding:
    """The vector of `pack_vector`, shape (dim,), read-only."""
    return np.frombuffer(packed, dtype=_LITTLE_ENDIAN).astype(np.float32, copy=False)


def vector_checksum(product_id: int, photo_id: int | None, fingerprint: str, packed: bytes) -> int:
    """CRC-32 of a vector and of what it stands for: a changed link answers wrongly, too."""
    link = f"{product_id} {photo_id} {fingerprint} ".encode()
    return zlib.crc32(packed, zlib.crc32(link))


def is_intact(
    product_id: int, photo_id: int | None, fingerprint: str, packed: bytes, checksum: int
) -> bool:
    """Whether a vector and what it stands for are as they were written."""
    sound = len(packed) > 0 and len(packed) % _LITTLE_ENDIAN.itemsize == 0
    return sound and vector_checksum(product_id, photo_id, fingerprint, packed) == checksum


def product_checksum(data: ProductData, *, withdrawn: bool = False) -> int:
    """CRC-32 of everything that a person said about the product, save its codes' order."""
    words = (
        data.sku,
        data.name,
        data.category,
        data.brand,
        data.description,
        _plain(data.price),
        data.currency,
        _plain(data.stock),
        data.location,
        dict(sorted(data.attributes.items())),
        sorted((code.kind.value, code.value) for code in data.codes),
    )
    checksum = zlib.crc32(json.dumps(words, ensure_ascii=True).encode("ascii"))
    return checksum ^ _ALL_BITS if withdrawn else checksum


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
