"""A catalogue of made-up vectors in which a map must help, or must not."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_app.catalog.adaptation_store import AdaptationStore
from desktop_app.catalog.database import Database
from desktop_app.catalog.quality_store import QualityStore, StoredReferences
from desktop_app.catalog.records import NewEmbedding, NewPhoto, ProductSave, SaveOutcome
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.types import Embedding, ProductData
from desktop_app.core.vector_map import VectorMap
from desktop_app.services.adaptations import Adaptations, AdaptedModel
from desktop_app.services.gallery import Gallery
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.model_gate import ModelGate
from tests.fakes import fake_model

DIM = 24
PRODUCTS = 20
PHOTOS = 6
SHARED = 12
"""Directions in which photos of one product differ where a map helps."""


def model_of(fingerprint: str = "model-a") -> ModelInfo:
    made = fake_model(fingerprint)
    return ModelInfo("made-up", "1", fingerprint, DIM, made.rules)


def made_up(*, helps: bool, seed: int = 7, photos: int = PHOTOS) -> StoredReferences:
    """Photos and words: the differences lie in some directions alone, or in all alike."""
    generator = np.random.default_rng(seed)
    products = np.repeat(np.arange(1, PRODUCTS + 1), photos)
    signal = generator.standard_normal((PRODUCTS, DIM))
    signal[:, :SHARED] *= 0.3 if helps else 1.0
    noise = generator.standard_normal((len(products), DIM))
    noise *= 0.25 if helps else 0.75
    if helps:
        noise[:, :SHARED] *= 10.0
    vectors = signal[products - 1] + noise
    words = signal + 0.5 * generator.standard_normal((PRODUCTS, DIM))
    rows = np.concatenate([vectors, words])
    return StoredReferences(
        (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        np.concatenate([products, np.arange(1, PRODUCTS + 1)]).astype(np.int64),
        np.concatenate([np.arange(1, len(products) + 1), np.zeros(PRODUCTS)]).astype(np.int64),
    )


def _sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _product(
    number: int, references: StoredReferences, fingerprint: str, prefix: str
) -> ProductSave:
    inside = references.product_ids == number
    photos, embeddings = [], []
    rows: npt.NDArray[np.int64] = np.flatnonzero(inside)
    for row in rows.tolist():
        vector, photo_id = references.vectors[row], int(references.photo_ids[row])
        if photo_id == 0:
            embeddings.append(NewEmbedding(fingerprint, vector))
            continue
        name = _sha(f"{prefix}{photo_id}")
        photos.append(NewPhoto(name, name, 40, 30, f"{photo_id}.jpg"))
        embeddings.append(NewEmbedding(fingerprint, vector, name))
    return ProductSave(ProductData(f"{prefix}{number}", "A thing"), photos, embeddings)


@dataclass
class AdaptationShop:
    """One data folder with everything that an adaptation touches."""

    folder: Path
    guard: Guard = OPEN_GUARD
    model: ModelInfo = field(default_factory=model_of)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = Database.open(self.folder / "catalogue.sqlite")
        self.repository = CatalogRepository(self.database)
        self.store = AdaptationStore(self.database)
        self.quality_store = QualityStore(self.database)
        self.gate = ModelGate()
        self.adapted = AdaptedModel(self.store, lambda: self.model)
        self.gallery = self.new_gallery(self.model, self.adapted.map_of(self.model.fingerprint))
        self.gallery.open()
        self.adaptations = Adaptations(
            self.store,
            self.adapted,
            self.quality_store.references,
            gallery=self.gallery,
            new_gallery=self.new_gallery,
            gate=self.gate,
            guard=self.guard,
        )

    def new_gallery(self, model: ModelInfo, vector_map: VectorMap | None) -> Gallery:
        return Gallery(self.repository, self.folder / "index", model, vector_map=vector_map)

    def fill(self, references: StoredReferences, prefix: str = "P") -> None:
        items = [
            _product(int(number), references, self.model.fingerprint, prefix)
            for number in np.unique(references.product_ids)
        ]
        saved = self.repository.save_products(items)
        for outcome in saved:
            assert isinstance(outcome, SaveOutcome), outcome
            self.gallery.add(outcome.references)

    def similarity(self, query: Embedding) -> float:
        """Of the nearest reference."""
        return self.gallery.search(query, 1)[0][1]

    def close(self) -> None:
        with closing(self.gallery):
            self.database.close()
