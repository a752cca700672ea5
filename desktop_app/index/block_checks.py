"""Checksums of the index files, block by block.

They show what a disk or another program has changed. Whoever can write these files can also write
the manifest with the sums, so a slower sum of more bits would keep nobody out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import xxhash

BLOCK_BYTES = 4 << 20
READ_BYTES = 1 << 20


class BlockSum(StrEnum):
    """How the checks of a file were made; the manifest names it."""

    CRC32 = "crc32"
    """32 bits, of files that earlier versions wrote."""
    XXH3 = "xxh3_64"
    """64 bits, in a tenth of the time (adr/0175)."""


class _Running(Protocol):
    def update(self, content: memoryview, /) -> None: ...

    def intdigest(self) -> int: ...


class _Crc32:
    def __init__(self) -> None:
        self._value = 0

    def update(self, content: memoryview, /) -> None:
        self._value = zlib.crc32(content, self._value)

    def intdigest(self) -> int:
        return self._value


_SUMS: Mapping[BlockSum, Callable[[], _Running]] = {
    BlockSum.CRC32: _Crc32,
    BlockSum.XXH3: xxhash.xxh3_64,
}


@dataclass(slots=True)
class Checks:
    """The sum of each block of a stream."""

    kind: BlockSum = BlockSum.XXH3
    _done: list[int] = field(default_factory=list)
    _sum: _Running | None = None
    _room: int = BLOCK_BYTES

    def add(self, content: memoryview) -> None:
        while content:
            part, content = content[: self._room], content[self._room :]
            self._sum = self._sum or _SUMS[self.kind]()
            self._sum.update(part)
            self._room -= len(part)
            if not self._room:
                self._done.append(self._sum.intdigest())
                self._sum, self._room = None, BLOCK_BYTES

    def all(self) -> tuple[int, ...]:
        rest = () if self._sum is None else (self._sum.intdigest(),)
        return (*self._done, *rest)


def checks_of(path: Path, kind: BlockSum = BlockSum.XXH3) -> tuple[int, ...]:
    """The sum of each block of a file; lets go of the interpreter while it works.

    The file is read, not mapped: a disk that cannot give a page of a mapped file ends the program.

    Raises:
        OSError: the file cannot be read.
    """
    checks, buffer = Checks(kind), bytearray(READ_BYTES)
    with path.open("rb", buffering=0) as stream:
        while read := stream.readinto(buffer):
            checks.add(memoryview(buffer)[:read])
    return checks.all()
