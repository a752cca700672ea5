"""Round numbers for the side of a plot."""

from __future__ import annotations

import math

STEPS = 4
"""About so many parts."""
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def steps_of(low: float, high: float) -> list[float]:
    """Round marks from *low* or less to *high* or more, at least two."""
    span = high - low or abs(high) or 1.0
    rough = span / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in _NICE if nice * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [round(number * step, 10) for number in range(first, last + 1)]
