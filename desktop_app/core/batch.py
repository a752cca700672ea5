"""What is known of each row of a batch: the answer in short, what a reviewer said, the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from desktop_app.core.types import Reason, Verdict


class RowState(StrEnum):
    """Where a row stands; each row is in exactly one state."""

    WAITING = "waiting"
    MATCH = "match"
    UNSURE = "unsure"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    ERROR = "error"
    REVIEWED = "reviewed"


class Said(StrEnum):
    """What a reviewer said about a row; the names are those of `core.teaching.Decision`."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ATTACHED = "attached"
    NOT_IN_CATALOGUE = "not_in_catalogue"


@dataclass(frozen=True, slots=True)
class RowCandidate:
    """A product proposed, as it was then; `probability` is None where nothing was calibrated."""

    sku: str
    name: str
    location: str
    similarity: float
    probability: float | None


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """An answer without pictures and evidence: small enough to keep ten thousand of them."""

    verdict: Verdict
    reason: Reason
    candidates: tuple[RowCandidate, ...] = ()
    p_not_in_catalogue: float | None = None
    model: str = ""
    device: str = ""

    @property
    def best(self) -> RowCandidate | None:
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said about a row, and when.

    Attributes:
        sku, name, location: of the product; empty for "not in the catalogue".
        taught_ids: references that the photo became; empty if it taught nothing.
    """

    said: Said
    person: str
    at: datetime
    sku: str = ""
    name: str = ""
    location: str = ""
    taught_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """How many rows there are, by their answer and by where they stand now.

    Attributes:
        answers: rows by the state that their answer put them in, whatever was said later.
        now: rows by their state, those that were reviewed under `RowState.REVIEWED`.
        are_photos: whether each row asks about a photo.
    """

    total: int = 0
    answers: Mapping[RowState, int] = field(default_factory=lambda: MappingProxyType({}))
    now: Mapping[RowState, int] = field(default_factory=lambda: MappingProxyType({}))
    are_photos: bool = True

    @property
    def waiting(self) -> int:
        return self.answers.get(RowState.WAITING, 0)


def count_rows(states: Iterable[tuple[RowState, RowState]], *, are_photos: bool) -> BatchCounts:
    """Counts of rows, each given by the state of its answer and its state now."""
    pairs = list(states)
    answers = Counter(pair[0] for pair in pairs)
    now = Counter(pair[1] for pair in pairs)
    return BatchCounts(len(pairs), MappingProxyType(answers), MappingProxyType(now), are_photos)


def answer_state(answer: RowAnswer | None, *, has_error: bool) -> RowState:
    """The state that an answer, or its absence, puts a row in."""
    if answer is not None:
        return RowState(answer.verdict.value)
    return RowState.ERROR if has_error else RowState.WAITING


def said_about(answer: RowAnswer | None, sku: str) -> Said:
    """What it means to say that the item is the product *sku*; empty: it is none of ours."""
    if not sku:
        return Said.NOT_IN_CATALOGUE
    best = answer.best if answer is not None else None
    if answer is None or best is None or answer.verdict is Verdict.NOT_IN_CATALOGUE:
        return Said.ATTACHED
    return Said.CONFIRMED if best.sku == sku else Said.CORRECTED
