"""A linear map of embeddings, fitted on one catalogue: within-product whitening.

What differs between photos of one product (light, side, background, hand) is noise to a lookup.
The map makes directions in which such photos differ shorter, those in which they agree longer:
with the pooled covariance S of photos about the mean of their product, a photo x becomes
S^(-1/2) x, brought to unit length (Hatch, Kajarekar and Stolcke 2006, "Within-class covariance
normalization for SVM-based speaker recognition"). S is shrunk towards a multiple of the identity,
since a catalogue has few photos for many numbers (Ledoit and Wolf 2004, "A well-conditioned
estimator for large-dimensional covariance matrices"); shrunk all the way the map changes nothing.

Words lie apart from photos in a direction of their own, in which photos hardly differ. The map
would stretch it and let the words of a query drown its photo, so the step from photos to words
counts as a difference within products, and is made short.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Embedding

Groups: TypeAlias = npt.NDArray[np.int64]
_Floats: TypeAlias = npt.NDArray[np.float64]

LEAST_LENGTH = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class VectorMap:
    """A square matrix that every embedding of a catalogue and every query goes through.

    Attributes:
        matrix: shape (dim, dim), float32; a row vector x becomes x @ matrix.
    """

    matrix: Embedding

    def __post_init__(self) -> None:
        if self.matrix.ndim != 2 or self.matrix.shape[0] != self.matrix.shape[1]:
            raise ValueError(f"a map of shape {self.matrix.shape}")
        if not np.isfinite(self.matrix).all():
            raise ValueError("a map must be finite")

    @property
    def dim(self) -> int:
        return len(self.matrix)

    @property
    def digest(self) -> str:
        """Changes with every bit of the matrix; 64 hex digits."""
        packed = np.ascontiguousarray(self.matrix, dtype="<f4").tobytes()
        return hashlib.sha256(packed).hexdigest()

    def apply(self, vectors: Embedding) -> Embedding:
        """Unit rows for unit rows, shape (n, dim) or (dim,)."""
        mapped = vectors @ self.matrix
        lengths = np.linalg.norm(mapped, axis=-1, keepdims=True)
        unit: Embedding = mapped / np.maximum(lengths, LEAST_LENGTH)
        return unit.astype(np.float32, copy=False)


@dataclass(frozen=True, slots=True, eq=False)
class WithinScatter:
    """How photos differ from the other photos of their product.

    Attributes:
        variances: along the axes, shape (dim,), rising; the mean of the photos' is 1.
        axes: orthonormal columns, shape (dim, dim).
        freedom: photos less products: so many differences were seen.
    """

    variances: _Floats
    axes: _Floats
    freedom: int

    @classmethod
    def of(
        cls, vectors: Embedding, groups: Groups, gap: Embedding | None = None
    ) -> WithinScatter | None:
        """Of unit rows, shape (n, dim), and their products; None if no two photos differ.

        *gap* is the step from photos to words, shape (dim,), where there are words.
        """
        _, places, counts = np.unique(groups, return_inverse=True, return_counts=True)
        freedom = len(groups) - len(counts)
        if freedom < 1:
            return None
        order = np.argsort(places, kind="stable")
        ordered, sorted_places = vectors[order], places[order]
        starts = np.searchsorted(sorted_places, np.arange(len(counts)))
        means = np.add.reduceat(ordered, starts, axis=0) / counts[:, None]
        apart = ordered - means[sorted_places].astype(np.float32)
        scatter = (apart.T @ apart).astype(np.float64) / freedom
        whole = float(np.trace(scatter))
        level = whole / len(scatter)
        if not level > LEAST_LENGTH:
            return None
        if gap is not None and (length := float(gap @ gap)) > LEAST_LENGTH:
            scatter += whole / length * np.outer(gap, gap)
        variances, axes = np.linalg.eigh(scatter)
        return cls(np.maximum(variances, 0.0) / level, axes, freedom)

    def map_with(self, shrink: float) -> VectorMap:
        """The map for S shrunk by *shrink*: 1 changes nothing, near 0 trusts every difference.

        Raises:
            ValueError: *shrink* is not above 0 and at most 1.
        """
        if not 0 < shrink <= 1:
            raise ValueError("shrinkage lies above 0 and at most at 1")
        stretch = ((1 - shrink) * self.variances + shrink) ** -0.5
        return VectorMap(((self.axes * stretch) @ self.axes.T).astype(np.float32))


def step_to_words(
    photos: Embedding, photo_groups: Groups, words: Embedding, word_groups: Groups
) -> Embedding | None:
    """Mean step from the photos of a product to its words, shape (dim,).

    None where no product has both.
    """
    places = np.searchsorted(products := np.unique(photo_groups), photo_groups)
    sums = np.zeros((len(products), photos.shape[1]))
    np.add.at(sums, places, photos)
    means = sums / np.bincount(places, minlength=len(products))[:, None]
    has_both = np.isin(word_groups, products)
    if not has_both.any():
        return None
    steps = words[has_both] - means[np.searchsorted(products, word_groups[has_both])]
    mean: Embedding = steps.mean(axis=0).astype(np.float32)
    return mean
