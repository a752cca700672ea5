"""What every index of the gallery can do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from desktop_app.core.types import Embedding, Neighbor


class GalleryIndex(Protocol):
    """Finds references by the cosine of their embedding with a query.

    Embeddings are finite, float32 and of unit length; whatever is not is refused with a
    ValueError before it can spoil the answers of others. Ids are row ids of the database,
    positive and never used again.
    """

    @property
    def dim(self) -> int:
        """Length of the embeddings."""

    def __len__(self) -> int:
        """Number of references that can be found."""

    def add(self, ids: Sequence[int], vectors: Embedding) -> None:
        """Make references findable; *vectors* has shape (n, dim).

        Raises:
            ValueError: an id is there already, or a vector is not a finite unit vector.
        """

    def remove(self, ids: Collection[int]) -> None:
        """Make references unfindable; ids that are not there are passed over."""

    def search(self, query: Embedding, k: int) -> list[Neighbor]:
        """The *k* nearest references, nearest first; all of them if there are fewer.

        Raises:
            ValueError: *query* is not a finite unit vector of shape (dim,).
        """

    def search_within(self, query: Embedding, ids: Collection[int], k: int) -> list[Neighbor]:
        """As `search`, but only among *ids*, and always exact."""
