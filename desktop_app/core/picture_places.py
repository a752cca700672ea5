"""Where in a picture something is, in words: for sentences and screen readers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from desktop_app.core.explanation import Area, ContributionMap
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same

MOST_PLACES = 2
STANDS_OUT = 1.5
"""A ninth of the picture is named if it holds this many times its even share."""

NEAR_THE_BEST = 0.75
"""A second place is named if it holds at least this share of what the first holds."""

_ = QT_TRANSLATE_NOOP


class Place(StrEnum):
    """A ninth of the picture."""

    UPPER_LEFT = "upper_left"
    TOP = "top"
    UPPER_RIGHT = "upper_right"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    LOWER_LEFT = "lower_left"
    BOTTOM = "bottom"
    LOWER_RIGHT = "lower_right"


PLACE_WORDS: Mapping[Place, str] = MappingProxyType(
    {
        Place.UPPER_LEFT: _("wording", "upper left"),
        Place.TOP: _("wording", "top"),
        Place.UPPER_RIGHT: _("wording", "upper right"),
        Place.LEFT: _("wording", "left"),
        Place.CENTRE: _("wording", "centre"),
        Place.RIGHT: _("wording", "right"),
        Place.LOWER_LEFT: _("wording", "lower left"),
        Place.BOTTOM: _("wording", "bottom"),
        Place.LOWER_RIGHT: _("wording", "lower right"),
    }
)
_BOTH = _("wording", "{one} and {other}")
_EVERYWHERE = _("wording", "spread over the whole picture")
_NOWHERE = _("wording", "nowhere")


def place_of(area: Area) -> Place:
    """The ninth that holds the middle of *area*."""
    across, down = area.centre
    column = min(2, max(0, int(across * 3)))
    row = min(2, max(0, int(down * 3)))
    return list(Place)[row * 3 + column]


def strongest_places(found: ContributionMap) -> tuple[Place, ...]:
    """The ninths that add most, at most two, strongest first; none if nothing stands out."""
    sums = dict.fromkeys(Place, 0.0)
    total = 0.0
    for (row, column), value in np.ndenumerate(found.values):
        if value > 0:
            sums[place_of(found.cell(row, column))] += float(value)
            total += float(value)
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    best = ranked[0][1]
    if best <= STANDS_OUT * total / len(Place):
        return ()
    return tuple(place for place, held in ranked[:MOST_PLACES] if held >= NEAR_THE_BEST * best)


def places_words(found: ContributionMap, translate: Translate = same) -> str:
    """Where *found* is strongest: `upper left and centre`."""
    if not (found.values > 0).any():
        return translate(_NOWHERE)
    words = [translate(PLACE_WORDS[place]) for place in strongest_places(found)]
    if not words:
        return translate(_EVERYWHERE)
    if len(words) == 1:
        return words[0]
    return translate(_BOTH).format(one=words[0], other=words[1])


def area_words(area: Area, translate: Translate = same) -> str:
    return translate(PLACE_WORDS[place_of(area)])
