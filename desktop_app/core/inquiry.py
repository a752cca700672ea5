"""An inquiry: a question that the program could not answer, kept for somebody who can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.core.types import Answer, ProductCode, Reason, Verdict


class Closing(StrEnum):
    """How an inquiry ended."""

    PRODUCT = "product"
    """It is a product of the catalogue; the program has learnt it."""
    UNKNOWN = "unknown"
    """Nobody could say what it is."""


@dataclass(frozen=True, slots=True)
class InquiryPhoto:
    """A photo of an inquiry as JPEG copies without metadata.

    `source_sha256` names the bytes that they were made of; width and height are theirs, pixels.
    """

    source_sha256: str
    width: int
    height: int
    picture: bytes
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class NewInquiry:
    """What a person saves; `answer_json` is the answer as the command line prints it."""

    answer: Answer
    answer_json: str
    text: str = ""
    note: str = ""
    code: ProductCode | None = None
    photos: Sequence[InquiryPhoto] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A saved inquiry.

    Attributes:
        at, person: when and by whom it was saved.
        text, note, code: the words of the question, what the person adds, the code that was read.
        verdict, reason, model, answer: the answer as it was; `answer` is JSON.
        thumbnail: of the first photo; None if there is none.
        n_photos: how many photos are kept with it.
        closing: None while it is open.
        sku, name, product_id: the product that it turned out to be, as it was called then.
        lessons: entries in the list of everything taught that closing it made.
    """

    inquiry_id: int
    at: datetime
    person: str
    text: str
    note: str
    code: ProductCode | None
    verdict: Verdict
    reason: Reason
    model: str
    answer: str
    n_photos: int = 0
    thumbnail: bytes | None = None
    closing: Closing | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    sku: str = ""
    name: str = ""
    product_id: int | None = None
    lessons: tuple[int, ...] = ()
