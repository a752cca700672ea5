"""What a model pack expects of its pixels.

Apart from `preprocess`, so that reading a card does not load OpenCV: the parent of the worker
process reads cards and must start fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ResizeMode(StrEnum):
    """How a picture that is not square becomes square."""

    SQUASH = "squash"
    LETTERBOX = "letterbox"
    CROP = "crop"


class Interpolation(StrEnum):
    """How pixels are computed when a picture changes its size.

    `AREA` averages when it shrinks and interpolates linearly when it grows; `BICUBIC` is the
    antialiased bicubic resize of Pillow, on which CLIP and its like were trained.
    """

    AREA = "area"
    BICUBIC = "bicubic"


@dataclass(frozen=True, slots=True)
class PreprocessSpec:
    """What a model pack expects of its pixels.

    Attributes:
        size: side of the square input in pixels.
        mean, std: for each channel, red first, of values between 0 and 255.
        resize_mode: how the picture is made square.
        fill: grey value of the bars of a letterbox, 0 to 255.
        box_margin: a box grows by this share of its longer side on each side before it is cut.
        interpolation: how it is resized; not in the `repr`, which is part of the fingerprint of
            packs that are older than the choice.
    """

    size: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    resize_mode: ResizeMode
    fill: int = 127
    box_margin: float = 0.0
    interpolation: Interpolation = field(default=Interpolation.AREA, repr=False)

    def __post_init__(self) -> None:
        if not 16 <= self.size <= 1024:
            raise ValueError("size must lie between 16 and 1024")
        if not all(value > 0 for value in self.std):
            raise ValueError("std must be greater than 0")
