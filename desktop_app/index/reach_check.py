"""References that a graph cannot reach: looked for as they come, and again as the graph grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.core.types import Embedding
from desktop_app.index.graph_group import GraphGroup
from desktop_app.index.hnsw_graph import HnswGraph

CHECK_BREADTH = 200
"""What even so broad a search does not find is cut off; less than that is found by most queries,
and a long list to compare one by one would cost more than the graphs."""

CHECK_AGAIN_GROWTH = 1.25
"""A graph is checked again as a whole when it has grown by a quarter since."""


class ReachCheck:
    """Searches for references by their own vectors, bit by bit; for one thread at a time.

    Args:
        vectors_of: those of the given ids that are there, and their vectors.
    """

    def __init__(
        self,
        group: GraphGroup,
        vectors_of: Callable[[Sequence[int]], tuple[list[int], Embedding]],
    ) -> None:
        self._group = group
        self._vectors_of = vectors_of
        self._left: dict[HnswGraph, list[int]] = {}
        self._checked_size: dict[HnswGraph, int] = {}

    @property
    def is_done(self) -> bool:
        """Whether `check_some` has nothing to do."""
        return not any(list(self._left.values()))

    def trust(self, graph: HnswGraph) -> None:
        """*graph* was checked as it is, in an earlier run."""
        self._checked_size[graph] = graph.stored

    def forget(self, graph: HnswGraph) -> None:
        self._left.pop(graph, None)
        self._checked_size.pop(graph, None)

    def check(
        self, graph: HnswGraph, ids: Sequence[int], vectors: Embedding, threads: int = 1
    ) -> None:
        """Note those of *ids* that *graph* cannot reach."""
        lost = self._group.unreachable(graph, ids, vectors, threads)
        if lost:
            self._group.note_exact(graph, self._cut_off(graph, sorted(lost), threads))

    def check_all_if_grown(self, graph: HnswGraph) -> None:
        """Let `check_some` go through *graph*: a new neighbour can cut off an old one."""
        if graph.stored >= CHECK_AGAIN_GROWTH * self._checked_size.get(graph, 0):
            self._checked_size[graph] = graph.stored
            self._left[graph] = graph.live_ids().tolist()

    def check_some(self, limit: int, threads: int) -> None:
        """Check up to *limit* of those that are to be checked again."""
        for graph, ids in self._left.items():
            if ids:
                self._left[graph] = ids[limit:]
                self.check(graph, *self._vectors_of(ids[:limit]), threads)
                return

    def _cut_off(self, graph: HnswGraph, ids: Sequence[int], threads: int) -> set[int]:
        """Those of *ids* that not even a broad search finds."""
        there, vectors = self._vectors_of(ids)
        breadth = max(CHECK_BREADTH, self._group.parameters.ef_search)
        return self._group.broadly(
            graph, breadth, lambda: self._group.unreachable(graph, there, vectors, threads)
        )
