"""The outline of what lies above a level, as short lines (marching squares)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop_app.core.explanation import Values


def outline(values: Values, level: float) -> npt.NDArray[np.float64]:
    """Lines between what is above and what is below *level*.

    Args:
        values: shape (rows, columns), values at the middles of equal cells that fill a picture.
        level: where the outline runs.

    Returns:
        Shape (n, 4): x and y of both ends of each line, in shares of the picture.
    """
    # A rim below the level closes the outline where the strong part reaches the edge.
    padded = np.pad(values.astype(np.float64), 1, constant_values=level - _RIM)
    inside = padded >= level
    corners = inside[:-1, :-1] * 8 + inside[:-1, 1:] * 4 + inside[1:, 1:] * 2 + inside[1:, :-1] * 1
    lines = []
    for row, column in np.argwhere((corners != 0) & (corners != 15)):
        square = padded[row : row + 2, column : column + 2]
        for one, other in _CUTS[int(corners[row, column])]:
            lines.append((*_point(square, one, level), *_point(square, other, level)))
            lines[-1] = tuple(np.add(lines[-1], (column, row, column, row)))
    if not lines:
        return np.zeros((0, 4))
    rows, columns = values.shape
    ends = np.array(lines) - 0.5
    return (ends / [columns, rows, columns, rows]).clip(0.0, 1.0)


_RIM = 1e-9
_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_CUTS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_LEFT, _BOTTOM),),
    2: ((_BOTTOM, _RIGHT),),
    3: ((_LEFT, _RIGHT),),
    4: ((_TOP, _RIGHT),),
    5: ((_LEFT, _TOP), (_BOTTOM, _RIGHT)),
    6: ((_TOP, _BOTTOM),),
    7: ((_LEFT, _TOP),),
    8: ((_LEFT, _TOP),),
    9: ((_TOP, _BOTTOM),),
    10: ((_LEFT, _BOTTOM), (_TOP, _RIGHT)),
    11: ((_TOP, _RIGHT),),
    12: ((_LEFT, _RIGHT),),
    13: ((_BOTTOM, _RIGHT),),
    14: ((_LEFT, _BOTTOM),),
}
"""Which edges of a square the outline cuts, by which of its corners are inside."""


def _point(square: npt.NDArray[np.float64], edge: int, level: float) -> tuple[float, float]:
    """Where the outline cuts an edge of a unit square."""
    (upper_left, upper_right), (lower_left, lower_right) = square
    if edge == _TOP:
        return _cut(upper_left, upper_right, level), 0.0
    if edge == _BOTTOM:
        return _cut(lower_left, lower_right, level), 1.0
    if edge == _LEFT:
        return 0.0, _cut(upper_left, lower_left, level)
    return 1.0, _cut(upper_right, lower_right, level)


def _cut(one: float, other: float, level: float) -> float:
    return float((level - one) / (other - one))
