"""How far a share can be trusted that was counted on few cases."""

from __future__ import annotations

import math

SURE = 1.959964
"""Standard deviations of a two-sided interval that holds in 95 of 100 cases."""


def interval(hits: int, cases: int, deviations: float = SURE) -> tuple[float, float]:
    """Wilson's score interval of a share; (0, 1) without cases.

    E. B. Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference". It
    stays within 0 and 1 and tells the truth for few cases and for shares near 1, where the usual
    plus or minus does not.

    Raises:
        ValueError: there are more hits than cases.
    """
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} hits of {cases} cases")
    if not cases:
        return 0.0, 1.0
    share, square = hits / cases, deviations**2
    centre = share + square / (2 * cases)
    spread = deviations * math.sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    scale = 1 + square / cases
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def cases_to_show(share: float, deviations: float = SURE) -> int:
    """How many cases, all of them hits, show that a share is at least *share*.

    Raises:
        ValueError: *share* is not between 0 and 1; no number of cases shows 1.
    """
    if not 0 <= share < 1:
        raise ValueError("a share that can be shown lies between 0 and 1")
    return math.ceil(deviations**2 * share / (1 - share))
