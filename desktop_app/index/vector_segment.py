"""A file of vectors that is mapped, not read: the system brings in what a search looks at.

One file holds, one after the other, the vectors (little-endian float32, a row each), zeros up to
the next 64 bytes, the ids, and two numbers for each id that whoever writes it keeps with it (64
bits each). The manifest says how many there are, and the checksum of every block: it shows damage,
and whoever can change this file can change the manifest, too.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding
from desktop_app.index.block_checks import BlockSum, Checks, checks_of
from desktop_app.index.row_table import Ids

SEGMENT_ROWS = 131_072
"""References in one file, so that a change writes no more than this anew."""

MEANINGS = 2
_ALIGNED = 64
_FLOAT, _NUMBER = np.dtype("<f4"), np.dtype("<i8")

Meanings = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """What the manifest says about one file with `count` references, `removed` ones included.

    `checks` are the sums of its blocks, made by `block_sum`.
    """

    name: str
    size: int
    count: int
    checks: tuple[int, ...]
    removed: tuple[int, ...] = ()
    block_sum: BlockSum = BlockSum.XXH3


@dataclass(frozen=True, slots=True)
class Piece:
    """Some references to be written: `ids` (n,), `meanings` (n, 2), `vectors` (n, dim)."""

    ids: Ids
    meanings: Meanings
    vectors: Embedding


@dataclass(frozen=True, slots=True, eq=False)
class VectorSegment:
    """A mapped file; all arrays are read-only and as in `Piece`.

    They keep the mapping alive, also when the file has been deleted meanwhile.
    """

    file: SegmentFile
    ids: Ids
    meanings: Meanings
    vectors: Embedding

    def __len__(self) -> int:
        return len(self.ids)


def live_ids(segment: VectorSegment) -> Ids:
    """Ids of a segment, without those that its manifest calls removed."""
    if not segment.file.removed:
        return segment.ids
    return segment.ids[~np.isin(segment.ids, np.array(segment.file.removed, np.int64))]


def segment_size(count: int, dim: int) -> int:
    """Bytes of a file with *count* references."""
    return _columns_at(count, dim) + count * _NUMBER.itemsize * (1 + MEANINGS)


def map_segment(path: Path, file: SegmentFile, dim: int) -> VectorSegment:
    """Map a file whose size and checks have been compared with *file*.

    Raises:
        OSError: it cannot be opened, or mapped on this disk.
        ValueError: it is shorter than *file* says.
    """
    with path.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), file.size, access=mmap.ACCESS_READ)
    count, columns = file.count, _columns_at(file.count, dim)
    vectors = np.frombuffer(mapped, _FLOAT, count * dim).reshape(count, dim)
    numbers = np.frombuffer(mapped, _NUMBER, count * (1 + MEANINGS), columns)
    return VectorSegment(file, numbers[:count], numbers[count:].reshape(count, MEANINGS), vectors)


def write_segment(path: Path, pieces: Iterable[Piece], dim: int) -> SegmentFile | None:
    """Write *pieces* to a new file, down to the disk; None, and no file, if there are none.

    Raises:
        OSError: the disk is full or does not give back what was written; a stump may be left.
    """
    checks, ids, meanings = Checks(), [], []
    with path.open("xb") as stream:
        path.chmod(0o600)
        for piece in pieces:
            ids.append(piece.ids)
            meanings.append(piece.meanings)
            _put(stream, checks, np.ascontiguousarray(piece.vectors, _FLOAT))
        count = sum(map(len, ids))
        padding = _columns_at(count, dim) - count * dim * _FLOAT.itemsize
        _put(stream, checks, np.zeros(padding, np.uint8))
        for column in (*ids, *meanings):
            _put(stream, checks, np.ascontiguousarray(column, _NUMBER))
        stream.flush()
        os.fsync(stream.fileno())
    if not count:
        path.unlink()
        return None
    file = SegmentFile(path.name, segment_size(count, dim), count, checks.all())
    if path.stat().st_size != file.size or checks_of(path) != file.checks:
        raise OSError(None, "the vector file does not hold what was written", str(path))
    return file


def in_segments(pieces: Iterable[Piece], rows: int = SEGMENT_ROWS) -> Iterator[Iterator[Piece]]:
    """Cut a stream of pieces into one stream for each file; each is read before the next."""
    queue = iter(pieces)
    rest = next(queue, None)

    def one_file() -> Iterator[Piece]:
        nonlocal rest
        room = rows
        while rest is not None and room:
            now, later = _cut(rest, room)
            room -= len(now.ids)
            yield now
            rest = later if later is not None else next(queue, None)

    while rest is not None:
        yield one_file()


def _cut(piece: Piece, rows: int) -> tuple[Piece, Piece | None]:
    if len(piece.ids) <= rows:
        return piece, None
    head = Piece(piece.ids[:rows], piece.meanings[:rows], piece.vectors[:rows])
    return head, Piece(piece.ids[rows:], piece.meanings[rows:], piece.vectors[rows:])


def _columns_at(count: int, dim: int) -> int:
    vectors = count * dim * _FLOAT.itemsize
    return -(-vectors // _ALIGNED) * _ALIGNED


def _put(stream: BinaryIO, checks: Checks, content: npt.NDArray[Any]) -> None:
    plain = content.reshape(-1).view(np.uint8).data
    stream.write(plain)
    checks.add(plain)
