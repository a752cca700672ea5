"""The commands `quality`, `recommend` and `compare`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_options import JsonOption
from desktop_app.cli_session import Session
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.best_fit import MOST_COMPARED
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Product
from desktop_app.services.bundle import Services
from desktop_app.services.quality_json import (
    best_fit_object,
    recommendation_object,
    report_object,
)
from desktop_app.terminal_quality import print_best_fit, print_quality, print_recommendation

SHOWN_RUNS = 10


def add_quality_commands(app: typer.Typer) -> None:
    """Make the commands of this file known to *app*."""
    app.command(help=translate("cli", "Measure the catalogue on its own photos."))(quality)
    app.command(help=translate("cli", "Say what goes with a product, or instead of it."))(recommend)
    app.command(help=translate("cli", "Compare products or photos, and say what fits best."))(
        compare
    )


def quality(
    context: typer.Context,
    *,
    photos: Annotated[
        bool,
        typer.Option(
            "--photos/--no-photos", help=translate("cli", "Look at each photo itself, or not.")
        ),
    ] = True,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help=translate("cli", "From now on a match needs this probability, in this catalogue."),
        ),
    ] = None,
    standard: Annotated[
        bool, typer.Option("--standard", help=translate("cli", "Use the model's threshold again."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    t, person = session.terminal.translate, session.settings.person_or_login
    with session.services() as services:
        with session.terminal.progress(t("cli", "Asking for every photo")) as progress:
            report = services.quality.measure(person=person, progress=progress)
        if standard or threshold is not None:
            if threshold is None:
                services.quality.thresholds.reset(person)
            else:
                matches = report.curve.at(threshold).matches
                services.quality.thresholds.save(threshold, matches, person)
            report = services.quality.measure(person=person)
        label = t("cli", "Looking at the photos")
        with session.terminal.progress(label) if photos else nullcontext() as looking:
            notes = services.photo_care.notes(report.asked, progress=looking) if looking else []
        live, runs = services.live_set.figures(), services.quality.history(SHOWN_RUNS)
        ids = {number for pair in report.look_alikes for number in (pair.first_id, pair.second_id)}
        ids |= {note.product_id for note in notes}
        ids |= {note.other_product_id for note in notes if note.other_product_id}
        products = services.catalogue.products(sorted(ids))
    if as_json:
        found = report_object(report, products, notes=notes, live=live, history=runs)
        session.terminal.json(found)
    else:
        print_quality(session.terminal, report, products, notes=notes, live=live)


def recommend(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(help=translate("cli", "SKU of the product."))],
    *,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    with session.services() as services:
        found = services.recommendations.recommend(_product(services, sku))
    if as_json:
        session.terminal.json(recommendation_object(found))
    else:
        print_recommendation(session.terminal, found)


def compare(
    context: typer.Context,
    skus: Annotated[
        list[str] | None, typer.Argument(help=translate("cli", "Two to four SKUs."))
    ] = None,
    *,
    photo: Annotated[
        list[Path] | None,
        typer.Option(
            readable=False, help=translate("cli", "A photo instead; may be given several times.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    session: Session = context.obj
    if len(skus or ()) > MOST_COMPARED:
        raise UserError(MessageId.TOO_MANY_TO_COMPARE, most=MOST_COMPARED)
    if not skus and not photo:
        raise UserError(MessageId.NOTHING_TO_COMPARE)
    with session.services() as services:
        if skus:
            found = services.recommendations.compare([_product(services, sku) for sku in skus])
        else:
            inputs = [PhotoInput(str(path), path=path) for path in photo or ()]
            found = services.recommendations.compare_photos(inputs)
    if as_json:
        session.terminal.json(best_fit_object(found))
    else:
        print_best_fit(session.terminal, found)


def _product(services: Services, sku: str) -> Product:
    product = services.catalogue.product_by_sku(sku)
    if product is None:
        raise UserError(MessageId.SKU_UNKNOWN, value=sku)
    return product
