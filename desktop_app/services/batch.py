"""Many lookups in a row: one answer a line, a bad row never ends the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.core.errors import UserError
from desktop_app.core.types import Answer
from desktop_app.services.lookup import LookupService
from desktop_app.services.query_table import QueryRow


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A row with its answer, or with the error that says why there is none."""

    row: QueryRow
    answer: Answer | None = None
    error: UserError | None = None


def run_batch(
    rows: Iterable[QueryRow], lookup: LookupService, *, top_k: int = 10
) -> Iterator[BatchResult]:
    """Answer row after row, in order."""
    for row in rows:
        yield _answer(row, lookup, top_k)


def _answer(row: QueryRow, lookup: LookupService, top_k: int) -> BatchResult:
    if isinstance(row.query, UserError):
        return BatchResult(row, error=row.query)
    try:
        outcome = lookup.lookup(row.query, top_k=top_k)
    except UserError as error:
        return BatchResult(row, error=error)
    return BatchResult(row, outcome.answer)
