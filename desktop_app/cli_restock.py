"""`shelfsight restock`: what to order, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_ledgers import ledgers_of
from desktop_app.cli_options import DONE, NOTHING_DONE, JsonOption, RowsOption
from desktop_app.core.count_wording import Counted
from desktop_app.core.stock import RestockLine, RestockState
from desktop_app.services.ledgers import Ledgers
from desktop_app.terminal import Terminal
from desktop_app.terminal_stock import backtest_object, line_object, say_backtest, say_lines

MOST = 50


def restock_command(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("restock", help=translate("cli", "Say what to order, and why."))(restock)


def restock(
    context: typer.Context,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=translate("cli", "Every product, most urgent first."))
    ] = False,
    state: Annotated[
        RestockState | None, typer.Option(help=translate("cli", "Products in one state."))
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            readable=False, help=translate("cli", "CSV or XLSX file for the list of orders.")
        ),
    ] = None,
    backtest: Annotated[
        bool,
        typer.Option("--backtest", help=translate("cli", "Try the forecasts on the past instead.")),
    ] = False,
    weeks: Annotated[
        int, typer.Option(min=1, max=26, help=translate("cli", "Weeks that a trial looks ahead."))
    ] = 2,
    service: Annotated[
        float,
        typer.Option(min=0.5, max=0.999, help=translate("cli", "Service that a trial wants.")),
    ] = 0.95,
    limit: RowsOption = MOST,
    as_json: JsonOption = False,
) -> None:
    """List what to order, or try the forecasts."""
    with ledgers_of(context) as (session, ledgers):
        terminal = session.terminal
        if backtest:
            _try_forecasts(ledgers, terminal, weeks, service, as_json=as_json)
        with terminal.progress(terminal.translate("cli", "Looking ahead")) as progress:
            plan = ledgers.restock.plan(progress=progress)
        lines = list(plan.lines) if everything or state else plan.orders
        if state is not None:
            lines = [line for line in lines if line.state is state]
        if out is not None:
            written = ledgers.restock.export(out, lines, terminal.translate_text)
    if as_json:
        counts = {name.value: count for name, count in plan.counts.items()}
        terminal.json({"counts": counts, "products": [line_object(line) for line in lines]})
    elif out is not None:
        orders = terminal.counted(written, Counted.ORDERS)
        terminal.say(terminal.translate("cli", "Written: {what}.").format(what=orders), "bold")
    else:
        _say(terminal, lines, limit)


def _try_forecasts(
    ledgers: Ledgers, terminal: Terminal, weeks: int, service: float, *, as_json: bool
) -> NoReturn:
    test = ledgers.restock.back_test(weeks, service)
    if as_json:
        terminal.json(backtest_object(test))
    else:
        say_backtest(terminal, test)
    raise typer.Exit(DONE if test.products else NOTHING_DONE)


def _say(terminal: Terminal, lines: list[RestockLine], limit: int) -> None:
    if not lines:
        terminal.say(terminal.translate("cli", "Nothing is to be ordered."), "bold")
        return
    say_lines(terminal, lines[:limit])
    if len(lines) > limit:
        more = terminal.translate("cli", "{shown} of {total}; --limit shows more.")
        terminal.note(more.format(shown=limit, total=len(lines)))
