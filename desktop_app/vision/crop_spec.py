"""What a card says of the central crops of asked photos."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CentralCrops:
    """The middle of an asked photo in which no main thing was found is looked at, too.

    Who takes a photo holds the thing in the middle. Photos of a catalogue are seen without, so that
    another choice here needs no new import (docs/adr/0195).

    Attributes:
        sides: of each crop, as a share of the sides of the photo, above 0 and below 1.
        weight: of each crop beside the whole photo, which counts 1.
    """

    sides: tuple[float, ...] = ()
    weight: float = 0.5

    def __post_init__(self) -> None:
        if not all(0 < side < 1 for side in self.sides):
            raise ValueError("the sides of central crops lie between 0 and 1")
        if not 0 < self.weight <= 1:
            raise ValueError("the weight of central crops lies between 0 and 1")


NO_CROPS = CentralCrops()
