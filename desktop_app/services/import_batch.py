"""One batch of an import: read by the worker, then written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import (
    NewEmbedding,
    NewPhoto,
    ProductSave,
    SaveOutcome,
    StoredProduct,
)
from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import ImportRowError, PhotoError
from desktop_app.core.product_text import product_text
from desktop_app.core.types import Embedding
from desktop_app.services.import_changes import row_change
from desktop_app.services.import_plan import PlannedProduct
from desktop_app.services.import_report import Tally
from desktop_app.services.photo_files import PhotoFile
from desktop_app.services.reference_sink import ReferenceSink

PHOTOS_AT_ONCE = 16
"""A lookup waits for no more than the batch that the worker is reading."""

_REQUEST = AnalysisRequest(embedding=True, copies=True)


class ProductStore(Protocol):
    """What an import needs from the catalogue."""

    def stored_products(self, skus: Sequence[str], fingerprint: str) -> dict[str, StoredProduct]:
        """What is known of products, by the key of their SKU."""

    def save_products(self, items: Sequence[ProductSave]) -> list[SaveOutcome | ImportRowError]:
        """Add or update products in one transaction."""


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A planned product as the worker has read it.

    `analyses` are by the hash that the photos were planned under; `text` is the embedding of the
    product's words if it was wanted; `problems` name the photos that cannot be used.
    """

    planned: PlannedProduct
    analyses: Mapping[str, PhotoAnalysis]
    text: Embedding | None
    problems: tuple[PhotoError, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    read: ReadProduct
    save: ProductSave
    new_photos: int


def read_batch(analyst: Analyst, batch: Sequence[PlannedProduct]) -> list[ReadProduct]:
    """Decode and embed what is new in *batch*.

    Raises:
        UserError: the worker cannot read at all; nothing of the batch is written.
    """
    photos = _analyse(analyst, [file for planned in batch for file in planned.files_to_read])
    texts = _embed_texts(analyst, batch)
    return [_read(planned, photos, texts.get(planned.row.sku)) for planned in batch]


def _analyse(analyst: Analyst, files: Sequence[PhotoFile]) -> dict[str, PhotoAnalysis | PhotoError]:
    """What the worker made of each photo, by its hash; equal photos are read once."""
    unique = list({file.sha256: file for file in files}.values())
    inputs = [PhotoInput(file.name, path=file.path) for file in unique]
    analyses = [
        analysis
        for start in range(0, len(inputs), PHOTOS_AT_ONCE)
        for analysis in analyst.analyse(inputs[start : start + PHOTOS_AT_ONCE], _REQUEST)
    ]
    return {file.sha256: analysis for file, analysis in zip(unique, analyses, strict=True)}


def _read(
    planned: PlannedProduct,
    photos: Mapping[str, PhotoAnalysis | PhotoError],
    text: Embedding | None,
) -> ReadProduct:
    own = {file.sha256: (file, photos[file.sha256]) for file in planned.files_to_read}
    analyses = {
        sha256: replace(analysis, name=file.name)
        for sha256, (file, analysis) in own.items()
        if isinstance(analysis, PhotoAnalysis)
    }
    failed = [analysis for _, analysis in own.values() if isinstance(analysis, PhotoError)]
    return ReadProduct(planned, analyses, text, (*planned.problems, *failed))


def _embed_texts(analyst: Analyst, batch: Sequence[PlannedProduct]) -> dict[str, Embedding]:
    wanted = [planned for planned in batch if planned.needs_text]
    if not wanted:
        return {}
    vectors = analyst.embed_texts([product_text(planned.data) for planned in wanted])
    return {planned.row.sku: vector for planned, vector in zip(wanted, vectors, strict=True)}


class BatchWriter:
    """Writes batches: photos first, then one transaction, then the gallery.

    Killed in between, it leaves at worst photo files that nobody refers to.
    """

    def __init__(
        self, store: ProductStore, photos: PhotoStore, gallery: ReferenceSink, fingerprint: str
    ) -> None:
        self._store = store
        self._photos = photos
        self._gallery = gallery
        self._fingerprint = fingerprint

    def write(self, batch: Sequence[ReadProduct]) -> Tally:
        """Write *batch*.

        Raises:
            CatalogueError: it could not be written; the catalogue is as before the batch.
        """
        prepared = [self._prepare(item) for item in batch]
        outcomes = self._store.save_products([item.save for item in prepared])
        saved = [outcome for outcome in outcomes if isinstance(outcome, SaveOutcome)]
        self._gallery.remove([gone for outcome in saved for gone in outcome.removed])
        self._gallery.add([pair for outcome in saved for pair in outcome.references])
        return _result(prepared, outcomes)

    def _prepare(self, item: ReadProduct) -> _Prepared:
        planned = item.planned
        stored = {photo.sha256: photo for photo in planned.stored_photos}
        stored |= {photo.source_sha256: photo for photo in planned.stored_photos}
        read: dict[str, NewPhoto] = {}
        embeddings: list[NewEmbedding] = []
        for sha256, analysis in item.analyses.items():
            photo = stored.get(sha256) or self._keep(analysis)
            read[sha256] = photo
            if not planned.row.withdrawn:
                embeddings += self._embeddings(analysis.embedding, photo.source_sha256)
        embeddings += self._embeddings(item.text, None)
        photos = None if planned.photos is None else planned.photos_after(read)
        new = sum(photo.source_sha256 not in stored for photo in read.values())
        return _Prepared(item, self._save(planned, photos, embeddings), new)

    @staticmethod
    def _save(
        planned: PlannedProduct,
        photos: Sequence[NewPhoto] | None,
        embeddings: Sequence[NewEmbedding],
    ) -> ProductSave:
        return ProductSave(planned.data, photos, embeddings, withdrawn=planned.row.withdrawn)

    def _keep(self, analysis: PhotoAnalysis) -> NewPhoto:
        return NewPhoto(
            self._photos.put(analysis),
            analysis.source_sha256,
            analysis.width,
            analysis.height,
            analysis.name,
        )

    def _embeddings(
        self, vector: Embedding | None, source_sha256: str | None
    ) -> list[NewEmbedding]:
        return [] if vector is None else [NewEmbedding(self._fingerprint, vector, source_sha256)]


def _result(
    prepared: Sequence[_Prepared], outcomes: Sequence[SaveOutcome | ImportRowError]
) -> Tally:
    tally = Tally()
    for item, outcome in zip(prepared, outcomes, strict=True):
        planned = item.read.planned
        if isinstance(outcome, ImportRowError):
            tally.rejected.append(planned.rejected(outcome.message))
        else:
            tally.changes[outcome.change] += 1
            tally.photos_added += item.new_photos
            photos = len(item.read.analyses)
            row = row_change(planned, outcome.change, photos, item.save.photos)
            tally.rows.append(row)
        tally.photo_problems += [planned.rejected(p.message) for p in item.read.problems]
    return tally
