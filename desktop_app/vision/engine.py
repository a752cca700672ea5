"""What the worker process needs of the thing that makes embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import Area
from desktop_app.core.types import Box, DeviceInfo, Embedding, RgbImage

Grids: TypeAlias = npt.NDArray[np.float32]
"""Local embeddings, shape (n, rows, columns, dim); their mean gives the photo's embedding."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Photos, each with its text: the photos alone and both as one, unit rows, shape (n, dim)."""

    photo: Embedding
    fused: Embedding


class Engine(Protocol):
    """Makes embeddings; `desktop_app.vision.embedder.Embedder` is the real one.

    Raises `ModelPackError` where the numbers are not finite, and the errors listed in
    `LoadedEngine.run_errors` where the model cannot be run at all.
    """

    def warm_up(self) -> None:
        """Run everything once."""

    def embed_photos(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Embedding:
        """Unit rows of photos of a catalogue, shape (n, dim)."""

    def embed_pairs(
        self,
        photos: Sequence[RgbImage],
        texts: Sequence[str],
        boxes: Sequence[Box | None] | None = None,
    ) -> Pairs:
        """Asked photo i alone, and photo i and text i as one; an empty text changes nothing."""

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Unit rows, shape (n, dim)."""

    def local_embeddings(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Grids:
        """Local embeddings of photos."""

    def last_grids(self) -> Grids | None:
        """Local embeddings of the photos embedded last, which cost nothing more; None: none."""

    def last_boxes(self) -> Sequence[Box | None]:
        """Where the main things of the photos embedded last are; None: nowhere in particular."""

    def seen_area(self, width: int, height: int, box: Box | None) -> Area:
        """The part of a picture of *width* x *height* that the grid of *box* in it covers."""


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine, what it really runs on, and what a lost device or missing memory raises."""

    engine: Engine
    device: DeviceInfo
    run_errors: tuple[type[Exception], ...] = (RuntimeError,)
