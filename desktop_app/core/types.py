"""The values that travel between the layers: frozen, plain, without behaviour of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop_app.core.messages import Message
from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.teaching import Decision

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Embedding: TypeAlias = npt.NDArray[np.float32]
    """Unit-length float32; shape (dim,) for one, (n, dim) for several."""

    RgbImage: TypeAlias = npt.NDArray[np.uint8]
    """Upright picture, shape (height, width, 3), red first."""
else:  # NumPy takes as long to load as Qt, and the window is shown before it is needed
    Embedding = RgbImage = Any

Progress: TypeAlias = Callable[["ProgressReport"], None]
ShouldStop: TypeAlias = Callable[[], bool]


def never_stop() -> bool:
    """Default `ShouldStop`: nobody asked to stop."""
    return False


def no_progress(report: ProgressReport) -> None:
    """Default `Progress`: nobody watches."""
    del report


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far a long job is; seconds left are None until they can be told."""

    done: int
    total: int
    rate_per_s: float = 0.0
    seconds_left: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle in pixels of the upright picture; x and y name its upper left corner."""

    x: int
    y: int
    width: int
    height: int


class CodeKind(StrEnum):
    """What a product code is."""

    GTIN = "gtin"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A GTIN (14 digits) or a code of the shop's own (free text)."""

    kind: CodeKind
    value: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A stored catalogue photo; the bytes lie in the photo store under `sha256`."""

    photo_id: int
    sha256: str
    width: int
    height: int
    source_name: str = ""


EMPTY_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProductData:
    """What a person says about a product; `Product` is the same once it is in the catalogue."""

    sku: str
    name: str
    category: str = ""
    brand: str = ""
    description: str = ""
    price: Decimal | None = None
    currency: str = ""
    stock: Decimal | None = None
    location: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: EMPTY_ATTRIBUTES)
    codes: tuple[ProductCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Product(ProductData):
    """A product of the catalogue with its photos, first photo first.

    `is_damaged`: the disk or another program changed what is said about it.
    """

    product_id: int = 0
    photos: tuple[Photo, ...] = ()
    is_damaged: bool = False


class ReferenceKind(StrEnum):
    """What an embedding of the gallery was made of."""

    PHOTO = "photo"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reference:
    """One embedding of the gallery and the product that it stands for.

    `reference_id` is the row id of the embedding and never used again; `photo_id` is None for
    a text reference.
    """

    reference_id: int
    product_id: int
    kind: ReferenceKind
    photo_id: int | None = None


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A reference near a query; similarity is the cosine, larger is nearer."""

    reference_id: int
    similarity: float


@dataclass(frozen=True, slots=True)
class BarcodeSymbol:
    """A symbol found in a photo: `format` in the reader's words, for instance `EAN13`."""

    format: str
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """What a scanned, typed or seen code says, GS1 data taken apart."""

    raw: str
    gtin: str | None = None
    lot: str = ""
    serial: str = ""
    expiry: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class TextHit:
    """A product that holds words that were typed.

    Attributes:
        score: share of the words that it holds, 1 for all of them.
        strength: the same, words that say less of the product counted less, and a little more
            than 1 where the words are its whole name.
        misspelt: words as they were typed, and as this product spells them.
        whole_name: whether its name has no other words.
    """

    product_id: int
    score: float
    strength: float = 1.0
    misspelt: tuple[tuple[str, str], ...] = ()
    whole_name: bool = False


class QueryKind(StrEnum):
    """What a query was made of; each kind has its own calibration."""

    PHOTO = "photo"
    PHOTO_TEXT = "photo_text"
    TEXT = "text"


class Verdict(StrEnum):
    """What the program dares to say."""

    MATCH = "match"
    UNSURE = "unsure"
    NOT_IN_CATALOGUE = "not_in_catalogue"


class EvidenceKind(StrEnum):
    """Why a candidate was proposed."""

    CODE = "code"
    PHOTO = "photo"
    TEXT = "text"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a candidate: a code, a like photo, like words, or the same print.

    `strength` is the similarity for photos and text, 1 for a code and the probability for a print;
    `detail` is the code, the words or the number of points that line up; `photo_id` names the
    catalogue photo that was nearest, or has the print.
    """

    kind: EvidenceKind
    strength: float
    detail: str = ""
    photo_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product proposed; `probability` is None where nothing was calibrated."""

    product: Product
    similarity: float
    probability: float | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def sku(self) -> str:
        return self.product.sku

    @property
    def best_photo(self) -> Photo | None:
        """The catalogue photo with the same print, or nearest to the query, or the first."""
        shown = [item for item in self.evidence if item.photo_id is not None]
        shown.sort(key=lambda item: item.kind is not EvidenceKind.PRINT)
        nearest = {item.photo_id for item in shown[:1]}
        photos = self.product.photos
        return next((p for p in photos if p.photo_id in nearest), photos[0] if photos else None)


class Reason(StrEnum):
    """Why the verdict is what it is."""

    CODE_MATCH = "code_match"
    CODES_DISAGREE = "codes_disagree"
    CODE_AGAINST_PHOTO = "code_against_photo"
    CODE_UNKNOWN = "code_unknown"
    CONFIDENT = "confident"
    SAME_PRINT = "same_print"
    LOOK_ALIKES = "look_alikes"
    LOW_PROBABILITY = "low_probability"
    WORDS_AGAINST_PHOTO = "words_against_photo"
    WORDS_FIT_NOTHING = "words_fit_nothing"
    NOT_CALIBRATED = "not_calibrated"
    BELOW_THRESHOLD = "below_threshold"
    TEXT_ONLY = "text_only"
    NOTHING_FOUND = "nothing_found"
    CATALOGUE_EMPTY = "catalogue_empty"
    DAMAGED_DATA = "damaged_data"
    STILL_READING = "still_reading"


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What really runs the model (`device`, for instance `CPU`), and why not what was wished."""

    device: str
    wished: str = "auto"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What likeness found: SKUs of the first products, and similarities of all, nearest first."""

    skus: tuple[str, ...]
    similarities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to one query; frozen, so that window, history and JSON say the same.

    `only` is the filter under which it holds; `unread` references were not looked at, since the
    catalogue was still being read. `ranking` is what likeness had found.
    """

    verdict: Verdict
    reason: Reason
    query_kind: QueryKind
    candidates: tuple[Candidate, ...]
    codes: tuple[ScannedCode, ...] = ()
    text: str = ""
    only: ProductFilter = EVERYTHING
    p_not_in_catalogue: float | None = None
    model: str = ""
    device: DeviceInfo = field(default_factory=lambda: DeviceInfo(""))
    ms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Message, ...] = ()
    lookup_id: int | None = None
    unread: int = 0
    ranking: Ranking | None = None

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One lookup as it is remembered; `answer` is the JSON object that the command line prints.

    `decision` is what a person said about the answer, `decided_sku` and `decided_name` the product
    they named; None and empty where nobody said anything.
    """

    lookup_id: int
    at: datetime
    person: str
    text: str
    verdict: Verdict
    reason: Reason
    top_sku: str
    top_name: str
    top_probability: float | None
    model: str
    device: str
    answer: str
    thumbnail: bytes | None = None
    decision: Decision | None = None
    decided_sku: str = ""
    decided_name: str = ""
    decided_by: str = ""
