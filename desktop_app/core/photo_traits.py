"""What makes a catalogue photo a bad one, told from a few numbers of its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TINY_PX = 120
"""A shorter side below this holds about half of what the networks look at (224 pixels)."""

BLURRED = 0.62
"""Crete's measure above this; how it was chosen: docs/quality.md."""

DARK = 45.0
BRIGHT = 250.0
FLAT = 5.0
"""Mean brightness and its spread, 0 to 255; a spread below `FLAT` shows next to nothing."""

FEW_PHOTOS = 2
"""With fewer photos a product is known from one side alone, and cannot be tested."""


@dataclass(frozen=True, slots=True)
class PhotoTraits:
    """What is measured on the small copy of a photo (longest side 256 pixels).

    Attributes:
        blur: 0 for a sharp picture to 1 for one that blurring changes no more.
        brightness: mean, 0 to 255.
        contrast: standard deviation of the brightness.
    """

    blur: float
    brightness: float
    contrast: float


class PhotoProblem(StrEnum):
    """Why a product or photo deserves a look."""

    NO_PHOTO = "no_photo"
    ONE_PHOTO = "one_photo"
    MISSING = "missing"
    DUPLICATE = "duplicate"
    TINY = "tiny"
    DARK = "dark"
    FLAT = "flat"
    BLURRED = "blurred"


def problems_of(traits: PhotoTraits | None, width: int, height: int) -> tuple[PhotoProblem, ...]:
    """What is wrong with a photo of that size, worst first; *traits* None: its file is gone."""
    if traits is None:
        return (PhotoProblem.MISSING,)
    is_dark = traits.brightness < DARK
    is_flat = traits.contrast < FLAT or traits.brightness > BRIGHT
    checks = (
        (PhotoProblem.TINY, min(width, height) < TINY_PX),
        (PhotoProblem.DARK, is_dark),
        (PhotoProblem.FLAT, is_flat and not is_dark),
        # A dark or empty picture has no edges to judge.
        (PhotoProblem.BLURRED, traits.blur > BLURRED and not is_flat and not is_dark),
    )
    return tuple(problem for problem, holds in checks if holds)
