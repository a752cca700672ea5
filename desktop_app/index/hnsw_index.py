"""Approximate search for large catalogues: HNSW graphs in front of the exact index."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.hnsw_graph import (
    GRAPH_CAPACITY,
    LARGE_CAPACITY,
    HnswGraph,
    HnswParameters,
    Labels,
)
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

SMALL_GRAPHS = 4
"""So many graphs are small, later ones large: a catalogue that fits into four never makes the
window wait for a large one to be saved, and a million references need no thirty graphs."""

LEAST_BREADTH = 32
"""Of a search in each of many graphs; together they are searched more broadly than one alone."""

CHECK_BREADTH = 200
"""What even so broad a search does not find is cut off; less than that is found by most queries,
and a long list to compare one by one would cost more than the graphs."""

ALIKE = 1e-4
"""What the graphs find but so little farther than the last one wanted is compared as well: they add
up the same products in another order, so the last digits of a similarity may differ."""

LARGEST_DEAD_SHARE = 0.2
CHECK_AGAIN_GROWTH = 1.25
"""A graph is checked again as a whole when it has grown by a quarter since."""


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
        self._parameters = parameters or HnswParameters()
        self._capacities = graph_capacity, large_capacity
        self._waiting_limit = waiting_limit
        self._vectors = ExactIndex(dim)
        self._graphs: tuple[HnswGraph, ...] = ()
        self._waiting = WaitingIds()
        self._unmarked: set[int] = set()  # removed, but not yet in the graphs
        self._retired: set[int] = set()
        self._unchecked: dict[HnswGraph, list[int]] = {}
        self._checked_size: dict[HnswGraph, int] = {}
        self._vectors_lock = ReadWriteLock()
        self._graphs_lock = ReadWriteLock()
        self._linking = threading.Lock()
        self._changes = 0

    @property
    def dim(self) -> int:
        return self._vectors.dim

    @property
    def parameters(self) -> HnswParameters:
        return self._parameters

    @property
    def waiting(self) -> int:
        """References that are not in a graph yet."""
        return len(self._waiting)

    @property
    def unfinished(self) -> bool:
        """Whether `link` has something to do."""
        return bool(self._waiting or self._unmarked or any(list(self._unchecked.values())))

    @property
    def changes(self) -> int:
        """Number of changes to the graphs so far, for whoever keeps them on disk."""
        return self._changes

    @property
    def uses_graphs(self) -> bool:
        """Whether a search of now would go through the graphs."""
        outside = max(len(self._waiting), len(self._unmarked))
        return bool(self._graphs) and outside <= self._waiting_limit

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
                self._check_some(limit, threads)
                return 0
            graph = self._open_graph()
            ids, vectors = ids[: graph.room], vectors[: graph.room]
            with self._graphs_lock.write():
                graph.add(ids, vectors, threads)
            self._note_unreachable(graph, ids, vectors, threads)
            with self._vectors_lock.write():
                for number in ids:
                    self._waiting.discard(number)
            self._changes += len(ids)
            self._check_again_if_grown(graph)
            return len(ids)

    def compact(self) -> bool:
        """Dissolve worn graphs, of which more than a fifth is removed; whether there were any.

        Their references wait for `link` again.
        """
        with self._linking:
            self._mark_removed()
            worn = [g for g in self._graphs if g.dead > LARGEST_DEAD_SHARE * g.stored]
            self._drop(worn)
            return bool(worn)

    def dissolve(self) -> None:
        """Forget all graphs: every search is exact until `link` has built new ones."""
        with self._linking:
            self._drop(self._graphs)

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
        with self._linking, self._vectors_lock.write(), self._graphs_lock.write():
            self._graphs = (*self._graphs, *graphs)
            self._set_breadth()
            for graph in graphs:
                linked = graph.live_ids()
                gone = self._vectors.absent(linked)
                graph.remove(gone)
                self._changes += len(gone)
                self._checked_size[graph] = graph.stored
            self._waiting.discard_all(np.concatenate([_NO_IDS, *(g.live_ids() for g in graphs)]))

    @contextmanager
    def resting(self) -> Iterator[tuple[HnswGraph, ...]]:
        """The graphs, which do not change for so long; searches, adding and removing go on."""
        with self._linking:
            yield self._graphs

    def vectors_of(self, ids: Sequence[int]) -> tuple[list[int], Embedding]:
        """Those of *ids* that are there, and their vectors, shape (n, dim)."""
        with self._vectors_lock.read():
            present = [number for number in ids if number in self._vectors]
            return present, self._vectors.vectors(present)

    def _snapshot(self) -> _Snapshot | None:
        with self._vectors_lock.read():
            if not self.uses_graphs:
                return None
            return _Snapshot(self._graphs, self._waiting.listed(), len(self._unmarked))

    def _near(self, snapshot: _Snapshot, query: Embedding, k: int) -> Ids | None:
        """Ids worth comparing; None if the library fails."""
        wanted = k + snapshot.unmarked
        labels, distances = [], []
        lone: list[int] = []
        try:
            with self._graphs_lock.read():
                for graph in snapshot.graphs:
                    found, far = graph.near(query, wanted)
                    labels.append(found)
                    distances.append(far)
                    lone += graph.exact
        except RuntimeError:
            return None
        near = _least(labels, distances, wanted)
        if not lone and not len(snapshot.waiting):
            return near
        return np.concatenate((near, snapshot.waiting, as_ids(lone)))

    def _take_waiting(self, limit: int) -> tuple[list[int], Embedding]:
        with self._vectors_lock.read():
            ids = self._waiting.first(limit)
            return ids, self._vectors.vectors(ids)

    def _open_graph(self) -> HnswGraph:
        """The last graph, or a new one if that is full."""
        if not self._graphs or not self._graphs[-1].room:
            capacity = self._capacities[len(self._graphs) >= SMALL_GRAPHS]
            graph = HnswGraph.empty(self.dim, self._parameters, capacity)
            with self._graphs_lock.write():
                self._graphs = (*self._graphs, graph)
                self._set_breadth()
        return self._graphs[-1]

    def _set_breadth(self) -> None:
        """The more graphs, the less broadly each is searched; called when nothing searches."""
        whole = self._parameters.ef_search
        share = max(min(whole, LEAST_BREADTH), 2 * whole // (len(self._graphs) + 1))
        for graph in self._graphs:
            graph.search_broadly(share)

    def _mark_removed(self) -> None:
        with self._vectors_lock.write():
            removed, self._unmarked = self._unmarked, set()
        if removed:
            with self._graphs_lock.write():
                for graph in self._graphs:
                    graph.remove(removed)
            self._changes += len(removed)

    def _drop(self, graphs: Sequence[HnswGraph]) -> None:
        with self._vectors_lock.write():
            self._graphs = tuple(graph for graph in self._graphs if graph not in graphs)
            for graph in graphs:
                self._waiting.add(n for n in graph.live_ids().tolist() if n in self._vectors)
                self._unchecked.pop(graph, None)
                self._checked_size.pop(graph, None)
        with self._graphs_lock.write():
            self._set_breadth()

    def _note_unreachable(
        self, graph: HnswGraph, ids: Sequence[int], vectors: Embedding, threads: int = 1
    ) -> None:
        """Searching and noting apart: a search may iterate over `exact` meanwhile."""
        with self._graphs_lock.read():
            lost = graph.find_unreachable(ids, vectors, threads)
        if lost:
            lost = self._cut_off(graph, sorted(lost), threads)
        if lost - graph.exact:
            with self._graphs_lock.write():
                graph.exact |= lost
                graph.version += 1

    def _cut_off(self, graph: HnswGraph, ids: Sequence[int], threads: int) -> set[int]:
        """Those of *ids* that not even a broad search finds."""
        with self._graphs_lock.write():
            graph.search_broadly(max(CHECK_BREADTH, self._parameters.ef_search))
        try:
            with self._graphs_lock.read():
                return graph.find_unreachable(*self.vectors_of(ids), threads)
        finally:
            with self._graphs_lock.write():
                self._set_breadth()

    def _check_again_if_grown(self, graph: HnswGraph) -> None:
        """A new neighbour can cut off an old one, so now and then all are checked again."""
        grown = graph.stored >= CHECK_AGAIN_GROWTH * self._checked_size.get(graph, 0)
        if grown and not (self._waiting and graph.room):
            self._checked_size[graph] = graph.stored
            self._unchecked[graph] = graph.live_ids().tolist()

    def _check_some(self, limit: int, threads: int) -> None:
        for graph, ids in self._unchecked.items():
            if ids:
                self._unchecked[graph] = ids[limit:]
                self._note_unreachable(graph, *self.vectors_of(ids[:limit]), threads)
                return


def _least(
    labels: Sequence[Labels], distances: Sequence[npt.NDArray[np.float32]], count: int
) -> Ids:
    """The *count* nearest of what several graphs found, and what is as near as the last of them."""
    if len(labels) == 1:
        return labels[0].view(np.int64)
    merged, far = np.concatenate(labels).view(np.int64), np.concatenate(distances)
    if not 0 < count < len(far):
        return merged
    order = far.argsort()
    ranked = far.take(order).tolist()
    return merged.take(order[: bisect_right(ranked, ranked[count - 1] + ALIKE)])
