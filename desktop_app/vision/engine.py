"""What the worker process needs of the thing that makes embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.core.types import Box, DeviceInfo, Embedding, RgbImage


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
        """Unit rows, shape (n, dim)."""

    def embed_pairs(
        self,
        photos: Sequence[RgbImage],
        texts: Sequence[str],
        boxes: Sequence[Box | None] | None = None,
    ) -> Embedding:
        """Photo i and text i as one unit row, shape (n, dim)."""

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Unit rows, shape (n, dim)."""


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine, what it really runs on, and what a lost device or missing memory raises."""

    engine: Engine
    device: DeviceInfo
    run_errors: tuple[type[Exception], ...] = (RuntimeError,)
