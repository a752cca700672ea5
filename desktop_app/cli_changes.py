"""`shelfsight changes`: who changed what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from desktop_app.cli_help import translate
from desktop_app.cli_options import JsonOption
from desktop_app.cli_session import Session, sign_in
from desktop_app.core.change import Change, ChangeAction, ChangeFilter
from desktop_app.core.change_words import action_words, subject_name, summary
from desktop_app.core.count_wording import Counted
from desktop_app.log_files import start_logging
from desktop_app.services.changes import Changes, change_object
from desktop_app.terminal import Terminal
from desktop_app.without_model import opened_log

MOST = 50
DAYS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]


@dataclass(frozen=True, slots=True)
class _Wanted:
    only: ChangeFilter
    limit: int


def changes_command(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("changes", help=translate("cli", "Say who changed what, newest first."))(changes)


def changes(
    context: typer.Context,
    *,
    text: Annotated[str, typer.Option(help=translate("cli", "Words that the change holds."))] = "",
    sku: Annotated[str, typer.Option(help=translate("cli", "Changes of one product."))] = "",
    by: Annotated[str | None, typer.Option(help=translate("cli", "Changes of one person."))] = None,
    action: Annotated[
        ChangeAction | None, typer.Option(help=translate("cli", "Changes of one kind."))
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=DAYS, help=translate("cli", "From this day or moment on.")),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=DAYS, help=translate("cli", "Before this day or moment.")),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=100_000, help=translate("cli", "Most changes to list."))
    ] = MOST,
    out: Annotated[
        Path | None,
        typer.Option(readable=False, help=translate("cli", "CSV file for all that is wanted.")),
    ] = None,
    purge_days: Annotated[
        int | None,
        typer.Option(
            min=1, help=translate("cli", "Delete for good what is older than so many days.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List, save or purge changes."""
    session: Session = context.obj
    start_logging(session.folder)
    only = ChangeFilter(
        text, by, action, since=_moment(since), until=_moment(until), subject=sku.strip()
    )
    with opened_log(session.folder, session.settings) as (access, log):
        sign_in(session, access)
        if purge_days is not None:
            purged = log.purge(timedelta(days=purge_days), access.person)
            _say_number(session.terminal, "purged", purged, as_json=as_json)
        elif out is not None:
            written = log.save(out, only, translate=session.terminal.translate_text)
            _say_number(session.terminal, "written", written, as_json=as_json)
        else:
            _list(session.terminal, log, _Wanted(only, limit), as_json=as_json)


def _moment(day: datetime | None) -> datetime | None:
    """Days are those of the clock on the wall."""
    return None if day is None else day.astimezone()


def _list(terminal: Terminal, log: Changes, wanted: _Wanted, *, as_json: bool) -> None:
    page = log.page(wanted.limit, only=wanted.only)
    total = log.count(wanted.only)
    if as_json:
        terminal.json({"total": total, "changes": [change_object(change) for change in page]})
        return
    t = terminal.translate
    if not page:
        terminal.say(t("cli", "No change to show."))
        return
    titles = (t("cli", "when"), t("cli", "who"), t("cli", "what"), t("cli", "facts"))
    table = Table(*titles, box=None, pad_edge=False)
    for change in page:
        table.add_row(*map(Text, _cells(terminal, change)))
    terminal.table(table)
    if total > len(page):
        more = t("cli", "{shown} of {total}; --limit shows more, --out saves all.")
        terminal.note(more.format(shown=len(page), total=total))


def _cells(terminal: Terminal, change: Change) -> tuple[str, str, str, str]:
    words = terminal.translate_text
    return (
        change.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        change.person,
        f"{action_words(change.action, words)} {subject_name(change, words)}",
        summary(change, words),
    )


def _say_number(terminal: Terminal, name: str, number: int, *, as_json: bool) -> None:
    if as_json:
        terminal.json({name: number})
        return
    t = terminal.translate
    said, what = {
        "purged": (t("cli", "Deleted for good from the change log: {what}."), Counted.ENTRIES),
        "written": (t("cli", "Written: {what}."), Counted.CHANGES),
    }[name]
    terminal.say(said.format(what=terminal.counted(number, what)), "bold")
