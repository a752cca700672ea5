"""One hnswlib graph, with the library's traps fenced off.

Hierarchical navigable small world graphs: Malkov and Yashunin, 2018, https://arxiv.org/abs/1603.09320.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import hnswlib
import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding
from desktop_app.index.graph_ids import GraphIds
from desktop_app.index.row_table import Ids, as_ids
from desktop_app.index.vectors import checked_ids, checked_query, checked_vectors

SPACE = "ip"
"""Inner product: the cosine of unit vectors, without a hidden second normalisation."""

GRAPH_CAPACITY = 32_768
"""References in one graph. hnswlib keeps Python's global lock while it saves and loads, so this
bounds how long the window can be held up by either, and a fixed size needs no resizing."""

LARGE_CAPACITY = 131_072
"""The same for catalogues that fill several graphs: each search asks all of them (adr/0120)."""

ALLOWED_M = (8, 12, 16, 24, 32, 48)
"""An absurd M makes hnswlib free memory twice (CVE-2023-37365)."""

Labels: TypeAlias = npt.NDArray[np.uint64]
_NO_LABELS, _NO_DISTANCES = np.empty(0, np.uint64), np.empty(0, np.float32)

CHECK_NEIGHBORS = 10
SAME = 1e-5
"""Similarities that differ by less belong to copies of one vector."""


@dataclass(frozen=True, slots=True)
class HnswParameters:
    """How a graph is built and searched; changing `m` or `ef_construction` rebuilds all graphs.

    Attributes:
        m: links of a node, one of `ALLOWED_M`.
        ef_construction: breadth of the search for links while building.
        ef_search: breadth of a search; the library raises it to k where k is larger.
        seed: of the random levels; the same vectors in the same order give the same graph.
    """

    m: int = 16
    ef_construction: int = 100
    ef_search: int = 96
    seed: int = 1

    def __post_init__(self) -> None:
        if self.m not in ALLOWED_M:
            raise ValueError(f"M is {self.m}, allowed are {ALLOWED_M}")
        if not 1 <= self.ef_construction <= 2000 or not 1 <= self.ef_search <= 2000:
            raise ValueError("the breadth of a search lies between 1 and 2000")


class HnswGraph:
    """At most *capacity* references in one graph.

    Not synchronised: searches may overlap one another, but nothing may overlap a change. Removed
    references are only marked, their place is never used again (`replace_deleted` can leave two
    live entries with one id); a graph with many of them is to be built anew.
    """

    def __init__(
        self, dim: int, parameters: HnswParameters, capacity: int = GRAPH_CAPACITY
    ) -> None:
        self._dim = dim
        self._parameters = parameters
        self._capacity = capacity
        self._library = hnswlib.Index(space=SPACE, dim=dim)
        self._breadth = parameters.ef_search
        self._live = GraphIds()
        self._dead: set[int] = set()
        self.exact: set[int] = set()
        """References that the graph cannot reach; whoever searches compares them one by one."""
        self.version = 0
        """Rises with every change, so that an unchanged graph need not be saved again."""

    @classmethod
    def empty(
        cls, dim: int, parameters: HnswParameters, capacity: int = GRAPH_CAPACITY
    ) -> HnswGraph:
        graph = cls(dim, parameters, capacity)
        graph._library.init_index(
            max_elements=capacity,
            M=parameters.m,
            ef_construction=parameters.ef_construction,
            random_seed=parameters.seed,
        )
        graph._prepare()
        return graph

    @classmethod
    def load(
        cls,
        file: Path,
        dim: int,
        parameters: HnswParameters,
        capacity: int = GRAPH_CAPACITY,
        removed: Collection[int] = (),
    ) -> HnswGraph:
        """Read a file that `save` wrote; it lists *removed* references like the others.

        The caller has verified size and hash: the library crashes on, or answers wrongly from, a
        file that is damaged anywhere.

        Raises:
            RuntimeError: the library refuses the file.
            OSError: the library cannot be given this path.
        """
        graph = cls(dim, parameters, capacity)
        graph._library.load_index(_native(file), max_elements=capacity)
        graph._prepare()
        stored = as_ids(graph._library.get_ids_list())
        dead = np.isin(stored, as_ids(removed))
        graph._live, graph._dead = GraphIds(stored[~dead]), set(stored[dead].tolist())
        return graph

    def reload(self, file: Path) -> HnswGraph:
        """A second graph from *file*, to compare with this one; raises as `load`."""
        graph = HnswGraph.load(file, self._dim, self._parameters, self._capacity, self._dead)
        graph.search_broadly(self._breadth)  # else it could find what this one misses
        return graph

    @property
    def ids(self) -> set[int]:
        """Ids of the references that can be found."""
        return set(self._live.listed().tolist())

    def live_ids(self) -> Ids:
        """As `ids`, in one array and in ascending order; not to be written to."""
        return self._live.listed()

    def live_among(self, ids: Collection[int]) -> set[int]:
        """Those of *ids* that can be found."""
        return self._live.among(ids)

    @property
    def stored(self) -> int:
        """References in the graph, removed ones included."""
        return len(self._live) + len(self._dead)

    @property
    def removed(self) -> set[int]:
        """Ids of the references that are only marked as removed."""
        return set(self._dead)

    @property
    def dead(self) -> int:
        return len(self._dead)

    @property
    def room(self) -> int:
        return self._capacity - self.stored

    @property
    def file_size(self) -> int:
        """Bytes that `save` has to write."""
        return int(self._library.index_file_size())

    @property
    def library_count(self) -> int:
        """References as the library counts them, removed ones included."""
        return int(self._library.get_current_count())

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, reference_id: int) -> bool:
        return reference_id in self._live

    def add(self, ids: Sequence[int], vectors: Embedding, threads: int = 1) -> None:
        """Insert references; with one thread the same ones in the same order give the same graph.

        Raises:
            ValueError: a vector or id is not usable, was in the graph before, or there is no room.
        """
        vectors = checked_vectors(vectors, self._dim)
        numbers = checked_ids(ids, len(vectors))
        if self._live.among(numbers) or not self._dead.isdisjoint(numbers):
            raise ValueError("an id is or was in the graph")
        if len(numbers) > self.room:
            raise ValueError(f"room for {self.room} references, not for {len(numbers)}")
        if not numbers:
            return
        self.version += 1
        self._library.add_items(vectors, np.array(numbers, np.uint64), num_threads=threads)
        self._live.add(numbers)

    def remove(self, ids: Collection[int]) -> None:
        for number in self._live.among(ids):
            self.version += 1
            self._library.mark_deleted(number)
            self._live.discard(number)
            self._dead.add(number)
            self.exact.discard(number)

    def search(self, query: Embedding, k: int) -> list[tuple[int, float]]:
        """Ids and similarities of up to *k* near references, nearest first.

        Raises:
            ValueError: *query* is no unit vector.
            RuntimeError: the library found fewer than min(k, live) references.
        """
        query = checked_query(query, self._dim)
        k = min(k, len(self))
        if k <= 0:
            return []
        labels, distances = self._library.knn_query(query[np.newaxis], k=k, num_threads=1)
        return list(zip(labels[0].tolist(), (1.0 - distances[0]).tolist(), strict=True))

    def near(self, query: Embedding, k: int) -> tuple[Labels, npt.NDArray[np.float32]]:
        """As `search`, ids and distances (1 - similarity), of a query that was checked."""
        k = min(k, len(self._live))
        if k <= 0:
            return _NO_LABELS, _NO_DISTANCES
        labels, distances = self._library.knn_query(query, k)  # on this thread, see `_prepare`
        return labels[0], distances[0]

    @property
    def breadth(self) -> int:
        """Of every search; see `search_broadly`."""
        return self._breadth

    def search_broadly(self, breadth: int) -> None:
        """Set the breadth of every later search; nothing may be searched meanwhile."""
        self._breadth = breadth
        self._library.set_ef(breadth)

    def find_unreachable(
        self, ids: Sequence[int], vectors: Embedding, threads: int = 1
    ) -> set[int]:
        """Those of *ids* that are not found by their own *vectors* and so belong to `exact`."""
        live = self._live.among(ids)
        places = [place for place, number in enumerate(ids) if number in live]
        if not places:
            return set()
        numbers, queries = np.array(ids, np.uint64)[places], vectors[places]
        try:
            labels, distances = self._library.knn_query(
                queries, k=min(CHECK_NEIGHBORS, len(self)), num_threads=threads
            )
        except RuntimeError:  # one of them finds too few: tell them apart
            pairs = zip(numbers.tolist(), queries, strict=True)
            return {number for number, vector in pairs if not self._finds(number, vector)}
        found = (labels == numbers[:, np.newaxis]).any(axis=1) | (distances[:, -1] <= SAME)
        return set(numbers[~found].tolist())

    def holds(self, ids: Sequence[int], vectors: Embedding) -> bool:
        """Whether the graph holds exactly these vectors under these ids."""
        if not ids:
            return True
        try:
            found: npt.NDArray[np.float32] = np.asarray(
                self._library.get_items(list(ids)), np.float32
            )
        except RuntimeError:  # an id that is not there, or removed
            return False
        return bool(np.array_equal(found, vectors))

    def same_answers(self, other: HnswGraph, ids: Sequence[int]) -> bool:
        """Whether both graphs find the same for the vectors of *ids*; all of them are in both."""
        if not ids:
            return len(self) == len(other)
        try:
            queries = np.asarray(self._library.get_items(list(ids)), np.float32)
            return all(self.search(query, 1) == other.search(query, 1) for query in queries)
        except RuntimeError:
            return False

    def save(self, file: Path) -> None:
        """Write the graph.

        The library reports no error whatever happens, so compare the size of *file* with
        `file_size` afterwards.

        Raises:
            OSError: the library cannot be given this path.
        """
        self._library.save_index(_native(file))

    def _prepare(self) -> None:
        self._library.set_num_threads(1)
        self._library.set_ef(self._breadth)

    def _finds(self, number: int, vector: Embedding) -> bool:
        try:
            found = self.search(vector, CHECK_NEIGHBORS)
        except RuntimeError:
            return False
        return any(label == number for label, _ in found) or found[-1][1] >= 1.0 - SAME


def _native(file: Path) -> bytes:
    """The path as the C++ library hands it to the system.

    Given a str it would pass UTF-8, which Windows takes for its own code page: the file of a
    person with a Chinese user name would then never be found.

    Raises:
        OSError: the code page of Windows lacks a character of the path.
    """
    if sys.platform == "win32":
        try:
            return str(file).encode("mbcs", "strict")
        except UnicodeEncodeError as error:
            raise OSError(errno.EINVAL, "the path cannot be given to hnswlib", str(file)) from error
    else:
        return os.fsencode(file)
