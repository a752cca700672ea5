"""`shelfsight places`: where things lie, what is walked for most, and what should swap."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from desktop_app.cli_help import translate
from desktop_app.cli_options import JsonOption
from desktop_app.cli_session import Session
from desktop_app.core.count_wording import Counted
from desktop_app.core.place_words import swap_reason
from desktop_app.core.places import PlaceNode, PlaceSurvey, Swap, most_walked, suggest_swaps
from desktop_app.log_files import start_logging
from desktop_app.services.places import placed_object, swap_object
from desktop_app.terminal import Terminal
from desktop_app.without_model import opened_places


def places_command(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("places", help=translate("cli", "Say where things lie and what should swap."))(
        places
    )


def places(
    context: typer.Context,
    *,
    days: Annotated[
        int, typer.Option(min=0, help=translate("cli", "Lookups of so many days; 0 for all."))
    ] = 0,
    start: Annotated[
        str, typer.Option(help=translate("cli", "Place that people come from; default: the first."))
    ] = "",
    limit: Annotated[
        int, typer.Option(min=1, max=400, help=translate("cli", "Most products and swaps."))
    ] = 20,
    same_area: Annotated[
        bool, typer.Option("--same-area", help=translate("cli", "Swap within an area only."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Survey the places of the catalogue."""
    session: Session = context.obj
    start_logging(session.folder)
    with opened_places(session.folder) as service:
        found = service.survey(days, start)
    swaps = suggest_swaps(found, limit, within_area=same_area)
    if as_json:
        session.terminal.json(_object(found, swaps, limit))
    else:
        _say(session.terminal, found, swaps, limit)


def _object(found: PlaceSurvey, swaps: list[Swap], limit: int) -> dict[str, Any]:
    return {
        "start": "-".join(found.start),
        "products": len(found.products),
        "without_place": found.placeless,
        "lookups": found.lookups,
        "walked": found.walked,
        "tree": [_node_object(child) for child in found.root.children],
        "most_walked": [placed_object(product) for product in most_walked(found, limit)],
        "swaps": [swap_object(swap) for swap in swaps],
    }


def _node_object(node: PlaceNode) -> dict[str, Any]:
    return {
        "name": node.name,
        "products": node.n_products,
        "lookups": node.lookups,
        "children": [_node_object(child) for child in node.children],
    }


def _say(terminal: Terminal, found: PlaceSurvey, swaps: list[Swap], limit: int) -> None:
    t = terminal.translate
    words = t("cli", "{products} with a place, {placeless} without; {lookups}.")
    said = words.format(
        products=terminal.counted(len(found.products), Counted.PRODUCTS),
        placeless=found.placeless,
        lookups=terminal.counted(found.lookups, Counted.LOOKUPS),
    )
    terminal.say(said, "bold")
    walked = most_walked(found, limit)
    if walked:
        titles = (t("cli", "SKU"), t("cli", "name"), t("cli", "place"), t("cli", "lookups"))
        table = Table(*titles, t("cli", "stops"), t("cli", "walked"), box=None, pad_edge=False)
        for item in walked:
            numbers = (str(item.lookups), str(item.stops), str(item.walked))
            table.add_row(*map(Text, (item.sku, item.name, item.place, *numbers)))
        terminal.table(table)
    for swap in swaps:
        terminal.say(swap_reason(swap, terminal.translate_text))
    if not swaps:
        terminal.note(t("cli", "No swap would save steps in the lookups that are kept."))
