"""What the gallery says of itself, and the part of it that can be searched while it is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.types import Embedding, Neighbor, Reference
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import RefusalReason


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
        building: whether references are read, or graphs loaded or built.
        unread: references that have not been read yet; a search of a part leaves them out.
        loading: whether the graphs of the last run are being checked and loaded.
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
    unread: int = 0
    loading: bool = False


@dataclass(frozen=True, slots=True)
class GalleryPart:
    """A gallery that is still being read: whoever asks it has to say what was left out."""

    _index: HnswIndex
    _with_references: Callable[[Sequence[Neighbor]], list[tuple[Reference, float]]]
    _mapped_query: Callable[[Embedding], Embedding]
    unread: int

    def __len__(self) -> int:
        return len(self._index)

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        """As `Gallery.search`, among what has been read."""
        return self._with_references(self._index.search(self._mapped_query(query), k))

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """As `search`, among *reference_ids* alone."""
        query = self._mapped_query(query)
        return self._with_references(self._index.search_within(query, reference_ids, k))
