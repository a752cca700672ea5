"""Products, photos and embeddings for the tests of the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from desktop_app.catalog.records import NewEmbedding, NewPhoto, PhotoOrigin, ProductSave
from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.types import CodeKind, Embedding, ProductCode, ProductData

FINGERPRINT = "model-a"
DIM = 8


def vector(seed: int) -> Embedding:
    values = np.random.default_rng(seed).standard_normal(DIM)
    return (values / np.linalg.norm(values)).astype(np.float32)


def sha(text: object) -> str:
    return hashlib.sha256(str(text).encode()).hexdigest()


def product(number: int = 1, **changes: Any) -> ProductData:
    fields: dict[str, Any] = {
        "sku": f"SKU-{number}",
        "name": f"Infusion set {number}",
        "category": "Infusion",
        "brand": "Acme",
        "description": "Sterile, single use",
        "price": Decimal("1.50"),
        "currency": "EUR",
        "stock": Decimal(12),
        "location": "A-01",
        "attributes": {"name_zh": "一次性使用输液器"},
        "codes": (ProductCode(CodeKind.OWN, f"own-{number}"),),
    }
    return ProductData(**(fields | changes))


def photo(number: int = 1, origin: PhotoOrigin = PhotoOrigin.IMPORT) -> NewPhoto:
    return NewPhoto(sha(f"copy {number}"), sha(number), 40, 30, f"{number}.jpg", origin)


def photo_embedding(number: int = 1, fingerprint: str = FINGERPRINT) -> NewEmbedding:
    return NewEmbedding(fingerprint, vector(number), sha(number))


def text_embedding(number: int = 1, fingerprint: str = FINGERPRINT) -> NewEmbedding:
    return NewEmbedding(fingerprint, vector(1000 + number))


def complete(number: int = 1, photos: Sequence[int] | None = None, **changes: Any) -> ProductSave:
    """A product with photos and an embedding of each photo and of its text."""
    numbers = [number] if photos is None else photos
    embeddings = [photo_embedding(item) for item in numbers]
    return ProductSave(
        product(number, **changes),
        [photo(item) for item in numbers],
        [*embeddings, text_embedding(number)],
    )


def analysis(picture: bytes = b"picture", thumbnail: bytes = b"small") -> PhotoAnalysis:
    return PhotoAnalysis("a.jpg", sha("a"), 40, 30, picture=picture, thumbnail=thumbnail)
