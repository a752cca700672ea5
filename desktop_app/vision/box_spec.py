"""What a card says of the object box. Apart from the rule itself, which needs OpenCV."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoxSpec:
    """How the box follows from the map; shares, 0 to 1. Part of a pack's fingerprint.

    Attributes:
        inside: a place at least this likely belongs to the thing.
        sure: the surest place of the thing must reach this; else there is no box.
        fills: a box with a larger share of the picture is none: cutting would gain nothing.
        margin: added on each side, as a share of the longer side of the box.
        narrowest: the shorter side grows to this share of the longer one, so that a long thing is
            not squashed much more than its picture.
    """

    inside: float = 0.5
    sure: float = 0.7
    fills: float = 0.6
    margin: float = 0.08
    narrowest: float = 0.667

    def __post_init__(self) -> None:
        shares = (self.inside, self.sure, self.fills, self.margin, self.narrowest)
        if not all(0 <= share <= 1 for share in shares):
            raise ValueError("what is said of the object box lies between 0 and 1")
