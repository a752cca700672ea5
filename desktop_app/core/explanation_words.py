"""Explanations as sentences, for the window, for screen readers and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.explanation import Contrast, DifferingRegion, Explanation, RegionPair
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same
from desktop_app.core.picture_places import area_words, places_words
from desktop_app.core.product_difference import Clue, DataField, FieldDifference

_ = QT_TRANSLATE_NOOP

FIELD_WORDS: Mapping[DataField, str] = MappingProxyType(
    {
        DataField.SIZE: _("wording", "Size"),
        DataField.NAME: _("wording", "In the name"),
        DataField.BRAND: _("wording", "Brand"),
        DataField.CATEGORY: _("wording", "Category"),
        DataField.CODE: _("wording", "Code"),
        DataField.PRICE: _("wording", "Price"),
        DataField.LOCATION: _("wording", "Location"),
    }
)
CLUE_WORDS: Mapping[Clue, str] = MappingProxyType(
    {
        Clue.WORDS: _("wording", "Your words “{evidence}” speak for this one"),
        Clue.CODE: _("wording", "The code {evidence} speaks for this one"),
    }
)
_ALIKE = _("wording", "Most alike: {query} of your photo, {reference} of the catalogue photo.")
_SIMILARITY = _("wording", "These two photos: similarity {similarity}.")
_PAIR = _(
    "wording", "{number}: {query} of your photo corresponds to {reference} of the catalogue photo"
)
_NO_PAIRS = _("wording", "No regions correspond.")
_REGION = _("wording", "{letter}: {place} of your photo speaks for “{name}”")
_NO_REGIONS = _("wording", "Your photo does not tell the two apart.")


def alike_words(explanation: Explanation, translate: Translate = same) -> str:
    """Where the photos are most alike, and how much: `Most alike: centre of your photo, ...`."""
    where = translate(_ALIKE).format(
        query=places_words(explanation.query, translate),
        reference=places_words(explanation.reference, translate),
    )
    return f"{where} {similarity_words(explanation, translate)}"


def similarity_words(explanation: Explanation, translate: Translate = same) -> str:
    return translate(_SIMILARITY).format(similarity=f"{explanation.similarity:.2f}")


def pairs_words(explanation: Explanation, translate: Translate = same) -> tuple[str, ...]:
    """A line for each pair of regions, with the number that it has in the pictures."""
    if not explanation.pairs:
        return (translate(_NO_PAIRS),)
    return tuple(
        _pair_words(number, pair, translate) for number, pair in enumerate(explanation.pairs, 1)
    )


def _pair_words(number: int, pair: RegionPair, translate: Translate) -> str:
    return translate(_PAIR).format(
        number=number,
        query=area_words(pair.query, translate),
        reference=area_words(pair.reference, translate),
    )


def region_letter(position: int) -> str:
    """What a differing region is called in the pictures and beside them, A for the first."""
    return chr(ord("A") + position)


def regions_words(
    contrast: Contrast, names: tuple[str, str], translate: Translate = same
) -> tuple[str, ...]:
    """A line for each region of the query that tells two products, called *names*, apart."""
    if not contrast.regions:
        return (translate(_NO_REGIONS),)
    return tuple(
        _region_words(position, region, names, translate)
        for position, region in enumerate(contrast.regions)
    )


def _region_words(
    position: int, region: DifferingRegion, names: tuple[str, str], translate: Translate
) -> str:
    return translate(_REGION).format(
        letter=region_letter(position),
        place=area_words(region.query, translate),
        name=names[0] if region.speaks_for_first else names[1],
    )


def field_words(difference: FieldDifference, translate: Translate = same) -> str:
    """What the field is called; an attribute by its own name, as the catalogue has it."""
    if difference.field is DataField.ATTRIBUTE:
        words = difference.attribute.replace("_", " ").strip()
        return words[:1].upper() + words[1:]
    return translate(FIELD_WORDS[difference.field])


def clue_words(difference: FieldDifference, translate: Translate = same) -> str:
    """What of the question speaks for one side; empty if nothing does."""
    if difference.clue is None:
        return ""
    return translate(CLUE_WORDS[difference.clue]).format(evidence=difference.evidence)
