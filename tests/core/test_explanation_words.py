"""Explanations as sentences."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.explanation import (
    Area,
    Contrast,
    ContributionMap,
    DifferingRegion,
    Explanation,
    RegionPair,
)
from desktop_app.core.explanation_words import (
    alike_words,
    clue_words,
    field_words,
    pairs_words,
    regions_words,
)
from desktop_app.core.product_difference import Clue, DataField, FieldDifference, SpeaksFor

UPPER_LEFT, CENTRE = Area(0, 0, 0.3, 0.3), Area(0.4, 0.4, 0.2, 0.2)


def spot(row: int, column: int) -> ContributionMap:
    values = np.zeros((9, 9), np.float32)
    values[row, column] = 0.5
    return ContributionMap(values)


EXPLANATION = Explanation(0.617, spot(0, 0), spot(4, 4), (RegionPair(UPPER_LEFT, CENTRE, 0.1),))


def test_where_photos_are_alike_is_a_sentence() -> None:
    assert alike_words(EXPLANATION) == (
        "Most alike: upper left of your photo, centre of the catalogue photo. "
        "These two photos: similarity 0.62."
    )


def test_each_pair_has_its_number() -> None:
    (line,) = pairs_words(EXPLANATION)
    assert line.startswith("1: upper left of your photo corresponds to centre")
    assert pairs_words(Explanation(0, spot(0, 0), spot(0, 0))) == ("No regions correspond.",)


def test_each_region_names_the_product_that_it_speaks_for() -> None:
    regions = (
        DifferingRegion(UPPER_LEFT, CENTRE, CENTRE, 0.1),
        DifferingRegion(CENTRE, CENTRE, CENTRE, -0.1),
    )
    told = Contrast(EXPLANATION, EXPLANATION, spot(0, 0), regions)
    assert regions_words(told, ("Size M", "Size L")) == (
        "A: upper left of your photo speaks for “Size M”",
        "B: centre of your photo speaks for “Size L”",
    )
    nothing = Contrast(EXPLANATION, EXPLANATION, spot(0, 0))
    assert regions_words(nothing, ("M", "L")) == ("Your photo does not tell the two apart.",)


@pytest.mark.parametrize("field", [field for field in DataField if field.value != "attribute"])
def test_every_field_has_a_name(field: DataField) -> None:
    assert field_words(FieldDifference(field, "", ""))


def test_an_attribute_keeps_the_name_of_the_catalogue() -> None:
    assert field_words(FieldDifference(DataField.ATTRIBUTE, "", "", "pack_size")) == "Pack size"


@pytest.mark.parametrize("clue", list(Clue))
def test_every_clue_quotes_its_evidence(clue: Clue) -> None:
    found = FieldDifference(
        DataField.SIZE, "1", "2", speaks_for=SpeaksFor.FIRST, clue=clue, evidence="500 ml"
    )
    assert "500 ml" in clue_words(found)
    assert clue_words(FieldDifference(DataField.SIZE, "1", "2")) == ""
