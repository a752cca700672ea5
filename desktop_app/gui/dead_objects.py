"""Python's search for cycles of dead objects stops every thread; in a window it must not be felt.

Everything that the program is made of, some 140,000 objects, was looked through again each few
dozen lookups: a stop of 60 to 90 ms, and a tenth of the time that a start takes (docs/speed.md).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

YOUNG_OBJECTS = 10_000
"""New ones after which the young are looked through; Python's own 700 is for small programs."""


@contextmanager
def rare_collections() -> Iterator[Callable[[], None]]:
    """Let fewer objects be looked through less often while the block runs.

    Yields what is to be called once all is loaded: what exists by then is left alone until the
    end of the block.
    """
    before = gc.get_threshold()
    gc.set_threshold(YOUNG_OBJECTS, *before[1:])
    try:
        yield _leave_alone
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _leave_alone() -> None:
    gc.collect(1)  # the young ones: what is dead among them would be kept
    gc.freeze()
