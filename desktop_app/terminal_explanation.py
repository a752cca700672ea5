"""How explanations look in a terminal, and as a picture file."""

from __future__ import annotations

from pathlib import Path

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.explanation_words import (
    alike_words,
    clue_words,
    field_words,
    pairs_words,
    regions_words,
)
from desktop_app.core.messages import MessageId
from desktop_app.core.product_difference import FieldDifference, SpeaksFor
from desktop_app.services.catalogue_view import CatalogueView
from desktop_app.services.explained_answer import ExplainedAnswer
from desktop_app.services.lookup import LookupOutcome
from desktop_app.terminal import Terminal

_NOTHING = "–"


def print_explanation(terminal: Terminal, explained: ExplainedAnswer) -> None:
    """Where the photos are alike, then what the next candidate differs in."""

    def translate(text: str) -> str:
        return terminal.translate("wording", text)

    if explained.problem is not None:
        terminal.error(explained.problem)
    if explained.explanation is not None:
        terminal.say(alike_words(explained.explanation, translate))
        for line in pairs_words(explained.explanation, translate):
            terminal.say(f"  {line}")
    best, rival = explained.best, explained.rival
    if best is None or rival is None:
        return
    title = terminal.translate("cli", "What differs from {sku}, the next candidate:")
    terminal.say(title.format(sku=rival.sku))
    for difference in explained.fields:
        terminal.say(f"  {_field_line(terminal, difference)}")
    if explained.contrast is not None:
        for line in regions_words(explained.contrast, (best.sku, rival.sku), translate):
            terminal.say(f"  {line}")


def _field_line(terminal: Terminal, difference: FieldDifference) -> str:
    def translate(text: str) -> str:
        return terminal.translate("wording", text)

    values = [difference.first or _NOTHING, difference.second or _NOTHING]
    if difference.speaks_for is not None:
        side = 0 if difference.speaks_for is SpeaksFor.FIRST else 1
        values[side] += f" ({clue_words(difference, translate)})"
    return f"{field_words(difference, translate)}: {values[0]} | {values[1]}"


def write_heat_picture(
    file: Path, explained: ExplainedAnswer, outcome: LookupOutcome, catalogue: CatalogueView
) -> bool:
    """Write query and catalogue photo with what is alike to *file*; False if there are no two.

    Raises:
        UserError: the file cannot be written.
        PhotoError: the catalogue's copy of its photo is gone.
    """
    from desktop_app.vision.heat_picture import heat_picture  # noqa: PLC0415  (loads OpenCV)

    query = next((p.picture for p in outcome.photos if isinstance(p, PhotoAnalysis)), None)
    if explained.explanation is None or explained.reference is None or query is None:
        return False
    path = catalogue.photo_path(explained.reference.sha256)
    try:
        reference = path.read_bytes()
    except OSError as error:
        raise PhotoError(MessageId.PHOTO_MISSING, name=path.name) from error
    picture = heat_picture(query, reference, explained.explanation)
    try:
        file.write_bytes(picture)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason=reason) from error
    return True
