"""Embeddings for a model pack that the catalogue has not met: photos and texts, batch by batch.

A new pack has another fingerprint, so nothing made by the old one is ever compared with it. What
is missing is made from the stored photos; each batch is saved at once, so a stop costs one batch.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import MissingEmbedding
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import PhotoError
from desktop_app.core.types import (
    Embedding,
    Progress,
    ProgressReport,
    ReferenceKind,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.model_gate import ModelGate, with_one_model
from desktop_app.services.reference_sink import ReferenceSink

BATCH = 8
BYTES_EACH = 8192
"""Of an embedding in the database, with its keys, and of its place in the index."""

_log = logging.getLogger(__name__)

_Made = list[tuple[MissingEmbedding, Embedding]]


class Reembedding:
    """Makes what the model in use has not embedded yet."""

    def __init__(
        self,
        repository: CatalogRepository,
        photo_store: PhotoStore,
        analyst: Analyst,
        gallery: ReferenceSink,
        *,
        gate: ModelGate | None = None,
        room: DiskRoom | None = None,
    ) -> None:
        self.gate = gate or ModelGate()
        self._room = room
        self._repository = repository
        self._photos = photo_store
        self._analyst = analyst
        self._gallery = gallery

    def missing(self) -> list[MissingEmbedding]:
        """Photos and texts without an embedding of the model in use."""
        return self._repository.missing_embeddings(self._analyst.model.fingerprint)

    @with_one_model
    def run(self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop) -> int:
        """Embed what is missing; how many embeddings were made.

        A stored photo that can no longer be read is logged and left out; its product can still
        be found by its other photos and its words.

        Raises:
            UserError: there is too little room on the disk; nothing was begun.
        """
        missing = self.missing()
        if missing and self._room is not None:
            self._room.require(BYTES_EACH * len(missing))
        started, made = time.monotonic(), 0
        for done, batch in _batches(missing):
            if should_stop():
                break
            vectors = self._embed(batch)
            fingerprint = self._analyst.model.fingerprint
            self._gallery.add(self._repository.add_embeddings(fingerprint, vectors))
            made += len(vectors)
            progress(_report(done, len(missing), time.monotonic() - started))
        return made

    def _embed(self, batch: Sequence[MissingEmbedding]) -> _Made:
        photos = [item for item in batch if item.kind is ReferenceKind.PHOTO]
        texts = [item for item in batch if item.kind is ReferenceKind.TEXT]
        made = self._embed_photos(photos) if photos else []
        if texts:
            vectors = self._analyst.embed_texts([item.text for item in texts])
            made += list(zip(texts, vectors, strict=True))
        return made

    def _embed_photos(self, items: Sequence[MissingEmbedding]) -> _Made:
        inputs = [
            PhotoInput(item.sha256, path=self._photos.photo_path(item.sha256)) for item in items
        ]
        made: _Made = []
        analyses = self._analyst.analyse(inputs, AnalysisRequest(embedding=True))
        for item, analysis in zip(items, analyses, strict=True):
            if isinstance(analysis, PhotoError):
                _log.warning("photo %s not embedded: %s", item.photo_id, analysis.message.id)
            elif isinstance(analysis, PhotoAnalysis) and analysis.embedding is not None:
                made.append((item, analysis.embedding))
        return made


def _batches(items: Sequence[MissingEmbedding]) -> Iterator[tuple[int, Sequence[MissingEmbedding]]]:
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        yield start + len(batch), batch


def _report(done: int, total: int, seconds: float) -> ProgressReport:
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate > 0 else None
    return ProgressReport(done, total, rate, left)
