"""The gallery: all references of the catalogue, ready to be searched.

The database is the truth. At the start the gallery maps the vector files of the last run and reads
what they lack, or every embedding where there are none, and answers exactly from then on; for a
large catalogue HNSW graphs are loaded or built behind it and take over when they are complete.
Damaged or outdated files cost time, never an answer.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.errors import CatalogueError
from desktop_app.core.types import Embedding, Neighbor, Reference
from desktop_app.core.vector_map import VectorMap
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity
from desktop_app.index.index_store import IndexStore
from desktop_app.index.vector_store import VectorStore
from desktop_app.index.vectors import checked_query, checked_vectors
from desktop_app.services.gallery_builder import BuilderService, GalleryBuilder
from desktop_app.services.gallery_state import GalleryPart, GalleryState, SearchKind
from desktop_app.services.gallery_vectors import EmbeddingSource, GalleryVectors
from desktop_app.services.reference_table import ReferenceTable

log = logging.getLogger(__name__)

EXACT_LIMIT = 10_000
"""Up to here comparing with every reference is as quick as HNSW (docs/adr/0051)."""

CLOSE_S = 3.0
OPENING_PATIENCE_S = 0.25
"""So long the start of the window waits for the references; most catalogues are open by then."""

LOAD_BATCH = 4096


class Gallery:
    """References of one catalogue under one model; safe to call from any thread.

    With a *vector_map* references and queries are compared through it; whoever calls gives and
    gets embeddings as the model makes them.
    """

    def __init__(
        self,
        source: EmbeddingSource,
        index_folder: Path,
        model: ModelInfo,
        *,
        exact_limit: int = EXACT_LIMIT,
        store: IndexStore | None = None,
        vectors: VectorStore | None = None,
        index: HnswIndex | None = None,
        build_threads: int = 0,
        vector_map: VectorMap | None = None,
    ) -> None:
        self._source = source
        self._fingerprint = model.fingerprint
        self._map = vector_map
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
        self._total = 0  # references of the catalogue when it was opened
        identity = IndexIdentity(source.catalogue_id, _space_of(model, vector_map), model.dim)
        self._vectors = GalleryVectors(
            source,
            identity,
            vectors or VectorStore(index_folder),
            self._index,
            self._references,
            fingerprint=model.fingerprint,
            vector_map=vector_map,
        )
        self._builder = GalleryBuilder(
            self._index,
            store or IndexStore(index_folder),
            identity,
            self._vectors,
            self._at_service(),
            threads=build_threads,
        )

    def __len__(self) -> int:
        return len(self._index)

    def open(self) -> None:
        """Take up all embeddings; searches are answered as soon as this returns.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        self._opened.clear()
        try:
            with self._changing:
                generation = self._source.generation()
                self._newest = max(self._newest, generation)
                census = self._source.census(self._fingerprint, generation)
                self._total = census[0]
                if self._total > self._exact_limit:
                    self._builder.start()  # the graphs are checked and loaded meanwhile
                if not len(self._index):
                    self._seen = self._vectors.take_up(generation, census)
            if not self.catch_up() and len(self._index):
                self._changed()
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

    def part(self, patience_s: float) -> GalleryPart | None:
        """What has been read so far, if that is not all after so much waiting; else None."""
        if self._opened.wait(patience_s):
            return None
        unread = max(1, self._unread)
        return GalleryPart(self._index, self._with_references, self._mapped_query, unread)

    @property
    def _unread(self) -> int:
        return 0 if self._opened.is_set() else max(0, self._total - len(self._index))

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        """The *k* references nearest to *query* with their cosine, nearest first.

        Args:
            query: shape (dim,), unit length.
            k: how many; all of them if there are fewer.

        Raises:
            ValueError: *query* is not a finite unit vector.
        """
        self._wait_opened()
        return self._with_references(self._index.search(self._mapped_query(query), k))

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """As `search`, among *reference_ids* alone and always exact."""
        self._wait_opened()
        query = self._mapped_query(query)
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
            came_to_the_end = self._read_added(generation)
            self._forget(self._source.removed_since(self._seen))
            if came_to_the_end:
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
            self._map = other._map
            self._references, self._removed = other._references, other._removed
            self._seen, self._newest = other._seen, other._newest
            self._builder, self._vectors = other._builder, other._vectors
            self._builder.serve(self._at_service())
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
            unread=self._unread,
            loading=status.loading,
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

    def _read_added(self, generation: int) -> bool:
        """Read what came up to *generation*; what comes meanwhile is for the next time.

        Returns:
            whether it came to the end, before somebody closed the gallery.
        """
        if self._seen and not self._lacks_any():
            return True
        stored = (
            item
            for item in self._source.embeddings(self._fingerprint, after_generation=self._seen)
            if item.generation <= generation
        )
        while batch := list(itertools.islice(stored, LOAD_BATCH)):
            if self._closing:
                return False
            self._insert_sound([(item.reference, item.vector) for item in batch])
        return True

    def _lacks_any(self) -> bool:
        """Whether there are references that this gallery did not add itself."""
        ids = np.array(self._source.reference_ids(self._fingerprint, self._seen), np.int64)
        return bool(set(self._index.lacking(ids).tolist()) - self._removed)

    def _known_up_to(self) -> int:
        """Take over what others have changed; the generation up to which all is known."""
        self.catch_up()
        return self._seen

    def _at_service(self) -> BuilderService:
        return BuilderService(
            lambda: self._newest,
            self._tell,
            self._changing,
            self._known_up_to,
            self._opened.wait,
        )

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
        if self._map is not None:
            vectors = self._map.apply(checked_vectors(vectors, self._map.dim))
        # First the references, so that whatever a search finds has one.
        self._references.put([reference for reference, _ in fresh.values()])
        try:
            self._index.add(list(fresh), vectors)
        except ValueError:
            for number in fresh:
                self._references.drop(number)
            raise

    def _mapped_query(self, query: Embedding) -> Embedding:
        return query if self._map is None else self._map.apply(checked_query(query, self._map.dim))

    def _forget(self, reference_ids: Collection[int]) -> None:
        self._index.remove(reference_ids)
        self._removed.update(reference_ids)
        for number in reference_ids:
            self._references.drop(number)

    def _with_references(self, found: Sequence[Neighbor]) -> list[tuple[Reference, float]]:
        known = self._references.those([near.reference_id for near in found])
        return [
            (reference, near.similarity)
            for reference, near in zip(known, found, strict=True)
            if reference is not None
        ]

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


def _space_of(model: ModelInfo, vector_map: VectorMap | None) -> str:
    """What graphs belong to: vectors of another map are as foreign as those of another model."""
    if vector_map is None:
        return model.fingerprint
    return f"{model.fingerprint}+{vector_map.digest}"
