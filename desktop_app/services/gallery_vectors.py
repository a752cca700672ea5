"""Keeps the vectors of a gallery in files beside the catalogue, and takes them up at the start."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np

from desktop_app.core.types import Embedding, Reference
from desktop_app.core.vector_map import VectorMap
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity, IndexRefused, RefusalReason
from desktop_app.index.row_table import Ids
from desktop_app.index.vector_manifest import Census
from desktop_app.index.vector_segment import Piece, VectorSegment
from desktop_app.index.vector_store import StoredVectors, VectorStore
from desktop_app.services.reference_table import NO_PHOTO, ReferenceTable

log = logging.getLogger(__name__)

PIECE = 4096
COMPARED = 128
"""Newest vectors of each file compared with the database, as those of the graphs are."""

SAME = 1e-5
"""Vectors through a map differ by less when they are mapped one by one instead of together."""

MOST_GONE = 0.2
"""A file of which more than a fifth is removed is written anew without that."""


class StoredVector(Protocol):
    """One embedding as the catalogue hands it out."""

    @property
    def reference(self) -> Reference:
        """What the embedding stands for."""

    @property
    def generation(self) -> int:
        """Generation of the catalogue in which it was added."""

    @property
    def vector(self) -> Embedding:
        """Shape (dim,), unit length."""


class EmbeddingSource(Protocol):
    """What the gallery needs from the catalogue; safe to call from several threads."""

    @property
    def catalogue_id(self) -> str:
        """Differs between catalogues, also between one and its restored backup."""

    def generation(self) -> int:
        """Rises with every change of references."""

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterable[StoredVector]:
        """Embeddings of one model that were added after a generation."""

    def embeddings_of(
        self, fingerprint: str, reference_ids: Sequence[int]
    ) -> Sequence[StoredVector]:
        """Embeddings of one model by id; those that are gone or damaged are missing."""

    def reference_ids(self, fingerprint: str, after_generation: int) -> Sequence[int]:
        """Ids of the embeddings of one model that were added after a generation."""

    def census(self, fingerprint: str, up_to_generation: int) -> tuple[int, int]:
        """Number of embeddings of one model up to a generation, and the sum of their ids."""

    def removed_since(self, generation: int) -> Sequence[int]:
        """Ids of references removed after a generation; they are never used again."""


class GalleryVectors:
    """Takes the vectors of one gallery from files instead of the database, and keeps the files."""

    def __init__(
        self,
        source: EmbeddingSource,
        identity: IndexIdentity,
        store: VectorStore,
        index: HnswIndex,
        references: ReferenceTable,
        *,
        fingerprint: str,
        vector_map: VectorMap | None = None,
    ) -> None:
        self._source = source
        self._identity = identity
        self._fingerprint = fingerprint
        self._map = vector_map
        self._store = store
        self._index = index
        self._references = references
        self._gone = 0  # removed vectors that the files know to be so
        self.refused: RefusalReason | None = None

    @property
    def unpublished(self) -> int:
        """Changes that the files do not hold yet."""
        return self._index.outside_files - self._gone

    def take_up(self, generation: int, census: tuple[int, int]) -> int:
        """Map the files of the last run, if they fit the catalogue.

        Args:
            generation: of the catalogue at this moment.
            census: see `EmbeddingSource.census`, up to that generation.

        Returns:
            the generation up to which they are complete; 0 if they are not used.
        """
        try:
            stored = self._store.open(self._identity, generation)
            self._check(stored, census if stored.complete_to == generation else None)
            # First the references, so that whatever a search finds has one.
            for segment in stored.segments:
                self._references.put_rows(segment.ids, segment.meanings)
            self._index.attach(stored.segments)
        except IndexRefused as refusal:
            self.refused = refusal.reason
        except ValueError:
            self.refused = RefusalReason.FILE_CONTENT
        if self.refused is not None:
            log.info("all vectors are read from the catalogue: %s", self.refused)
            return 0
        self._gone = sum(len(segment.file.removed) for segment in stored.segments)
        return stored.complete_to

    def publish(
        self, changing: AbstractContextManager[object], catch_up: Callable[[], int]
    ) -> None:
        """Write what the files lack, and let go of the memory that it took.

        Args:
            changing: a lock; nothing is added or removed while it is held.
            catch_up: takes over what others have changed; returns the generation up to which all
                is known, at a moment when nothing younger is.

        Raises:
            OSError: the disk is full or the folder cannot be written; the old files are untouched.
            CatalogueError: the catalogue cannot be read.
        """
        with changing:
            complete_to = catch_up()
            if not complete_to:
                return
            mapped, loose = self._index.holdings()
            known = self._census(mapped, loose)
            count, id_sum = self._source.census(self._fingerprint, complete_to)
        kept, moved = self._sorted_out(mapped, len(loose))
        fresh = self._pieces(np.concatenate((*moved, loose)), changing)
        left_out = Census(count - known.count, id_sum - known.id_sum)
        stored = self._store.publish(self._identity, complete_to, kept, fresh, left_out)
        self._index.rest_on(stored.segments)
        self._gone = sum(len(segment.file.removed) for segment in stored.segments)

    def _check(self, stored: StoredVectors, census: tuple[int, int] | None) -> None:
        """Compare with the database, which may be another under the same name.

        Raises:
            IndexRefused: it holds other references, or others of the newest vectors.
        """
        if not self._holds(stored.segments):
            raise IndexRefused(RefusalReason.FILE_CONTENT, "other vectors than the database")
        removed = np.array(self._source.removed_since(stored.complete_to), np.int64)
        ids = stored.live_ids
        ids = ids[~np.isin(ids, removed)]
        expected = (len(ids) + stored.left_out.count, int(ids.sum()) + stored.left_out.id_sum)
        if census is None:
            census = self._source.census(self._fingerprint, stored.complete_to)
        if expected != census:
            raise IndexRefused(RefusalReason.FILE_CONTENT, "other references than the database")

    def _holds(self, segments: Sequence[VectorSegment]) -> bool:
        """Whether the newest of each file are the same in the database, or gone from it."""
        place = {
            int(segment.ids[row]): (segment, row)
            for segment in segments
            for row in np.argsort(segment.ids, kind="stable")[-COMPARED:].tolist()
        }
        for item in self._source.embeddings_of(self._fingerprint, list(place)):
            near = item.reference
            segment, row = place[near.reference_id]
            photo = NO_PHOTO if near.photo_id is None else near.photo_id
            if (near.product_id, photo) != tuple(segment.meanings[row].tolist()):
                return False
            if not self._is_same(segment.vectors[row], item.vector):
                return False
        return True

    def _is_same(self, mapped: Embedding, stored: Embedding) -> bool:
        if self._map is None:
            return np.array_equal(mapped, stored)
        return np.allclose(mapped, self._map.apply(stored), atol=SAME)

    def _sorted_out(
        self, mapped: Sequence[tuple[VectorSegment, Ids]], loose: int
    ) -> tuple[list[tuple[VectorSegment, Ids]], list[Ids]]:
        """Files that stay, and the ids of those that are written anew: worn, lost or too small."""
        kept, moved = [], []
        last = len(mapped) - 1
        for place, (segment, gone) in enumerate(mapped):
            is_small = place == last and loose > 0 and len(segment) + loose <= self._store.rows
            if len(gone) > MOST_GONE * len(segment) or is_small or not self._store.has(segment):
                moved.append(segment.ids[~np.isin(segment.ids, gone)])
            else:
                kept.append((segment, gone))
        return kept, moved

    def _pieces(self, ids: Ids, changing: AbstractContextManager[object]) -> Iterator[Piece]:
        """What belongs to *ids*; those that are removed meanwhile are left out."""
        for start in range(0, len(ids), PIECE):
            with changing:
                present, vectors = self._index.vectors_of(ids[start : start + PIECE].tolist())
                numbers = np.array(present, np.int64)
                meanings = self._references.meanings(numbers)
            yield Piece(numbers, meanings, vectors)

    @staticmethod
    def _census(mapped: Sequence[tuple[VectorSegment, Ids]], loose: Ids) -> Census:
        count = len(loose) + sum(len(segment) - len(gone) for segment, gone in mapped)
        id_sum = int(loose.sum()) + sum(
            int(segment.ids.sum()) - int(gone.sum()) for segment, gone in mapped
        )
        return Census(count, id_sum)
