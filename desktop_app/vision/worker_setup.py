"""What the worker process is told: once when it starts, then one request after the other.

Importing this module loads neither OpenCV nor ONNX Runtime: the parent needs it, and starts fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from desktop_app.core.analysis import AnalysisRequest, PhotoInput

ProviderWish: TypeAlias = Literal["auto", "cpu", "cuda"]

STANDARD_ENGINE = "desktop_app.vision.onnx_engine:load_engine"


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """How a worker process starts.

    Attributes:
        pack_folder: of the model pack.
        provider: what the person wishes to run the model on.
        threads: threads within an operator; 0 leaves the choice to ONNX Runtime.
        engine: `module:function` that takes a `WorkerSetup` and returns a `LoadedEngine`.
        log: file for what libraries print; None throws it away.
        gpu_failure: why the processor has to do although a GPU was wished; empty if it need not.
        load_limit: bytes of address space that loading may take; 0 sets no limit.
        memory_margin: bytes that decoding may take beyond what the loaded model takes.
        prints: folder that keeps the points of the print of catalogue photos; None keeps none.
    """

    pack_folder: Path
    provider: ProviderWish = "auto"
    threads: int = 0
    engine: str = STANDARD_ENGINE
    log: Path | None = None
    gpu_failure: str = ""
    load_limit: int = 0
    memory_margin: int = 3 * 2**30
    prints: Path | None = None


@dataclass(frozen=True, slots=True)
class AnalyseBatch:
    """Read these photos, each for itself."""

    photos: tuple[PhotoInput, ...]
    request: AnalysisRequest


@dataclass(frozen=True, slots=True)
class AnalyseQuery:
    """Read these photos of one item and fuse them with the words."""

    photos: tuple[PhotoInput, ...]
    text: str
    request: AnalysisRequest


@dataclass(frozen=True, slots=True)
class EmbedTexts:
    """Embed these texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainPair:
    """Say why the query photo is like the other."""

    query: PhotoInput
    reference: PhotoInput


@dataclass(frozen=True, slots=True)
class ContrastPhotos:
    """Say where the query photo is more like the first of two others than like the second."""

    query: PhotoInput
    first: PhotoInput
    second: PhotoInput


@dataclass(frozen=True, slots=True)
class ComparePrints:
    """Say how much of the print on the query photos is on each of the others."""

    queries: tuple[PhotoInput, ...]
    references: tuple[PhotoInput, ...]


Request: TypeAlias = (
    AnalyseBatch | AnalyseQuery | EmbedTexts | ExplainPair | ContrastPhotos | ComparePrints
)
