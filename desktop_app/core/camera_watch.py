"""Watches over a camera: what is wrong with it, and when to try again. Pure; time is given.

A person is told within three seconds what is wrong, and a camera that works again is back within
ten: the limits below, the time of opening and `TICK_S` together keep that promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from desktop_app.core.camera import CameraKind, CameraProblem, Grey

SILENT_S = 2.4
"""So long without a picture, and it is said."""

DARK_S = 2.0
FROZEN_S = 2.4

PATIENCE_S = 8.0
"""A camera that was just opened gets so long before it is opened anew: some drivers are slow."""

RETRY_S = 2.0
"""Pause before a camera that failed is opened again."""

TICK_S = 0.25
"""At least so often `tick` has to be called."""

DARKEST_MEAN, DARKEST_SPREAD = 12.0, 5.0
"""Grey levels. A picture below both is a covered lens; a dim room has brighter places in it."""

_NO_RETRY = frozenset({CameraProblem.ENDED, CameraProblem.NONE})


class CameraState(StrEnum):
    """How far a camera is."""

    OFF = "off"
    STARTING = "starting"
    LIVE = "live"
    TROUBLED = "troubled"
    """`CameraWatch.problem` says what is wrong; pictures may still arrive, as dark ones do."""


@dataclass(slots=True)
class _Times:
    opened: float = 0.0
    picture: float | None = None
    dark_since: float | None = None
    same_since: float | None = None
    retry_at: float | None = None


class CameraWatch:
    """State of one camera. Times are seconds of any clock that does not run backwards."""

    def __init__(self) -> None:
        self.state = CameraState.OFF
        self.problem: CameraProblem | None = None
        self._kind = CameraKind.DEVICE
        self._times = _Times()
        self._grey: Grey | None = None

    def opened(self, at: float, kind: CameraKind) -> None:
        """The camera is being opened. A problem that was there stays until a picture comes."""
        self._kind = kind
        self._times = _Times(opened=at)
        if self.problem is None:
            self.state = CameraState.STARTING

    def closed(self) -> None:
        """Nobody wants pictures any more."""
        self.state, self.problem = CameraState.OFF, None
        self._times, self._grey = _Times(), None

    def pictured(self, at: float, grey: Grey) -> None:
        """A new picture has come."""
        times = self._times
        times.picture = at
        times.dark_since = _since(times.dark_since, at, is_so=is_dark(grey))
        is_same = self._grey is not None and np.array_equal(grey, self._grey)
        times.same_since = _since(times.same_since, at, is_so=is_same)
        self._grey = grey
        self._judge(at)

    def failed(self, at: float, problem: CameraProblem) -> None:
        """The camera cannot be read; files are not tried again by themselves."""
        if self._times.retry_at is not None and self.problem is problem:
            return
        self.state, self.problem = CameraState.TROUBLED, problem
        tried_again = self._kind is not CameraKind.FILE and problem not in _NO_RETRY
        self._times.retry_at = at + RETRY_S if tried_again else float("inf")

    def tick(self, at: float) -> bool:
        """Time has passed. True: close the camera and open it anew now."""
        if self.state is CameraState.OFF:
            return False
        times = self._times
        if times.retry_at is not None:
            return at >= times.retry_at
        last = times.opened if times.picture is None else times.picture
        silence = at - last
        if silence >= SILENT_S:
            self.state, self.problem = CameraState.TROUBLED, self.problem or CameraProblem.SILENT
        elif times.picture is not None:
            self._judge(at)
        if self.problem is CameraProblem.FROZEN and times.same_since is not None:
            return at - times.same_since >= FROZEN_S + RETRY_S
        limit = PATIENCE_S if times.picture is None else SILENT_S + RETRY_S
        return silence >= limit

    def _judge(self, at: float) -> None:
        """What the pictures that do come are like."""
        times = self._times
        if times.dark_since is not None and at - times.dark_since >= DARK_S:
            self.state, self.problem = CameraState.TROUBLED, CameraProblem.DARK
        elif self._is_frozen(at):
            self.state, self.problem = CameraState.TROUBLED, CameraProblem.FROZEN
        elif not self._may_still_be_so():
            self.state, self.problem = CameraState.LIVE, None

    def _may_still_be_so(self) -> bool:
        """After opening anew it takes a while to see that nothing has changed."""
        if self.problem is CameraProblem.DARK:
            return self._times.dark_since is not None
        return self.problem is CameraProblem.FROZEN and self._times.same_since is not None

    def _is_frozen(self, at: float) -> bool:
        """Only a device: no sensor gives the same picture twice, a video of a still does."""
        since = self._times.same_since
        return self._kind is CameraKind.DEVICE and since is not None and at - since >= FROZEN_S


def is_dark(grey: Grey) -> bool:
    """Whether the lens is covered, or the picture black."""
    return float(grey.mean()) < DARKEST_MEAN and float(grey.std()) < DARKEST_SPREAD


def _since(before: float | None, at: float, *, is_so: bool) -> float | None:
    if not is_so:
        return None
    return at if before is None else before
