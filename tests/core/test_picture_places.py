"""Places in words follow the map."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.explanation import WHOLE, Area, ContributionMap
from desktop_app.core.picture_places import (
    PLACE_WORDS,
    Place,
    area_words,
    place_of,
    places_words,
    strongest_places,
)


def map_with(*strong: tuple[int, int], weak: float = 0.0, area: Area = WHOLE) -> ContributionMap:
    values = np.full((9, 9), weak, np.float32)
    for place in strong:
        values[place] = 1
    return ContributionMap(values, area)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (map_with((0, 0)), "upper left"),
        (map_with((4, 4)), "centre"),
        (map_with((8, 4)), "bottom"),
        (map_with((0, 0), (0, 1), (4, 4), (4, 3)), "upper left and centre"),
        (map_with((0, 0), (0, 1), (0, 2), (4, 4)), "upper left"),
        (map_with((4, 8), weak=-0.1), "right"),
        (map_with(weak=1.0), "spread over the whole picture"),
        (map_with(weak=-1.0), "nowhere"),
        (map_with(), "nowhere"),
        (map_with((0, 0), area=Area(0.5, 0.5, 0.5, 0.5)), "centre"),
    ],
)
def test_where_a_map_is_strongest(found: ContributionMap, words: str) -> None:
    assert places_words(found) == words


def test_every_ninth_has_its_own_words() -> None:
    assert len(set(PLACE_WORDS.values())) == len(Place) == 9


def test_what_reaches_out_of_the_picture_counts_at_its_edge() -> None:
    assert place_of(Area(-0.4, 0.9, 0.2, 0.4)) is Place.LOWER_LEFT
    assert area_words(Area(0.4, 0.4, 0.2, 0.2), str.upper) == "CENTRE"


def test_at_most_two_places_are_named() -> None:
    corners = map_with((0, 0), (0, 8), (8, 0), (8, 8))
    assert len(strongest_places(corners)) == 2
