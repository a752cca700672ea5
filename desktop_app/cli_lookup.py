"""The commands that ask: `shelfsight lookup`, `batch` and `evaluate`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import DONE, NOTHING_DONE, SOME_FAILED, JsonOption
from desktop_app.cli_session import Session
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.json_text import json_text
from desktop_app.core.messages import MessageId, render
from desktop_app.core.types import ProgressReport
from desktop_app.core.wording import leaves_label_open
from desktop_app.services.answer_json import answer_object, detailed_answer_object
from desktop_app.services.batch import BatchResult, run_batch
from desktop_app.services.batch_run import BatchRow, counts_of
from desktop_app.services.batch_table import row_of, write_batch
from desktop_app.services.evaluation import evaluate
from desktop_app.services.explained_answer import explain_answer
from desktop_app.services.explanation_json import explanation_object
from desktop_app.services.label_reading import LabelReading
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow, read_queries
from desktop_app.services.table_writer import TABLE_SUFFIXES
from desktop_app.terminal_explanation import print_explanation, write_heat_picture

TOP_K = 10

TopOption = Annotated[
    int, typer.Option("--top", min=1, max=100, help=translate("cli", "Most candidates a query."))
]

ReadOption = Annotated[
    bool,
    typer.Option(
        "--read-label",
        help=translate("cli", "Read what is printed on the item, and ask with those words too."),
    ),
]


def add_lookup_commands(app: typer.Typer) -> None:
    """Make the commands of this file known to *app*."""
    app.command(help=translate("cli", "Look up one item by its photos, by words, or both."))(lookup)
    app.command(help=translate("cli", "Answer a list of queries as JSON lines, CSV or XLSX."))(
        batch
    )
    words = translate("cli", "Measure the answers against a list with SKUs.")
    app.command("evaluate", help=words)(evaluate_)


def lookup(
    context: typer.Context,
    photos: Annotated[
        list[Path] | None,
        typer.Argument(readable=False, help=translate("cli", "Photos of the same item.")),
    ] = None,
    *,
    text: Annotated[str, typer.Option(help=translate("cli", "Words or a code."))] = "",
    top: TopOption = TOP_K,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help=translate("cli", "Say why: what is alike, and how the next one differs."),
        ),
    ] = False,
    read_label: ReadOption = False,
    explain_out: Annotated[
        Path | None,
        typer.Option(
            readable=False, help=translate("cli", "PNG file for the pictures with what is alike.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    names = [str(photo) for photo in photos or ()]
    query = Query(tuple(PhotoInput(str(p), path=p) for p in photos or ()), text)
    explained = None
    with session.services() as services:
        if read_label:
            query = _with_label(session, services.label_reading, query)
        outcome = services.lookup.lookup(query, top_k=top)
        if explain or explain_out:
            explained = explain_answer(services.explanation, query, outcome)
        if explained and explain_out:
            drawn = write_heat_picture(explain_out, explained, outcome, services.catalogue)
            if not drawn:
                session.terminal.note(
                    session.terminal.translate(
                        "cli", "No picture was written: there are no two photos to compare."
                    )
                )
        can_read = services.label_reading.is_available and not read_label
    answer = outcome.answer
    if as_json:
        more = {"explanation": explanation_object(explained)} if explained else {}
        session.terminal.json(detailed_answer_object(answer, names) | more)
    else:
        session.terminal.answer(answer)
        if can_read and leaves_label_open(answer):
            hint = session.terminal.translate(
                "cli", "If its label is in view, --read-label reads it."
            )
            session.terminal.note(hint)
        if explained:
            print_explanation(session.terminal, explained)
    raise typer.Exit(SOME_FAILED if answer.problems else DONE)


def _with_label(session: Session, reading: LabelReading, query: Query) -> Query:
    """*query* with its label, which is said; a reader that was lost costs no answer."""
    try:
        read = reading.with_label(query)
    except UserError as error:
        if not reading.is_available:
            raise
        session.terminal.error(error.message)
        return query
    if read.label:
        said = session.terminal.translate("cli", "On the label: {words}").format(words=read.label)
    else:
        said = session.terminal.translate("cli", "No word that the catalogue knows was read.")
    session.terminal.note(said)
    return read


def batch(
    context: typer.Context,
    queries: Annotated[
        Path,
        typer.Argument(
            readable=False,
            help=translate("cli", "CSV or XLSX with columns photo, text, x, y, w, h."),
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            readable=False, help=translate("cli", "File for the answers: .jsonl, .csv or .xlsx.")
        ),
    ],
    top: TopOption = TOP_K,
    read_label: ReadOption = False,
) -> None:
    session: Session = context.obj
    rows = list(read_queries(queries))
    if out.resolve() == queries.resolve():
        raise UserError(MessageId.OUTPUT_IS_INPUT, name=out)
    answered: list[BatchRow] = []
    started = time.monotonic()
    with session.services() as services, _opened_answers(session, out) as write:
        asked = services.label_reading.rows_with_labels(rows) if read_label else rows
        results = run_batch(asked, services.lookup.service, top_k=top)
        for result in _watched(session, results, rows):
            write(result)
            answered.append(row_of(result))
    session.terminal.batch_summary(counts_of(answered), time.monotonic() - started)
    raise typer.Exit(_exit_code(sum(row.error is not None for row in answered), len(rows)))


@contextmanager
def _opened_answers(session: Session, out: Path) -> Iterator[Callable[[BatchResult], None]]:
    """Takes results; a table is written at the end, be it an interruption."""
    with _opened_for_writing(out) as file:
        if out.suffix.lower() not in TABLE_SUFFIXES:
            yield lambda result: _write_line(file, result)
            return
    rows: list[BatchRow] = []
    try:
        yield lambda result: rows.append(row_of(result))
    finally:
        write_batch(out, rows, session.terminal.translate_text)


def _write_line(file: IO[str], result: BatchResult) -> None:
    file.write(json_text(_batch_object(result)) + "\n")


@contextmanager
def _opened_for_writing(file: Path) -> Iterator[IO[str]]:
    try:
        stream = file.open("w", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason=reason) from error
    with stream:
        yield stream


def _watched(
    session: Session, results: Iterator[BatchResult], rows: list[QueryRow]
) -> Iterator[BatchResult]:
    label = session.terminal.translate("cli", "Looking up")
    with session.terminal.progress(label) as progress:
        for done, result in enumerate(results, start=1):
            yield result
            progress(ProgressReport(done, len(rows)))


def _batch_object(result: BatchResult) -> dict[str, Any]:
    if result.answer is not None:
        photos = [result.row.photo] if result.row.photo else []
        return answer_object(result.answer, photos)
    message = render(result.error.message) if result.error else ""
    return {"photo": result.row.photo, "text": result.row.text, "error": message}


def _exit_code(failed: int, total: int) -> int:
    if failed == 0 and total:
        return DONE
    return NOTHING_DONE if failed == total else SOME_FAILED


def evaluate_(
    context: typer.Context,
    queries: Annotated[
        Path,
        typer.Argument(
            readable=False, help=translate("cli", "CSV with photo, text, sku; empty = unknown.")
        ),
    ],
    *,
    read_label: ReadOption = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    rows = list(read_queries(queries))
    if not any(row.sku is not None for row in rows):
        raise UserError(MessageId.QUERIES_NO_SKU, name=queries.name)
    with session.services() as services:
        asked = services.label_reading.rows_with_labels(rows) if read_label else rows
        results = run_batch(asked, services.lookup.service)
        metrics = evaluate(_watched(session, results, rows))
    if as_json:
        session.terminal.json(metrics)
    else:
        session.terminal.metrics(metrics)
    raise typer.Exit(_exit_code(int(metrics["errors"]), len(rows)))
