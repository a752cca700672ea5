"""The protocols of the evaluation; a product is as near as its best reference, as in a lookup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from datasets import Collection


@dataclass(frozen=True, slots=True)
class Protocol:
    """Positions of the catalogue photos and of the queries whose product is in the catalogue."""

    name: str
    gallery: tuple[int, ...]
    queries: tuple[int, ...]


def first_photos(collection: Collection, n: int) -> list[int]:
    """The first n training photos of each product of the grocery set, in list order."""
    seen: Counter[str] = Counter()
    kept = []
    for i in collection.where("grocery", "train"):
        product = collection.photos[i].product
        if seen[product] < n:
            kept.append(i)
        seen[product] += 1
    return kept


def protocols(
    collection: Collection, names: Sequence[str] = ("G-all", "G-8", "G-1", "G-iconic", "W", "S")
) -> list[Protocol]:
    where = collection.where
    iconic, val = where("grocery", "catalogue"), where("grocery", "val")
    galleries = {
        "G-all": lambda: iconic + where("grocery", "train"),
        "G-8": lambda: iconic + first_photos(collection, 8),
        "G-1": lambda: iconic + first_photos(collection, 1),
        "G-iconic": lambda: iconic,
    }
    pairs = {
        "W": lambda: (where("warehouse", role="gallery"), where("warehouse", role="query")),
        "S": lambda: (where("surgical", role="gallery"), where("surgical", role="query")),
    }
    found = []
    for name in names:
        gallery, queries = (galleries[name](), val) if name in galleries else pairs[name]()
        known = {collection.photos[i].product for i in gallery}
        queries = [i for i in queries if collection.photos[i].product in known]
        found.append(Protocol(name, tuple(gallery), tuple(queries)))
    return found


def product_similarities(
    queries: np.ndarray, gallery: np.ndarray, product_of: Sequence[str]
) -> tuple[np.ndarray, list[str]]:
    """Best similarity of each product, shape (queries, products), and the products in order."""
    products = sorted(set(product_of))
    columns = np.array([products.index(p) for p in product_of])
    similarity = queries @ gallery.T
    best = np.full((len(queries), len(products)), -2.0, dtype=np.float32)
    for c in range(len(products)):
        best[:, c] = similarity[:, columns == c].max(axis=1)
    return best, products


def recall(collection: Collection, protocol: Protocol, embedding: np.ndarray) -> dict[str, float]:
    """recall@1, @5, @10 and coarse (right category) in per cent; rows as in the collection."""
    gallery_products = [collection.photos[i].product for i in protocol.gallery]
    best, products = product_similarities(
        embedding[list(protocol.queries)], embedding[list(protocol.gallery)], gallery_products
    )
    wanted = [collection.photos[i].product for i in protocol.queries]
    return ranking(best, products, wanted, {k: p.category for k, p in collection.products.items()})


def ranking(
    best: np.ndarray, products: Sequence[str], wanted: Sequence[str], category: dict[str, str]
) -> dict[str, float]:
    column = np.array([products.index(p) for p in wanted])
    own = best[np.arange(len(column)), column]
    rank = (best > own[:, None]).sum(axis=1)
    groups = np.array([category[p] for p in products])
    coarse = groups[best.argmax(axis=1)] == groups[column]
    figures = {f"recall@{k}": round(100 * float((rank < k).mean()), 1) for k in (1, 5, 10)}
    return figures | {"coarse": round(100 * float(coarse.mean()), 1), "queries": len(column)}
