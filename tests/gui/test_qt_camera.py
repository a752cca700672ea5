"""Cameras through QtMultimedia; skipped where PySide6-Addons is not installed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QObject, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.core.camera import CameraAddress, CameraKind, CameraProblem
from desktop_app.gui import qt_camera
from desktop_app.gui.camera_list import CameraList
from desktop_app.gui.tasks import TaskRunner
from tests.fake_services.cameras import WEBCAM, FakeCameras

multimedia = pytest.importorskip(
    "PySide6.QtMultimedia", reason="PySide6-Addons is not installed", exc_type=ImportError
)
# It warns of media libraries that a server lacks.
pytestmark = pytest.mark.no_qt_log


class FormatStub:
    def __init__(self, width: int, height: int) -> None:
        self._size = QSize(width, height)

    def resolution(self) -> QSize:
        return self._size


@pytest.fixture
def tasks(qtbot: QtBot):
    runner = TaskRunner("camera-test")
    yield runner
    runner.close()


@pytest.fixture
def source(tasks: TaskRunner):
    made = qt_camera.QtCameraSource(multimedia.QCameraDevice(), 1280, tasks)
    yield made
    made.close()


def test_pictures_become_frames_and_the_newest_wins(qtbot, source) -> None:
    for level in (10, 90, 200):
        image = QImage(320, 240, QImage.Format.Format_RGB32)
        image.fill(level * 0x010101)
        source.sink.setVideoFrame(multimedia.QVideoFrame(image))
    assert source.latest() is None
    qtbot.waitUntil(lambda: source._frame is not None)
    frame = source.latest()
    assert (frame.number, frame.width, frame.height) == (1, 320, 240)
    assert frame.grey.mean() == pytest.approx(200, abs=3)
    assert source.latest() is frame


def test_no_camera_is_said_to_be_gone(qtbot, source) -> None:
    assert source.problem is CameraProblem.GONE


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([(640, 480), (1920, 1080), (1280, 720)], (1280, 720)),
        ([(640, 480), (320, 240)], (640, 480)),
        ([(640, 480), (1280, 960), (1920, 1080)], (1280, 960)),
    ],
)
def test_the_smallest_format_that_is_large_enough(source, sizes, chosen) -> None:
    used: list[FormatStub] = []
    camera = SimpleNamespace(setCameraFormat=used.append, stop=lambda: None)
    real, source._camera = source._camera, camera
    source._use_format(SimpleNamespace(videoFormats=lambda: [FormatStub(*s) for s in sizes]))
    source._camera = real
    assert used[0].resolution() == QSize(*chosen)


def test_names_come_from_qt_and_what_qt_does_not_know_is_opened_all_the_same(
    qtbot, tasks, monkeypatch
) -> None:
    monkeypatch.setattr(qt_camera, "IS_HERE", True)
    service, parent = FakeCameras(), QObject()
    cameras = CameraList(service, tasks, parent)
    with qtbot.waitSignal(cameras.changed):
        cameras.watch(on=True)
    assert cameras.devices == (WEBCAM,)
    cameras.open(WEBCAM.address, 1280)
    assert service.opened == [(WEBCAM.address, 1280)]
    cameras.watch(on=False)
    device = SimpleNamespace(id=lambda: QByteArray(b"/dev/video7"), description=lambda: "Webcam")
    monkeypatch.setattr(
        qt_camera.QtMultimedia,
        "QMediaDevices",
        SimpleNamespace(videoInputs=lambda: [device]),
    )
    with qtbot.waitSignal(cameras.changed):
        cameras.refresh()
    assert cameras.devices[0].name == "Webcam"
    assert cameras.name_of(CameraAddress(CameraKind.DEVICE, "/dev/video7")) == "Webcam"
