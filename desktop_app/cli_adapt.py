"""The command `adapt`: fit lookups to the catalogue's own photos."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import JsonOption, refuse_both
from desktop_app.cli_session import Session, stopped_by_ctrl_c
from desktop_app.core.adaptation import AdaptationReport
from desktop_app.core.adaptation_wording import change_words, counts_words, verdict_words
from desktop_app.core.messages import Message, MessageId
from desktop_app.services.adaptation_json import active_object, adaptation_object
from desktop_app.services.adaptations import AdaptationState
from desktop_app.terminal import Terminal


def adapt_command(app: typer.Typer) -> None:
    """Make the command of this file known to *app*."""
    app.command(help=translate("cli", "Fit lookups to your photos, if that clearly helps."))(adapt)


def adapt(
    context: typer.Context,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=translate("cli", "Only say whether it would help."))
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help=translate("cli", "Take the fit back."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    refuse_both("--remove", remove, "--dry-run", dry_run)
    t = session.terminal.translate
    with session.services() as services, stopped_by_ctrl_c() as should_stop:
        adaptations, person = services.adaptations, services.access.person
        if remove:
            was_there = adaptations.remove(person)
            _say_removed(session.terminal, adaptations.state, was_there=was_there, as_json=as_json)
            return
        before = adaptations.state
        with session.terminal.progress(t("cli", "Asking photos of the catalogue")) as progress:
            report = adaptations.fit(
                person=person, dry_run=dry_run, progress=progress, should_stop=should_stop
            )
        after = adaptations.state
    if as_json:
        session.terminal.json(adaptation_object(report, after))
    else:
        _say(session.terminal, report, before)


def _say(terminal: Terminal, report: AdaptationReport, before: AdaptationState) -> None:
    t, figures = terminal.translate, report.figures
    if before.problem is None and before.active is None and before.of_other_packs:
        terminal.error(Message.of(MessageId.ADAPTATION_OTHER_PACK))
    terminal.say(verdict_words(report, terminal.translate_text), "bold")
    if counts := counts_words(figures, terminal.translate_text):
        first, five = t("cli", "right first: {change}"), t("cli", "right among five: {change}")
        changes = (
            first.format(change=change_words(figures.before_1, figures.after_1)),
            five.format(change=change_words(figures.before_5, figures.after_5)),
        )
        terminal.say("; ".join(changes))
        terminal.say(counts)
    took = t("cli", "{seconds} seconds").format(seconds=f"{report.seconds:.1f}")
    terminal.note(took)


def _say_removed(
    terminal: Terminal, state: AdaptationState, *, was_there: bool, as_json: bool
) -> None:
    if as_json:
        terminal.json({"taken_back": was_there, "active": active_object(state)})
        return
    t = terminal.translate
    taken = t("cli", "The fit was taken back; lookups are plain again.")
    nothing = t("cli", "There was no fit to take back.")
    terminal.say(taken if was_there else nothing, "bold")
