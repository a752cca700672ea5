"""The command `calibrate`: learn from what people decided how sure answers are here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import NOTHING_DONE, SOME_FAILED, JsonOption, refuse_both
from desktop_app.cli_session import Session, stopped_by_ctrl_c
from desktop_app.core.calibration_wording import figures_words, left_out_words, verdict_words
from desktop_app.core.errors import Cancelled, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProgressReport, ShouldStop
from desktop_app.services.batch import run_batch
from desktop_app.services.bundle import Services
from desktop_app.services.calibration_json import active_object, calibration_object
from desktop_app.services.calibrations import CalibrationReport
from desktop_app.services.judged_lookups import JudgedSet, of_list
from desktop_app.services.lookup import RANKED_PRODUCTS
from desktop_app.services.query_table import QueryRow, read_queries
from desktop_app.terminal import Terminal


def calibrate_command(app: typer.Typer) -> None:
    """Make the command of this file known to *app*."""
    words = translate("cli", "Learn from decided lookups how sure answers are here.")
    app.command(help=words)(calibrate)


def calibrate(
    context: typer.Context,
    queries: Annotated[
        Path | None,
        typer.Argument(
            readable=False,
            help=translate("cli", "CSV with photo, text, sku; none: what people decided."),
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=translate("cli", "Only say whether it would help."))
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help=translate("cli", "Decide by the model's rules again."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    refuse_both("--reset", reset, "--dry-run", dry_run)
    rows = list(read_queries(queries)) if queries is not None and not reset else []
    if queries is not None and not reset and not any(row.sku is not None for row in rows):
        raise UserError(MessageId.QUERIES_NO_SKU, name=queries.name)
    with session.services() as services, stopped_by_ctrl_c() as should_stop:
        calibrations, person = services.calibrations, services.access.person
        if reset:
            _say_reset(session.terminal, was_there=calibrations.reset(person), as_json=as_json)
            return
        if queries is None:
            judged = calibrations.from_history()
        else:
            judged = _asked(session, services, rows, should_stop)
        report = calibrations.learn(judged, person=person, dry_run=dry_run, should_stop=should_stop)
        saved = calibrations.saved
    if as_json:
        session.terminal.json(calibration_object(report, saved))
    else:
        _say(session.terminal, report)
    if report.unusable:
        raise typer.Exit(NOTHING_DONE if report.unusable == len(rows) else SOME_FAILED)


def _asked(
    session: Session, services: Services, rows: list[QueryRow], should_stop: ShouldStop
) -> JudgedSet:
    """All rows, answered."""
    results = []
    with session.terminal.progress(session.terminal.translate("cli", "Looking up")) as progress:
        for result in run_batch(rows, services.lookup.service, top_k=RANKED_PRODUCTS):
            results.append(result)
            progress(ProgressReport(len(results), len(rows)))
            if should_stop():
                raise Cancelled("the lookups were stopped")
    catalogue = services.catalogue
    return of_list(results, lambda sku: catalogue.product_by_sku(sku) is not None)


def _say(terminal: Terminal, report: CalibrationReport) -> None:
    trial, t = report.trial, terminal.translate_text
    terminal.say(verdict_words(trial.verdict, is_kept=report.is_kept, translate=t), "bold")
    for words in figures_words(trial.figures, t):
        terminal.say(words)
    for words in left_out_words(report.left_out, report.unusable, t):
        terminal.note(words)


def _say_reset(terminal: Terminal, *, was_there: bool, as_json: bool) -> None:
    if as_json:
        terminal.json({"taken_back": was_there, "active": active_object(None)})
        return
    t = terminal.translate
    taken = t("cli", "Probabilities follow the model's rules again.")
    nothing = t("cli", "Nothing had been learned; the model's rules hold.")
    terminal.say(taken if was_there else nothing, "bold")
