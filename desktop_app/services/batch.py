"""Many lookups in a row: one answer a line, a bad row never ends the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from desktop_app.core.errors import UserError
from desktop_app.core.types import Answer
from desktop_app.services.lookup import LookupOutcome, Query
from desktop_app.services.query_table import QueryRow


class Lookup(Protocol):
    """Answers one query; `LookupService` is the real one."""

    def lookup(self, query: Query, *, top_k: int = 10, urgent: bool = True) -> LookupOutcome:
        """The answer; who is not *urgent* lets others go first."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A row with its answer, or with the error that says why there is none."""

    row: QueryRow
    answer: Answer | None = None
    error: UserError | None = None


def run_batch(
    rows: Iterable[QueryRow], lookup: Lookup, *, top_k: int = 10
) -> Iterator[BatchResult]:
    """Answer row after row, in order; lookups of people go first."""
    for row in rows:
        yield answer_row(row, lookup, top_k)


def answer_row(row: QueryRow, lookup: Lookup, top_k: int) -> BatchResult:
    """Answer one row, behind the lookups of people."""
    if isinstance(row.query, UserError):
        return BatchResult(row, error=row.query)
    try:
        outcome = lookup.lookup(row.query, top_k=top_k, urgent=False)
    except UserError as error:
        return BatchResult(row, error=error)
    return BatchResult(row, outcome.answer)
