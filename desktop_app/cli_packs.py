"""The commands for model packs: `shelfsight packs list | add | use | remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app.app import open_packs, opened_services
from desktop_app.cli_help import translate
from desktop_app.cli_options import SOME_FAILED, JsonOption
from desktop_app.cli_session import Session, sign_in, stopped_by_ctrl_c
from desktop_app.core.access import Right
from desktop_app.core.count_wording import Counted
from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.log_files import start_logging
from desktop_app.services.model_packs import ModelPacks, StagedPack
from desktop_app.services.pack_switch import SwitchOutcome
from desktop_app.terminal import Terminal
from desktop_app.terminal_packs import pack_object, say_pack, say_packs
from desktop_app.without_model import opened_log

packs_app = typer.Typer(
    name="packs",
    help=translate("cli", "List, add, choose and remove model packs."),
    no_args_is_help=False,
)
NameArgument = Annotated[str, typer.Argument(help=translate("cli", "Name of the pack."))]


@packs_app.callback(invoke_without_command=True)
def start(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """List the packs where no command is given."""
    if context.invoked_subcommand is None:
        list_(context, as_json=as_json)


@packs_app.command("list", help=translate("cli", "List the packs with what their cards say."))
def list_(context: typer.Context, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    in_use = _chosen(session)
    packs = _packs(session).every_pack()
    if as_json:
        session.terminal.json([pack_object(facts, in_use) for facts in packs])
    else:
        say_packs(session.terminal, packs, in_use)


@packs_app.command("add", help=translate("cli", "Add a pack from a folder or zip file."))
def add(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(readable=False, help=translate("cli", "Folder or zip file."))
    ],
    *,
    trust: Annotated[
        str,
        typer.Option(help=translate("cli", "Fingerprint that you trust, instead of the question.")),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    packs = _packs(session)
    with opened_log(session.folder, session.settings) as (access, _):
        sign_in(session, access)
        access.require(Right.MODEL_PACKS)
    staged = packs.stage(source)
    try:
        fingerprint = trust or _asked(session.terminal, staged, quiet=as_json)
        facts = packs.accept(staged, fingerprint)
    finally:
        packs.discard(staged)
    if as_json:
        session.terminal.json(pack_object(facts, _chosen(session)))
        return
    t = session.terminal.translate
    said = t("cli", "The model pack {name} was added. Use it with: shelfsight packs use {name}")
    session.terminal.say(said.format(name=facts.name), "bold")


@packs_app.command("use", help=translate("cli", "Read the catalogue with a pack, then use it."))
def use(context: typer.Context, name: NameArgument, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    t = session.terminal.translate
    label = t("cli", "Reading the catalogue with {name}").format(name=name)
    with (
        opened_services(session.folder, session.settings) as services,
        stopped_by_ctrl_c() as should_stop,
        session.terminal.progress(label) as progress,
    ):
        sign_in(session, services.access)
        outcome = services.pack_switch.run(name, progress=progress, should_stop=should_stop)
    if as_json:
        session.terminal.json(_outcome_object(outcome))
    else:
        _say_outcome(session.terminal, outcome)
    raise typer.Exit(0 if outcome.is_used and not outcome.unreadable else SOME_FAILED)


@packs_app.command("remove", help=translate("cli", "Remove an added pack and its embeddings."))
def remove(context: typer.Context, name: NameArgument, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    with opened_services(session.folder, session.settings) as services:
        sign_in(session, services.access)
        dropped = services.pack_switch.remove(name)
    if as_json:
        session.terminal.json({"removed": name, "embeddings_deleted": dropped})
        return
    t = session.terminal.translate
    said = t("cli", "The model pack {name} was removed, and {embeddings} made with it.")
    embeddings = session.terminal.counted(dropped, Counted.EMBEDDINGS)
    session.terminal.say(said.format(name=name, embeddings=embeddings), "bold")
    session.terminal.note(t("cli", "Photos and products are untouched."))


def _packs(session: Session) -> ModelPacks:
    return open_packs(session.folder, session.settings)


def _chosen(session: Session) -> str:
    packs = _packs(session)
    name = session.settings.model_pack or packs.standard
    usable = {facts.name for facts in packs.every_pack() if facts.problem is None}
    return name if name in usable else packs.standard


def _asked(terminal: Terminal, staged: StagedPack, *, quiet: bool) -> str:
    """The fingerprint if the person at the terminal says yes.

    Raises:
        ModelPackError: nobody is there to ask, or the answer was no.
    """
    facts, t = staged.facts, terminal.translate
    refused = ModelPackError(
        MessageId.PACK_NOT_TRUSTED, name=facts.name, fingerprint=facts.fingerprint
    )
    if quiet or not sys.stdin.isatty():
        raise refused
    say_pack(terminal, facts)
    terminal.say(t("cli", "A pack is a program of sorts: add it only if you trust its maker."))
    question = t("cli", "Is the fingerprint the one that its maker published?")
    if not typer.confirm(question, default=False, err=True):
        raise refused
    return facts.fingerprint


def _outcome_object(outcome: SwitchOutcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "in_use": outcome.is_used,
        "embeddings_made": outcome.made,
        "photos_unreadable": outcome.unreadable,
        "seconds": round(outcome.seconds, 2),
    }


def _say_outcome(terminal: Terminal, outcome: SwitchOutcome) -> None:
    t = terminal.translate
    if not outcome.is_used:
        said = t("cli", "Stopped. What was read is kept; the same command goes on.")
        terminal.note(said)
        return
    said = t("cli", "The model pack {name} is in use; {embeddings} made.")
    embeddings = terminal.counted(outcome.made, Counted.EMBEDDINGS)
    terminal.say(said.format(name=outcome.name, embeddings=embeddings), "bold")
    if outcome.unreadable:
        left = t("cli", "Photos or texts that it cannot read, which are left out: {count}")
        terminal.note(left.format(count=outcome.unreadable))
