"""How the quality of a catalogue and recommendations look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.photo_traits import PhotoProblem
from desktop_app.core.quality import Figures, QualityReport
from desktop_app.core.quality_wording import (
    PROBLEM_ADVICE,
    PROBLEM_WORDS,
    association_words,
    fit_words,
    no_association_words,
    percent,
    threshold_words,
)
from desktop_app.core.types import Candidate, Product
from desktop_app.services.live_set import LiveFigures
from desktop_app.services.photo_care import CareNote
from desktop_app.services.recommendations import BestFit, Recommendation
from desktop_app.terminal import Terminal

SHOWN_PAIRS = 15
SHOWN_CATEGORIES = 30


def print_quality(
    terminal: Terminal,
    report: QualityReport,
    products: Mapping[int, Product],
    *,
    notes: Sequence[CareNote],
    live: LiveFigures,
) -> None:
    """The report, figures first."""
    t, translate = terminal.translate, terminal.translate_text
    run = report.run
    if not report.testable:
        terminal.error(Message.of(MessageId.NOTHING_TO_MEASURE))
    else:
        said = t("cli", "Asked as though not in the catalogue: {asked} of {photos}.")
        photos = terminal.counted(run.photos, Counted.PHOTOS)
        terminal.say(said.format(asked=run.figures.asked, photos=photos), "bold")
        terminal.say(_line(terminal, t("cli", "whole catalogue"), run.figures))
        for entry in run.categories[:SHOWN_CATEGORIES]:
            terminal.say("  " + _line(terminal, entry.category or "–", entry.figures))
        if run.state.threshold is not None:
            point = report.curve.at(run.state.threshold)
            at = t("cli", "Threshold {value}:").format(value=f"{point.threshold:.3f}")
            terminal.say(f"{at} {threshold_words(point, translate=translate)}")
            foreign = t("cli", "Items that are not in the catalogue, called a match: {share}")
            terminal.say(foreign.format(share=percent(run.foreign_matches)))
        _print_limits(terminal, report)
    if live.figures.asked:
        terminal.say(_line(terminal, t("cli", "confirmed lookups"), live.figures))
    for pair in report.look_alikes[:SHOWN_PAIRS]:
        names = [products[i].sku for i in (pair.first_id, pair.second_id) if i in products]
        alike = t("cli", "{pair}: {wrong} of {photos} taken for the other")
        photos = terminal.counted(pair.asked, Counted.PHOTOS)
        terminal.say("  " + alike.format(pair=" / ".join(names), wrong=pair.wrong, photos=photos))
    _print_notes(terminal, notes)


def _print_limits(terminal: Terminal, report: QualityReport) -> None:
    t = terminal.translate
    if report.single or report.without:
        said = t("cli", "Could not be tested: {single} with one photo, {without} with none.")
        single = terminal.counted(report.single, Counted.PRODUCTS)
        terminal.note(said.format(single=single, without=report.without))
    if report.twins:
        said = t("cli", "With a twin in the same product: {photos}. That flatters the figures.")
        terminal.note(said.format(photos=terminal.counted(report.twins, Counted.PHOTOS)))


def _print_notes(terminal: Terminal, notes: Sequence[CareNote]) -> None:
    counts = Counter(note.problem for note in notes)
    for problem in PhotoProblem:
        if counts[problem]:
            words = terminal.translate_text(PROBLEM_WORDS[problem])
            advice = terminal.translate_text(PROBLEM_ADVICE[problem])
            terminal.say(f"{words}: {counts[problem]}. {advice}")


def _line(terminal: Terminal, name: str, figures: Figures) -> str:
    said = terminal.translate(
        "cli",
        "{name}: {photos}, right first {first}, among five {five}, matches {coverage},"
        " of these right {precision}",
    )
    return said.format(
        name=name,
        photos=terminal.counted(figures.asked, Counted.PHOTOS),
        first=percent(figures.recall_1),
        five=percent(figures.recall_5),
        coverage=percent(figures.coverage),
        precision=percent(figures.precision),
    )


def print_recommendation(terminal: Terminal, found: Recommendation) -> None:
    """Substitutes, similar items, and what is looked up with it."""
    t, translate = terminal.translate, terminal.translate_text
    terminal.say(f"{found.product.sku}  {found.product.name}", "bold")
    for title, candidates in (
        (t("cli", "Substitutes in stock"), found.substitutes),
        (t("cli", "Similar items"), found.similar),
    ):
        terminal.say(title, "bold")
        for candidate in candidates:
            terminal.say("  " + _alike(candidate))
    terminal.say(t("cli", "Often looked up together"), "bold")
    for entry in found.together:
        words = association_words(entry.association, translate)
        kind = t("cli", "goes with it") if entry.is_complement else t("cli", "looks like it")
        terminal.say(f"  {entry.product.sku}  {entry.product.name}  ({kind}): {words}")
    if not found.together:
        terminal.note("  " + no_association_words(found.sessions, found.own_sessions, translate))


def _alike(candidate: Candidate) -> str:
    product = candidate.product
    stock = "" if product.stock is None else f"{product.stock:f}"
    price = "" if product.price is None else f"{product.price} {product.currency}"
    facts = "  ".join(part for part in (product.location, stock, price) if part)
    return f"{candidate.similarity:.3f}  {product.sku}  {product.name}  {facts}".rstrip()


def print_best_fit(terminal: Terminal, found: BestFit) -> None:
    """Products, best fit first, each with its reasons."""
    translate = terminal.translate_text
    for vote in found.votes:
        best = vote.answer.best if vote.answer else None
        terminal.say(f"{vote.name}: {f'{best.sku}  {best.product.name}' if best else '–'}")
    for place, fit in enumerate(found.fits, start=1):
        style = "bold" if place == 1 else ""
        reasons = "; ".join(fit_words(point, translate) for point in fit.points)
        terminal.say(f"{place}. {fit.product.sku}  {fit.product.name}: {reasons or '–'}", style)
