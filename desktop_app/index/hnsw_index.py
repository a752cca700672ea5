"""Approximate search for large catalogues: HNSW graphs in front of the exact index."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.graph_group import GraphGroup
from desktop_app.index.hnsw_graph import (
    GRAPH_CAPACITY,
    LARGE_CAPACITY,
    HnswGraph,
    HnswParameters,
)
from desktop_app.index.reach_check import ReachCheck
from desktop_app.index.read_write_lock import ReadWriteLock
from desktop_app.index.row_table import Ids, as_ids
from desktop_app.index.vector_segment import VectorSegment, live_ids
from desktop_app.index.vectors import checked_query
from desktop_app.index.waiting_ids import WaitingIds

WAITING_LIMIT = 1000
"""With more references than this outside the graphs, comparing with all is the better search."""

FAR_BEHIND = 2

COMPARED = 128
"""Newest vectors of a graph compared with the database: a catalogue that was replaced by its
backup gives the same ids to other photos from there on."""

LARGEST_DEAD_SHARE = 0.2

_NO_IDS = np.empty(0, np.int64)


class _Snapshot(NamedTuple):
    """What one search goes by: taken in one moment, so that no reference falls between."""

    graphs: tuple[HnswGraph, ...]
    waiting: Ids
    unmarked: int


class HnswIndex:
    """As `ExactIndex`, safe for any number of threads; what is added can be found at once.

    Every vector lies in an exact index. `link` copies waiting ones into the graphs, bit by bit, on
    whatever thread the caller has for that; until then a search compares with the waiting ones
    one by one, or with all vectors where too many wait. Similarities are always computed from
    the vectors, so both ways give the same numbers.

    Two locks, each "many searches or one change": one for the vectors, one for the graphs. Only
    `link`, `compact` and `adopt` change graphs, one at a time.
    """

    def __init__(
        self,
        dim: int,
        parameters: HnswParameters | None = None,
        graph_capacity: int = GRAPH_CAPACITY,
        waiting_limit: int = WAITING_LIMIT,
        large_capacity: int = LARGE_CAPACITY,
    ) -> None:
        self._waiting_limit = waiting_limit
        self._vectors = ExactIndex(dim)
        self._group = GraphGroup(
            dim, parameters or HnswParameters(), (graph_capacity, large_capacity)
        )
        self._reach = ReachCheck(self._group, self.vectors_of)
        self._waiting = WaitingIds()
        self._unmarked: set[int] = set()  # removed, but not yet in the graphs
        self._retired: set[int] = set()
        self._vectors_lock = ReadWriteLock()
        self._linking = threading.Lock()
        self._changes = 0

    @property
    def dim(self) -> int:
        return self._vectors.dim

    @property
    def parameters(self) -> HnswParameters:
        return self._group.parameters

    @property
    def waiting(self) -> int:
        """References that are not in a graph yet."""
        return len(self._waiting)

    @property
    def unfinished(self) -> bool:
        """Whether `link` has something to do."""
        return bool(self._waiting or self._unmarked) or not self._reach.is_done

    @property
    def changes(self) -> int:
        """Number of changes to the graphs so far, for whoever keeps them on disk."""
        return self._changes

    @property
    def uses_graphs(self) -> bool:
        """Whether a search of now would go through the graphs."""
        outside = max(len(self._waiting), len(self._unmarked))
        return bool(self._group.graphs) and outside <= self._waiting_limit

    @property
    def far_behind(self) -> bool:
        """Whether no search goes through the graphs for long, so that they may be built in bulk."""
        return len(self._waiting) > FAR_BEHIND * self._waiting_limit

    def __len__(self) -> int:
        return len(self._vectors)

    def __contains__(self, reference_id: int) -> bool:
        return reference_id in self._vectors

    @property
    def ids(self) -> list[int]:
        with self._vectors_lock.read():
            return self._vectors.ids

    def add(self, ids: Sequence[int], vectors: Embedding) -> None:
        with self._vectors_lock.write():
            if self._retired.intersection(ids):
                raise ValueError("the id of a removed reference is used again")
            self._vectors.add(ids, vectors)
            self._waiting.add(ids)

    def remove(self, ids: Collection[int]) -> None:
        with self._vectors_lock.write():
            present = [number for number in ids if number in self._vectors]
            self._vectors.remove(present)
            self._retired.update(present)
            self._unmarked.update(present)
            for number in present:
                self._waiting.discard(number)

    def attach(self, segments: Sequence[VectorSegment]) -> None:
        """Take in the vectors of mapped files; as after `add` they wait for `link` or `adopt`.

        Raises:
            ValueError: files are attached already, or an id is there.
        """
        with self._vectors_lock.write():
            self._vectors.attach(segments)
            self._waiting.add_bulk(np.concatenate([_NO_IDS, *map(live_ids, segments)]))

    def rest_on(self, segments: Sequence[VectorSegment]) -> None:
        """Leave vectors to the mapped files that hold them; what is found does not change."""
        with self._vectors_lock.write():
            self._vectors.rest_on(segments)

    def holdings(self) -> tuple[list[tuple[VectorSegment, Ids]], Ids]:
        """The mapped files with the ids removed from each, and the ids that are in none."""
        with self._vectors_lock.read():
            return self._vectors.segments(), self._vectors.loose_ids

    @property
    def outside_files(self) -> int:
        """Vectors that the mapped files lack, and those that they hold in vain."""
        return self._vectors.loose + self._vectors.gone

    def lacking(self, ids: Ids) -> Ids:
        """Those of *ids* that are not there."""
        with self._vectors_lock.read():
            return as_ids(self._vectors.absent(ids))

    def search(self, query: Embedding, k: int) -> list[Neighbor]:
        query = checked_query(query, self.dim)
        snapshot = self._snapshot()
        near = None if snapshot is None else self._near(snapshot, query, k)
        with self._vectors_lock.read():
            if near is not None:
                found = self._vectors.nearest_of(query, near, k)
                if len(found) == min(k, len(self._vectors)):
                    return found
            return self._vectors.search(query, k)

    def search_within(self, query: Embedding, ids: Collection[int], k: int) -> list[Neighbor]:
        with self._vectors_lock.read():
            return self._vectors.search_within(query, ids, k)

    def search_exact(self, query: Embedding, k: int) -> list[Neighbor]:
        """As `search`, compared with every vector."""
        with self._vectors_lock.read():
            return self._vectors.search(query, k)

    def link(self, limit: int, threads: int = 1) -> int:
        """Move up to *limit* waiting references into the graphs; returns how many.

        Each is searched for at once, and compared one by one from then on if the graph does not
        find it. When none waits, up to *limit* earlier ones are checked again.

        Raises:
            RuntimeError: the library failed; the graphs are to be dissolved.
        """
        with self._linking:
            self._mark_removed()
            ids, vectors = self._take_waiting(limit)
            if not ids:
                self._reach.check_some(limit, threads)
                return 0
            graph = self._group.open_graph()
            ids, vectors = ids[: graph.room], vectors[: graph.room]
            self._group.add(graph, ids, vectors, threads)
            self._reach.check(graph, ids, vectors, threads)
            with self._vectors_lock.write():
                for number in ids:
                    self._waiting.discard(number)
            self._changes += len(ids)
            if not (self._waiting and graph.room):  # else it grows further
                self._reach.check_all_if_grown(graph)
            return len(ids)

    def compact(self) -> bool:
        """Dissolve worn graphs, of which more than a fifth is removed; whether there were any.

        Their references wait for `link` again.
        """
        with self._linking:
            self._mark_removed()
            worn = [g for g in self._group.graphs if g.dead > LARGEST_DEAD_SHARE * g.stored]
            self._drop(worn)
            return bool(worn)

    def dissolve(self) -> None:
        """Forget all graphs: every search is exact until `link` has built new ones."""
        with self._linking:
            self._drop(self._group.graphs)

    def adopt(self, graphs: Sequence[HnswGraph]) -> None:
        """Use *graphs* from an earlier run.

        References they lack wait for `link`; those gone from the vectors are marked as removed.

        Raises:
            ValueError: a graph holds other vectors under the same ids.
        """
        for graph in graphs:
            newest = graph.live_ids()[-COMPARED:].tolist()
            if not graph.holds(*self.vectors_of(newest)):
                raise ValueError("the graph holds other vectors than the database")
        with self._linking, self._vectors_lock.write():
            for graph in graphs:
                gone = self._vectors.absent(graph.live_ids())
                graph.remove(gone)
                self._changes += len(gone)
                self._reach.trust(graph)
            self._group.join(graphs)
            self._waiting.discard_all(np.concatenate([_NO_IDS, *(g.live_ids() for g in graphs)]))

    @contextmanager
    def resting(self) -> Iterator[tuple[HnswGraph, ...]]:
        """The graphs, which do not change for so long; searches, adding and removing go on."""
        with self._linking:
            yield self._group.graphs

    def vectors_of(self, ids: Sequence[int]) -> tuple[list[int], Embedding]:
        """Those of *ids* that are there, and their vectors, shape (n, dim)."""
        with self._vectors_lock.read():
            present = [number for number in ids if number in self._vectors]
            return present, self._vectors.vectors(present)

    def _snapshot(self) -> _Snapshot | None:
        with self._vectors_lock.read():
            if not self.uses_graphs:
                return None
            return _Snapshot(self._group.graphs, self._waiting.listed(), len(self._unmarked))

    def _near(self, snapshot: _Snapshot, query: Embedding, k: int) -> Ids | None:
        """Ids worth comparing; None if the library fails."""
        near = self._group.near(snapshot.graphs, query, k + snapshot.unmarked)
        if near is None or not len(snapshot.waiting):
            return near
        return np.concatenate((near, snapshot.waiting))

    def _take_waiting(self, limit: int) -> tuple[list[int], Embedding]:
        with self._vectors_lock.read():
            ids = self._waiting.first(limit)
            return ids, self._vectors.vectors(ids)

    def _mark_removed(self) -> None:
        with self._vectors_lock.write():
            removed, self._unmarked = self._unmarked, set()
        if removed:
            self._group.remove(removed)
            self._changes += len(removed)

    def _drop(self, graphs: Sequence[HnswGraph]) -> None:
        with self._vectors_lock.write():
            self._group.leave(graphs)
            for graph in graphs:
                self._waiting.add(n for n in graph.live_ids().tolist() if n in self._vectors)
                self._reach.forget(graph)
