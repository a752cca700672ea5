"""What prints share as JSON values for the pipe of the worker process, and back, checked."""

from __future__ import annotations

import math
from typing import Any

from desktop_app.core.shared_print import PrintAgreement, SharedPrint


def shared_value(shared: SharedPrint) -> list[Any]:
    found = shared.agreement
    if found is None:
        return [shared.points, None]
    return [shared.points, [found.covered, found.differing, found.worst, found.colour_gap]]


def to_shared(value: Any) -> SharedPrint:
    """What *value* says.

    Raises:
        ValueError, TypeError: it says nothing of that kind.
    """
    points, found = value
    if found is None:
        return SharedPrint(int(points))
    covered, differing, worst, colour_gap = (float(part) for part in found)
    if not all(map(math.isfinite, (covered, differing, worst, colour_gap))):
        raise ValueError("not a finite number")
    return SharedPrint(int(points), PrintAgreement(covered, differing, worst, colour_gap))
