"""A product as it stands before and after a change by hand; enough to take the change back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.catalog.records import NewEmbedding, NewPhoto
from desktop_app.core.types import Embedding, ProductCode, ProductData, Reference

NO_CODES: frozenset[ProductCode] = frozenset()


@dataclass(frozen=True, slots=True)
class ProductState:
    """Everything of a product that a person can change.

    Attributes:
        data: what is said about it.
        photos: first photo first.
        withdrawn: whether it is kept but found no more.
        person_codes: those of its codes that a person gave it; an import leaves them alone.
    """

    data: ProductData
    photos: tuple[NewPhoto, ...] = ()
    withdrawn: bool = False
    person_codes: frozenset[ProductCode] = NO_CODES


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A stored product with what one model has embedded of it.

    `embedded` holds the source hashes of its photos that have an embedding.
    """

    product_id: int
    state: ProductState
    embedded: frozenset[str] = field(default_factory=frozenset)
    text_embedded: bool = False


@dataclass(frozen=True, slots=True)
class ProductEdit:
    """One product on its way from one state to another.

    Attributes:
        product_id: None for a new product.
        before: the state that the change was made from; None for a new product.
        after: the state wanted.
        embeddings: of photos and text that the gallery lacks in the new state.
        merged_into: SKU of the product that took this one up, for the change log.
        swapped_with: SKU of the product that it changes places with in the edit before or after
            this one; the two are one entry of the change log.
    """

    product_id: int | None
    before: ProductState | None
    after: ProductState
    embeddings: Sequence[NewEmbedding] = ()
    merged_into: str = ""
    swapped_with: str = ""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """A changed product: its new references with their vectors, and those that are gone."""

    product_id: int
    references: tuple[tuple[Reference, Embedding], ...] = ()
    removed: tuple[int, ...] = ()
