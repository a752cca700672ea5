"""Synthetic embeddings for the index benchmarks: departments, families in them, photos in those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.core.types import Embedding

PHOTOS_A_FAMILY = 20
FAMILIES_A_DEPARTMENT = 100
CHUNK = 50_000
DEPARTMENT, FAMILY, PHOTO = 0.8, 0.6, 0.5
"""Lengths of the three parts: photos of a family have a cosine of about 0.8, families of a
department of about 0.5."""


@dataclass(frozen=True, slots=True)
class Families:
    """Centres of all families, shape (n, dim), and what one photo adds to them."""

    centres: Embedding

    def photos(self, count: int, seed: int) -> Embedding:
        """Unit vectors of *count* photos of random families, shape (count, dim)."""
        dim = self.centres.shape[1]
        made = np.empty((count, dim), np.float32)
        for start in range(0, count, CHUNK):
            rng = np.random.default_rng((seed, start))
            size = min(CHUNK, count - start)
            noise = rng.standard_normal((size, dim), np.float32) * np.float32(PHOTO / dim**0.5)
            made[start : start + size] = unit(
                self.centres[rng.integers(0, len(self.centres), size)] + noise
            )
        return made


def families(count: int, dim: int = 256) -> Families:
    """Families for a catalogue of *count* photos, the same at each call."""
    rng = np.random.default_rng(7)
    number = max(1, count // PHOTOS_A_FAMILY)
    departments = rng.standard_normal((max(1, number // FAMILIES_A_DEPARTMENT), dim), np.float32)
    own = rng.standard_normal((number, dim), np.float32)
    chosen = departments[rng.integers(0, len(departments), number)]
    scale = np.float32(dim**-0.5)
    return Families((DEPARTMENT * chosen + FAMILY * own) * scale)


def unit(vectors: Embedding) -> Embedding:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Embedding = (vectors / lengths).astype(np.float32)
    return scaled
