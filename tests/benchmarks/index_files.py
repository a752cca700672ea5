"""Vectors, a raw hnswlib index and ours of a size, made once in a folder and used again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hnswlib
import numpy as np

from desktop_app.core.types import Embedding
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexIdentity
from desktop_app.index.index_store import IndexStore
from desktop_app.index.vector_segment import Piece
from desktop_app.index.vector_store import MANIFEST, VectorStore
from tests.benchmarks.index_data import CHUNK, families

DIM, NEAREST = 256, 10
IDENTITY = IndexIdentity("benchmark", "families", DIM)


def vectors_of(folder: Path, count: int) -> Path:
    return folder / f"vectors-{count}.npy"


def raw_of(folder: Path, count: int) -> Path:
    return folder / f"raw-{count}.hnsw"


def ours_of(folder: Path, count: int) -> Path:
    return folder / f"ours-{count}"


def queries(count: int, number: int) -> Embedding:
    """Photos of the same families that are not in the index."""
    return families(count).photos(number, 12345)


def nearest_of_all(vectors: Embedding, asked: Embedding) -> list[set[int]]:
    """Ids of the ten nearest by comparing with every vector, in blocks."""
    ids, similarities = [], []
    for start in range(0, len(vectors), CHUNK):
        block = asked @ vectors[start : start + CHUNK].T
        best = np.argpartition(-block, min(NEAREST, block.shape[1]) - 1, axis=1)[:, :NEAREST]
        ids.append(best + start + 1)
        similarities.append(np.take_along_axis(block, best, axis=1))
    order = np.argsort(-np.concatenate(similarities, axis=1), axis=1)[:, :NEAREST]
    return [set(row) for row in np.take_along_axis(np.concatenate(ids, axis=1), order, 1).tolist()]


def prepare(folder: Path, count: int) -> Embedding:
    """Make what is missing in *folder*; the vectors, mapped from their file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = vectors_of(folder, count)
    if not file.exists():
        np.save(file, families(count).photos(count, 0))
    vectors: Embedding = np.load(file, mmap_mode="r")
    if not raw_of(folder, count).exists():
        raw = hnswlib.Index("ip", DIM)
        raw.init_index(count, M=16, ef_construction=100, random_seed=1)
        raw.add_items(vectors, np.arange(1, count + 1), num_threads=os.cpu_count() or 1)
        raw.save_index(str(raw_of(folder, count)))
    if not ours_of(folder, count).exists():
        index = filled(vectors)
        while index.unfinished:
            index.link(1024, os.cpu_count() or 1)
        with index.resting() as graphs:
            IndexStore(ours_of(folder, count)).publish(graphs, IDENTITY, index.parameters, 1)
    if not (ours_of(folder, count) / MANIFEST).exists():
        VectorStore(ours_of(folder, count)).publish(IDENTITY, 1, [], _pieces(vectors))
    return vectors


def _pieces(vectors: Embedding) -> Iterator[Piece]:
    for start in range(0, len(vectors), CHUNK):
        part = vectors[start : start + CHUNK]
        ids = np.arange(start + 1, start + 1 + len(part))
        yield Piece(ids, np.stack((ids, ids), axis=1), part)


def opened(folder: Path, count: int) -> HnswIndex:
    """Our index as a start leaves it: vectors mapped, graphs loaded."""
    index = HnswIndex(DIM)
    index.attach(VectorStore(ours_of(folder, count)).open(IDENTITY, 1).segments)
    index.adopt(IndexStore(ours_of(folder, count)).open(IDENTITY, index.parameters, 1))
    return index


def filled(vectors: Embedding) -> HnswIndex:
    """Our index with these vectors, not yet in a graph."""
    index = HnswIndex(DIM)
    for start in range(0, len(vectors), CHUNK):
        part = np.array(vectors[start : start + CHUNK])
        index.add(range(start + 1, start + 1 + len(part)), part)
    return index
