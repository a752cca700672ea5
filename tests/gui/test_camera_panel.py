"""The camera in the window, over a camera that does what the test says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.camera import CameraAddress, CameraChoice, CameraDevice, CameraKind
from desktop_app.core.camera import CameraProblem as P
from desktop_app.core.camera_watch import CameraState
from desktop_app.core.hands_free import Phase
from desktop_app.core.messages import MessageId
from desktop_app.gui import translator
from desktop_app.gui.camera_frames import frame_of, photo_of, shown_image
from desktop_app.gui.camera_panel import CameraPanel
from desktop_app.gui.line_sheet import LineSheet
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.shortcut_table import shortcut_table
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices
from tests.fake_services.cameras import WEBCAM, Clock, FakeCameras, frame, scene

CAMERA_KEYS = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cameras(services: FakeServices) -> FakeCameras:
    return services.cameras


@pytest.fixture
def panel(
    qtbot: QtBot, services: FakeServices, pictures, theme, clock: Clock
) -> Iterator[CameraPanel]:
    made = CameraPanel(services, pictures, theme, clock=clock)
    qtbot.addWidget(made)
    yield made
    made.close_session()


def switch_on(qtbot: QtBot, panel: CameraPanel, cameras: FakeCameras) -> None:
    before = len(cameras.sources)
    panel.toggle()
    qtbot.waitUntil(lambda: len(cameras.sources) > before)


def show(panel: CameraPanel, cameras: FakeCameras, pixels: np.ndarray) -> None:
    cameras.source.show(pixels)
    panel.session.tick()


def go_live(qtbot: QtBot, panel: CameraPanel, cameras: FakeCameras) -> None:
    switch_on(qtbot, panel, cameras)
    with qtbot.waitSignal(panel.session.shown):
        show(panel, cameras, scene(1))
    assert panel.session.watch.state is CameraState.LIVE


def hold_still(panel, cameras, clock, item: int, seconds: float = 1.0) -> None:
    for number in range(round(seconds / 0.1)):
        clock.pass_s(0.1)
        show(panel, cameras, scene(item, noise=number))


# opening and letting go


def test_it_is_off_until_it_is_asked_for(panel: CameraPanel, cameras: FakeCameras) -> None:
    assert not panel.is_on
    assert cameras.opened == []


def test_the_first_camera_is_used_where_none_was_chosen(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    assert cameras.opened == [(WEBCAM.address, 1280)]
    assert panel.view.has_picture
    assert panel.head.chooser.currentText() == "Desk camera"
    assert panel.words.text() == "Live picture"
    assert panel.buttons.take_button.isEnabled()


def test_switched_off_the_camera_is_let_go(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    panel.toggle()
    assert cameras.source.is_closed
    assert not panel.session.is_open


@pytest.mark.parametrize("cover", ["minimised", "locked", "away", "hidden"])
def test_the_light_goes_off_while_nobody_can_see_it(qtbot, panel, cameras, cover: str) -> None:
    go_live(qtbot, panel, cameras)
    guard, source = panel.guard, cameras.source
    hide, show_again = {
        "minimised": (panel.showMinimized, panel.showNormal),
        "locked": (lambda: guard.use_lock(True), lambda: guard.use_lock(False)),
        "away": (
            lambda: guard.use_application_state(Qt.ApplicationState.ApplicationSuspended),
            lambda: guard.use_application_state(Qt.ApplicationState.ApplicationActive),
        ),
        "hidden": (panel.hide, panel.show),
    }[cover]
    hide()
    qtbot.waitUntil(lambda: source.is_closed)
    assert not panel.view.has_picture
    show_again()
    qtbot.waitUntil(lambda: panel.session.is_open)
    assert not cameras.source.is_closed
    assert cameras.source is not source


def test_another_page_lets_the_camera_go(qtbot, window: MainWindow, services) -> None:
    panel, cameras = window.find_page.camera, services.cameras
    qtbot.keyClick(window, *CAMERA_KEYS)
    qtbot.waitUntil(lambda: bool(cameras.sources))
    source = cameras.source
    window.show_page("history")
    assert source.is_closed
    window.show_page("find")
    qtbot.waitUntil(lambda: len(cameras.sources) > 1)
    assert panel.session.is_open


def test_closing_the_window_lets_the_camera_go(qtbot, window: MainWindow, services) -> None:
    window.find_page.query.camera_button.click()
    qtbot.waitUntil(lambda: bool(services.cameras.sources))
    window.close()
    assert services.cameras.source.is_closed


def test_the_camera_that_was_chosen_is_remembered(qtbot, window: MainWindow, services) -> None:
    services.cameras.found.append(CameraDevice("/dev/video2", "Second camera"))
    qtbot.keyClick(window, *CAMERA_KEYS)
    panel = window.find_page.camera
    qtbot.waitUntil(lambda: panel.head.chooser.findText("Second camera") > 0)
    panel.head.chooser.setCurrentIndex(panel.head.chooser.findText("Second camera"))
    panel.head.chooser.activated.emit(panel.head.chooser.currentIndex())
    qtbot.waitUntil(lambda: services.settings.camera == "device:/dev/video2")
    panel.head.turn_button.click()
    panel.head.mirror_button.click()
    panel.head.fine_button.click()
    qtbot.waitUntil(lambda: services.settings.camera_fine)
    assert services.settings.camera_choice == CameraChoice("device:/dev/video2", 90, True, True)
    assert services.cameras.opened[-1] == (CameraAddress(CameraKind.DEVICE, "/dev/video2"), 1920)


def test_a_remembered_camera_is_used_again(qtbot, services, pictures, theme, cameras) -> None:
    services.settings = replace(services.settings, camera="stream:http://10.0.0.8/video")
    panel = CameraPanel(services, pictures, theme)
    qtbot.addWidget(panel)
    switch_on(qtbot, panel, cameras)
    assert cameras.opened[0][0].value == "http://10.0.0.8/video"
    panel.close_session()


def test_a_camera_plugged_in_appears_and_is_used(qtbot, panel, cameras) -> None:
    cameras.found = []
    panel.toggle()
    qtbot.waitUntil(panel.notice.isVisible)
    assert panel.notice.message.id is MessageId.CAMERA_NONE
    cameras.found = [WEBCAM]
    panel.session.list.refresh()
    qtbot.waitUntil(lambda: bool(cameras.sources))
    show(panel, cameras, scene(1))
    assert not panel.notice.isVisible()


def test_a_network_camera_and_a_video_are_asked_for(
    qtbot, panel, cameras, monkeypatch, tmp_path
) -> None:
    go_live(qtbot, panel, cameras)
    chooser, video = panel.head.chooser, tmp_path / "shelf.mp4"

    def choose(words: str) -> None:
        chooser.activated.emit(chooser.findText(words))

    def ask() -> LineSheet:
        choose("Network camera…")
        (sheet,) = panel.findChildren(LineSheet)
        qtbot.waitUntil(sheet.isVisible)
        return sheet

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(video), ""))
    sheet = ask()
    sheet.field.setText("nonsense")
    sheet.take_button.click()
    assert "“nonsense” is not the address" in sheet.error.words.text()
    sheet.field.setText("rtsp://eve:secret@10.0.0.8/live")
    remembered: list[CameraChoice] = []
    panel.choice_changed.connect(remembered.append)
    with qtbot.waitSignal(sheet.destroyed):
        sheet.take_button.click()
    assert remembered[0].address == "stream:rtsp://eve@10.0.0.8/live"
    assert cameras.opened[-1][0].value == "rtsp://eve:secret@10.0.0.8/live"
    n_opened = len(cameras.opened)
    ask().reject()
    assert len(cameras.opened) == n_opened
    choose("Video file…")
    assert cameras.opened[-1][0] == CameraAddress(CameraKind.FILE, str(video))


# what goes wrong


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (P.GONE, MessageId.CAMERA_GONE),
        (P.BUSY, MessageId.CAMERA_BUSY),
        (P.FORBIDDEN, MessageId.CAMERA_FORBIDDEN),
        (P.BROKEN, MessageId.CAMERA_BROKEN),
    ],
)
def test_a_failing_camera_is_explained_and_comes_back(
    qtbot, panel, clock, problem: P, message: MessageId
) -> None:
    cameras = panel.session.list._service
    go_live(qtbot, panel, cameras)
    first = cameras.source
    first.problem = problem
    panel.session.tick()
    assert panel.notice.message.id is message
    assert panel.notice.isVisible()
    assert not panel.buttons.take_button.isEnabled()
    clock.pass_s(2.1)
    panel.session.tick()
    assert first.is_closed
    assert cameras.source is not first
    show(panel, cameras, scene(1))
    assert not panel.notice.isVisible()
    assert panel.buttons.take_button.isEnabled()


def test_a_silent_and_a_covered_camera_are_explained(qtbot, panel, cameras, clock) -> None:
    go_live(qtbot, panel, cameras)
    clock.pass_s(2.5)
    panel.session.tick()
    assert panel.notice.message.id is MessageId.CAMERA_SILENT
    for number in range(30):
        clock.pass_s(0.1)
        show(panel, cameras, np.full((120, 160, 3), number % 2, np.uint8))
    assert panel.notice.message.id is MessageId.CAMERA_DARK


def test_try_again_opens_at_once_what_is_not_tried_by_itself(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    panel.use_camera(CameraAddress(CameraKind.FILE, "/videos/shelf.avi"))
    show(panel, cameras, scene(1))
    cameras.source.problem = P.ENDED
    panel.session.tick()
    assert panel.notice.message.id is MessageId.VIDEO_ENDED
    assert panel.buttons.take_button.isEnabled()  # the last picture still stands there
    n_opened = len(cameras.opened)
    panel.notice.retry_button.click()
    assert len(cameras.opened) == n_opened + 1


def test_a_camera_that_fails_twenty_times_leaves_nothing_open(qtbot, panel, cameras, clock) -> None:
    go_live(qtbot, panel, cameras)
    for _ in range(20):
        cameras.source.problem = P.GONE
        panel.session.tick()
        clock.pass_s(2.1)
        panel.session.tick()
        show(panel, cameras, scene(1))
    assert sum(not source.is_closed for source in cameras.sources) == 1


# photos


def test_space_looks_up_and_shift_space_adds(qtbot, window: MainWindow, services) -> None:
    qtbot.keyClick(window, *CAMERA_KEYS)
    page, cameras = window.find_page, services.cameras
    panel = page.camera
    qtbot.waitUntil(lambda: bool(cameras.sources))
    show(panel, cameras, scene(1))
    for modifier, photos in ((Qt.NoModifier, 1), (Qt.ShiftModifier, 2), (Qt.NoModifier, 1)):
        with qtbot.waitSignal(page.answered):
            qtbot.keyClick(panel.view, Qt.Key.Key_Space, modifier)
        assert len(page.query.query.photos) == photos
        assert panel.view.hasFocus() or not window.isActiveWindow()
    assert [len(query.photos) for query in services.lookup.queries] == [1, 2, 1]
    photo = services.lookup.queries[0].photos[0]
    assert photo.path is None
    assert photo.data is not None


def test_space_takes_a_photo_from_the_results_too(qtbot, window: MainWindow, services) -> None:
    page, cameras = window.find_page, services.cameras
    with qtbot.waitSignal(page.answered):
        page.query.use_text("gloves")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)  # the camera is off
    qtbot.keyClick(window, *CAMERA_KEYS)
    qtbot.waitUntil(lambda: bool(cameras.sources))
    show(page.camera, cameras, scene(1))
    page.grid.setFocus()
    with qtbot.waitSignal(page.answered):
        qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert [len(query.photos) for query in services.lookup.queries] == [0, 1]


def test_an_empty_catalogue_can_be_filled_by_the_camera(qtbot, empty_window: MainWindow) -> None:
    qtbot.keyClick(empty_window, *CAMERA_KEYS)
    panel = empty_window.find_page.camera
    qtbot.waitUntil(lambda: panel.session.is_open)
    with qtbot.waitSignal(empty_window.status_bar.facts_changed):
        empty_window.status_bar.refresh()
    assert panel.isVisible()
    panel.toggle()
    empty_window.show_page("find")
    assert empty_window.pages.currentWidget() is empty_window.start.page


def test_the_picture_stands_still_until_the_answer_is_there(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    with qtbot.waitSignal(panel.photo_taken):
        panel.buttons.take_button.click()
    with qtbot.assertNotEmitted(panel.session.shown, wait=50):
        show(panel, cameras, scene(2))
    panel.lookup_ended()
    with qtbot.waitSignal(panel.session.shown):
        show(panel, cameras, scene(3))


def test_each_picture_is_drawn_once(qtbot, panel, cameras) -> None:
    """16 : 9 in a width of 370 pixels rounds to either 208 or 209 lines: it has to come to rest."""
    go_live(qtbot, panel, cameras)
    panel.resize(panel.width() + 370 - panel.view.width(), 800)
    drawn: list[int] = []
    panel.session.shown.connect(lambda image: drawn.append(image.width()))
    for level in range(7):
        if level == 2:  # the place has the picture's shape by now
            drawn.clear()
        with qtbot.waitSignal(panel.session.shown):
            show(panel, cameras, scene(1)[:90] + level)
        qtbot.waitUntil(lambda: not panel.session._tasks.is_busy())
    assert panel.view.width() == 370
    assert len(drawn) == 5


def test_without_a_picture_there_is_no_photo(qtbot, panel, cameras) -> None:
    switch_on(qtbot, panel, cameras)
    with qtbot.assertNotEmitted(panel.photo_taken, wait=30):
        qtbot.keyClick(panel.view, Qt.Key.Key_Space)


def test_hands_free_looks_up_what_holds_still(qtbot, panel, cameras, clock) -> None:
    go_live(qtbot, panel, cameras)
    panel.buttons.hands_free.setChecked(True)
    hold_still(panel, cameras, clock, 0)
    assert panel.words.text() == "Show the next item"
    with qtbot.waitSignal(panel.photo_taken) as taken:
        hold_still(panel, cameras, clock, 1)
    assert taken.args[1] is False
    assert panel.words.text() == "Looking up"
    panel.lookup_ended()
    assert panel.words.text() == "Show the next item"
    for item in (2, 5, 2, 5):
        clock.pass_s(0.1)
        show(panel, cameras, scene(item))
    assert panel.words.text() == "Hold still"
    panel.toggle()
    assert panel.session.hands_free.phase is Phase.OFF


def test_a_code_in_the_picture_is_looked_up_once(qtbot, window: MainWindow, services) -> None:
    page, cameras = window.find_page, services.cameras
    cameras.codes = ("4006381333931", "MS-1")
    qtbot.keyClick(window, *CAMERA_KEYS)
    qtbot.waitUntil(lambda: bool(cameras.sources))
    with qtbot.waitSignal(page.answered):
        show(page.camera, cameras, scene(1))
    assert [query.text for query in services.lookup.queries] == ["4006381333931"]
    looks = cameras.looks
    qtbot.waitUntil(lambda: _seen_again(page.camera, cameras, looks), timeout=5000)
    assert len(services.lookup.queries) == 1


def _seen_again(panel: CameraPanel, cameras: FakeCameras, looks: int) -> bool:
    show(panel, cameras, scene(1))
    return cameras.looks > looks + 1


def test_looks_for_codes_never_queue_up(qtbot, panel, cameras, clock) -> None:
    go_live(qtbot, panel, cameras)
    panel.session._is_reading = True  # one is on its way
    looks = cameras.looks
    for _ in range(50):
        clock.pass_s(0.1)
        show(panel, cameras, scene(1))
    assert cameras.looks == looks


# pictures


@pytest.mark.parametrize(
    ("turn", "mirror", "corner"),
    [
        (0, False, "blue"),
        (90, False, "red"),
        (180, False, "white"),
        (270, False, "green"),
        (0, True, "green"),
        (90, True, "blue"),
    ],
)
def test_turned_and_mirrored(turn: int, mirror: bool, corner: str) -> None:
    """Colours of the corners: blue at the top left, then clockwise green, white, red."""
    pixels = np.zeros((120, 160, 3), np.uint8)
    pixels[:60, :80], pixels[:60, 80:] = (255, 0, 0), (0, 255, 0)
    pixels[60:, 80:], pixels[60:, :80] = (255, 255, 255), (0, 0, 255)
    image = shown_image(frame(1, pixels), QSize(200, 200), CameraChoice("", turn, mirror))
    assert (image.width(), image.height()) == ((200, 150) if turn in (0, 180) else (150, 200))
    colour = {"blue": "#0000ff", "green": "#00ff00", "white": "#ffffff", "red": "#ff0000"}[corner]
    assert image.pixelColor(5, 5).name() == colour


def test_a_photo_has_all_pixels_and_is_not_mirrored(qapp) -> None:
    from desktop_app.gui.thumbnails import read_picture

    photo = photo_of(frame(1, scene(1)), "Camera photo 1", 90)
    image = read_picture(photo.data, 1000)
    assert (image.width(), image.height()) == (120, 160)


def test_a_picture_of_qt_becomes_the_same_frame(qapp) -> None:
    before = frame(3, scene(2))
    image = shown_image(before, QSize(160, 120), CameraChoice())
    after = frame_of(image, 4, 80)
    assert (after.number, after.width, after.height) == (4, 80, 60)
    assert after.grey.mean() == pytest.approx(before.grey.mean(), abs=2)
    assert len(after.pixels) == after.stride * after.height


# words


def test_every_control_has_a_name_and_is_large_enough(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    for control in panel.findChildren(QAbstractButton):
        assert control.accessibleName() or control.text()
        assert not control.isVisible() or control.height() >= 32
    assert panel.head.chooser.accessibleName()
    assert panel.view.accessibleName()
    assert panel.view.accessibleDescription() == "Live picture"


def test_a_screen_reader_hears_what_is_wrong(qtbot, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    cameras.source.problem = P.GONE
    panel.session.tick()
    assert panel.view.accessibleDescription().startswith("The camera “Desk camera” is not there.")


def test_everything_is_said_in_chinese_too(qtbot, qapp, panel, cameras) -> None:
    go_live(qtbot, panel, cameras)
    translator.install(qapp, "zh_CN")
    qtbot.waitUntil(lambda: panel.words.text() != "Live picture")
    for widget in (panel.words, *panel.buttons.findChildren(QAbstractButton)):
        assert any(letter >= "\u4e00" for letter in widget.text()), widget.text()


def test_the_keys_are_in_the_sheet() -> None:
    sheet = {keys for keys, _ in shortcut_table()}
    assert {"Ctrl+K", "Space, Shift+Space"} <= sheet


def test_settings_refuse_an_odd_turn() -> None:
    with pytest.raises(ValueError, match="camera_turn"):
        Settings(camera_turn=45)
