"""`shelfsight labels`: labels of products as a PDF file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import SOME_FAILED, JsonOption
from desktop_app.cli_session import Session
from desktop_app.core.count_wording import Counted
from desktop_app.core.errors import UserError
from desktop_app.core.labels import SHEETS, STANDARD_SHEET, CodeChoice, LabelOptions, parse_sheet
from desktop_app.core.messages import MessageId
from desktop_app.display import why_no_window
from desktop_app.log_files import start_logging
from desktop_app.services.labels import LabelSheet
from desktop_app.terminal import Terminal
from desktop_app.translation import chosen_language
from desktop_app.without_model import opened_labels

MOST_LABELS = 100_000


def labels_command(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("labels", help=translate("cli", "Write labels with codes as a PDF file."))(labels)


def labels(
    context: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option(readable=False, help=translate("cli", "PDF file for the labels."))
    ],
    sku: Annotated[
        list[str] | None,
        typer.Option(help=translate("cli", "A product; may be said several times. All if none.")),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            "--format",
            help=translate("cli", "Sheet, or own sizes such as 210x297,3x8,70x37,0+0.5,0+0.")
            + " "
            + ", ".join(SHEETS),
        ),
    ] = STANDARD_SHEET,
    code: Annotated[
        CodeChoice, typer.Option(help=translate("cli", "Symbol on the labels."))
    ] = CodeChoice.AUTO,
    copies: Annotated[
        int, typer.Option(min=1, max=500, help=translate("cli", "Labels of each product."))
    ] = 1,
    first: Annotated[
        int, typer.Option(min=1, help=translate("cli", "First free label of the first sheet."))
    ] = 1,
    frames: Annotated[
        bool, typer.Option("--frames", help=translate("cli", "Draw lines to cut along."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Draw labels; needs Qt, but no display."""
    session: Session = context.obj
    start_logging(session.folder)
    try:
        form = parse_sheet(sheet)
    except ValueError as error:
        raise UserError(MessageId.LABEL_FORMAT, name=sheet) from error
    options = LabelOptions(
        form, code, copies=copies, first=min(first, form.per_page) - 1, frames=frames
    )
    with opened_labels(session.folder, session.settings) as service:
        made = service.sheet(sku or service.every_sku(MOST_LABELS), options)
    if not made.labels:
        raise UserError(MessageId.LABEL_NO_PRODUCT, name=", ".join(made.missing) or "–")
    written = _write(session, made, options, out)
    _report(session, made, written, as_json=as_json)
    raise typer.Exit(SOME_FAILED if made.missing or made.codeless else 0)


def _write(session: Session, made: LabelSheet, options: LabelOptions, out: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if why_no_window() is not None:
        raise UserError(MessageId.LABEL_NO_QT)
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  (Qt only where something is drawn)

    from desktop_app.gui.label_output import write_pdf  # noqa: PLC0415
    from desktop_app.gui.languages import install  # noqa: PLC0415

    application = QGuiApplication.instance() or QGuiApplication(["shelfsight"])
    own = session.folder.translations
    install(application, chosen_language(session.settings.language, own), own)
    return write_pdf(made.labels, options, out)


def _report(session: Session, made: LabelSheet, written: int, *, as_json: bool) -> None:
    terminal, t = session.terminal, session.terminal.translate
    if as_json:
        terminal.json(
            {
                "labels": len(made.labels),
                "sheets": written,
                "missing": list(made.missing),
                "without_code": list(made.codeless),
            }
        )
        return
    terminal.say(made_words(len(made.labels), written, terminal), "bold")
    for words, skus in (
        (t("cli", "Not in the catalogue: {skus}"), made.missing),
        (t("cli", "No code fits on the label of: {skus}"), made.codeless),
    ):
        if skus:
            terminal.note(words.format(skus=", ".join(skus)))


def made_words(labels: int, sheets: int, terminal: Terminal) -> str:
    """How many of both, as `12 products on 1 sheet.`, with the words for one."""
    products = terminal.counted(labels, Counted.PRODUCTS)
    pages = terminal.counted(sheets, Counted.SHEETS)
    said = terminal.translate("cli", "{products} on {sheets}.")
    return said.format(products=products, sheets=pages)
