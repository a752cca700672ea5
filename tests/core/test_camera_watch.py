"""What a person is told about a camera, and when it is tried again: tables over a made-up clock."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.camera import GREY_HEIGHT, GREY_WIDTH, CameraKind, CameraProblem
from desktop_app.core.camera_texts import message_about
from desktop_app.core.camera_watch import TICK_S, CameraState, CameraWatch, is_dark
from desktop_app.core.messages import TEXTS

P = CameraProblem
SAY_WITHIN_S, BACK_WITHIN_S = 3.0, 10.0
OPENING_S = 1.0


def grey(level: float = 120.0, seed: int = 0) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 2, (GREY_HEIGHT, GREY_WIDTH))
    return np.clip(level + noise, 0, 255).astype(np.uint8)


class Camera:
    """A camera whose `sends` the test sets; time passes in steps of a tick."""

    def __init__(self, kind: CameraKind = CameraKind.DEVICE) -> None:
        self.watch, self.kind, self.now = CameraWatch(), kind, 0.0
        self.sends: str | CameraProblem = "pictures"
        self.is_there = True
        self.n_opened = 0
        self._n = 0
        self.open()

    def open(self) -> None:
        self.n_opened += 1
        self._ready_at = self.now + OPENING_S
        self.watch.opened(self.now, self.kind)

    def run(self, seconds: float) -> float:
        """Time until the state changed, or *seconds*."""
        began, before = self.now, (self.watch.state, self.watch.problem)
        while self.now - began < seconds:
            self.now += TICK_S
            self._step()
            if (self.watch.state, self.watch.problem) != before:
                break
        return self.now - began

    def _step(self) -> None:
        if self.now >= self._ready_at:
            if isinstance(self.sends, CameraProblem):
                self.watch.failed(self.now, self.sends)
            elif self.sends != "nothing":
                self._n += 1
                picture = {
                    "pictures": lambda: grey(seed=self._n),
                    "black": lambda: grey(1, seed=self._n),
                    "same": lambda: grey(seed=1),
                }[self.sends]
                self.watch.pictured(self.now, picture())
        if self.watch.tick(self.now):
            self.open()


def live(kind: CameraKind = CameraKind.DEVICE) -> Camera:
    camera = Camera(kind)
    camera.run(5)
    assert camera.watch.state is CameraState.LIVE
    return camera


FAULTS = [
    ("nothing", P.SILENT),
    ("black", P.DARK),
    ("same", P.FROZEN),
    (P.GONE, P.GONE),
    (P.BUSY, P.BUSY),
    (P.FORBIDDEN, P.FORBIDDEN),
    (P.BROKEN, P.BROKEN),
]


@pytest.mark.parametrize(("sends", "problem"), FAULTS, ids=str)
def test_what_goes_wrong_is_said_within_three_seconds(sends, problem: CameraProblem) -> None:
    camera = live()
    camera.sends = sends
    assert camera.run(20) <= SAY_WITHIN_S
    assert camera.watch.problem is problem


@pytest.mark.parametrize(("sends", "problem"), FAULTS, ids=str)
@pytest.mark.parametrize("after_s", [3.25, 4.75, 6.0, 9.5, 31.0])
def test_a_camera_that_works_again_is_back_within_ten_seconds(
    sends, problem: CameraProblem, after_s: float
) -> None:
    camera = live()
    camera.sends = sends
    end = camera.now + after_s
    while camera.now < end:
        camera.run(TICK_S)
    assert camera.watch.state is CameraState.TROUBLED
    camera.sends = "pictures"
    assert camera.run(60) <= BACK_WITHIN_S
    assert (camera.watch.state, camera.watch.problem) == (CameraState.LIVE, None)


@pytest.mark.parametrize("sends", [fault for fault, _ in FAULTS], ids=str)
def test_a_message_does_not_come_and_go_while_nothing_changes(sends) -> None:
    camera = live()
    camera.sends = sends
    camera.run(20)
    assert camera.run(60) >= 60


def test_unplugged_and_plugged_in_twenty_times() -> None:
    camera = live()
    for _ in range(20):
        camera.sends = P.GONE
        camera.run(5)
        assert camera.watch.problem is P.GONE
        camera.sends = "pictures"
        assert camera.run(60) <= BACK_WITHIN_S
        assert camera.watch.state is CameraState.LIVE


def test_one_picture_a_second_is_no_trouble() -> None:
    watch, now = CameraWatch(), 0.0
    watch.opened(now, CameraKind.DEVICE)
    for second in range(1, 30):
        watch.pictured(float(second), grey(seed=second))
        for quarter in range(4):
            assert not watch.tick(second + quarter * TICK_S)
        assert watch.state is CameraState.LIVE


def test_a_slow_camera_is_given_time_before_it_is_opened_anew() -> None:
    camera = Camera()
    camera.sends = "nothing"
    camera.run(2.75)
    assert camera.watch.problem is P.SILENT
    while camera.now < 7.5:
        camera.run(TICK_S)
    assert camera.n_opened == 1
    while camera.now < 8.5:
        camera.run(TICK_S)
    assert camera.n_opened == 2


@pytest.mark.parametrize(
    ("kind", "problem"),
    [(CameraKind.FILE, P.ENDED), (CameraKind.FILE, P.BROKEN), (CameraKind.DEVICE, P.NONE)],
)
def test_what_would_not_help_is_not_tried_again(kind: CameraKind, problem: CameraProblem) -> None:
    camera = live(kind)
    camera.sends = problem
    camera.run(5)
    for _ in range(100):
        camera.run(TICK_S)
    assert camera.watch.problem is problem
    assert camera.n_opened == 1


def test_a_video_of_something_that_does_not_move_is_no_frozen_camera() -> None:
    camera = live(CameraKind.FILE)
    camera.sends = "same"
    assert camera.run(10) >= 10
    assert camera.watch.state is CameraState.LIVE


def test_closed_means_off() -> None:
    camera = live()
    camera.watch.closed()
    assert not camera.watch.tick(camera.now + 100)
    assert camera.watch.state is CameraState.OFF


@pytest.mark.parametrize(
    ("level", "lamp", "dark"), [(0, 0, True), (8, 0, True), (30, 0, False), (3, 200, False)]
)
def test_black_is_told_from_a_dim_room(level: int, lamp: int, dark: bool) -> None:
    picture = grey(level)
    picture[:6, :6] = max(lamp, level)
    assert is_dark(picture) is dark


@pytest.mark.parametrize("problem", list(CameraProblem))
@pytest.mark.parametrize("kind", [*CameraKind, None])
def test_every_problem_of_every_camera_has_a_message(problem, kind) -> None:
    from desktop_app.core.camera import CameraAddress

    address = CameraAddress(kind, "x") if kind else None
    assert TEXTS[message_about(problem, address)].next
