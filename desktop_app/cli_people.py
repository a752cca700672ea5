"""Signing in at the command line, and `shelfsight people list | add | change | remove`."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import JsonOption
from desktop_app.cli_session import Session, asked_unseen, sign_in
from desktop_app.core.access import Person, Role
from desktop_app.core.access_texts import ROLE_WORDS
from desktop_app.log_files import start_logging
from desktop_app.without_model import opened_log

NEW_PIN_VARIABLE = "SHELFSIGHT_NEW_PIN"

people_app = typer.Typer(
    name="people",
    help=translate("cli", "List people, their roles and PINs."),
    no_args_is_help=False,
)
NameArgument = Annotated[str, typer.Argument(help=translate("cli", "Name of the person."))]
RoleOption = Annotated[Role, typer.Option(help=translate("cli", "What the person may do."))]


@people_app.callback(invoke_without_command=True)
def start(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """List the people where no command is given."""
    if context.invoked_subcommand is None:
        list_(context, as_json=as_json)


@people_app.command("list", help=translate("cli", "List who can sign in."))
def list_(context: typer.Context, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    with opened_log(session.folder, session.settings) as (access, _):
        people = access.people()
    _say(session, people, as_json=as_json)


@people_app.command(
    "add",
    help=translate("cli", "List somebody; the PIN is asked for, or in SHELFSIGHT_NEW_PIN."),
)
def add(
    context: typer.Context,
    name: NameArgument,
    *,
    role: RoleOption = Role.CLERK,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    with opened_log(session.folder, session.settings) as (access, _):
        sign_in(session, access)
        access.add(name, role, _new_pin(session, role))
        people = access.people()
    _say(session, people, as_json=as_json)


@people_app.command("change", help=translate("cli", "Give somebody a role and a new PIN."))
def change(
    context: typer.Context,
    name: NameArgument,
    *,
    role: RoleOption,
    pin: Annotated[
        bool, typer.Option("--pin", help=translate("cli", "Give a new PIN as well."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    with opened_log(session.folder, session.settings) as (access, _):
        sign_in(session, access)
        access.change(name, role, _new_pin(session, role) if pin else None)
        people = access.people()
    _say(session, people, as_json=as_json)


@people_app.command("remove", help=translate("cli", "Take somebody off the list."))
def remove(context: typer.Context, name: NameArgument, *, as_json: JsonOption = False) -> None:
    session: Session = context.obj
    start_logging(session.folder)
    with opened_log(session.folder, session.settings) as (access, _):
        sign_in(session, access)
        access.remove(name)
        people = access.people()
    _say(session, people, as_json=as_json)


def _new_pin(session: Session, role: Role) -> str:
    given = os.environ.get(NEW_PIN_VARIABLE)
    if given is not None:
        return given
    return "" if role is Role.CLERK else asked_unseen(session.terminal.translate("cli", "New PIN"))


def _say(session: Session, people: list[Person], *, as_json: bool) -> None:
    if as_json:
        session.terminal.json([_object(person) for person in people])
        return
    t = session.terminal.translate
    if not people:
        session.terminal.say(t("cli", "Nobody is listed: everybody may do everything."))
    for person in people:
        pin = "" if person.has_pin else f"  ({t('cli', 'without a PIN')})"
        role = session.terminal.translate_text(ROLE_WORDS[person.role])
        session.terminal.say(f"{person.name}  {role}{pin}")


def _object(person: Person) -> dict[str, Any]:
    return {"name": person.name, "role": person.role.value, "has_pin": person.has_pin}
