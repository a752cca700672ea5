"""What people teach the program: which product a lookup was about, and the photos it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    """What a person said about an answer."""

    CONFIRMED = "confirmed"
    """This is it: the first product of the answer."""
    CORRECTED = "corrected"
    """No, it is that one."""
    ATTACHED = "attached"
    """The answer named no product; a person chose one of the catalogue."""
    ADDED = "added"
    """The answer named no product, and there was none: a new one was made."""
    CODE = "code"
    """The code of the question belongs to a product that did not have it."""


@dataclass(frozen=True, slots=True)
class TaughtPhoto:
    """A photo or code that a person gave to a product; it is listed after its withdrawal too.

    Attributes:
        at, person: when and by whom it was taught.
        sku, name: of the product, as they were then.
        answered_sku: what the program had said; empty if it named no product.
        product_id: None once the product is deleted.
        sha256: name of the stored copy, which is gone after the withdrawal; empty for a code.
        code: the code as the product has it; empty for a photo.
        withdrawn_at, withdrawn_by: None and empty while the photo is a reference.
    """

    taught_id: int
    at: datetime
    person: str
    decision: Decision
    sku: str
    name: str
    answered_sku: str
    product_id: int | None
    sha256: str
    code: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
