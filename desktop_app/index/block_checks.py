"""Checksums of the index files, block by block.

They show what a disk or another program has changed: any burst of up to 32 bits for sure, anything
else but for one in four thousand million. Whoever can write these files can also write the
manifest with the sums, so a slower sum of more bits would keep nobody out.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

BLOCK_BYTES = 4 << 20
READ_BYTES = 1 << 20


@dataclass(slots=True)
class Checks:
    """CRC-32 of each block of a stream."""

    _done: list[int] = field(default_factory=list)
    _crc: int = 0
    _room: int = BLOCK_BYTES

    def add(self, content: memoryview) -> None:
        while content:
            part, content = content[: self._room], content[self._room :]
            self._crc = zlib.crc32(part, self._crc)
            self._room -= len(part)
            if not self._room:
                self._done.append(self._crc)
                self._crc, self._room = 0, BLOCK_BYTES

    def all(self) -> tuple[int, ...]:
        rest = (self._crc,) if self._room < BLOCK_BYTES else ()
        return (*self._done, *rest)


def checks_of(path: Path) -> tuple[int, ...]:
    """The CRC-32 of each block of a file; lets go of the interpreter while it works.

    Raises:
        OSError: the file cannot be read.
    """
    checks, buffer = Checks(), bytearray(READ_BYTES)
    with path.open("rb", buffering=0) as stream:
        while read := stream.readinto(buffer):
            checks.add(memoryview(buffer)[:read])
    return checks.all()
