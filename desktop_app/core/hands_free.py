"""Looking up without a hand: when a picture holds still and shows something else than before.

Everything is measured on the small grey picture of a frame, with its mean taken out, so that a
camera that adjusts its exposure does not count as a movement. Pure; time is given in seconds.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum

import numpy as np

from desktop_app.core.camera import GREY_HEIGHT, GREY_WIDTH, Grey

STILL_BELOW, MOVING_ABOVE = 5.0, 9.0
"""Grey levels of `difference` between two pictures; between the two nothing changes its state."""

CHANGED_ABOVE = 14.0
"""Grey levels of `difference` to the picture looked up last: another item, or another side."""

STILL_S = 0.6
"""So long a picture has to hold still."""

_BLOCK = 8
_WORST_BLOCKS = 4
_EMPTY_PLACES = 3


class Phase(StrEnum):
    """What hands-free looking up is doing, for the person to read."""

    OFF = "off"
    MOVING = "moving"
    """Hold still."""
    STILL = "still"
    """It holds still; in a moment it will be looked up."""
    LOOKING = "looking"
    NEXT = "next"
    """It was looked up; show the next item."""


def difference(one: Grey, other: Grey) -> float:
    """How much two small pictures differ, in grey levels.

    The mean of the four blocks of 8 x 8 pixels that differ most: an item that is small in the
    picture counts as much as a large one, noise over the whole picture does not add up.
    """
    first, second = one.astype(np.float32), other.astype(np.float32)
    gap = np.abs((first - first.mean()) - (second - second.mean()))
    rows, columns = GREY_HEIGHT // _BLOCK, GREY_WIDTH // _BLOCK
    blocks = gap.reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3)).ravel()
    return float(np.sort(blocks)[-_WORST_BLOCKS:].mean())


class HandsFree:
    """Decides when to look up. One lookup at a time: it waits for `lookup_ended`.

    The first picture that holds still is taken for the empty place; what comes back between two
    items is taken for it too. An empty place is never looked up.
    """

    def __init__(self) -> None:
        self.phase = Phase.OFF
        self._previous: Grey | None = None
        self._asked: deque[Grey] = deque(maxlen=2)
        self._empty: deque[Grey] = deque(maxlen=_EMPTY_PLACES)
        self._still_since: float | None = None
        self._is_moving = False

    def switch(self, *, on: bool) -> None:
        """Begin anew, or end."""
        self.phase = Phase.MOVING if on else Phase.OFF
        self._previous = self._still_since = None
        self._asked.clear()
        self._empty.clear()
        self._is_moving = False

    def pictured(self, at: float, grey: Grey) -> bool:
        """A new picture has come. True: look it up now."""
        if self.phase is Phase.OFF:
            return False
        self._note_movement(at, grey)
        if self.phase is Phase.LOOKING:
            return False
        if self._is_known(grey):
            self.phase = Phase.NEXT
        elif self._still_since is None:
            self.phase = Phase.MOVING
        elif at - self._still_since < STILL_S:
            self.phase = Phase.STILL
        elif self._is_empty_place(grey):
            self._empty.append(grey)
            self.phase = Phase.NEXT
        else:
            self._asked.append(grey)
            self.phase = Phase.LOOKING
        return self.phase is Phase.LOOKING

    def interrupted(self) -> None:
        """No usable picture: the camera is covered or gone."""
        self._previous = self._still_since = None

    def looked_up(self, grey: Grey) -> None:
        """*grey* was looked up in another way, by its barcode or by hand."""
        if self.phase not in (Phase.OFF, Phase.LOOKING):
            self._asked.append(grey)
            self.phase = Phase.LOOKING

    def lookup_ended(self) -> None:
        """The answer is there, or an error."""
        if self.phase is Phase.LOOKING:
            self.phase = Phase.NEXT

    def _is_known(self, grey: Grey) -> bool:
        """Whether it shows the item looked up last, or the empty place."""
        last = [self._asked[-1]] if self._asked else []
        return any(difference(grey, known) <= CHANGED_ABOVE for known in (*last, *self._empty))

    def _is_empty_place(self, grey: Grey) -> bool:
        """The first still picture, or one that came back after another item was looked up."""
        if not self._empty and not self._asked:
            return True
        return len(self._asked) > 1 and difference(grey, self._asked[0]) <= CHANGED_ABOVE

    def _note_movement(self, at: float, grey: Grey) -> None:
        if self._previous is None:
            self._previous, self._still_since = grey, at
            return
        movement = difference(grey, self._previous)
        self._previous = grey
        if movement > MOVING_ABOVE:
            self._is_moving = True
        elif movement < STILL_BELOW:
            self._is_moving = False
        if self._is_moving:
            self._still_since = None
        elif self._still_since is None:
            self._still_since = at
