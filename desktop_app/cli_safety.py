"""`shelfsight backup | restore | check`: keeping a catalogue safe without the window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import DONE, NOTHING_DONE, SOME_FAILED, JsonOption
from desktop_app.cli_session import Session, sign_in
from desktop_app.core.access import Right
from desktop_app.core.count_wording import Counted
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.log_files import start_logging
from desktop_app.services.rescue import Rescue, Salvaged
from desktop_app.services.safety import Backup, SafetyReport
from desktop_app.terminal import Terminal
from desktop_app.without_model import closed_catalogue, opened_safety

SHOWN = 20

FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        readable=False,
        help=translate("cli", "Folder of the backups, for instance on another disk."),
    ),
]


def add_safety_commands(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command("backup", help=translate("cli", "Make a backup and read it back."))(backup)
    app.command("restore", help=translate("cli", "Bring a backup back; list them with --list."))(
        restore
    )
    app.command("check", help=translate("cli", "Read the whole catalogue and prove each row."))(
        check
    )


def backup(
    context: typer.Context, *, folder: FolderOption = None, as_json: JsonOption = False
) -> None:
    """Make a backup."""
    session: Session = context.obj
    start_logging(session.folder)
    t = session.terminal.translate
    with (
        opened_safety(session.folder, session.settings, folder) as (_, safety),
        session.terminal.progress(t("cli", "Backing up")) as progress,
    ):
        made = safety.back_up(progress=progress)
    assert made is not None  # noqa: S101  (nobody could ask to stop)
    if as_json:
        session.terminal.json(backup_object(made))
    else:
        said = t("cli", "Backup {name}: {products}, {photos}, read back and whole.")
        if not made.is_whole:
            said = t("cli", "Backup {name}: {products}, {photos}, {damaged}.")
        words = said.format(
            name=made.name,
            damaged=session.terminal.counted(made.damaged_rows, Counted.DAMAGED),
            **_contents(session.terminal, made),
        )
        session.terminal.say(words, "bold")
    raise typer.Exit(DONE if made.is_whole else SOME_FAILED)


def restore(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help=translate("cli", "Number of the backup; the newest if left out."))
    ] = "",
    *,
    listing: Annotated[
        bool, typer.Option("--list", help=translate("cli", "List the backups, change nothing."))
    ] = False,
    salvage: Annotated[
        bool,
        typer.Option("--salvage", help=translate("cli", "Save what can still be read.")),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help=translate("cli", "Do not ask for a word."))
    ] = False,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Restore a backup, or save what can be read."""
    session: Session = context.obj
    start_logging(session.folder)
    rescue = closed_catalogue(session.folder, folder)
    if listing:
        _list(session.terminal, rescue.backups(), as_json=as_json)
        return
    _require(session, Right.ERASE)
    t = session.terminal.translate
    if not yes:
        if as_json or not sys.stdin.isatty():
            raise UserError(MessageId.RESTORE_UNASKED)
        question = t("cli", "Replace the catalogue? The present one is kept beside it.")
        if not typer.confirm(question, default=False, err=True):
            raise typer.Exit(NOTHING_DONE)
    if salvage:
        _say_salvaged(session.terminal, rescue.salvage(), as_json=as_json)
        return
    _restore(session.terminal, rescue, name, as_json=as_json)


def _restore(terminal: Terminal, rescue: Rescue, name: str, *, as_json: bool) -> None:
    t = terminal.translate
    with terminal.progress(t("cli", "Restoring")) as progress:
        backup = rescue.restore(name, progress=progress)
    if as_json:
        terminal.json(backup_object(backup))
        return
    said = t("cli", "Backup {name} is restored: {products}, {photos}.")
    words = said.format(name=backup.name, **_contents(terminal, backup))
    terminal.say(words, "bold")


def _contents(terminal: Terminal, held: Backup | Salvaged) -> dict[str, str]:
    return {
        "products": terminal.counted(held.products, Counted.PRODUCTS),
        "photos": terminal.counted(held.photos, Counted.PHOTOS),
    }


def _require(session: Session, right: Right) -> None:
    """Ask the people of the catalogue, as far as that can be opened at all."""
    try:
        with opened_safety(session.folder, session.settings) as (access, _):
            sign_in(session, access)
            access.require(right)
    except CatalogueError as error:
        if error.message.id is MessageId.CATALOGUE_OCCUPIED:
            raise


def _list(terminal: Terminal, backups: list[Backup], *, as_json: bool) -> None:
    if as_json:
        terminal.json([backup_object(backup) for backup in backups])
        return
    t = terminal.translate
    if not backups:
        terminal.say(t("cli", "There is no backup yet."))
    for backup in backups:
        at = backup.at.astimezone().strftime("%Y-%m-%d %H:%M")
        said = t("cli", "{name}  {at}  {products}, {photos}")
        words = said.format(name=backup.name, at=at, **_contents(terminal, backup))
        if not backup.is_whole:
            words += "  " + terminal.counted(backup.damaged_rows, Counted.DAMAGED)
        terminal.say(words)


def _say_salvaged(terminal: Terminal, saved: Salvaged, *, as_json: bool) -> None:
    if as_json:
        terminal.json(
            {
                "products": saved.products,
                "photos": saved.photos,
                "references": saved.references,
                "lost": saved.lost,
                "from_backup": saved.from_backup,
            }
        )
        return
    t = terminal.translate
    said = t(
        "cli",
        "Saved: {products}, {photos}; lost: {lost}; from a backup: {filled}.",
    )
    words = said.format(
        lost=terminal.counted(saved.lost, Counted.ROWS),
        filled=terminal.counted(saved.from_backup, Counted.PRODUCTS),
        **_contents(terminal, saved),
    )
    terminal.say(words, "bold")


def check(
    context: typer.Context,
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help=translate("cli", "Mend what can be mended."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check the catalogue and its backups."""
    session: Session = context.obj
    start_logging(session.folder)
    label = session.terminal.translate("cli", "Checking")
    if repair:
        with session.services() as services, session.terminal.progress(label) as progress:
            report, damaged = services.safety.repair(progress=progress), {}
    else:
        with (
            opened_safety(session.folder, session.settings) as (_, safety),
            session.terminal.progress(label) as progress,
        ):
            report = safety.check(progress=progress)
            problems = {each.name: safety.problems(each) for each in safety.backups()}
            damaged = {name: said for name, said in problems.items() if said}
    if as_json:
        session.terminal.json(_report_object(report, damaged))
    else:
        _say_report(session.terminal, report, damaged)
    raise typer.Exit(SOME_FAILED if report.findings or damaged else DONE)


def _say_report(terminal: Terminal, report: SafetyReport, damaged: dict[str, list[str]]) -> None:
    t = terminal.translate
    if report.repaired:
        said = t("cli", "Mended: {what}.")
        what = terminal.counted(report.repaired, Counted.DAMAGES)
        terminal.say(said.format(what=what), "bold")
    for finding in report.findings[:SHOWN]:
        terminal.say(f"  {finding.flaw.value}: {finding.detail}")
    if report.findings:
        terminal.error(Message.of(MessageId.DAMAGE_FOUND, count=len(report.findings)))
    for name, problems in damaged.items():
        terminal.error(Message.of(MessageId.BACKUP_DAMAGED, name=name, reason=problems[0]))
    if not report.findings and not damaged:
        terminal.say(t("cli", "Everything is as it was written."), "bold")


def backup_object(backup: Backup) -> dict[str, Any]:
    """A backup for other programs."""
    return {
        "name": backup.name,
        "at": backup.at.isoformat(),
        "reason": backup.reason.value,
        "program": backup.program,
        "products": backup.products,
        "photos": backup.photos,
        "references": backup.references,
        "digest": backup.digest,
        "damaged_rows": backup.damaged_rows,
        "missing_photos": backup.missing_photos,
    }


def _report_object(report: SafetyReport, damaged: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "at": report.at.isoformat(),
        "findings": [
            {"flaw": each.flaw.value, "detail": each.detail, "row": each.row_id}
            for each in report.findings
        ],
        "repaired": report.repaired,
        "damaged_backups": damaged,
    }
