"""Plain values that the catalogue takes and gives besides those of `desktop_app.core.types`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop_app.core.teaching import Decision
from desktop_app.core.types import Embedding, ProductCode, ProductData, Reference, ReferenceKind


class PhotoOrigin(StrEnum):
    """Who put a photo into the catalogue: an import may replace only what an import brought."""

    IMPORT = "import"
    PERSON = "person"


class CodeOrigin(StrEnum):
    """Who gave a product a code: an import takes away only what an import brought."""

    IMPORT = "import"
    PERSON = "person"


class Change(StrEnum):
    """What saving a product did to it."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """How much is in the catalogue, withdrawn products left out."""

    products: int
    photos: int
    references: int
    categories: int


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo that already lies in the photo store.

    `sha256` names the stored copy, `source_sha256` the bytes that it was made from: a photo whose
    source is known needs to be neither decoded nor embedded again.
    """

    sha256: str
    source_sha256: str
    width: int
    height: int
    source_name: str = ""
    origin: PhotoOrigin = PhotoOrigin.IMPORT


@dataclass(frozen=True, slots=True)
class NewEmbedding:
    """An embedding of a product's photo, or of its text where `source_sha256` is None.

    `vector` has shape (dim,) and unit length; `fingerprint` names the model that made it.
    """

    fingerprint: str
    vector: Embedding
    source_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class ProductSave:
    """One product to be added or updated.

    `photos` is the complete list, first photo first; None leaves the photos as they are. A product
    that is saved as `withdrawn` is kept but found no more, and has no embeddings.
    """

    data: ProductData
    photos: Sequence[NewPhoto] | None = None
    embeddings: Sequence[NewEmbedding] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of a product: its new references with their vectors, and those that are gone."""

    product_id: int
    change: Change
    references: tuple[tuple[Reference, Embedding], ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewLesson:
    """What a person says about a lookup, with photos that become references of the product.

    `photos` pairs each photo with its embedding in the model `fingerprint`; photos that the
    product has already stay as they are. `answered_sku` is what the program had said.
    """

    decision: Decision
    fingerprint: str
    photos: Sequence[tuple[NewPhoto, Embedding]] = ()
    lookup_id: int | None = None
    answered_sku: str = ""


@dataclass(frozen=True, slots=True)
class LessonOutcome:
    """A lesson as it was kept: the product, its new references, and the ids in the list."""

    product_id: int
    sku: str
    name: str
    taught_ids: tuple[int, ...] = ()
    references: tuple[tuple[Reference, Embedding], ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """References that are gone, and photo files that no product needs any more."""

    references: tuple[int, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredProduct:
    """A product as an import needs to know it in order to do nothing twice.

    `embedded` holds the source hashes of the photos that have an embedding of the model asked for,
    `taught_codes` those of its codes that a person gave it.
    """

    data: ProductData
    photos: tuple[NewPhoto, ...]
    embedded: frozenset[str]
    text_embedded: bool
    withdrawn: bool
    taught_codes: tuple[ProductCode, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredEmbedding:
    """A reference with its vector, shape (dim,), and the generation that it appeared in."""

    reference: Reference
    generation: int
    vector: Embedding


@dataclass(frozen=True, slots=True)
class MissingEmbedding:
    """A photo (`sha256` in the photo store) or a text that a model has not seen yet."""

    product_id: int
    kind: ReferenceKind
    photo_id: int | None = None
    sha256: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """A row whose checksum is wrong: the disk or another program changed it."""

    table: str
    row_id: int


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What a product is sorted by among results."""

    product_id: int
    name: str
    location: str
    price: Decimal | None
    stock: Decimal | None
