"""Batches as a table: what was asked, what was answered, what a person said, what holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path

from desktop_app.core.batch import Review
from desktop_app.core.messages import Message, Translate, render_parts, same
from desktop_app.core.types import Verdict
from desktop_app.services.batch import BatchResult
from desktop_app.services.batch_run import BatchRow, short_answer
from desktop_app.services.table_writer import Value, write_table

COLUMNS = (
    "row",
    "photo",
    "text",
    "verdict",
    "reason",
    "sku",
    "name",
    "location",
    "probability",
    "other_skus",
    "decision",
    "decided_sku",
    "decided_name",
    "decided_by",
    "decided_at_utc",
    "taught",
    "result",
    "result_sku",
    "result_name",
    "result_location",
    "error",
    "model",
    "device",
)
"""Names stay stable, since other programs read them; docs/batch.md says what they mean."""

Result = tuple[str, str, str, str]


def table_rows(rows: Iterable[BatchRow], translate: Translate = same) -> Iterator[list[Value]]:
    """Cells of *rows* by `COLUMNS`; only errors are in the language of *translate*."""
    for row in rows:
        yield [
            row.question.line,
            row.question.photo,
            row.question.text,
            *_answer_cells(row),
            *_review_cells(row.review),
            *_result(row),
            _error(row.error, translate),
            row.answer.model if row.answer else "",
            row.answer.device if row.answer else "",
        ]


def write_batch(file: Path, rows: Iterable[BatchRow], translate: Translate = same) -> None:
    """Write *rows* as CSV or XLSX, by the name of *file*.

    Raises:
        UserError: the file cannot be written.
    """
    write_table(file, COLUMNS, table_rows(rows, translate), "Batch")


def row_of(result: BatchResult) -> BatchRow:
    """A result of the command line as a row of a table."""
    if result.answer is None:
        return BatchRow(result.row, error=result.error.message if result.error else None)
    return BatchRow(result.row, short_answer(result.answer))


def _answer_cells(row: BatchRow) -> tuple[Value, ...]:
    answer = row.answer
    if answer is None:
        return (row.answer_state.value, *[""] * 6)
    best = answer.best
    share = best.probability if best else None
    return (
        answer.verdict.value,
        answer.reason.value,
        best.sku if best else "",
        best.name if best else "",
        best.location if best else "",
        "" if share is None else share,
        "; ".join(candidate.sku for candidate in answer.candidates[1:]),
    )


def _review_cells(review: Review | None) -> tuple[Value, ...]:
    if review is None:
        return ("", "", "", "", "", "")
    at = review.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    said = review.said.value
    return said, review.sku, review.name, review.person, at, "yes" if review.taught_ids else "no"


def _result(row: BatchRow) -> Result:
    """What holds: the decision of a person, else a match; anything else is open."""
    review, answer = row.review, row.answer
    if review is not None and review.sku:
        return "product", review.sku, review.name, review.location
    if review is not None:
        return "not_in_catalogue", "", "", ""
    if answer is not None and answer.verdict is Verdict.MATCH and answer.best is not None:
        best = answer.best
        return "product", best.sku, best.name, best.location
    missing = answer is not None and answer.verdict is Verdict.NOT_IN_CATALOGUE
    return "not_in_catalogue" if missing else "open", "", "", ""


def _error(error: Message | None, translate: Translate) -> str:
    return render_parts(error, translate).what if error is not None else ""
