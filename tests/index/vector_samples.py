"""Vector files for the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from desktop_app.core.types import Embedding
from desktop_app.index.row_table import Ids
from desktop_app.index.vector_segment import Piece, VectorSegment
from desktop_app.index.vector_store import StoredVectors, VectorStore
from tests.index.index_samples import IDENTITY

ROWS = 100


def pieces(vectors: Embedding, first: int = 1, size: int = 30) -> Iterator[Piece]:
    """References *first*, *first* + 1, ...; each with its product 1000 and photo 2000 higher."""
    for start in range(0, len(vectors), size):
        part = vectors[start : start + size]
        ids = np.arange(first + start, first + start + len(part))
        yield Piece(ids, np.stack((ids + 1000, ids + 2000), axis=1), part)


def publish(
    folder: Path,
    vectors: Embedding,
    generation: int = 5,
    kept: Sequence[tuple[VectorSegment, Ids]] = (),
    first: int = 1,
) -> StoredVectors:
    store = VectorStore(folder, rows=ROWS)
    return store.publish(IDENTITY, generation, kept, pieces(vectors, first))


def vector_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.f32"))
