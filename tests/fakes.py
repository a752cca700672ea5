"""Stand-ins for the parts that need a model: quick, and the same in every run."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from types import MappingProxyType

import cv2
import numpy as np

from desktop_app.core import likeness
from desktop_app.core.analysis import (
    AnalysisRequest,
    ModelInfo,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import PhotoError
from desktop_app.core.explanation import Contrast, Explanation, PhotoGrid
from desktop_app.core.messages import MessageId
from desktop_app.core.types import DeviceInfo, Embedding, QueryKind, Reference

GRID = 4
WORD_DIMS = 16
DIM = 3 * GRID * GRID + WORD_DIMS
RULE = DecisionRule(temperature=0.05, none_similarity=0.5)


def fake_model(fingerprint: str = "fake-1") -> ModelInfo:
    """A model pack that does not exist."""
    rules = MappingProxyType(dict.fromkeys(QueryKind, RULE))
    return ModelInfo("fake", "1", fingerprint, DIM, rules, grid=GRID)


class FakeAnalyst:
    """An `Analyst` without a model: mean colours of a grid beside hashed words.

    Photos alike in colour have like embeddings; equal texts have equal ones. Safe to call from
    several threads. `analysed` lists the names of the photos read, `embedded_texts` the texts.
    `before_batch` is called before each batch with its photos, for instance to wait or to fail.
    """

    def __init__(
        self,
        fingerprint: str = "fake-1",
        before_batch: Callable[[Sequence[PhotoInput]], None] = lambda _photos: None,
    ) -> None:
        self.model = fake_model(fingerprint)
        self.device = DeviceInfo("CPU")
        self.analysed: list[str] = []
        self.embedded_texts: list[str] = []
        self.batch_sizes: list[int] = []
        self._before_batch = before_batch
        self._lock = threading.Lock()

    def analyse(
        self, photos: Sequence[PhotoInput], request: AnalysisRequest
    ) -> list[PhotoAnalysis | PhotoError]:
        self._before_batch(photos)
        with self._lock:
            self.batch_sizes.append(len(photos))
            self.analysed += [photo.name for photo in photos]
        return [_analyse(photo, request) for photo in photos]

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        analyses = tuple(self.analyse(photos, request))
        parts = [a.embedding for a in analyses if isinstance(a, PhotoAnalysis)]
        vectors = [part for part in parts if part is not None]
        photo = _unit(np.sum(vectors, axis=0)) if vectors else None
        if text.strip():
            vectors.append(_word_vector(text))
        embedding = _unit(np.sum(vectors, axis=0)) if vectors else None
        return QueryAnalysis(embedding, analyses, MappingProxyType({"image": 0.1}), photo)

    def explain(self, query: PhotoInput, reference: PhotoInput) -> Explanation:
        return likeness.explain(_grid(query), _grid(reference))

    def contrast(self, query: PhotoInput, first: PhotoInput, second: PhotoInput) -> Contrast:
        return likeness.contrast(_grid(query), _grid(first), _grid(second))

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        with self._lock:
            self.embedded_texts += texts
        return np.array([_word_vector(text) for text in texts], dtype=np.float32).reshape(-1, DIM)


class FakeGallery:
    """Remembers which references were put in and taken out."""

    def __init__(self) -> None:
        self.references: dict[int, tuple[Reference, Embedding]] = {}
        self.removed: list[int] = []

    def add(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        self.references |= {pair[0].reference_id: pair for pair in added}

    def remove(self, reference_ids: Sequence[int]) -> None:
        self.removed += reference_ids
        for reference_id in reference_ids:
            self.references.pop(reference_id, None)


def fake_photo(seed: int, size: int = 24) -> bytes:
    """A small JPEG whose colours depend on *seed* alone."""
    colours = np.random.default_rng(seed).integers(0, 256, (GRID, GRID, 3), dtype=np.uint8)
    picture = cv2.resize(colours, (size, size), interpolation=cv2.INTER_NEAREST)
    return _jpeg(picture)


def _analyse(photo: PhotoInput, request: AnalysisRequest) -> PhotoAnalysis | PhotoError:
    data = photo.data
    if data is None:
        if photo.path is None or not photo.path.is_file():
            return PhotoError(MessageId.PHOTO_MISSING, name=photo.name)
        data = photo.path.read_bytes()
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if picture is None:
        return PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
    height, width = picture.shape[:2]
    return PhotoAnalysis(
        photo.name,
        hashlib.sha256(data).hexdigest(),
        width,
        height,
        embedding=_colour_vector(picture) if request.embedding else None,
        picture=_jpeg(picture) if request.copies else None,
        thumbnail=_jpeg(cv2.resize(picture, (8, 8))) if request.copies else None,
    )


def _jpeg(picture: np.ndarray) -> bytes:
    encoded, data = cv2.imencode(".jpg", picture)
    assert encoded
    return data.tobytes()


def _colour_vector(picture: np.ndarray) -> Embedding:
    means = cv2.resize(picture, (GRID, GRID), interpolation=cv2.INTER_AREA).astype(np.float32)
    return _unit(np.concatenate([means.ravel() / 255.0 - 0.5, np.full(WORD_DIMS, 0.01)]))


def _grid(photo: PhotoInput) -> PhotoGrid:
    """Each cell holds its own colours and nothing of the others: their sum is the embedding."""
    read = _analyse(photo, AnalysisRequest())
    if isinstance(read, PhotoError):
        raise read
    cells = np.zeros((GRID * GRID, DIM), np.float32)
    for cell in range(GRID * GRID):
        own = slice(3 * cell, 3 * cell + 3)
        cells[cell, own] = read.embedding[own]
    return PhotoGrid(cells.reshape(GRID, GRID, DIM))


def _word_vector(text: str) -> Embedding:
    vector = np.full(DIM, 0.001)
    for word in text.casefold().split():
        digest = hashlib.sha256(word.encode()).digest()
        vector[-WORD_DIMS:] += np.frombuffer(digest[:WORD_DIMS], np.uint8) / 255.0 - 0.5
    return _unit(vector)


def _unit(vector: np.ndarray) -> Embedding:
    return (vector / np.linalg.norm(vector)).astype(np.float32)
