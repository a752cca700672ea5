"""A camera in a process of its own, seen from the parent: the newest frame, or what is wrong."""

from __future__ import annotations

import logging
import multiprocessing
import threading
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from desktop_app.core.camera import CameraProblem, Frame
from desktop_app.vision import camera_process
from desktop_app.vision.camera_setup import (
    ASK,
    MAX_FRAME_BYTES,
    CameraFrameError,
    CameraSetup,
    decode_reply,
)

_log = logging.getLogger(__name__)

LEAVE_TIMEOUT_S = 1.0


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
        self._process: BaseProcess | None = None
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
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process now, without waiting for it; from any thread."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def wait_closed(self, timeout_s: float = LEAVE_TIMEOUT_S) -> bool:
        """Wait until process and thread are gone; False if that takes too long."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        connection = self._start()
        if connection is None:
            return
        try:
            self._read(connection)
        except (EOFError, OSError, CameraFrameError) as error:
            if not self._is_closed:
                _log.warning("camera process lost: %s", type(error).__name__)
                self._problem = CameraProblem.BROKEN
        finally:
            self._end(connection)

    def _start(self) -> Connection | None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=camera_process.run,
            args=(theirs, self._setup),
            name="shelfsight-camera",
            daemon=True,
        )
        with self._lock:
            if self._is_closed:
                return None
            process.start()
            self._process = process
        # Only the child may hold its end: else its death would not end our reading.
        theirs.close()
        return ours

    def _read(self, connection: Connection) -> None:
        while not self._is_closed:
            connection.send_bytes(ASK)
            reply = decode_reply(self._receive(connection))
            if isinstance(reply, CameraProblem):
                self._problem = reply
                return
            self._frame = reply

    def _receive(self, connection: Connection) -> bytes:
        assert self._process is not None  # noqa: S101  (it was started)
        # The process too: somebody may have inherited the other end of the pipe.
        ready = wait([connection, self._process.sentinel])
        if connection not in ready and not connection.poll():
            raise EOFError
        return connection.recv_bytes(MAX_FRAME_BYTES)

    def _end(self, connection: Connection) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(LEAVE_TIMEOUT_S)
        connection.close()
