"""What the gallery lacks of products in their new states, made from the stored photos."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.product_states import KnownProduct, ProductEdit
from desktop_app.catalog.records import NewEmbedding, NewPhoto
from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.product_text import product_text
from desktop_app.core.types import Embedding

PHOTOS_AT_ONCE = 16
"""A lookup waits for no more than the batch that the worker is reading."""

_log = logging.getLogger(__name__)


def with_embeddings(
    edits: Sequence[ProductEdit],
    known: Mapping[int, KnownProduct],
    analyst: Analyst,
    photos: PhotoStore,
    read: Mapping[str, Embedding] | None = None,
) -> list[ProductEdit]:
    """*edits* with the embeddings that their new states need.

    A stored photo that can no longer be read is logged and left out; its product is found by its
    other photos and its words.

    Args:
        edits: without embeddings.
        known: the products as they are, by id.
        analyst: of the model in use.
        photos: with the stored copies.
        read: embeddings that are there already, by source hash.
    """
    fingerprint = analyst.model.fingerprint
    texts = [edit for edit in edits if _needs_text(edit, known)]
    words = analyst.embed_texts([product_text(e.after.data) for e in texts]) if texts else ()
    of_text = {id(edit): vector for edit, vector in zip(texts, words, strict=True)}
    missing = {
        photo.source_sha256: photo.sha256
        for edit in edits
        for photo in _missing_photos(edit, known)
        if photo.source_sha256 not in (read or {})
    }
    of_photo = {**_embed(missing, analyst, photos), **(read or {})}
    made = []
    for edit in edits:
        new = [
            NewEmbedding(fingerprint, of_photo[photo.source_sha256], photo.source_sha256)
            for photo in _missing_photos(edit, known)
            if photo.source_sha256 in of_photo
        ]
        if id(edit) in of_text:
            new.append(NewEmbedding(fingerprint, of_text[id(edit)]))
        made.append(replace(edit, embeddings=tuple(new)))
    return made


def _needs_text(edit: ProductEdit, known: Mapping[int, KnownProduct]) -> bool:
    if edit.after.withdrawn:
        return False
    old = known.get(edit.product_id) if edit.product_id is not None else None
    if old is None or not old.text_embedded:
        return True
    return product_text(old.state.data) != product_text(edit.after.data)


def _missing_photos(edit: ProductEdit, known: Mapping[int, KnownProduct]) -> tuple[NewPhoto, ...]:
    if edit.after.withdrawn:
        return ()
    old = known.get(edit.product_id) if edit.product_id is not None else None
    embedded = old.embedded if old is not None else frozenset()
    return tuple(p for p in edit.after.photos if p.source_sha256 not in embedded)


def _embed(
    missing: Mapping[str, str], analyst: Analyst, photos: PhotoStore
) -> dict[str, Embedding]:
    """Embeddings by source hash of stored photos that can be read."""
    sources = list(missing)
    made: dict[str, Embedding] = {}
    for start in range(0, len(sources), PHOTOS_AT_ONCE):
        batch = sources[start : start + PHOTOS_AT_ONCE]
        inputs = [PhotoInput(missing[s], path=photos.photo_path(missing[s])) for s in batch]
        analyses = analyst.analyse(inputs, AnalysisRequest(embedding=True))
        for source, analysis in zip(batch, analyses, strict=True):
            if isinstance(analysis, PhotoAnalysis) and analysis.embedding is not None:
                made[source] = analysis.embedding
            elif not isinstance(analysis, PhotoAnalysis):
                _log.warning("photo %s not embedded: %s", source[:12], analysis.message.id)
    return made
