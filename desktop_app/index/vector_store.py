"""The vectors on disk, to be mapped at the next start: a cache that is proved right or not used.

The database is the truth; these files spare the start from reading it as a whole. They are kept
by the rules of `index_store`: new names, flushed, read back, a manifest renamed over the old one as
the only step that counts; and at the start nothing is used before its checks were compared.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from desktop_app.core.durable_file import flush_folder, replace_file, write_durably
from desktop_app.index.block_checks import checks_of
from desktop_app.index.index_manifest import IndexIdentity, IndexRefused, RefusalReason
from desktop_app.index.index_store import LARGEST_MANIFEST, FaultPoint, no_fault
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

log = logging.getLogger(__name__)

MANIFEST = "vectors.json"
MANIFEST_DRAFT = "vectors.json.draft"
VERIFYING_THREADS = 2


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
        self._folder = folder
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
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        written: list[str] = [MANIFEST_DRAFT]
        try:
            segments = [_without(segment, removed) for segment, removed in kept]
            for pieces in in_segments(fresh, self.rows):
                segment = self._write(pieces, complete_to, identity.dim, written)
                segments += [] if segment is None else [segment]
            files = tuple(segment.file for segment in segments)
            self._switch_to(VectorManifest(identity, complete_to, files, left_out))
        except BaseException:
            self._delete(written)
            raise
        flush_folder(self._folder)
        self._reached("vectors_published")
        used = {segment.file.name for segment in segments}
        self._delete([path.name for path in self._folder.glob("*.f32") if path.name not in used])
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
        manifest = self._read_manifest()
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
        try:
            return (self._folder / segment.file.name).stat().st_size == segment.file.size
        except OSError:
            return False

    def _write(
        self, pieces: Iterable[Piece], complete_to: int, dim: int, written: list[str]
    ) -> VectorSegment | None:
        name = f"vectors-{complete_to}-{secrets.token_hex(4)}.f32"
        written.append(name)
        file = write_segment(self._folder / name, pieces, dim)
        self._reached("vectors_written")
        return None if file is None else map_segment(self._folder / name, file, dim)

    def _switch_to(self, manifest: VectorManifest) -> None:
        draft = self._folder / MANIFEST_DRAFT
        write_durably(draft, manifest.to_bytes())
        self._reached("vector_manifest_written")
        flush_folder(self._folder)
        replace_file(draft, self._folder / MANIFEST)
        self._reached("vector_manifest_replaced")

    def _read_manifest(self) -> VectorManifest:
        path = self._folder / MANIFEST
        try:
            if path.stat().st_size > LARGEST_MANIFEST:
                raise IndexRefused(RefusalReason.MANIFEST_DAMAGED, "too large")
            return VectorManifest.from_bytes(path.read_bytes())
        except FileNotFoundError as error:
            raise IndexRefused(RefusalReason.ABSENT) from error
        except OSError as error:
            raise IndexRefused(RefusalReason.UNREADABLE, str(error)) from error

    def _map(self, file: SegmentFile, dim: int) -> VectorSegment:
        path = self._folder / file.name
        try:
            if path.stat().st_size != file.size or file.size != segment_size(file.count, dim):
                raise IndexRefused(RefusalReason.FILE_SIZE, file.name)
            if checks_of(path) != file.checks:
                raise IndexRefused(RefusalReason.FILE_HASH, file.name)
            return map_segment(path, file, dim)
        except FileNotFoundError as error:
            raise IndexRefused(RefusalReason.FILE_MISSING, file.name) from error
        except (OSError, ValueError) as error:
            raise IndexRefused(RefusalReason.UNREADABLE, str(error)) from error

    def _delete(self, names: Sequence[str]) -> None:
        """Leftovers do no harm (Windows keeps what is mapped); the next publish tries again."""
        for name in names:
            try:
                (self._folder / name).unlink(missing_ok=True)
            except OSError as error:
                log.info("could not delete %s: %s", name, error)


def _without(segment: VectorSegment, removed: Ids) -> VectorSegment:
    numbers = tuple(sorted(removed.tolist()))
    return replace(segment, file=replace(segment.file, removed=numbers))
