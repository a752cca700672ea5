"""A camera in a process of its own, seen from the parent: the newest frame, or what is wrong."""

from __future__ import annotations

import logging
import threading

from desktop_app.core.camera import CameraProblem, Frame
from desktop_app.vision import camera_process
from desktop_app.vision.camera_setup import (
    ASK,
    MAX_FRAME_BYTES,
    CameraFrameError,
    CameraSetup,
    decode_reply,
)
from desktop_app.vision.piped_child import LEAVE_TIMEOUT_S, PipedChild

_log = logging.getLogger(__name__)


class CameraReader:
    """Reads one camera from construction to `close`; nothing in it waits for the camera.

    A thread starts the process and asks it for one picture after the other. Closing kills the
    process, which lets go of the device whatever the driver is doing: the light goes off at once.
    """

    def __init__(self, setup: CameraSetup) -> None:
        self._setup = setup
        self._frame: Frame | None = None
        self._problem: CameraProblem | None = None
        self._lock = threading.Lock()
        self._child: PipedChild | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="camera-reader", daemon=True)
        self._thread.start()

    def latest(self) -> Frame | None:
        """The newest frame, the same one until another has come."""
        return self._frame

    @property
    def problem(self) -> CameraProblem | None:
        """Why no further frame will come, or None."""
        return self._problem

    @property
    def pid(self) -> int | None:
        """Process id of the running reader, for tests and reports."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the process now, without waiting for it; from any thread."""
        with self._lock:
            self._is_closed = True
            if self._child is not None:
                self._child.kill()

    def wait_closed(self, timeout_s: float = LEAVE_TIMEOUT_S) -> bool:
        """Wait until process and thread are gone; False if that takes too long."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            child = self._start()
        except OSError as error:
            self._note_loss(error)
            return
        if child is None:
            return
        try:
            self._read(child)
        except (EOFError, OSError, CameraFrameError) as error:
            self._note_loss(error)
        finally:
            child.close()

    def _note_loss(self, error: Exception) -> None:
        if not self._is_closed:
            _log.warning("camera process lost: %s", type(error).__name__)
            self._problem = CameraProblem.BROKEN

    def _start(self) -> PipedChild | None:
        with self._lock:
            if not self._is_closed:
                self._child = PipedChild(camera_process.run, "shelfsight-camera", self._setup)
            return self._child

    def _read(self, child: PipedChild) -> None:
        while not self._is_closed:
            child.send(ASK)
            reply = decode_reply(child.reply(MAX_FRAME_BYTES))
            if isinstance(reply, CameraProblem):
                self._problem = reply
                return
            self._frame = reply
