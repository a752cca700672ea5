"""The vectors on disk, to be mapped at the next start: a cache that is proved right or not used.

The database is the truth; these files spare the start from reading it as a whole. They are kept
by the rules of `cache_folder`, are read back before they count, and at the start nothing is used
before its checks were compared.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.index.block_checks import checks_of
from desktop_app.index.cache_folder import VERIFYING_THREADS, CacheFolder
from desktop_app.index.index_manifest import IndexIdentity, IndexRefused, RefusalReason
from desktop_app.index.row_table import Ids, has_doubles
from desktop_app.index.vector_manifest import NOBODY, Census, VectorManifest
from desktop_app.index.vector_segment import (
    SEGMENT_ROWS,
    Piece,
    SegmentFile,
    VectorSegment,
    in_segments,
    live_ids,
    map_segment,
    segment_size,
    write_segment,
)

MANIFEST = "vectors.json"
MANIFEST_DRAFT = "vectors.json.draft"


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """Mapped files that together hold what the catalogue held at a generation."""

    segments: tuple[VectorSegment, ...]
    complete_to: int
    left_out: Census

    @property
    def live_ids(self) -> Ids:
        """Ids of all references that were not removed when this was written."""
        return np.concatenate([np.empty(0, np.int64), *(live_ids(each) for each in self.segments)])


class VectorStore:
    """Keeps the vectors of one model in *folder*; one thread at a time."""

    def __init__(
        self, folder: Path, fault_point: FaultPoint = no_fault, *, rows: int = SEGMENT_ROWS
    ) -> None:
        self.rows = rows
        self._folder = CacheFolder(
            folder, MANIFEST, MANIFEST_DRAFT, fault_point, step_prefix="vector_"
        )
        self._reached = fault_point

    def publish(
        self,
        identity: IndexIdentity,
        complete_to: int,
        kept: Sequence[tuple[VectorSegment, Ids]],
        fresh: Iterable[Piece],
        left_out: Census = NOBODY,
    ) -> StoredVectors:
        """Make this what the next `open` finds; until the very last step that is the old files.

        Args:
            identity: of the catalogue and the model.
            complete_to: generation of the database at which it held just these.
            kept: files that stay as they are, each with the ids removed from it.
            fresh: what is to be written anew.
            left_out: see `VectorManifest`.

        Raises:
            OSError: the disk is full or the folder cannot be written; the old files are untouched.
        """
        self._folder.make()
        written: list[str] = [MANIFEST_DRAFT]
        try:
            segments = [_without(segment, removed) for segment, removed in kept]
            for pieces in in_segments(fresh, self.rows):
                segment = self._write(pieces, complete_to, identity.dim, written)
                segments += [] if segment is None else [segment]
            files = tuple(segment.file for segment in segments)
            manifest = VectorManifest(identity, complete_to, files, left_out)
            self._folder.switch_to(manifest.to_bytes())
        except BaseException:
            self._folder.delete(written)
            raise
        self._folder.flush()
        self._reached("vectors_published")
        used = {segment.file.name for segment in segments}
        names = [path.name for path in self._folder.folder.glob("*.f32")]
        self._folder.delete(name for name in names if name not in used)
        self._reached("vectors_cleaned")
        return StoredVectors(tuple(segments), complete_to, left_out)

    def open(self, identity: IndexIdentity, generation: int) -> StoredVectors:
        """The vectors last published, if they are provably whole and belong here.

        Args:
            identity: of the open catalogue and the model in use.
            generation: of the database at this moment.

        Raises:
            IndexRefused: they are not.
        """
        manifest = VectorManifest.from_bytes(self._folder.read())
        manifest.check(identity, generation)
        with ThreadPoolExecutor(VERIFYING_THREADS, "verify") as verifying:
            mapped = [verifying.submit(self._map, file, identity.dim) for file in manifest.files]
            segments = tuple(each.result() for each in mapped)
        stored = StoredVectors(segments, manifest.complete_to, manifest.left_out)
        if has_doubles(stored.live_ids):
            raise IndexRefused(RefusalReason.FILE_CONTENT, "an id twice")
        return stored

    def has(self, segment: VectorSegment) -> bool:
        """Whether the file of *segment* is still there; another program may have deleted it."""
        return self._folder.has(segment.file.name, segment.file.size)

    def _write(
        self, pieces: Iterable[Piece], complete_to: int, dim: int, written: list[str]
    ) -> VectorSegment | None:
        name = f"vectors-{complete_to}-{secrets.token_hex(4)}.f32"
        written.append(name)
        path = self._folder.path(name)
        file = write_segment(path, pieces, dim)
        self._reached("vectors_written")
        return None if file is None else map_segment(path, file, dim)

    def _map(self, file: SegmentFile, dim: int) -> VectorSegment:
        with self._folder.proving(file.name) as path:
            if path.stat().st_size != file.size or file.size != segment_size(file.count, dim):
                raise IndexRefused(RefusalReason.FILE_SIZE, file.name)
            if checks_of(path, file.block_sum) != file.checks:
                raise IndexRefused(RefusalReason.FILE_HASH, file.name)
            return map_segment(path, file, dim)


def _without(segment: VectorSegment, removed: Ids) -> VectorSegment:
    numbers = tuple(sorted(removed.tolist()))
    return replace(segment, file=replace(segment.file, removed=numbers))
