"""Several HNSW graphs that are searched as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding
from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters, Labels
from desktop_app.index.read_write_lock import ReadWriteLock
from desktop_app.index.row_table import Ids, as_ids

SMALL_GRAPHS = 4
"""So many graphs are small, later ones large: a catalogue that fits into four never makes the
window wait for a large one to be saved, and a million references need no thirty graphs."""

LEAST_BREADTH = 32
"""Of a search in each of many graphs; together they are searched more broadly than one alone."""

ALIKE = 1e-4
"""What the graphs find but so little farther than the last one wanted is compared as well: they add
up the same products in another order, so the last digits of a similarity may differ."""


class GraphGroup:
    """Graphs that lie side by side, the last one open for more.

    Any number of threads may search, but only one at a time may change anything: the caller sees to
    that. Searches wait while a graph changes, for hnswlib bears no overlapping.

    Args:
        capacities: references in a small and in a large graph.
    """

    def __init__(self, dim: int, parameters: HnswParameters, capacities: tuple[int, int]) -> None:
        self._dim = dim
        self._capacities = capacities
        self._lock = ReadWriteLock()
        self.parameters = parameters
        self.graphs: tuple[HnswGraph, ...] = ()
        """Never changed but replaced as a whole, so that a search can hold on to it."""

    def near(self, graphs: Iterable[HnswGraph], query: Embedding, count: int) -> Ids | None:
        """Ids worth comparing; None if the library fails.

        The *count* nearest in *graphs*, what is as near as the last of them, and what they cannot
        reach.
        """
        labels, distances = [], []
        lone: list[int] = []
        try:
            with self._lock.read():
                for graph in graphs:
                    found, far = graph.near(query, count)
                    labels.append(found)
                    distances.append(far)
                    lone += graph.exact
        except RuntimeError:
            return None
        near = _least(labels, distances, count)
        return np.concatenate((near, as_ids(lone))) if lone else near

    def open_graph(self) -> HnswGraph:
        """The last graph, or a new one if that is full."""
        if not self.graphs or not self.graphs[-1].room:
            capacity = self._capacities[len(self.graphs) >= SMALL_GRAPHS]
            self.join([HnswGraph.empty(self._dim, self.parameters, capacity)])
        return self.graphs[-1]

    def join(self, graphs: Sequence[HnswGraph]) -> None:
        """Search *graphs* too from now on."""
        with self._lock.write():
            self.graphs = (*self.graphs, *graphs)
            self._set_breadth()

    def leave(self, graphs: Collection[HnswGraph]) -> None:
        """Search *graphs* no longer."""
        with self._lock.write():
            self.graphs = tuple(graph for graph in self.graphs if graph not in graphs)
            self._set_breadth()

    def add(
        self, graph: HnswGraph, ids: Sequence[int], vectors: Embedding, threads: int = 1
    ) -> None:
        """Insert references into one of the graphs; raises as `HnswGraph.add`."""
        with self._lock.write():
            graph.add(ids, vectors, threads)

    def remove(self, ids: Collection[int]) -> None:
        """Mark references as removed, wherever they are."""
        with self._lock.write():
            for graph in self.graphs:
                graph.remove(ids)

    def note_exact(self, graph: HnswGraph, ids: set[int]) -> None:
        """References that *graph* cannot reach: they are compared one by one from now on."""
        if ids - graph.exact:
            with self._lock.write():
                graph.exact |= ids
                graph.version += 1

    def unreachable(
        self, graph: HnswGraph, ids: Sequence[int], vectors: Embedding, threads: int = 1
    ) -> set[int]:
        """Those of *ids* that a search in *graph* for their own vectors does not find."""
        with self._lock.read():
            return graph.find_unreachable(ids, vectors, threads)

    def broadly(self, graph: HnswGraph, breadth: int, work: Callable[[], set[int]]) -> set[int]:
        """What *work* finds while *graph* is searched so broadly."""
        with self._lock.write():
            graph.search_broadly(breadth)
        try:
            return work()
        finally:
            with self._lock.write():
                self._set_breadth()

    def _set_breadth(self) -> None:
        """The more graphs, the less broadly each is searched; called when nothing searches."""
        whole = self.parameters.ef_search
        share = max(min(whole, LEAST_BREADTH), 2 * whole // (len(self.graphs) + 1))
        for graph in self.graphs:
            graph.search_broadly(share)


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
