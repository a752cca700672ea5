"""Places between the steps of what must not be cut in half, where tests end the process."""

from __future__ import annotations

from collections.abc import Callable

FaultPoint = Callable[[str], None]
"""Called with the name of each step just done."""


def no_fault(step: str) -> None:
    """Default `FaultPoint`: nothing goes wrong."""
    del step
