"""Small galleries for the index tests."""

from __future__ import annotations

import numpy as np

from desktop_app.core.types import Embedding, Neighbor
from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity

DIM = 16
IDENTITY = IndexIdentity("catalogue-1", "model-1", DIM)
PARAMETERS = HnswParameters(m=8, ef_construction=60, ef_search=64)


def unit(vectors: np.ndarray) -> Embedding:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def clustered(count: int, dim: int = DIM, seed: int = 0, spread: float = 0.4) -> Embedding:
    """Like a catalogue: some ten photos of each thing, near one another."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((count // 10 + 1, dim))
    noise = spread * rng.standard_normal((count, dim))
    return unit(centres[rng.integers(0, len(centres), count)] + noise)


def settle(index: HnswIndex) -> None:
    """Let the graphs take in everything, as the background thread does."""
    while index.unfinished:
        index.link(128)


def linked_index(count: int, dim: int = DIM, capacity: int = 32_768, seed: int = 0) -> HnswIndex:
    index = HnswIndex(dim, PARAMETERS, graph_capacity=capacity)
    index.add(range(1, count + 1), clustered(count, dim, seed))
    settle(index)
    return index


def small_graph(count: int = 300, seed: int = 0) -> HnswGraph:
    graph = HnswGraph.empty(DIM, PARAMETERS, capacity=max(count, 1) + 100)
    graph.add(range(1, count + 1), clustered(count, seed=seed))
    return graph


def same(found: list[Neighbor], expected: list[Neighbor]) -> bool:
    """Equal but for the rounding of one float32 product."""
    pairs = zip(found, expected, strict=True)
    return ids_of(found) == ids_of(expected) and all(
        abs(one.similarity - other.similarity) < 1e-6 for one, other in pairs
    )


def ids_of(found: list[Neighbor]) -> list[int]:
    return [near.reference_id for near in found]
