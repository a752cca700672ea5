"""The commands that bring a catalogue in and out: `shelfsight import` and `shelfsight export`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app.cli_fit import fit_after, fit_object, say_fit
from desktop_app.cli_help import translate
from desktop_app.cli_options import DONE, NOTHING_DONE, SOME_FAILED, EncodingOption, JsonOption
from desktop_app.cli_session import Session, stopped_by_ctrl_c
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.catalogue_export import ExportReport
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_record import record_object, save_report
from desktop_app.services.import_report import ImportReport
from desktop_app.terminal_products import say_export, say_forecast


def add_product_commands(app: typer.Typer) -> None:
    """Let *app* know the commands."""
    words = translate("cli", "Add or update products from CSV, XLSX, ZIP or a folder.")
    app.command("import", help=words)(import_)
    app.command("export", help=translate("cli", "Write all products as CSV, XLSX or ZIP."))(export)


def import_(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            readable=False, help=translate("cli", "CSV, XLSX or ZIP file, or a folder.")
        ),
    ],
    *,
    encoding: EncodingOption = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help=translate("cli", "TITLE=NAME: what a column means; TITLE= leaves it out."),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=translate("cli", "Say what would happen, change nothing.")),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            readable=False, help=translate("cli", "File for the report: .csv, .xlsx or .json.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    terminal, meanings = session.terminal, column_map(columns or ())
    with session.services() as services, stopped_by_ctrl_c() as should_stop:
        t = terminal.translate
        run = services.import_check.run if dry_run else services.importer.run
        with terminal.progress(
            t("cli", "Comparing") if dry_run else t("cli", "Importing")
        ) as progress:
            done = run(
                source,
                encoding=encoding,
                columns=meanings,
                progress=progress,
                should_stop=should_stop,
            )
        fitted = (
            None
            if isinstance(done, ImportForecast)
            else fit_after(services, done, session, should_stop)
        )
    if report is not None:
        save_report(report, done, terminal.translate_text)
    if as_json:
        terminal.json(record_object(done) if dry_run else record_object(done) | fit_object(fitted))
    elif isinstance(done, ImportForecast):
        say_forecast(terminal, done)
    else:
        terminal.import_report(done)
        say_fit(terminal, fitted)
    raise typer.Exit(_import_code(done))


def column_map(pairs: Sequence[str]) -> dict[str, str]:
    """The pairs `TITLE=NAME` of the option `--map`.

    Raises:
        UserError: one of them has no `=`, or two name the same column.
    """
    meanings: dict[str, str] = {}
    for pair in pairs:
        title, mark, name = pair.rpartition("=")
        if not mark or not title.strip() or title.strip() in meanings:
            raise UserError(MessageId.IMPORT_MAP, reason=pair)
        meanings[title.strip()] = name.strip()
    return meanings


def _import_code(report: ImportReport | ImportForecast) -> int:
    if report.rejected and not (report.added or report.updated or report.unchanged):
        return NOTHING_DONE
    failed = report.rejected or report.photo_problems or report.stopped
    return SOME_FAILED if failed else DONE


def export(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            readable=False,
            help=translate("cli", "File to write: .csv, .xlsx, or .zip with photos."),
        ),
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    terminal = session.terminal
    label = terminal.translate("cli", "Exporting")
    with (
        session.services() as services,
        stopped_by_ctrl_c() as should_stop,
        terminal.progress(label) as progress,
    ):
        report = services.exporter.run(file, progress=progress, should_stop=should_stop)
    if as_json:
        terminal.json(_export_object(report))
    else:
        say_export(terminal, report)
    failed = report.missing_photos or report.not_the_same or report.stopped
    raise typer.Exit(SOME_FAILED if failed else DONE)


def _export_object(report: ExportReport) -> dict[str, Any]:
    return {
        "file": str(report.file),
        "products": report.products,
        "withdrawn": report.withdrawn,
        "photos": report.photos,
        "missing_photos": list(report.missing_photos),
        "not_the_same": list(report.not_the_same),
        "stopped": report.stopped,
        "seconds": round(report.seconds, 2),
    }
