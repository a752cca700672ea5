"""Cameras through QtMultimedia, where it is installed: names, plugging in and out, pictures.

It is not part of PySide6-Essentials; without it the cameras are read by OpenCV (ADR 0075).
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QSize, Signal

from desktop_app.core.camera import CameraDevice, CameraProblem, Frame
from desktop_app.gui.camera_frames import frame_of
from desktop_app.gui.tasks import TaskRunner

QtMultimedia: Any = None
with suppress(ImportError):  # not installed, or a library of the system is missing
    QtMultimedia = import_module("PySide6.QtMultimedia")

IS_HERE = QtMultimedia is not None


class QtDevices(QObject):
    """The cameras that Qt knows; only where `IS_HERE`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QtMultimedia.QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)

    def list(self) -> list[CameraDevice]:
        found = QtMultimedia.QMediaDevices.videoInputs()
        return [CameraDevice(_id(device), device.description()) for device in found]

    def open(self, device_id: str, side: int, tasks: TaskRunner) -> QtCameraSource | None:
        """The camera with this id, or None where it is not there."""
        found = QtMultimedia.QMediaDevices.videoInputs()
        device = next((device for device in found if _id(device) == device_id), None)
        return None if device is None else QtCameraSource(device, side, tasks)


class QtCameraSource:
    """An open camera. GUI thread only; pictures are converted by *tasks*, one at a time."""

    def __init__(self, device: Any, side: int, tasks: TaskRunner) -> None:
        self._tasks, self._side = tasks, side
        self._frame: Frame | None = None
        self._shown: Any = None
        self._is_converting = self._is_closed = False
        self._problem: CameraProblem | None = None
        self.sink = QtMultimedia.QVideoSink()
        self._session = QtMultimedia.QMediaCaptureSession()
        self._camera = QtMultimedia.QCamera(device)
        self._camera.errorOccurred.connect(self._note_error)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self.sink)
        self._use_format(device)
        self._camera.start()
        if not self._camera.isAvailable():
            self._problem = CameraProblem.GONE

    def latest(self) -> Frame | None:
        """The newest frame; begins to convert a newer picture if there is one.

        The sink is asked for its picture instead of being listened to: its signals would pile up
        while the window is busy, each with a picture in it.
        """
        newest = self.sink.videoFrame()
        if not self._is_converting and newest.isValid() and newest != self._shown:
            self._shown, self._is_converting = newest, True
            number = self._frame.number + 1 if self._frame else 1
            work = partial(_convert, newest, number, self._side)
            self._tasks.submit(work, self._converted, self._not_converted)
        return self._frame

    @property
    def problem(self) -> CameraProblem | None:
        return self._problem

    def close(self) -> None:
        self._is_closed = True
        self._camera.stop()
        self._session.setCamera(None)
        self._camera.deleteLater()
        self._session.deleteLater()

    def _use_format(self, device: Any) -> None:
        """The smallest format that is large enough, else the largest."""
        wanted = QSize(self._side, self._side * 9 // 16)
        formats = sorted(device.videoFormats(), key=_pixels)
        enough = [
            entry
            for entry in formats
            if entry.resolution().width() >= wanted.width()
            and entry.resolution().height() >= wanted.height()
        ]
        if formats:
            self._camera.setCameraFormat(enough[0] if enough else formats[-1])

    def _note_error(self, error: object, text: str) -> None:
        del text
        if error != QtMultimedia.QCamera.Error.NoError:
            is_there = self._camera.cameraDevice() in QtMultimedia.QMediaDevices.videoInputs()
            self._problem = CameraProblem.BUSY if is_there else CameraProblem.GONE

    def _converted(self, frame: Frame | None) -> None:
        self._is_converting = False
        if frame is not None and not self._is_closed:
            self._frame = frame

    def _not_converted(self, error: BaseException) -> None:
        del error
        self._is_converting = False
        self._problem = CameraProblem.BROKEN


def _id(device: Any) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _pixels(entry: Any) -> int:
    return int(entry.resolution().width() * entry.resolution().height())


def _convert(picture: Any, number: int, side: int) -> Frame | None:
    image = picture.toImage()
    return None if image.isNull() else frame_of(image, number, side)
