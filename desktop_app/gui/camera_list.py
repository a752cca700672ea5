"""Which cameras there are, kept up to date, and the way to open each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal

from desktop_app.core.camera import CameraAddress, CameraDevice, CameraKind, CameraProblem, Frame
from desktop_app.gui import qt_camera
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.cameras import CameraSource

LIST_EVERY_MS = 2000


class CameraService(Protocol):
    """Lists and opens cameras; `services.cameras.Cameras` is the real one."""

    def devices(self) -> list[CameraDevice]:
        """Cameras of this computer."""

    def open(self, address: CameraAddress, side: int) -> CameraSource:
        """Start reading."""


class NoSource:
    """A camera that cannot be opened, for a reason that is known already."""

    def __init__(self, problem: CameraProblem) -> None:
        self.problem: CameraProblem | None = problem

    def latest(self) -> Frame | None:
        return None

    def close(self) -> None:
        """Nothing was opened."""


class CameraList(QObject):
    """The cameras of this computer. `watch` while somebody looks at the list."""

    changed = Signal()

    def __init__(self, service: CameraService, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._tasks = service, tasks
        self._qt: qt_camera.QtDevices | None = None
        self._devices: Sequence[CameraDevice] | None = None
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LIST_EVERY_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def devices(self) -> Sequence[CameraDevice]:
        return self._devices or ()

    def name_of(self, address: CameraAddress) -> str:
        """What a person calls the camera at *address*."""
        known = (device.name for device in self.devices if device.address == address)
        return next(known, address.name)

    def watch(self, *, on: bool) -> None:
        """Keep the list up to date, or stop."""
        if on:
            self._load_qt()
            self.refresh()
            self._timer.start()
        else:
            self._timer.stop()

    def refresh(self) -> None:
        """Ask the system again, in the background."""
        if self._is_asking:
            return
        self._is_asking = True
        self._tasks.submit(self._service.devices, self._listed, self._not_listed)

    def open(self, address: CameraAddress, side: int) -> CameraSource:
        """Start reading the camera at *address*; returns at once."""
        if address.kind is not CameraKind.DEVICE:
            return self._service.open(address, side)
        if _permission() == Qt.PermissionStatus.Denied:
            return NoSource(CameraProblem.FORBIDDEN)
        through_qt = self._qt.open(address.value, side, self._tasks) if self._qt else None
        return through_qt or self._service.open(address, side)

    def _load_qt(self) -> None:
        """Not before somebody wants a camera: it loads the libraries of the media back end."""
        if self._qt is None and qt_camera.IS_HERE:
            self._qt = qt_camera.QtDevices(self)
            self._qt.changed.connect(self.refresh)

    def _listed(self, found: Sequence[CameraDevice]) -> None:
        self._is_asking = False
        names = self._qt.list() if self._qt is not None else []
        devices = tuple(names or found)
        if devices != self._devices:
            self._devices = devices
            self.changed.emit()

    def _not_listed(self, error: BaseException) -> None:
        del error  # the runner has logged it; the list stays as it was
        self._is_asking = False


def _permission() -> Qt.PermissionStatus:
    """What the system lets this program do; asks the person where it was never asked."""
    app = QCoreApplication.instance()
    if app is None:
        return Qt.PermissionStatus.Granted
    permission = QCameraPermission()
    status = app.checkPermission(permission)
    if status == Qt.PermissionStatus.Undetermined:
        app.requestPermission(permission, app, _answered)
    return status


def _answered(permission: object) -> None:
    """The camera is opened again every few seconds; nothing to do here."""
    del permission
