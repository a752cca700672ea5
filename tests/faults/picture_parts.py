"""Picture files damaged part by part: segments of JPEG, chunks of PNG and WebP.

What is damaged blindly is refused at the first length or checksum that is wrong. Here whole parts
go, move, come twice or from another file, and the checksum of a chunk is made to fit again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tests.vision.picture_samples import PNG_MAGIC

Chance = np.random.Generator
EDGES = (0, 1, 2, 8, 16, 127, 128, 255, 256, 32767, 32768, 65535, 2**31 - 1, 2**31, 2**32 - 1)


@dataclass(frozen=True, slots=True)
class Sliced:
    """A file as its beginning, its parts and its end; they add up to it."""

    kind: str
    head: bytes
    parts: tuple[bytes, ...]
    tail: bytes

    def whole(self, parts: Sequence[bytes]) -> bytes:
        body = b"".join(parts)
        if self.kind == "webp":  # the size of the file stands in its beginning
            size = struct.pack("<I", 4 + len(body))
            return b"RIFF" + size + b"WEBP" + body + self.tail
        return self.head + body + self.tail


@lru_cache
def sliced(data: bytes) -> Sliced | None:
    """*data* cut into its parts; None for another format."""
    if data.startswith(b"\xff\xd8"):
        return _cut("jpeg", data, 2, list(_segments(data)))
    if data.startswith(PNG_MAGIC):
        return _cut("png", data, len(PNG_MAGIC), list(_chunks(data, 8, PNG)))
    if data.startswith(b"RIFF"):
        return _cut("webp", data, 12, list(_chunks(data, 12, WEBP)))
    return None


def _cut(kind: str, data: bytes, first: int, sizes: Sequence[int]) -> Sliced:
    places = np.cumsum([first, *sizes])
    parts = tuple(data[a:b] for a, b in pairwise(places))
    return Sliced(kind, data[:first], parts, data[places[-1] :])


def _segments(data: bytes) -> Iterator[int]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xD9:
        size = 2 + struct.unpack_from(">H", data, place + 2)[0]
        yield size
        if data[place + 1] == 0xDA:  # compressed up to the end, of a further scan or the file
            end = data.find(b"\xff\xd9", place + size)
            yield max(0, (end if end > 0 else len(data)) - place - size)
            return
        place += size


@dataclass(frozen=True, slots=True)
class Chunk:
    """How a format writes a chunk: order and place of its length, bytes around its content."""

    order: str
    length_at: int
    around: int
    pad: int


PNG, WEBP = Chunk(">I", 0, 12, 1), Chunk("<I", 4, 8, 2)


def _chunks(data: bytes, place: int, form: Chunk) -> Iterator[int]:
    while place + form.around <= len(data):
        (length,) = struct.unpack_from(form.order, data, place + form.length_at)
        size = form.around + length + -length % form.pad
        yield min(size, len(data) - place)
        place += size


Parts = list[bytes]


def _drop(parts: Parts, chance: Chance, _other: Sequence[bytes], _kind: str) -> None:
    del parts[int(chance.integers(len(parts)))]


def _twice(parts: Parts, chance: Chance, _other: Sequence[bytes], _kind: str) -> None:
    chosen = parts[int(chance.integers(len(parts)))]
    parts[int(chance.integers(len(parts) + 1)) : 0] = [chosen] * int(chance.integers(1, 6))


def _move(parts: Parts, chance: Chance, _other: Sequence[bytes], _kind: str) -> None:
    moved = parts.pop(int(chance.integers(len(parts))))
    parts.insert(int(chance.integers(len(parts) + 1)), moved)


def _foreign(parts: Parts, chance: Chance, other: Sequence[bytes], _kind: str) -> None:
    place = int(chance.integers(len(parts)))
    parts[place : place + int(chance.integers(2))] = [other[int(chance.integers(len(other)))]]


def _shorter(parts: Parts, chance: Chance, _other: Sequence[bytes], _kind: str) -> None:
    place = int(chance.integers(len(parts)))
    parts[place] = parts[place][: int(chance.integers(1, len(parts[place]) + 1))]


def _content(parts: Parts, chance: Chance, _other: Sequence[bytes], kind: str) -> None:
    """Change a few bytes or a number of a part's content; its length and checksum stay right."""
    place = int(chance.integers(len(parts)))
    first, last = {"jpeg": (4, 0), "png": (8, 4), "webp": (8, 0)}[kind]
    content = bytearray(parts[place][first : len(parts[place]) - last])
    if not content:
        return
    for _ in range(int(chance.integers(1, 5))):
        at = int(chance.integers(min(len(content), 64 if chance.random() < 0.7 else len(content))))
        width = int(chance.choice([1, 2, 4]))
        value = int(chance.choice(EDGES)) if chance.random() < 0.6 else int(chance.integers(2**32))
        content[at : at + width] = (value % 256**width).to_bytes(width, "big")
    part = parts[place][:first] + bytes(content)
    if kind == "png":
        part = struct.pack(">I", len(content)) + part[4:]
        part += struct.pack(">I", zlib.crc32(part[4:]))
    parts[place] = part


WAYS: tuple[Callable[[Parts, Chance, Sequence[bytes], str], None], ...] = (
    *(_drop, _twice, _move, _foreign, _shorter),
    *(_content,) * 5,
)


def mutant(number: int, sound: dict[str, bytes], seed: int = 2) -> tuple[str, bytes]:
    """Damaged file *number*: a name that tells how to make it again, and its bytes."""
    chance = np.random.default_rng((seed, number))
    files = {name: cut for name, data in sound.items() if (cut := sliced(data)) is not None}
    name = list(files)[number % len(files)]
    cut = files[name]
    like = [each.parts for each in files.values() if each.kind == cut.kind]
    parts, done = list(cut.parts), []
    for _ in range(int(chance.integers(1, 4))):
        if parts:
            way = WAYS[int(chance.integers(len(WAYS)))]
            way(parts, chance, like[int(chance.integers(len(like)))], cut.kind)
            done.append(way.__name__[1:])
    return f"{number} {' '.join(done)} {name}", cut.whole(parts)
