"""Entry point of a camera process: OpenCV reads a camera, a video file or a stream.

It sends the newest picture when it is asked for one, so that pictures never pile up. The parent
imports this module to name `run`; OpenCV is imported only within it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.core.camera import (
    GREY_HEIGHT,
    GREY_WIDTH,
    CameraAddress,
    CameraFailed,
    CameraKind,
    CameraProblem,
    Frame,
)
from desktop_app.vision import child_process
from desktop_app.vision.camera_setup import CameraSetup, encode_frame, encode_problem

if TYPE_CHECKING:
    import cv2

_OPEN_TIMEOUT_MS = 6000
_READ_TIMEOUT_MS = 3000

_USUAL_FPS, _MOST_FPS = 25.0, 60.0

_FILE_OPTIONS = "protocol_whitelist;file"
"""A video file may name others, on other computers too; they are not followed."""

_STREAM_OPTIONS = (
    "protocol_whitelist;rtsp,rtp,rtsps,udp,tcp,tls,http,https,httpproxy|rtsp_transport;tcp"
)


def run(connection: Connection, setup: CameraSetup) -> None:
    """Send pictures until the parent closes the pipe or dies, or the camera fails."""
    child_process.settle_in(setup.log)
    is_file = setup.address.kind is CameraKind.FILE
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = _FILE_OPTIONS if is_file else _STREAM_OPTIONS
    # Media Foundation takes up to minutes to open a camera with its hardware transforms.
    os.environ["OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS"] = "0"
    try:
        capture = _open(setup)
        child_process.forbid_core_files()
        child_process.limit_memory(setup.memory_margin)
        _serve(connection, _Newest(capture, setup))
    except CameraFailed as failure:
        _say(connection, encode_problem(failure.problem))
    except (EOFError, OSError):
        return


def _say(connection: Connection, data: bytes) -> None:
    try:
        connection.send_bytes(data)
    except OSError:
        return  # the parent has closed the camera


def _open(setup: CameraSetup) -> cv2.VideoCapture:
    import cv2  # noqa: PLC0415  (see the module)

    cv2.setNumThreads(1)
    address = setup.address
    _refuse_unreachable(address)
    if address.kind is CameraKind.DEVICE:
        capture = _open_device(address.value, setup.side)
    else:
        limits = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            _OPEN_TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            _READ_TIMEOUT_MS,
        ]
        capture = cv2.VideoCapture(address.value, cv2.CAP_FFMPEG, limits)
    if capture.isOpened():
        return capture
    if address.kind is CameraKind.DEVICE:
        raise CameraFailed(CameraProblem.BUSY)
    is_file = address.kind is CameraKind.FILE
    raise CameraFailed(CameraProblem.BROKEN if is_file else CameraProblem.GONE)


def _refuse_unreachable(address: CameraAddress) -> None:
    """Say exactly why a file cannot be opened: OpenCV only says that it cannot."""
    is_number = address.kind is CameraKind.DEVICE and address.value.isdigit()
    if address.kind is CameraKind.STREAM or is_number:
        return
    nonblocking = getattr(os, "O_NONBLOCK", 0)
    try:
        os.close(os.open(address.value, os.O_RDONLY | nonblocking))
    except PermissionError as error:
        raise CameraFailed(CameraProblem.FORBIDDEN) from error
    except OSError as error:
        raise CameraFailed(_problem_of(error)) from error


def _problem_of(error: OSError) -> CameraProblem:
    import errno  # noqa: PLC0415  (only here)

    return CameraProblem.BUSY if error.errno == errno.EBUSY else CameraProblem.GONE


def _open_device(device: str, side: int) -> cv2.VideoCapture:
    import cv2  # noqa: PLC0415  (see the module)

    back_ends = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}
    back_end = back_ends.get(sys.platform, cv2.CAP_ANY)
    capture = cv2.VideoCapture(int(device) if device.isdigit() else device, back_end)
    # Raw pictures of this size do not fit through USB 2 at a useful rate.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, side)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, side * 9 // 16)
    return capture


class _Newest:
    """Reads all the time in a thread of its own and keeps the newest picture only."""

    def __init__(self, capture: cv2.VideoCapture, setup: CameraSetup) -> None:
        import cv2  # noqa: PLC0415  (see the module)

        self._cv2 = cv2
        self._capture = capture
        self._kind, self._side = setup.address.kind, setup.side
        self._changed = threading.Condition()
        self._pixels: np.ndarray[Any, Any] | None = None
        self._number = self._sent = 0
        self._problem: CameraProblem | None = None
        threading.Thread(target=self._read, name="camera-capture", daemon=True).start()

    def next(self) -> Frame:
        """The newest picture that was not sent yet; waits for it.

        Raises:
            CameraFailed: there will be none.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._problem or self._number != self._sent)
            if self._number == self._sent:
                raise CameraFailed(self._problem or CameraProblem.SILENT)
            number, pixels = self._number, self._pixels
            self._sent = number
        if pixels is None:
            raise CameraFailed(CameraProblem.BROKEN)
        return self._frame(number, pixels)

    def _read(self) -> None:
        pause = self._pause_s()
        due = time.monotonic()
        while True:
            has_come, pixels = self._capture.read()
            with self._changed:
                if has_come and pixels is not None and pixels.ndim == 3:
                    self._pixels, self._number = pixels, self._number + 1
                else:
                    self._problem = self._reason()
                self._changed.notify_all()
                if self._problem is not None:
                    return
            due = max(due + pause, time.monotonic() - pause)
            time.sleep(max(0.0, due - time.monotonic()))

    def _pause_s(self) -> float:
        """Seconds between two pictures of a file; a camera sets its own pace."""
        if self._kind is not CameraKind.FILE:
            return 0.0
        fps = self._capture.get(self._cv2.CAP_PROP_FPS)
        return 1.0 / (fps if 0 < fps <= _MOST_FPS else _USUAL_FPS)

    def _reason(self) -> CameraProblem:
        if self._kind is CameraKind.FILE:
            return CameraProblem.ENDED if self._number else CameraProblem.BROKEN
        return CameraProblem.GONE if self._number else CameraProblem.BUSY

    def _frame(self, number: int, pixels: np.ndarray[Any, Any]) -> Frame:
        cv2 = self._cv2
        height, width = pixels.shape[:2]
        scale = min(1.0, self._side / max(width, height))
        if scale < 1.0:
            size = (max(1, round(width * scale)), max(1, round(height * scale)))
            pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        grey = cv2.resize(
            cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY),
            (GREY_WIDTH, GREY_HEIGHT),
            interpolation=cv2.INTER_AREA,
        )
        height, width = pixels.shape[:2]
        data = np.ascontiguousarray(pixels).tobytes()
        return Frame(number, width, height, data, 3 * width, np.asarray(grey, dtype=np.uint8))


def _serve(connection: Connection, newest: _Newest) -> None:
    while True:
        connection.recv_bytes()
        connection.send_bytes(encode_frame(newest.next()))
