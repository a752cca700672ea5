"""The gallery: all references of the catalogue, ready to be searched.

The database is the truth. The gallery reads every embedding at the start and answers exactly from
then on; for a large catalogue HNSW graphs are loaded or built behind it and take over when they
are complete. Damaged or outdated index files cost time, never an answer.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.errors import CatalogueError
from desktop_app.core.types import Embedding, Neighbor, Reference
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity, RefusalReason
from desktop_app.index.index_store import IndexStore
from desktop_app.services.gallery_builder import GalleryBuilder
from desktop_app.services.reference_table import ReferenceTable

log = logging.getLogger(__name__)

EXACT_LIMIT = 10_000
"""Up to here comparing with every reference is as quick as HNSW (docs/adr/0051)."""

CLOSE_S = 3.0
OPENING_PATIENCE_S = 0.25
"""So long the start of the window waits for the references; most catalogues are open by then."""

LOAD_BATCH = 4096


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

    def removed_since(self, generation: int) -> Sequence[int]:
        """Ids of references removed after a generation; they are never used again."""


class SearchKind(StrEnum):
    """How a search finds its neighbours at the moment."""

    EXACT = "exact"
    HNSW = "hnsw"


@dataclass(frozen=True, slots=True)
class GalleryState:
    """What the status bar and `doctor` say about the gallery.

    Attributes:
        kind: how a search of now works; the answers are the same but for speed.
        size: references that can be found.
        building: whether graphs are being loaded or built.
        done, total: references in the graphs, and all of them.
        dirty: whether the index files lack changes (the database never does).
        refused: why the index files of the last run were not used, if so.
        problem: why graphs cannot be built or saved; empty if all is well.
    """

    kind: SearchKind
    size: int
    building: bool = False
    done: int = 0
    total: int = 0
    dirty: bool = False
    refused: RefusalReason | None = None
    problem: str = ""


class Gallery:
    """References of one catalogue under one model; safe to call from any thread."""

    def __init__(
        self,
        source: EmbeddingSource,
        index_folder: Path,
        model: ModelInfo,
        *,
        exact_limit: int = EXACT_LIMIT,
        store: IndexStore | None = None,
        index: HnswIndex | None = None,
        build_threads: int = 0,
    ) -> None:
        self._source = source
        self._fingerprint = model.fingerprint
        self._exact_limit = exact_limit
        self._index = HnswIndex(model.dim) if index is None else index
        self._references = ReferenceTable()
        self._removed: set[int] = set()
        self._seen = 0  # generation up to which the changes of others are known
        self._newest = 0  # newest generation heard of
        self._changing = threading.RLock()
        self._callbacks: list[Callable[[], None]] = []
        self._opened = threading.Event()
        self._opened.set()
        self._opening_error: CatalogueError | None = None
        self._closing = False
        self._builder = GalleryBuilder(
            self._index,
            store or IndexStore(index_folder),
            IndexIdentity(source.catalogue_id, model.fingerprint, model.dim),
            lambda: self._newest,
            self._tell,
            threads=build_threads,
        )

    def __len__(self) -> int:
        return len(self._index)

    def open(self) -> None:
        """Read all embeddings; searches are answered as soon as this returns.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        try:
            self.catch_up()
        finally:
            self._opened.set()

    def open_soon(self) -> None:
        """As `open`, on a thread of its own: a million embeddings take seconds to read.

        A search that comes before its end waits for it. Returns when a small catalogue is open.

        Raises:
            CatalogueError: a small catalogue cannot be read; of a large one a search says so.
        """
        self._opened.clear()
        threading.Thread(target=self._open_behind, name="gallery-opening", daemon=True).start()
        if self._opened.wait(OPENING_PATIENCE_S):
            self._wait_opened()

    def _open_behind(self) -> None:
        try:
            self.open()
        except CatalogueError as error:
            self._opening_error = error
        self._tell()

    def _wait_opened(self) -> None:
        self._opened.wait()
        if self._opening_error is not None:
            raise self._opening_error

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        """The *k* references nearest to *query* with their cosine, nearest first.

        Args:
            query: shape (dim,), unit length.
            k: how many; all of them if there are fewer.

        Raises:
            ValueError: *query* is not a finite unit vector.
        """
        self._wait_opened()
        return self._with_references(self._index.search(query, k))

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """As `search`, among *reference_ids* alone and always exact."""
        self._wait_opened()
        return self._with_references(self._index.search_within(query, reference_ids, k))

    def add(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        """Make references findable that the catalogue has saved; known ones are passed over.

        Raises:
            ValueError: a vector is not a finite unit vector; none was added.
        """
        with self._changing:
            self._insert(added)
            self._newest = max(self._newest, self._source.generation())
        self._changed()

    def remove(self, reference_ids: Collection[int]) -> None:
        """Make references unfindable that the catalogue has removed."""
        with self._changing:
            self._forget(reference_ids)
            self._newest = max(self._newest, self._source.generation())
        self._changed()

    def catch_up(self) -> bool:
        """Take over what another process changed in the catalogue; whether there was anything.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        with self._changing:
            generation = self._source.generation()
            if generation == self._seen:
                return False
            self._read_added()
            self._forget(self._source.removed_since(self._seen))
            self._seen, self._newest = generation, max(self._newest, generation)
        self._changed()
        return True

    def take_over(self, other: Gallery) -> None:
        """Answer from now on with the model and references of *other*, which is not used any more.

        Nobody may search meanwhile (`ModelGate.change`). Who listens to this gallery goes on.
        """
        with self._changing:
            former = self._builder
            self._fingerprint, self._index = other._fingerprint, other._index
            self._references, self._removed = other._references, other._removed
            self._seen, self._newest = other._seen, other._newest
            self._builder = other._builder
            self._builder.serve(lambda: self._newest, self._tell)
        former.abandon()
        self._changed()

    def abandon(self) -> None:
        """Stop building at once; nothing more is published."""
        self._callbacks = []
        self._builder.abandon()

    def state(self) -> GalleryState:
        status, size = self._builder.status, len(self._index)
        working = status.working or not self._opened.is_set()
        kind = SearchKind.HNSW if self._index.uses_graphs else SearchKind.EXACT
        return GalleryState(
            kind=kind,
            size=size,
            building=working,
            done=max(0, size - self._index.waiting) if working else size,
            total=size,
            dirty=status.unpublished > 0,
            refused=status.refused,
            problem=status.problem,
        )

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call *callback* when `state` has changed, on whatever thread that happened.

        Returns a function that ends it.
        """
        self._callbacks = [*self._callbacks, callback]

        def forget() -> None:
            self._callbacks = [known for known in self._callbacks if known is not callback]

        return forget

    def close(self) -> None:
        """Stop building and publish what is built, in at most `CLOSE_S` seconds."""
        self._callbacks, self._closing = [], True
        self._opened.wait(CLOSE_S)
        if not self._builder.close(CLOSE_S):
            log.warning("the HNSW index is still being saved; it is checked at the next start")

    def _read_added(self) -> None:
        stored = iter(self._source.embeddings(self._fingerprint, after_generation=self._seen))
        while not self._closing and (batch := list(itertools.islice(stored, LOAD_BATCH))):
            self._insert_sound([(item.reference, item.vector) for item in batch])

    def _insert_sound(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        """As `_insert`, but a vector that cannot be used is left out alone."""
        try:
            self._insert(added)
        except ValueError as error:
            if len(added) > 1:
                for pair in added:
                    self._insert_sound([pair])
            else:
                log.warning("reference %d left out: %s", added[0][0].reference_id, error)

    def _insert(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        fresh = {
            reference.reference_id: (reference, vector)
            for reference, vector in added
            if reference.reference_id not in self._index
            and reference.reference_id not in self._removed
        }
        if not fresh:
            return
        vectors = np.stack([vector for _, vector in fresh.values()])
        # First the references, so that whatever a search finds has one.
        self._references.put([reference for reference, _ in fresh.values()])
        try:
            self._index.add(list(fresh), vectors)
        except ValueError:
            for number in fresh:
                self._references.drop(number)
            raise

    def _forget(self, reference_ids: Collection[int]) -> None:
        self._index.remove(reference_ids)
        self._removed.update(reference_ids)
        for number in reference_ids:
            self._references.drop(number)

    def _with_references(self, found: Sequence[Neighbor]) -> list[tuple[Reference, float]]:
        known = ((self._references.get(near.reference_id), near.similarity) for near in found)
        return [(reference, similarity) for reference, similarity in known if reference is not None]

    def _changed(self) -> None:
        if len(self._index) > self._exact_limit:
            self._builder.start()
        else:
            self._builder.wake()
        self._tell()

    def _tell(self) -> None:
        for callback in self._callbacks:
            try:
                callback()
            except RuntimeError as error:  # a window that was closed meanwhile
                log.info("a listener of the gallery is gone: %s", error)
