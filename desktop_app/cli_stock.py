"""`shelfsight stock out | in | count | undo | list | import | rule | ordered`, and `restock`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.app import opened_ledgers
from desktop_app.cli_help import translate
from desktop_app.cli_people import sign_in
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import (
    NO_RULE,
    MovementKind,
    RestockState,
    Scope,
    StockRule,
)
from desktop_app.log_files import start_logging
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.number_text import NumberTextError, parse_decimal
from desktop_app.services.stock_import import MovementReport
from desktop_app.terminal_stock import (
    backtest_object,
    line_object,
    movement_object,
    rejected_objects,
    say_backtest,
    say_lines,
    say_movement,
    say_movement_report,
    say_movements,
)

if TYPE_CHECKING:
    from desktop_app.cli import Session

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
MOST = 50

stock_app = typer.Typer(
    name="stock",
    help=translate("cli", "Take out, put in, count; import sales; set rules for ordering."),
    no_args_is_help=True,
)
JsonOption = Annotated[
    bool, typer.Option("--json", help=translate("cli", "Print JSON for other programs."))
]
SkuArgument = Annotated[str, typer.Argument(help=translate("cli", "SKU or code of the product."))]
QuantityArgument = Annotated[str, typer.Argument(help=translate("cli", "How many."))]
NoteOption = Annotated[str, typer.Option(help=translate("cli", "Why, in a few words."))]


@contextmanager
def ledgers_of(context: typer.Context) -> Iterator[tuple[Session, Ledgers]]:
    """Session and ledgers, signed in as `--person` said."""
    session: Session = context.obj
    start_logging(session.folder)
    with opened_ledgers(session.folder, session.settings) as (access, ledgers):
        sign_in(session, access)
        yield session, ledgers


def number(text: str) -> Decimal:
    """A quantity that somebody typed.

    Raises:
        UserError: it is no number, or can be read in two ways.
    """
    try:
        return parse_decimal(text)
    except NumberTextError as error:
        raise UserError(MessageId.QUANTITY_BAD, value=text) from error


@stock_app.command("out", help=translate("cli", "Take out so many of a product."))
def out(
    context: typer.Context,
    sku: SkuArgument,
    quantity: QuantityArgument = "1",
    *,
    note: NoteOption = "",
    as_json: JsonOption = False,
) -> None:
    _move(context, MovementKind.OUT, sku, quantity, note, as_json=as_json)


@stock_app.command("in", help=translate("cli", "Put in so many of a product."))
def in_(
    context: typer.Context,
    sku: SkuArgument,
    quantity: QuantityArgument = "1",
    *,
    note: NoteOption = "",
    as_json: JsonOption = False,
) -> None:
    _move(context, MovementKind.IN, sku, quantity, note, as_json=as_json)


@stock_app.command("count", help=translate("cli", "Say how many of a product were counted."))
def count(
    context: typer.Context,
    sku: SkuArgument,
    quantity: QuantityArgument,
    *,
    note: NoteOption = "",
    as_json: JsonOption = False,
) -> None:
    _move(context, MovementKind.COUNT, sku, quantity, note, as_json=as_json)


def _move(
    context: typer.Context,
    kind: MovementKind,
    sku: str,
    quantity: str,
    note: str,
    *,
    as_json: bool,
) -> None:
    amount = number(quantity)
    with ledgers_of(context) as (session, ledgers):
        movement = ledgers.stock.move(ledgers.stock.find(sku), kind, amount, note=note)
    if as_json:
        session.terminal.json({"sku": sku, **movement_object(movement)})
    else:
        say_movement(session.terminal, movement, sku)


@stock_app.command("undo", help=translate("cli", "Take a movement back."))
def undo(
    context: typer.Context,
    movement: Annotated[int, typer.Argument(help=translate("cli", "Id of the movement."))],
    *,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers):
        ledgers.stock.undo(movement)
    if as_json:
        session.terminal.json({"undone": movement})
    else:
        said = session.terminal.translate("cli", "Movement {id} is taken back.")
        session.terminal.say(said.format(id=movement), "bold")


@stock_app.command("list", help=translate("cli", "List the movements of a product."))
def list_(
    context: typer.Context,
    sku: SkuArgument,
    *,
    limit: Annotated[int, typer.Option(min=1, help=translate("cli", "Most rows to list."))] = MOST,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers):
        movements = ledgers.stock.movements(ledgers.stock.find(sku), limit)
    if as_json:
        session.terminal.json([movement_object(each) for each in movements])
    else:
        say_movements(session.terminal, movements)


@stock_app.command("import", help=translate("cli", "Import sales or movements from CSV or XLSX."))
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help=translate("cli", "Columns sku or barcode, quantity, date; kind, reference, note.")
        ),
    ],
    *,
    encoding: Annotated[
        str | None,
        typer.Option(help=translate("cli", "Encoding of a CSV file, for instance cp1252.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from desktop_app.cli import _stopped_by_ctrl_c  # noqa: PLC0415  (cli imports this module)

    with ledgers_of(context) as (session, ledgers), _stopped_by_ctrl_c() as should_stop:
        label = session.terminal.translate("cli", "Importing")
        with session.terminal.progress(label) as progress:
            report = ledgers.stock.import_list(
                file, encoding=encoding, progress=progress, should_stop=should_stop
            )
    if as_json:
        session.terminal.json(_report_object(report))
    else:
        say_movement_report(session.terminal, report)
    raise typer.Exit(_code(report))


def _report_object(report: MovementReport) -> dict[str, Any]:
    return {
        "applied": report.applied,
        "history": report.history,
        "known": report.known,
        "stopped": report.stopped,
        "encoding": report.encoding,
        "rejected": rejected_objects(report.rejected),
    }


def _code(report: MovementReport) -> int:
    done = report.applied + report.history + report.known
    if report.rejected and not done:
        return NOTHING_DONE
    return SOME_FAILED if report.rejected or report.stopped else DONE


@stock_app.command("ordered", help=translate("cli", "Say how many of a product are on order."))
def ordered(
    context: typer.Context,
    sku: SkuArgument,
    quantity: QuantityArgument,
    *,
    as_json: JsonOption = False,
) -> None:
    amount = number(quantity)
    with ledgers_of(context) as (session, ledgers):
        ledgers.stock.set_ordered(ledgers.stock.find(sku), amount)
    if as_json:
        session.terminal.json({"sku": sku, "on_order": format(amount, "f")})
    else:
        said = session.terminal.translate("cli", "{quantity} of {sku} are on order.")
        session.terminal.say(said.format(quantity=amount, sku=sku), "bold")


@stock_app.command(
    "rule", help=translate("cli", "Set minimum, lead time, service and pack; without SKU for all.")
)
def rule(
    context: typer.Context,
    sku: Annotated[
        str, typer.Argument(help=translate("cli", "SKU or code; empty: all products."))
    ] = "",
    *,
    category: Annotated[str, typer.Option(help=translate("cli", "For a whole category."))] = "",
    minimum: Annotated[
        str, typer.Option(help=translate("cli", "Stock below which is ordered."))
    ] = "",
    lead_days: Annotated[
        int | None, typer.Option(help=translate("cli", "Days from order to shelf."))
    ] = None,
    review_days: Annotated[
        int | None, typer.Option(help=translate("cli", "Days between two orders."))
    ] = None,
    service: Annotated[
        float | None,
        typer.Option(help=translate("cli", "Share of times that the stock lasts, 0.5 to 0.999.")),
    ] = None,
    pack: Annotated[
        str, typer.Option(help=translate("cli", "Pieces in a pack that can be ordered."))
    ] = "",
    clear: Annotated[
        bool, typer.Option("--clear", help=translate("cli", "Forget what was set."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    new = StockRule(
        number(minimum) if minimum else None,
        lead_days,
        review_days,
        service,
        number(pack) if pack else None,
    )
    with ledgers_of(context) as (session, ledgers):
        scope, name = scope_of(ledgers, sku, category)
        old = NO_RULE if clear else ledgers.stock.rules().get((scope, name), NO_RULE)
        ledgers.stock.set_rule(scope, name, new.over(old))
        rules = ledgers.stock.rules()
    if as_json:
        session.terminal.json([_rule_object(*key, each) for key, each in rules.items()])
    else:
        said = session.terminal.translate("cli", "Set. “shelfsight restock” says what follows.")
        session.terminal.say(said, "bold")


def scope_of(ledgers: Ledgers, sku: str, category: str) -> tuple[Scope, str]:
    """What a rule is for: a product, a category, or everything."""
    if sku:
        return Scope.PRODUCT, str(ledgers.stock.find(sku))
    return (Scope.CATEGORY, category) if category else (Scope.CATALOGUE, "")


def _rule_object(scope: Scope, name: str, each: StockRule) -> dict[str, Any]:
    return {
        "scope": scope.value,
        "name": name,
        "minimum": None if each.minimum is None else format(each.minimum, "f"),
        "lead_days": each.lead_days,
        "review_days": each.review_days,
        "service": each.service,
        "pack": None if each.pack is None else format(each.pack, "f"),
    }


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
        typer.Option(help=translate("cli", "CSV or XLSX file for the list of orders.")),
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
    limit: Annotated[int, typer.Option(min=1, help=translate("cli", "Most rows to list."))] = MOST,
    as_json: JsonOption = False,
) -> None:
    """List what to order, or try the forecasts."""
    with ledgers_of(context) as (session, ledgers):
        terminal = session.terminal
        if backtest:
            test = ledgers.restock.back_test(weeks, service)
            if as_json:
                terminal.json(backtest_object(test))
            else:
                say_backtest(terminal, test)
            raise typer.Exit(DONE if test.products else NOTHING_DONE)
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
        terminal.say(terminal.translate("cli", "{n} orders are written.").format(n=written), "bold")
    elif not lines:
        terminal.say(terminal.translate("cli", "Nothing is to be ordered."), "bold")
    else:
        say_lines(terminal, lines[:limit])
        if len(lines) > limit:
            more = terminal.translate("cli", "{shown} of {total}; --limit shows more.")
            terminal.note(more.format(shown=limit, total=len(lines)))


__all__ = ["ledgers_of", "restock_command", "scope_of", "stock_app"]
