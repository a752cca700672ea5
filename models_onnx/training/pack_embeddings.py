"""What evaluation and calibration ask of a pack, run once through the program's own embedder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, ProductRecord
from text_data import clean, is_code

from desktop_app.vision.embedder import Embedder

SETS = ("grocery", "warehouse", "surgical")


def catalogue_text(product: ProductRecord) -> str:
    """What the program embeds of a product: name, category, description."""
    if is_code(product):
        return ""
    parts = (product.name, product.category.replace("-", " "), clean(product.description))
    return ". ".join(part for part in parts if part)


def typed_text(product: ProductRecord) -> str:
    """What a person types beside a photo: the coarse category of groceries, else the name."""
    return product.category.replace("-", " ") if product.data_set == "grocery" else product.name


@dataclass(frozen=True, slots=True)
class PackEmbeddings:
    """Rows as in the collection (zero where not asked for); `texts` and `typed` by product."""

    photo: np.ndarray
    fused: np.ndarray
    texts: dict[str, np.ndarray]
    typed: dict[str, np.ndarray]
    named: dict[str, np.ndarray]


def embed_collection(
    embedder: Embedder, collection: Collection, decoded: DecodedPhotos, cache: Path, batch: int = 16
) -> PackEmbeddings:
    """Photos of the three sets, fused queries with what a person types, texts of their products.

    Photos are handed over whole, as in the program, also where a box is known. Those that are asked
    are seen as queries, with the central crops of the card.
    """
    crops = embedder.pack.card.central_crops
    seen = "-".join(map(str, (*crops.sides, crops.weight)))
    file = cache / f"embeddings-{embedder.pack.short_fingerprint}-{seen}.npz"
    products = sorted(k for k, p in collection.products.items() if p.data_set in SETS)
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        photo, fused = _photos(embedder, collection, decoded, batch)
        records = [collection.products[k] for k in products]
        texts = embedder.embed_texts([catalogue_text(p) for p in records])
        typed = embedder.embed_texts([typed_text(p) for p in records])
        named = embedder.embed_texts([p.name for p in records])
        np.savez(file, photo=photo, fused=fused, texts=texts, typed=typed, named=named)
    stored = np.load(file)
    return PackEmbeddings(
        stored["photo"],
        stored["fused"],
        *(dict(zip(products, stored[name], strict=True)) for name in ("texts", "typed", "named")),
    )


def _photos(
    embedder: Embedder, collection: Collection, decoded: DecodedPhotos, batch: int
) -> tuple[np.ndarray, np.ndarray]:
    photo = np.zeros((len(collection.photos), embedder.dim), np.float32)
    fused = np.zeros_like(photo)
    wanted = [i for i, p in enumerate(collection.photos) if p.data_set in SETS]
    for k in range(0, len(wanted), batch):
        part = wanted[k : k + batch]
        pictures = [decoded[i] for i in part]
        photo[part] = embedder.embed_photos(pictures)
        asked = [n for n, i in enumerate(part) if _is_query(collection, i)]
        if asked:
            texts = [
                typed_text(collection.products[collection.photos[part[n]].product]) for n in asked
            ]
            pairs = embedder.embed_pairs([pictures[n] for n in asked], texts)
            rows = [part[n] for n in asked]
            photo[rows], fused[rows] = pairs.photo, pairs.fused
    return photo, fused


def _is_query(collection: Collection, i: int) -> bool:
    record = collection.photos[i]
    return record.role == "query" and record.split != "train"


def gallery(
    embeddings: PackEmbeddings, collection: Collection, photos: Sequence[int], with_text: bool
) -> tuple[np.ndarray, list[str]]:
    """References of a catalogue as the program makes them: its photos, and one text a product."""
    owners = [collection.photos[i].product for i in photos]
    rows = [embeddings.photo[list(photos)]]
    if with_text:
        described = [p for p in sorted(set(owners)) if catalogue_text(collection.products[p])]
        rows.append(np.stack([embeddings.texts[p] for p in described]))
        owners = owners + described
    return np.concatenate(rows), owners
