"""One open camera: its newest picture on the screen, its state, and what it is used for.

Nothing is listened to and nothing queues up: a timer asks for the newest frame, and one picture at
a time is made ready for the screen, or searched for codes, on a worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import CameraAddress, CameraChoice, CameraKind, CameraProblem, Frame
from desktop_app.core.camera_watch import CameraState, CameraWatch
from desktop_app.core.hands_free import HandsFree, Phase
from desktop_app.core.seen_codes import SeenCodes
from desktop_app.gui.camera_frames import photo_of, shown_image
from desktop_app.gui.camera_list import CameraList
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.cameras import FINE_SIDE, STANDARD_SIDE, Cameras, CameraSource

FRAME_MS = 40
CODES_EVERY_S = 0.35
SHOWN_PX = QSize(480, 360)

_USABLE = frozenset({CameraProblem.DARK, CameraProblem.FROZEN, CameraProblem.ENDED})


class CameraSession(QObject):
    """Open from `open` to `close`. All signals come on the GUI thread."""

    shown = Signal(QImage)
    changed = Signal()  # state, problem or phase
    code_read = Signal(str)
    held_still = Signal()  # hands free: look this up

    def __init__(
        self,
        cameras: Cameras,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._cameras, self._clock = cameras, clock
        # A look for codes may wait for an import; pictures and the list of cameras do not.
        self._tasks = TaskRunner("camera-view", workers=2, parent=self)
        self._code_tasks = TaskRunner("camera-codes", parent=self)
        self.list = CameraList(cameras, self._tasks, self)
        self.watch, self.hands_free, self._codes = CameraWatch(), HandsFree(), SeenCodes()
        self._address: CameraAddress | None = None
        self._choice = CameraChoice()
        self._source: CameraSource | None = None
        self._frame: Frame | None = None
        self._area = SHOWN_PX
        self._told: tuple[object, ...] = ()
        self._is_drawing = self._is_reading = False
        self._next_codes = 0.0
        self._held_until = float("-inf")
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)

    # open and close

    @property
    def is_open(self) -> bool:
        return self.watch.state is not CameraState.OFF

    @property
    def address(self) -> CameraAddress | None:
        return self._address

    def open(self, address: CameraAddress | None, choice: CameraChoice) -> None:
        """Show the camera at *address*; None: there is no camera."""
        self.close()
        self._address, self._choice = address, choice
        now = self._clock()
        self.watch.opened(now, address.kind if address else CameraKind.DEVICE)
        if address is None:
            self.watch.failed(now, CameraProblem.NONE)
        else:
            self._source = self._opened(address)
        self._timer.start()
        self._tell()

    def close(self) -> None:
        """Let go of the camera at once."""
        self._timer.stop()
        self._let_go()
        self._frame = None
        self._held_until = float("-inf")
        self._codes.forget()
        self.hands_free.interrupted()
        self.watch.closed()
        self._tell()

    def end(self) -> None:
        """Close for good; the window is closing."""
        self.list.watch(on=False)
        self.close()
        self._tasks.close()
        self._code_tasks.close()

    def _opened(self, address: CameraAddress) -> CameraSource:
        return self.list.open(address, FINE_SIDE if self._choice.fine else STANDARD_SIDE)

    def _let_go(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    # how it looks and what it is used for

    def use_area(self, area: QSize) -> None:
        """Size of the place on the screen, device pixels."""
        if area != self._area:
            self._area = area
            self._redraw()

    def use_choice(self, choice: CameraChoice) -> None:
        """Turn or mirror the picture; *choice* names the same camera as before."""
        fine_changed = choice.fine != self._choice.fine
        self._choice = choice
        if fine_changed and self._address is not None and self.is_open:
            self.open(self._address, choice)
        self._redraw()

    def switch_hands_free(self, *, on: bool) -> None:
        self.hands_free.switch(on=on)
        self._tell()

    def hold(self, seconds: float = float("inf")) -> None:
        """Keep the picture on the screen that was just taken."""
        self._held_until = self._clock() + seconds

    def lookup_ended(self) -> None:
        """The answer is there: show the live picture again."""
        self._held_until = float("-inf")
        self.hands_free.lookup_ended()
        self._tell()

    @property
    def can_take(self) -> bool:
        """Whether there is a picture, and it is of now."""
        is_live = self.watch.state is CameraState.LIVE or self.watch.problem in _USABLE
        return is_live and self._frame is not None

    def take(self, name: str, on_done: Callable[[PhotoInput], None]) -> bool:
        """Make a photo of the newest picture; False if there is none."""
        if self._frame is None or not self.can_take:
            return False
        self.hands_free.looked_up(self._frame.grey)
        work = partial(photo_of, self._frame, name, self._choice.turn)
        self._tasks.submit(work, on_done, self._ignore)
        return True

    # the loop

    @Slot()
    def tick(self) -> None:
        """Ask for the newest frame; a timer calls it, tests do too."""
        now, source = self._clock(), self._source
        if source is not None:
            frame = source.latest()
            if frame is not None and frame is not self._frame:
                self._use(frame, now)
            if source.problem is not None:
                self.watch.failed(now, source.problem)
        if self.watch.tick(now):
            self._reopen(now)
        self._tell()

    def _reopen(self, now: float) -> None:
        self._let_go()
        address = self._address
        if address is not None:
            self.watch.opened(now, address.kind)
            self._source = self._opened(address)

    def _use(self, frame: Frame, now: float) -> None:
        self._frame = frame
        self.watch.pictured(now, frame.grey)
        self._redraw()
        if self.watch.state is not CameraState.LIVE:
            self.hands_free.interrupted()
            return
        if self.hands_free.pictured(now, frame.grey):
            self.held_still.emit()
        self._look_for_codes(frame, now)

    def _redraw(self) -> None:
        is_held = self._clock() < self._held_until
        if self._frame is None or self._is_drawing or is_held:
            return
        self._is_drawing = True
        work = partial(shown_image, self._frame, self._area, self._choice)
        self._tasks.submit(work, self._drawn, self._not_drawn)

    def _drawn(self, image: QImage) -> None:
        self._is_drawing = False
        if self.is_open:
            self.shown.emit(image)

    def _not_drawn(self, error: BaseException) -> None:
        self._is_drawing = False
        self._ignore(error)

    def _look_for_codes(self, frame: Frame, now: float) -> None:
        waits = self._is_reading or now < self._next_codes
        if waits or self.hands_free.phase is Phase.LOOKING:
            return
        self._is_reading, self._next_codes = True, now + CODES_EVERY_S
        work = partial(self._cameras.read_codes, frame)
        self._code_tasks.submit(work, partial(self._codes_read, frame), self._codes_not_read)

    def _codes_read(self, frame: Frame, texts: tuple[str, ...]) -> None:
        self._is_reading = False
        if not self.is_open:
            return
        for code in self._codes.seen(self._clock(), texts)[:1]:
            self.hands_free.looked_up(frame.grey)
            self.code_read.emit(code)

    def _codes_not_read(self, error: BaseException) -> None:
        self._is_reading = False
        self._ignore(error)

    def _ignore(self, error: BaseException) -> None:
        """The next picture comes in a moment; the runner has logged what is ours."""

    def _tell(self) -> None:
        now = (self.watch.state, self.watch.problem, self.hands_free.phase, self.can_take)
        if now != self._told:
            self._told = now
            self.changed.emit()
