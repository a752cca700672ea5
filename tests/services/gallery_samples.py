"""A catalogue in memory, and waiting for a gallery without looking at the clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.types import Embedding, Reference, ReferenceKind
from desktop_app.index.hnsw_graph import HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.services.gallery import Gallery

DIM = 16
MODEL = ModelInfo("test", "1", "fingerprint-1", DIM, MappingProxyType({}))
PARAMETERS = HnswParameters(m=8, ef_construction=60, ef_search=64)
EXACT_LIMIT = 200
LONG_S = 30.0


def unit_vectors(count: int, seed: int = 0) -> Embedding:
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((count // 10 + 1, DIM))
    vectors = centres[rng.integers(0, len(centres), count)]
    vectors = vectors + 0.4 * rng.standard_normal((count, DIM))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Stored:
    reference: Reference
    generation: int
    vector: Embedding


@dataclass
class FakeCatalogue:
    """What the gallery needs of the catalogue, without a database."""

    catalogue_id: str = "catalogue-1"
    rows: dict[int, Stored] = field(default_factory=dict)
    tombstones: dict[int, int] = field(default_factory=dict)
    now: int = 0
    next_id: int = 1
    fingerprint: str = MODEL.fingerprint
    read: int = 0

    def generation(self) -> int:
        return self.now

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterator[Stored]:
        if fingerprint != self.fingerprint:
            return
        for row in list(self.rows.values()):
            if row.generation > after_generation:
                self.read += 1
                yield row

    def embeddings_of(self, fingerprint: str, reference_ids: Sequence[int]) -> list[Stored]:
        own = self.rows if fingerprint == self.fingerprint else {}
        return [own[number] for number in reference_ids if number in own]

    def reference_ids(self, fingerprint: str, after_generation: int) -> list[int]:
        if fingerprint != self.fingerprint:
            return []
        return [n for n, row in list(self.rows.items()) if row.generation > after_generation]

    def census(self, fingerprint: str, up_to_generation: int) -> tuple[int, int]:
        if fingerprint != self.fingerprint:
            return 0, 0
        ids = [n for n, row in list(self.rows.items()) if row.generation <= up_to_generation]
        return len(ids), sum(ids)

    def removed_since(self, generation: int) -> Sequence[int]:
        return [number for number, when in self.tombstones.items() if when > generation]

    def save(self, vectors: Embedding) -> list[tuple[Reference, Embedding]]:
        """Save one photo reference a row, as one transaction."""
        self.now += 1
        saved = []
        for vector in vectors:
            number, self.next_id = self.next_id, self.next_id + 1
            reference = Reference(number, 1000 + number, ReferenceKind.PHOTO, number)
            self.rows[number] = Stored(reference, self.now, vector)
            saved.append((reference, vector))
        return saved

    def delete(self, ids: Sequence[int]) -> None:
        self.now += 1
        for number in ids:
            del self.rows[number]
            self.tombstones[number] = self.now

    def nearest(self, query: Embedding, k: int) -> list[int]:
        """Brute force over what is saved."""
        order = sorted(self.rows, key=lambda n: (-float(self.rows[n].vector @ query), n))
        return order[:k]


def make_gallery(catalogue: FakeCatalogue, folder: Path, index: HnswIndex | None = None) -> Gallery:
    if index is None:
        index = HnswIndex(DIM, PARAMETERS, waiting_limit=50)
    return Gallery(catalogue, folder, MODEL, exact_limit=EXACT_LIMIT, index=index)


def wait_until(gallery: Gallery, holds: Callable[[], bool]) -> None:
    """Wait for a change of the gallery after which *holds* is true."""
    changed = threading.Event()
    forget = gallery.on_change(changed.set)
    try:
        while not holds():
            assert changed.wait(LONG_S), gallery.state()
            changed.clear()
    finally:
        forget()


def settle(gallery: Gallery) -> None:
    wait_until(gallery, lambda: not gallery.state().building)


def found_ids(gallery: Gallery, query: Embedding, k: int) -> list[int]:
    return [reference.reference_id for reference, _ in gallery.search(query, k)]
