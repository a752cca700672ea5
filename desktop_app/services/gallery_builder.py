"""The thread that keeps the files of a gallery: loads, builds, compacts, publishes."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from desktop_app.core.errors import CatalogueError
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity, IndexRefused, RefusalReason
from desktop_app.index.index_store import IndexStore
from desktop_app.services.gallery_vectors import GalleryVectors

log = logging.getLogger(__name__)

LINK_CHUNK = 32
"""References moved into a graph at once; searches wait no longer than that takes (about 10 ms)."""

BULK_CHUNK = 1024
"""The same while every search is exact anyway: no search waits for the graphs then, and all cores
can insert."""

PUBLISH_AFTER = 500
PUBLISH_SHARE = 20
"""A twentieth of the catalogue must have changed: catching up with less is quick at the next
start, and a large import would otherwise write the same files again and again."""

CHECKPOINT = 20_000
CHECKPOINT_SHARE = 8
"""A long build is published this often, or each eighth of the catalogue where that is more, so
that it goes on where it was when it is cut short."""

TELL_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class BuilderStatus:
    """What the thread is doing, and what kept it from its work.

    Attributes:
        working: it is loading, building or publishing, or about to.
        refused: why the files of the last run could not be used; None if they were, or not yet
            tried.
        problem: why nothing more is built or published; empty if all is well.
        unpublished: changes that the files of the graphs do not hold yet.
        loading: the graphs of the last run are being checked and loaded.
    """

    working: bool = False
    refused: RefusalReason | None = None
    problem: str = ""
    unpublished: int = 0
    loading: bool = False


@dataclass(frozen=True, slots=True)
class BuilderService:
    """What the thread asks of the gallery that it works for.

    Attributes:
        generation: the newest of the catalogue that was heard of.
        tell: called when the status has changed.
        changing: held while references are added or removed.
        known_up_to: takes over what others have changed, and says up to which generation.
        wait_opened: returns when all vectors have been taken up.
    """

    generation: Callable[[], int]
    tell: Callable[[], None]
    changing: AbstractContextManager[object]
    known_up_to: Callable[[], int]
    wait_opened: Callable[[], object]


class GalleryBuilder:
    """One background thread over one index; nothing it does keeps a search from its answer.

    A catalogue that is far behind is built by *threads* at once (0: all cores); with one the same
    references in the same order give the same graphs.
    """

    def __init__(
        self,
        index: HnswIndex,
        store: IndexStore,
        identity: IndexIdentity,
        vectors: GalleryVectors,
        service: BuilderService,
        *,
        threads: int = 0,
    ) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._index = index
        self._store = store
        self._identity = identity
        self._vectors = vectors
        self._service = service
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._publishes = True
        self._working = self._loading = False
        self._refused: RefusalReason | None = None
        self._problem = ""
        self._published_changes = 0
        self._not_before = self._vectors_not_before = 0
        self._told_at = 0.0

    @property
    def status(self) -> BuilderStatus:
        running = self._thread is not None and self._thread.is_alive()
        working = running and (self._working or self._index.unfinished)
        unpublished = self._index.changes - self._published_changes
        return BuilderStatus(
            working, self._refused, self._problem, unpublished, running and self._loading
        )

    def start(self) -> None:
        """Start the thread if it does not run yet, else tell it that there is work."""
        self._wake.set()
        if self._thread is None and not self._stop.is_set():
            self._working = self._loading = True
            # A daemon: a disk that never answers must not keep the program from ending.
            self._thread = threading.Thread(target=self._run, name="gallery-builder", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Tell a running thread that there is work."""
        self._wake.set()

    def serve(self, service: BuilderService) -> None:
        """Ask and tell another gallery from now on: it took this builder over with its index."""
        self._service = service

    def abandon(self) -> None:
        """Stop between two chunks and publish nothing: the files are to be another model's."""
        self._publishes = False
        self._stop.set()
        self._wake.set()

    def close(self, timeout_s: float) -> bool:
        """Stop between two chunks and publish what is built; whether that was done in time."""
        self._stop.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._load()
            self._publish_vectors(self._many)
            while not self._stop.is_set():
                self._wake.clear()
                if not self._step():
                    self._rest()
            self._publish_vectors(at_least=1)
            self._publish(at_least=1)
        except (RuntimeError, ValueError, MemoryError) as error:
            log.exception("the HNSW index cannot be built; every search compares with all")
            self._problem = str(error) or type(error).__name__
            self._index.dissolve()
        finally:
            self._working = self._loading = False
            self._tell()

    def _tell(self) -> None:
        self._service.tell()

    def _load(self) -> None:
        try:
            graphs = self._store.open(
                self._identity, self._index.parameters, self._service.generation()
            )
            self._service.wait_opened()
            self._index.adopt(graphs)
        except IndexRefused as refusal:
            self._refused = refusal.reason
        except ValueError:
            self._refused = RefusalReason.FILE_CONTENT
        if self._refused is not None:
            log.info("the HNSW index is built anew: %s", self._refused)
        self._loading = False
        self._service.wait_opened()
        self._tell()

    def _step(self) -> bool:
        """Do one piece of work; False if there was none."""
        self._working = True
        in_bulk = self._index.far_behind
        moved = self._index.link(
            BULK_CHUNK if in_bulk else LINK_CHUNK, self._threads if in_bulk else 1
        )
        checkpoint = max(CHECKPOINT, len(self._index) // CHECKPOINT_SHARE)
        if self._index.changes - self._published_changes >= checkpoint:
            self._publish(checkpoint)
        if moved or self._index.unfinished or self._index.compact():
            self._tell_now_and_then()
            return True
        self._publish_vectors(self._many)
        self._publish(self._many)
        return False

    @property
    def _many(self) -> int:
        """So many changes are worth new files."""
        return max(PUBLISH_AFTER, len(self._index) // PUBLISH_SHARE)

    def _rest(self) -> None:
        self._working = False
        self._tell()
        self._wake.wait()

    def _publish_vectors(self, at_least: int) -> None:
        """Write the vector files if so many changes wait; they come before the graphs.

        A build that is cut short then need not read the catalogue again.
        """
        changes = self._vectors.unpublished
        if not self._publishes or changes < max(at_least, self._vectors_not_before):
            return
        try:
            self._vectors.publish(self._service.changing, self._service.known_up_to)
        except (OSError, CatalogueError) as error:
            log.warning("the vectors could not be saved: %s", error)
            self._vectors_not_before = changes + at_least
        else:
            self._vectors_not_before = 0

    def _publish(self, at_least: int) -> None:
        """Publish if so many changes wait; after a failure only when as many more have come."""
        if not self._publishes:
            return
        changes = self._index.changes
        due = changes - self._published_changes >= at_least and changes >= self._not_before
        if not due and not (self._stop.is_set() and changes > self._published_changes):
            return
        try:
            with self._index.resting() as graphs:
                changes = self._index.changes
                self._store.publish(
                    graphs, self._identity, self._index.parameters, self._service.generation()
                )
        except OSError as error:
            log.warning("the HNSW index could not be saved: %s", error)
            self._problem, self._not_before = str(error), changes + at_least
        else:
            self._problem, self._published_changes = "", changes

    def _tell_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S:
            self._told_at = now
            self._tell()
