"""`shelfsight prices import | show | alerts | mark | limit`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_ledgers import ledgers_of, number, scope_of
from desktop_app.cli_options import (
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
from desktop_app.core.count_wording import Counted
from desktop_app.core.price import NO_LIMIT, AlertState, PriceLimit
from desktop_app.terminal_stock import (
    alert_object,
    point_object,
    rejected_objects,
    say_alerts,
    say_points,
    say_price_report,
)

MOST = 200

prices_app = typer.Typer(
    name="prices",
    help=translate("cli", "Import price lists, and hear of changes beyond your limits."),
    no_args_is_help=True,
)


@prices_app.command("import", help=translate("cli", "Import a price list, CSV or XLSX."))
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            readable=False, help=translate("cli", "Columns sku or barcode, price; currency, date.")
        ),
    ],
    *,
    valid_from: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=translate("cli", "Day from which rows without a date hold; default: now."),
        ),
    ] = None,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers):
        label = session.terminal.translate("cli", "Importing")
        with session.terminal.progress(label) as progress:
            report = ledgers.prices.import_list(
                file,
                valid_from=valid_from.astimezone() if valid_from else None,
                encoding=encoding,
                progress=progress,
            )
    if as_json:
        session.terminal.json(
            {
                "changed": report.changed,
                "unchanged": report.unchanged,
                "history": report.history,
                "alerts": report.alerts,
                "encoding": report.encoding,
                "rejected": rejected_objects(report.rejected),
            }
        )
    else:
        say_price_report(session.terminal, report)
    done = report.changed + report.unchanged + report.history
    if report.rejected:
        raise typer.Exit(SOME_FAILED if done else NOTHING_DONE)


@prices_app.command("show", help=translate("cli", "Show the prices of a product over time."))
def show(context: typer.Context, sku: SkuArgument, *, as_json: JsonOption = False) -> None:
    with ledgers_of(context) as (session, ledgers):
        points = ledgers.prices.points(ledgers.stock.find(sku))
    if as_json:
        session.terminal.json([point_object(point) for point in points])
    else:
        say_points(session.terminal, points)


@prices_app.command("alerts", help=translate("cli", "List changes beyond your limits."))
def alerts(
    context: typer.Context,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=translate("cli", "Those that are done, too."))
    ] = False,
    limit: RowsOption = MOST,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers):
        ledgers.prices.watch()
        found = ledgers.prices.alerts(limit, is_open=not everything)
    if as_json:
        session.terminal.json([alert_object(alert) for alert in found])
    else:
        say_alerts(session.terminal, found)


@prices_app.command("mark", help=translate("cli", "Say that alerts are seen, done, or new again."))
def mark(
    context: typer.Context,
    state: Annotated[AlertState, typer.Argument(help=translate("cli", "What they are now."))],
    ids: Annotated[list[int], typer.Argument(help=translate("cli", "Ids of the alerts."))],
    *,
    as_json: JsonOption = False,
) -> None:
    with ledgers_of(context) as (session, ledgers):
        ledgers.prices.mark(ids, state)
    if as_json:
        session.terminal.json({"state": state.value, "ids": ids})
    else:
        alerts = session.terminal.counted(len(ids), Counted.ALERTS)
        said = session.terminal.translate("cli", "Marked: {alerts}.")
        session.terminal.say(said.format(alerts=alerts), "bold")


@prices_app.command(
    "limit", help=translate("cli", "Set limits in per cent; without SKU for all products.")
)
def limit_(
    context: typer.Context,
    sku: SomeSkuArgument = "",
    *,
    category: CategoryOption = "",
    rise: Annotated[str, typer.Option(help=translate("cli", "Rise of one change."))] = "",
    fall: Annotated[str, typer.Option(help=translate("cli", "Fall of one change."))] = "",
    drift: Annotated[
        str, typer.Option(help=translate("cli", "Change within 90 days, up or down."))
    ] = "",
    clear: ClearOption = False,
    as_json: JsonOption = False,
) -> None:
    new = PriceLimit(*(number(text) if text else None for text in (rise, fall, drift)))
    with ledgers_of(context) as (session, ledgers):
        scope, name = scope_of(ledgers, sku, category)
        old = NO_LIMIT if clear else ledgers.prices.limits().get((scope, name), NO_LIMIT)
        ledgers.prices.set_limit(scope, name, new.over(old))
        limits = ledgers.prices.limits()
    if as_json:
        session.terminal.json(
            [
                {
                    "scope": each_scope.value,
                    "name": each_name,
                    "rise": None if each.rise is None else format(each.rise, "f"),
                    "fall": None if each.fall is None else format(each.fall, "f"),
                    "drift": None if each.drift is None else format(each.drift, "f"),
                }
                for (each_scope, each_name), each in limits.items()
            ]
        )
    else:
        session.terminal.say(session.terminal.translate("cli", "The limits are set."), "bold")
