"""Photos with typed words, judged as the program judges them: likeness, words in the data, fusion.

Each photo is asked with what a person types beside it (the kind of the groceries, the name of the
warehouse goods), with one word of the name, with a misspelt word, and with a word of another
product: people type the wrong thing, and the photo must then be able to say so.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, ProductRecord
from evaluation import Protocol, product_similarities
from pack_embeddings import PackEmbeddings, gallery, typed_text
from text_data import clean
from wordings import misspelt, one_word

from desktop_app.catalog.database import Database
from desktop_app.catalog.records import ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.ranking import photo_and_words, words_tell
from desktop_app.core.types import ProductData
from desktop_app.vision.embedder import Embedder

RIGHT_WORDINGS = 3
WRONG_SHARE = 0.1
"""Of all words typed, so many belong to another product."""


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """One photo with words; rows are products, in the order of the catalogue."""

    photo: np.ndarray
    fused: np.ndarray
    strength: np.ndarray
    wanted: int
    product: str

    def similarities(self, kept: np.ndarray) -> np.ndarray:
        """What the program ranks the products in *kept* by, shape (kept products,)."""
        return photo_and_words(self.photo[kept], self.fused[kept], self.strength[kept])

    def tells(self, kept: np.ndarray) -> bool:
        """Whether the words tell the products in *kept* apart; else the photo alone is judged."""
        best_first = np.argsort(-self.similarities(kept), kind="stable")
        return words_tell(self.strength[kept][best_first].tolist())


def typed_queries(
    embedder: Embedder,
    embeddings: PackEmbeddings,
    collection: Collection,
    decoded: DecodedPhotos,
    protocol: Protocol,
) -> list[TypedQuery]:
    """All queries of a protocol, each with several wordings."""
    rows, owners = gallery(embeddings, collection, protocol.gallery, with_text=True)
    products = sorted(set(owners))
    records = [collection.products[name] for name in products]
    asked = list(_asked(collection, protocol, records))
    fused = _fused(embedder, decoded, asked)
    photo = embeddings.photo[[position for position, _ in asked]]
    by_photo, _ = product_similarities(photo, rows, owners)
    by_both, _ = product_similarities(fused, rows, owners)
    strengths = _strengths(records, [words for _, words in asked])
    wanted = [products.index(collection.photos[position].product) for position, _ in asked]
    return [
        TypedQuery(by_photo[n], by_both[n], strengths[n], column, products[column])
        for n, column in enumerate(wanted)
    ]


def _asked(
    collection: Collection, protocol: Protocol, records: Sequence[ProductRecord]
) -> Iterator[tuple[int, str]]:
    """Position of a photo and the words typed beside it."""
    rng = random.Random(0)
    for position in protocol.queries:
        record = collection.products[collection.photos[position].product]
        word = one_word(record.name, rng)
        yield position, typed_text(record)
        yield position, word
        yield position, misspelt(word, rng)
        if rng.random() < RIGHT_WORDINGS * WRONG_SHARE / (1 - WRONG_SHARE):
            yield position, one_word(rng.choice(records).name, rng)


def _fused(
    embedder: Embedder, decoded: DecodedPhotos, asked: Sequence[tuple[int, str]], batch: int = 16
) -> np.ndarray:
    parts = []
    for first in range(0, len(asked), batch):
        part = asked[first : first + batch]
        pictures = [decoded[position] for position, _ in part]
        parts.append(embedder.embed_pairs(pictures, [words for _, words in part]).fused)
    return np.concatenate(parts)


def _strengths(records: Sequence[ProductRecord], typed: Sequence[str]) -> np.ndarray:
    """How much of the words each product holds, asked of a catalogue: (queries, products)."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database.open(Path(folder) / "catalogue.sqlite")) as database,
    ):
        repository = CatalogRepository(database)
        products = [ProductSave(_product_data(n, record)) for n, record in enumerate(records)]
        ids = [outcome.product_id for outcome in repository.save_products(products)]
        held = [repository.held_words(words, ids) for words in typed]
    return np.array(
        [[hits[i].strength if i in hits else 0.0 for i in ids] for hits in held], dtype=np.float64
    )


def _product_data(number: int, record: ProductRecord) -> ProductData:
    return ProductData(
        f"P{number:05}",
        record.name,
        category=record.category.replace("-", " "),
        description=clean(record.description),
    )
