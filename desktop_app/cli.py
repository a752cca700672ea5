"""The command line: the way without a window, and the way that other programs use."""

from __future__ import annotations

import errno
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer

import desktop_app
from desktop_app.app import opened_services
from desktop_app.cli_adapt import adapt_command
from desktop_app.cli_changes import changes_command
from desktop_app.cli_help import in_language_of_system, translate
from desktop_app.cli_labels import labels_command
from desktop_app.cli_open import OPEN_HELP, open_command
from desktop_app.cli_packs import packs_app
from desktop_app.cli_people import people_app, sign_in
from desktop_app.cli_places import places_command
from desktop_app.cli_prices import prices_app
from desktop_app.cli_products import add_product_commands
from desktop_app.cli_quality import add_quality_commands
from desktop_app.cli_safety import add_safety_commands
from desktop_app.cli_stock import restock_command, stock_app
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.json_text import json_text
from desktop_app.core.messages import Message, MessageId, render
from desktop_app.core.types import ProgressReport, ShouldStop
from desktop_app.display import NoWindow, why_no_window
from desktop_app.log_files import start_logging
from desktop_app.paths import DATA_DIR_VARIABLE, DataFolder, default_data_folder, demo_folder
from desktop_app.services.answer_json import answer_object, detailed_answer_object
from desktop_app.services.batch import BatchResult, run_batch
from desktop_app.services.batch_run import BatchRow, counts_of
from desktop_app.services.batch_table import row_of, write_batch
from desktop_app.services.bundle import Services
from desktop_app.services.doctor import examine
from desktop_app.services.evaluation import evaluate
from desktop_app.services.explained_answer import explain_answer
from desktop_app.services.explanation_json import explanation_object
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow, read_queries
from desktop_app.services.table_writer import TABLE_SUFFIXES
from desktop_app.settings import Settings, load_settings
from desktop_app.standard_output import is_stuck, print_anything
from desktop_app.terminal import Terminal
from desktop_app.terminal_explanation import print_explanation, write_heat_picture
from desktop_app.translation import chosen_language, translator
from desktop_app.window_start import run_window

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
INTERRUPTED = 130  # as shells say of Ctrl+C
TOP_K = 10

app = typer.Typer(
    name="shelfsight",
    help=translate("cli", "Tells what an item is: a photo, words or a code in, the product out."),
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ProviderChoice(StrEnum):
    """What should run the model."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class Session:
    """What every command needs: where the catalogue is, the settings, the terminal."""

    folder: DataFolder
    settings: Settings
    terminal: Terminal
    person: str = ""

    @contextmanager
    def services(self) -> Iterator[Services]:
        start_logging(self.folder)
        with opened_services(self.folder, self.settings) as services:
            sign_in(self, services.access)
            if services.pack_choice.problem is not None:
                self.terminal.error(services.pack_choice.problem)
            if (trouble := services.adaptations.state.problem) is not None:
                self.terminal.error(trouble)
            self._embed_missing(services)
            yield services

    def _embed_missing(self, services: Services) -> None:
        """A model pack that this catalogue has not met needs its embeddings first."""
        if not services.reembedding.missing():
            return
        label = self.terminal.translate("cli", "Reading the catalogue with the new model")
        with self.terminal.progress(label) as progress:
            services.reembedding.run(progress=progress)


JsonOption = Annotated[
    bool, typer.Option("--json", help=translate("cli", "Print JSON for other programs."))
]
TopOption = Annotated[
    int, typer.Option("--top", min=1, max=100, help=translate("cli", "Most candidates a query."))
]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            envvar=DATA_DIR_VARIABLE,
            help=translate("cli", "Folder of the catalogue; default: your user data folder."),
        ),
    ] = None,
    provider: Annotated[
        ProviderChoice | None,
        typer.Option(help=translate("cli", "What should run the model, this time.")),
    ] = None,
    person: Annotated[
        str,
        typer.Option(
            help=translate("cli", "Sign in as NAME; the PIN is asked for, or in SHELFSIGHT_PIN.")
        ),
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", help=translate("cli", "Print the version."))
    ] = False,
) -> None:
    """Open the window, or run a command."""
    if version:
        sys.stdout.write(f"shelfsight {desktop_app.__version__}\n")
        raise typer.Exit(DONE)
    folder = DataFolder(data_dir.expanduser() if data_dir else default_data_folder())
    settings = _settings(folder, provider)
    own = folder.translations
    terminal = Terminal(translator(chosen_language(settings.language, own), own))
    context.obj = Session(folder, settings, terminal, person)
    if context.invoked_subcommand is None:
        raise typer.Exit(_open_window(context.obj))


def _settings(folder: DataFolder, provider: ProviderChoice | None) -> Settings:
    try:
        settings = load_settings(folder.settings)
    except UserError as error:
        Terminal(in_language_of_system).error(error.message)
        settings = Settings()
    return settings if provider is None else replace(settings, provider=provider.value)


@app.command(help=translate("cli", "Load the demo catalogue and open the window on it."))
def demo(
    context: typer.Context,
    *,
    window: Annotated[
        bool,
        typer.Option(
            "--window/--no-window", help=translate("cli", "Open the window afterwards, or not.")
        ),
    ] = True,
) -> None:
    session: Session = context.obj
    with session.services() as services:
        _load_demo(session, services)
        reason = why_no_window() if window else None
        if reason is not None:
            _sample_lookup(session, services)
    if reason is not None:
        session.terminal.note(_no_window_text(session.terminal, reason))
    elif window:
        raise typer.Exit(_open_window(session))


def _load_demo(session: Session, services: Services) -> None:
    terminal = session.terminal
    label = terminal.translate("cli", "Reading the demo catalogue")
    with terminal.progress(label) as progress:
        report = services.load_demo(progress=progress)
    terminal.say(terminal.translate("cli", "The demo catalogue (synthetic pictures) is loaded."))
    terminal.import_report(report)


def _sample_lookup(session: Session, services: Services) -> None:
    terminal = session.terminal
    row = next(row for row in read_queries(demo_folder() / "queries.csv") if row.photo)
    if isinstance(row.query, UserError):
        raise row.query
    terminal.say("")
    terminal.say(terminal.translate("cli", "A sample lookup of {photo}:").format(photo=row.photo))
    terminal.answer(services.lookup.lookup(row.query, top_k=3).answer)


def _open_window(session: Session, files: Sequence[Path] = ()) -> int:
    reason = why_no_window()
    if reason is not None:
        session.terminal.note(_no_window_text(session.terminal, reason))
        return NOTHING_DONE
    return run_window(session.folder, session.settings, files)


app.command("open", help=OPEN_HELP)(open_command(_open_window))


def _no_window_text(terminal: Terminal, reason: NoWindow) -> str:
    t = terminal.translate
    why = {
        NoWindow.NO_DISPLAY: t("cli", "No window could be opened: there is no display here."),
        NoWindow.DISPLAY_UNREACHABLE: t(
            "cli", "No window could be opened: the display does not answer."
        ),
        NoWindow.LIBRARIES_MISSING: t(
            "cli", "No window could be opened: graphical system libraries are missing (README)."
        ),
    }[reason]
    return why + " " + t("cli", "All commands work in the terminal; see “shelfsight --help”.")


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[ShouldStop]:
    """First Ctrl+C asks to stop at the next safe place, the second one ends at once."""
    asked: list[bool] = []
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: Any) -> None:
        del number, frame
        asked.append(True)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


@app.command(help=translate("cli", "Look up one item by its photos, by words, or both."))
def lookup(
    context: typer.Context,
    photos: Annotated[
        list[Path] | None, typer.Argument(help=translate("cli", "Photos of the same item."))
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
    explain_out: Annotated[
        Path | None,
        typer.Option(help=translate("cli", "PNG file for the pictures with what is alike.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    names = [str(photo) for photo in photos or ()]
    query = Query(tuple(PhotoInput(str(p), path=p) for p in photos or ()), text)
    explained = None
    with session.services() as services:
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
    answer = outcome.answer
    if as_json:
        more = {"explanation": explanation_object(explained)} if explained else {}
        session.terminal.json(detailed_answer_object(answer, names) | more)
    else:
        session.terminal.answer(answer)
        if explained:
            print_explanation(session.terminal, explained)
    raise typer.Exit(SOME_FAILED if answer.problems else DONE)


@app.command(help=translate("cli", "Answer a list of queries as JSON lines, CSV or XLSX."))
def batch(
    context: typer.Context,
    queries: Annotated[
        Path,
        typer.Argument(help=translate("cli", "CSV or XLSX with columns photo, text, x, y, w, h.")),
    ],
    *,
    out: Annotated[
        Path, typer.Option(help=translate("cli", "File for the answers: .jsonl, .csv or .xlsx."))
    ],
    top: TopOption = TOP_K,
) -> None:
    session: Session = context.obj
    rows = list(read_queries(queries))
    if out.resolve() == queries.resolve():
        raise UserError(MessageId.OUTPUT_IS_INPUT, name=out)
    answered: list[BatchRow] = []
    started = time.monotonic()
    with session.services() as services, _opened_answers(session, out) as write:
        for result in _watched(session, run_batch(rows, services.lookup.service, top_k=top), rows):
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


@app.command("evaluate", help=translate("cli", "Measure the answers against a list with SKUs."))
def evaluate_(
    context: typer.Context,
    queries: Annotated[
        Path, typer.Argument(help=translate("cli", "CSV with photo, text, sku; empty = unknown."))
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    rows = list(read_queries(queries))
    if not any(row.sku is not None for row in rows):
        raise UserError(MessageId.IMPORT_COLUMNS, name=queries.name, columns="sku")
    with session.services() as services:
        results = run_batch(rows, services.lookup.service)
        metrics = evaluate(_watched(session, results, rows))
    if as_json:
        session.terminal.json(metrics)
    else:
        session.terminal.metrics(metrics)
    raise typer.Exit(_exit_code(int(metrics["errors"]), len(rows)))


@app.command(help=translate("cli", "Say what runs here and in which state it is."))
def doctor(context: typer.Context, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    with session.services() as services:
        facts = examine(services)
    if as_json:
        session.terminal.json(facts)
    else:
        session.terminal.facts(facts)


add_product_commands(app)
add_quality_commands(app)
adapt_command(app)
restock_command(app)
app.add_typer(stock_app)
app.add_typer(prices_app)
places_command(app)
labels_command(app)
changes_command(app)
app.add_typer(people_app)
app.add_typer(packs_app)
add_safety_commands(app)


def main() -> int:
    """Run the command line; the exit code of the program."""
    print_anything()
    terminal = Terminal(in_language_of_system)
    try:
        app()
    except OSError as error:
        if error.errno != errno.ENOSPC or not is_stuck(sys.stdout):
            raise
        terminal.error(Message.of(MessageId.DISK_FULL, name="stdout"))
        return NOTHING_DONE
    except UserError as error:
        terminal.error(error.message)
        return NOTHING_DONE
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            terminal.note(translate("cli", "Interrupted. What was saved before is safe."))
        raise
    return DONE
