"""One batch as it stands: its rows with answers, errors and reviews, and what the list shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.batch import (
    BatchCounts,
    Review,
    RowAnswer,
    RowCandidate,
    RowState,
    answer_state,
    count_rows,
)
from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message
from desktop_app.core.types import Answer
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow

KEPT_CANDIDATES = 5
"""Candidates of each row that are kept: as many as a reviewer can pick with one key."""

OPEN_STATES = (RowState.UNSURE, RowState.NOT_IN_CATALOGUE)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A question, and its answer or why there is none; both None while it waits."""

    question: QueryRow
    answer: RowAnswer | None = None
    error: Message | None = None
    review: Review | None = None

    @property
    def answer_state(self) -> RowState:
        """What the program said, whatever a reviewer said later."""
        return answer_state(self.answer, has_error=self.error is not None)

    @property
    def state(self) -> RowState:
        return RowState.REVIEWED if self.review is not None else self.answer_state

    @property
    def is_open(self) -> bool:
        """Whether neither the program nor a person has said which product it is."""
        return self.state in OPEN_STATES

    @property
    def photo(self) -> PhotoInput | None:
        """The photo that is asked about, where there is one and its place is still known."""
        query = self.question.query
        return query.photos[0] if not isinstance(query, UserError) and query.photos else None

    @property
    def name(self) -> str:
        """Name of the photo without its folders, or the words asked; empty if not kept."""
        photo = self.question.photo.replace("\\", "/")
        return photo.rsplit("/", 1)[-1] or self.question.text


@dataclass(frozen=True, slots=True)
class RunHead:
    """A batch as a line of a list; *seconds* is how long its lookups took so far.

    `keeps_names` is false under the hospital profile; `is_stripped` tells that names and words
    are gone already.
    """

    run_id: str
    name: str
    at: datetime
    person: str
    keeps_names: bool
    counts: BatchCounts
    seconds: float = 0.0
    is_stripped: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every row has its answer or error."""
        return self.counts.waiting == 0


@dataclass(frozen=True, slots=True)
class BatchRun:
    """A batch with all its rows, in the order of the list."""

    head: RunHead
    rows: tuple[BatchRow, ...]


def counts_of(rows: Sequence[BatchRow]) -> BatchCounts:
    """How many rows stand where."""
    are_photos = not any(row.question.text and not row.question.photo for row in rows)
    return count_rows(((row.answer_state, row.state) for row in rows), are_photos=are_photos)


def short_answer(answer: Answer) -> RowAnswer:
    """What is kept of *answer*."""
    candidates = tuple(
        RowCandidate(
            candidate.sku,
            candidate.product.name,
            candidate.product.location,
            round(candidate.similarity, 4),
            None if candidate.probability is None else round(candidate.probability, 4),
        )
        for candidate in answer.candidates[:KEPT_CANDIDATES]
    )
    share = answer.p_not_in_catalogue
    return RowAnswer(
        answer.verdict,
        answer.reason,
        candidates,
        None if share is None else round(share, 4),
        answer.model,
        answer.device.device,
    )


def photo_row(line: int, name: str, path: Path) -> QueryRow:
    """The question about one photo."""
    return QueryRow(line, name, "", Query((PhotoInput(name, path=path),)))
