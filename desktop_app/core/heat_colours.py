"""A map of contributions as colours, readable by people who see no red and green.

From dark blue over grey to yellow, the run of "cividis" (Nuñez, Anderton and Renslow, 2018): it
grows lighter all the way, so that it can be read without any colour.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import Values

Rgba: TypeAlias = npt.NDArray[np.uint8]
"""Colours with straight alpha, shape (height, width, 4), red first."""

_STOPS = np.linspace(0.0, 1.0, 5)
_COLOURS = np.array(
    [[0, 32, 77], [61, 78, 109], [124, 123, 120], [188, 173, 108], [255, 234, 70]], np.float64
)
_ALPHA = np.array([165.0, 145.0, 115.0, 90.0, 70.0])
"""The weak regions are covered more than the strong ones, which have to be seen."""

LEVEL = 0.5
"""The outline goes around what adds at least this share of what the strongest region adds."""


def relative(values: Values) -> Values:
    """*values* as shares of the strongest, 0 to 1; regions that take away count as 0."""
    strongest = float(values.max(initial=0.0))
    if strongest <= 0:
        return np.zeros_like(values)
    return np.asarray(np.clip(values / strongest, 0.0, 1.0), dtype=np.float32)


def smooth(values: Values, height: int, width: int) -> Values:
    """*values* between the middles of their regions, bilinear, shape (height, width)."""
    rows = _weights(values.shape[0], height)
    columns = _weights(values.shape[1], width)
    return np.asarray(rows @ values @ columns.T, dtype=np.float32)


def colours(shares: Values) -> Rgba:
    """Colour and opacity of shares between 0 and 1."""
    channels = [np.interp(shares, _STOPS, _COLOURS[:, number]) for number in range(3)]
    channels.append(np.interp(shares, _STOPS, _ALPHA))
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def legend(width: int) -> Rgba:
    """The colours from weak to strong, shape (1, width, 4), opaque."""
    bar = colours(np.linspace(0.0, 1.0, width, dtype=np.float32)[None])
    bar[..., 3] = 255
    return bar


def _weights(cells: int, pixels: int) -> npt.NDArray[np.float64]:
    """How much of each cell is in each pixel, shape (pixels, cells)."""
    places = (np.arange(pixels) + 0.5) / pixels * cells - 0.5
    places = places.clip(0, cells - 1)
    distance = np.abs(places[:, None] - np.arange(cells)[None])
    return np.clip(1.0 - distance, 0.0, 1.0)
