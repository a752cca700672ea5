"""Real camera processes under the window: a network camera that stalls, a product from a video."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import opened_services
from desktop_app.core.camera import CameraAddress, CameraChoice, CameraKind, CameraProblem
from desktop_app.core.camera_watch import CameraState
from desktop_app.gui import qt_camera
from desktop_app.gui.camera_session import CameraSession
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.services.cameras import Cameras
from desktop_app.settings import Settings
from tests.camera_files import network_camera, write_video
from tests.fakes import FakeAnalyst

pytestmark = [pytest.mark.slow, pytest.mark.gui]

SAID_WITHIN_S, BACK_WITHIN_S = 3.0, 10.0
LIMIT_MS = 20_000
FPS = 15

CAMERA_KEYS = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(autouse=True)
def _through_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_camera, "IS_HERE", False)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[CameraSession]:
    made = CameraSession(Cameras(FakeAnalyst()))
    yield made
    made.end()


def seconds_until(qtbot: QtBot, condition: Callable[[], bool]) -> float:
    began = time.monotonic()
    qtbot.waitUntil(condition, timeout=LIMIT_MS)
    return time.monotonic() - began


def test_a_network_camera_that_stalls_is_said_in_time_and_comes_back(
    qtbot: QtBot, session: CameraSession
) -> None:
    watch = session.watch
    with network_camera() as camera:
        session.open(CameraAddress(CameraKind.STREAM, camera.url), CameraChoice())
        seconds_until(qtbot, lambda: watch.state is CameraState.LIVE)
        camera.stalled.set()
        said = seconds_until(qtbot, lambda: watch.state is CameraState.TROUBLED)
        assert said <= SAID_WITHIN_S
        assert watch.problem is CameraProblem.SILENT
        camera.stalled.clear()
        assert seconds_until(qtbot, lambda: watch.state is CameraState.LIVE) <= BACK_WITHIN_S


def film_of(product: str, file: Path) -> Path:
    """A video of the demo product's photos, each held still for two seconds, a little noisy."""
    photos = sorted((demo_folder() / "photos").glob(f"{product}*.jpg"))[:3]
    assert photos, product
    pictures = []
    for photo in photos:
        data = np.frombuffer(photo.read_bytes(), np.uint8)
        picture = cv2.resize(cv2.imdecode(data, cv2.IMREAD_COLOR), (640, 480))
        for number in range(2 * FPS):
            noise = np.random.default_rng(number).integers(-2, 3, picture.shape)
            pictures.append(np.clip(picture + noise, 0, 255).astype(np.uint8))
    return write_video(file, pictures, FPS)


def test_a_new_product_from_a_video_is_found_at_once(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """With the shipped model, by keys alone."""
    video = film_of("HS-NGL-M", tmp_path / "shelf.avi")
    settings = Settings(
        provider="cpu", person="tester", scanner=False, camera=f"file:{video}", language="en"
    )
    with opened_services(DataFolder(tmp_path / "data"), settings) as services:
        services.analyst.wait_ready(60)
        window = MainWindow(services, Theme(qapp, "light"))
        qtbot.addWidget(window)
        window.show()
        page = window.find_page
        panel = page.camera
        window.show_page("find")
        window.pages.setCurrentWidget(page)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, *CAMERA_KEYS)
        qtbot.waitUntil(lambda: panel.session.can_take, timeout=LIMIT_MS)
        began = time.monotonic()
        qtbot.keyClick(window, Qt.Key.Key_F4)
        for n in (1, 2, 3):
            qtbot.waitUntil(lambda n=n: _at_side(panel.session, n), timeout=LIMIT_MS)
            qtbot.keyClick(panel.view, Qt.Key.Key_Space)
            qtbot.waitUntil(lambda n=n: len(panel.enrolment.photos) == n)
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: panel.enrolment.form is not None, timeout=LIMIT_MS)
        form = panel.enrolment.form
        qtbot.waitUntil(form.isActiveWindow)
        qtbot.keyClicks(form.fields["sku"], "N-7")
        qtbot.keyClick(form.fields["sku"], Qt.Key.Key_Return)
        qtbot.keyClicks(form.fields["name"], "Gloves from the camera")
        with qtbot.waitSignal(panel.enrolled, timeout=LIMIT_MS):
            qtbot.keyClick(
                form.fields["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
            )
        assert time.monotonic() - began < 30
        with qtbot.waitSignal(page.answered, timeout=LIMIT_MS) as answered:
            qtbot.keyClick(panel.view, Qt.Key.Key_Space)
        assert answered.args[0].best.product.sku == "N-7"
        window.close()


def _at_side(session: CameraSession, side: int) -> bool:
    """Whether the video shows that side."""
    frame = session._frame
    return frame is not None and frame.number > (side - 1) * 2 * FPS + 3
