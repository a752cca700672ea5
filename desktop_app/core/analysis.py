"""What goes into the vision worker and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import PhotoError
from desktop_app.core.types import BarcodeSymbol, Box, DeviceInfo, Embedding, QueryKind


@dataclass(frozen=True, slots=True)
class PhotoInput:
    """A photo still undecoded: a file, or bytes from the clipboard or camera.

    `name` is what a message calls it. `box` limits the analysis to a part of the upright picture.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    box: Box | None = None

    @classmethod
    def from_path(cls, path: Path, box: Box | None = None) -> PhotoInput:
        return cls(path.name, path=path, box=box)


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """Which parts of an analysis are wanted; what is not wanted costs nothing.

    `urgent` is false for a query of a batch: it lets the queries of people go first.
    """

    embedding: bool = True
    barcodes: bool = False
    thorough: bool = True
    """How barcodes are looked for: at each picture of a live camera one quick look does."""
    copies: bool = False
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class PhotoAnalysis:
    """One photo, read.

    Attributes:
        name: as in the input.
        source_sha256: of the bytes that were read, hex.
        width, height: of the upright original, pixels.
        embedding: of the photo alone, shape (dim,), unit length; None if not wanted.
        symbols: barcodes found; empty if not wanted.
        picture: upright copy as JPEG, longest side at most 1600 pixels, no metadata.
        thumbnail: the same, longest side at most 256 pixels.
        object_box: where the main thing is, pixels of the upright original; None where it fills
            the photo, was not looked for, or the photo came with a box.
        ms: milliseconds of each step (`decode`, `barcodes`, `preprocess`, `image`, ...).
    """

    name: str
    source_sha256: str
    width: int
    height: int
    embedding: Embedding | None = None
    symbols: tuple[BarcodeSymbol, ...] = ()
    picture: bytes | None = None
    thumbnail: bytes | None = None
    object_box: Box | None = None
    ms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class QueryAnalysis:
    """All photos and words of one query as one embedding.

    Attributes:
        embedding: shape (dim,), unit length; mean over the photos that could be read, each
            fused with the text; None if no photo could be read and there was no text.
        photo_embedding: the same without the text; None if no photo could be read.
        photos: one entry a photo, in order: its analysis or why it could not be read.
        ms: milliseconds of each step, summed over the photos.
    """

    embedding: Embedding | None
    photos: tuple[PhotoAnalysis | PhotoError, ...]
    ms: Mapping[str, float]
    photo_embedding: Embedding | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the rest of the program needs to know about the model pack in use.

    `grid` is the side of the grid of local embeddings, 0 where the pack gives none and likeness
    cannot be explained. `rules` lacks the kinds of queries that were not calibrated; they are
    answered `unsure`.
    """

    name: str
    version: str
    fingerprint: str
    dim: int
    rules: Mapping[QueryKind, DecisionRule]
    metrics: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    grid: int = 0


class Analyst(Protocol):
    """Reads photos and words; `desktop_app.vision.worker.VisionWorker` is the real one.

    Safe to call from several threads; an urgent query is served before everything that waits.
    """

    @property
    def model(self) -> ModelInfo:
        """The pack that makes the embeddings."""

    @property
    def device(self) -> DeviceInfo:
        """What runs the model, read back from the running session."""

    def analyse(
        self, photos: Sequence[PhotoInput], request: AnalysisRequest
    ) -> list[PhotoAnalysis | PhotoError]:
        """Read a batch; a photo that cannot be read becomes an error that names it."""

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        """Read the photos of one item and fuse them with the words."""

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Embeddings of product texts, shape (n, dim), unit rows."""
