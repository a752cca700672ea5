"""The command line: the way without a window, and the way that other programs use."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import desktop_app
from desktop_app.cli_adapt import adapt_command
from desktop_app.cli_calibrate import calibrate_command
from desktop_app.cli_changes import changes_command
from desktop_app.cli_errors import SpeakingGroup
from desktop_app.cli_help import in_language_of_system, show_help_whole, translate
from desktop_app.cli_labels import labels_command
from desktop_app.cli_lookup import add_lookup_commands
from desktop_app.cli_open import OPEN_HELP, open_command
from desktop_app.cli_options import DONE, NOTHING_DONE, JsonOption
from desktop_app.cli_packs import packs_app
from desktop_app.cli_people import people_app
from desktop_app.cli_places import places_command
from desktop_app.cli_prices import prices_app
from desktop_app.cli_products import add_product_commands
from desktop_app.cli_quality import add_quality_commands
from desktop_app.cli_restock import restock_command
from desktop_app.cli_safety import add_safety_commands
from desktop_app.cli_session import Session
from desktop_app.cli_stock import stock_app
from desktop_app.core.errors import Cancelled, NoPhotoReadableError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.display import NoWindow, why_no_window
from desktop_app.paths import DATA_DIR_VARIABLE, DataFolder, default_data_folder, demo_folder
from desktop_app.services.bundle import Services
from desktop_app.services.doctor import examine
from desktop_app.services.query_table import read_queries
from desktop_app.settings import Settings, load_settings
from desktop_app.standard_output import is_stuck, print_anything
from desktop_app.terminal import Terminal
from desktop_app.translation import chosen_language, translator
from desktop_app.window_start import run_window

INTERRUPTED = 130  # as shells say of Ctrl+C
HELP_OPTIONS = frozenset({"-h", "--help"})

app = typer.Typer(
    name="shelfsight",
    cls=SpeakingGroup,
    help=translate("cli", "Tells what an item is: a photo, words or a code in, the product out."),
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": sorted(HELP_OPTIONS)},
)


class ProviderChoice(StrEnum):
    """What should run the model."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            envvar=DATA_DIR_VARIABLE,
            readable=False,
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
add_lookup_commands(app)


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
calibrate_command(app)
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
    if HELP_OPTIONS & set(sys.argv):
        show_help_whole()
    try:
        app()
    except OSError as error:
        if error.errno != errno.ENOSPC or not is_stuck(sys.stdout):
            raise
        terminal.error(Message.of(MessageId.DISK_FULL, name="stdout"))
        return NOTHING_DONE
    except NoPhotoReadableError as error:
        terminal.photo_errors([each.message for each in error.errors])
        return NOTHING_DONE
    except UserError as error:
        terminal.error(error.message)
        return NOTHING_DONE
    except Cancelled:
        _say_interrupted(terminal)
        return INTERRUPTED
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            _say_interrupted(terminal)
        raise
    return DONE


def _say_interrupted(terminal: Terminal) -> None:
    terminal.note(translate("cli", "Interrupted. What was saved before is safe."))
