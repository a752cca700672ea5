"""`shelfsight stock out | in | count | undo | list | import | rule | ordered`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_ledgers import ledgers_of, number, scope_of
from desktop_app.cli_options import (
    DONE,
    NOTHING_DONE,
    SOME_FAILED,
    CategoryOption,
    ClearOption,
    EncodingOption,
    JsonOption,
    RowsOption,
    SkuArgument,
    SomeSkuArgument,
)
from desktop_app.cli_session import stopped_by_ctrl_c
from desktop_app.core.stock import (
    NO_RULE,
    MovementKind,
    Scope,
    StockRule,
)
from desktop_app.services.stock_import import MovementReport
from desktop_app.terminal_stock import (
    movement_object,
    rejected_objects,
    say_movement,
    say_movement_report,
    say_movements,
)

MOST = 50

stock_app = typer.Typer(
    name="stock",
    help=translate("cli", "Take out, put in, count; import sales; set rules for ordering."),
    no_args_is_help=True,
)
QuantityArgument = Annotated[str, typer.Argument(help=translate("cli", "How many."))]
NoteOption = Annotated[str, typer.Option(help=translate("cli", "Why, in a few words."))]


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
    limit: RowsOption = MOST,
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
            readable=False,
            help=translate("cli", "Columns sku or barcode, quantity, date; kind, reference, note."),
        ),
    ],
    *,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers), stopped_by_ctrl_c() as should_stop:
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
    sku: SomeSkuArgument = "",
    *,
    category: CategoryOption = "",
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
    clear: ClearOption = False,
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
