"""A new product from the camera, by keyboard alone: photos, name, and it can be found."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import CatalogueError, PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Reason, Verdict
from desktop_app.gui.camera_panel import CameraPanel
from desktop_app.gui.camera_tiles import TILE_PX
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.query_panel import MOST_PHOTOS
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.fake_services.cameras import scene

CODE, GTIN = "4006381333931", "04006381333931"


@dataclass
class Keyboard:
    """Presses keys and counts them."""

    qtbot: QtBot
    window: MainWindow
    presses: int = 0
    shown: int = field(default=0)

    @property
    def panel(self) -> CameraPanel:
        return self.window.find_page.camera

    def press(self, key: Qt.Key, where: QWidget, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        self.qtbot.keyClick(where, key, modifier)

    def type(self, text: str, where: QWidget) -> None:
        self.presses += len(text)
        self.qtbot.keyClicks(where, text)

    def take(self, item: int) -> None:
        """Space, with another picture before the camera each time."""
        self.shown += 1
        self.window._services.cameras.source.show(scene(item, noise=self.shown))
        self.panel.session.tick()
        n = len(self.panel.enrolment.photos)
        self.press(Qt.Key.Key_Space, self.panel.view)
        self.qtbot.waitUntil(lambda: len(self.panel.enrolment.photos) > n)


@pytest.fixture
def keyboard(qtbot: QtBot, window: MainWindow, services: FakeServices) -> Keyboard:
    made = Keyboard(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.press(Qt.Key.Key_K, window, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(services.cameras.sources))
    services.cameras.source.show(scene(1))
    made.panel.session.tick()
    return made


def open_form(qtbot: QtBot, keyboard: Keyboard):
    keyboard.press(Qt.Key.Key_Return, keyboard.panel.view)
    qtbot.waitUntil(lambda: keyboard.panel.enrolment.form is not None)
    form = keyboard.panel.enrolment.form
    qtbot.waitUntil(form.isActiveWindow)
    return form


def test_a_product_is_made_with_few_keys(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    services.cameras.codes = (CODE,)
    panel = keyboard.panel
    keyboard.press(Qt.Key.Key_F4, window)
    for side in (1, 2, 3):
        keyboard.take(side)
    form = open_form(qtbot, keyboard)
    assert form.fields["barcode"].text() == GTIN
    keyboard.type("N-7", form.fields["sku"])
    keyboard.press(Qt.Key.Key_Return, form.fields["sku"])
    keyboard.type("Blue tape", form.fields["name"])
    with qtbot.waitSignal(panel.enrolled):
        keyboard.press(Qt.Key.Key_Return, form.fields["name"], Qt.KeyboardModifier.ControlModifier)
    (cells,) = services.teaching.forms
    assert (cells["sku"], cells["name"], cells["barcode"]) == ("N-7", "Blue tape", GTIN)
    (lesson,) = services.teaching.lessons
    assert lesson.photos == 3
    typed = len("N-7") + len("Blue tape")
    # Ctrl+K, F4, three times Space, Enter, Enter to the next field, Ctrl+Enter
    assert keyboard.presses - typed == 8
    assert not panel.enrolment.is_active
    assert window.find_page.teach.bar.undo_button.isVisible()
    assert panel.session.is_open


def test_it_can_be_taken_back(qtbot, window, services, keyboard) -> None:
    test_a_product_is_made_with_few_keys(qtbot, window, services, keyboard)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.find_page.teach.undone):
        keyboard.press(Qt.Key.Key_F2, window, Qt.KeyboardModifier.ShiftModifier)
    assert services.teaching.undone == services.teaching.lessons
    assert not window.find_page.teach.bar.isVisible()


def test_the_words_lead_from_side_to_side(qtbot, window, keyboard) -> None:
    enrolment = keyboard.panel.enrolment
    keyboard.press(Qt.Key.Key_F4, window)
    said = [enrolment.guide.text()]
    for side in range(MOST_PHOTOS):
        keyboard.take(side + 1)
        said.append(enrolment.guide.text())
    assert "front" in said[0]
    assert "back" in said[1]
    assert "label" in said[2]
    assert "Photo 4: another side" in said[3]
    assert "enough" in said[-1]
    assert len(set(said)) == len(said)
    assert not enrolment.hint.isVisible()
    keyboard.panel.take()  # a ninth has no room
    qtbot.waitUntil(lambda: not keyboard.panel.session._tasks.is_busy())
    assert len(enrolment.photos) == MOST_PHOTOS


def test_a_photo_can_be_removed(qtbot, window, keyboard) -> None:
    enrolment = keyboard.panel.enrolment
    keyboard.press(Qt.Key.Key_F4, window)
    for side in (1, 2):
        keyboard.take(side)
    first, second = enrolment.photos
    tile = enrolment.tiles.findChildren(QWidget, options=Qt.FindDirectChildrenOnly)[0]
    assert (tile.accessibleName(), tile.width()) == ("Remove photo 1", TILE_PX)
    keyboard.press(Qt.Key.Key_Space, tile)
    assert enrolment.photos == (second,)
    assert first != second


def test_escape_leads_back_to_looking_up(qtbot, window, services, keyboard) -> None:
    keyboard.press(Qt.Key.Key_F4, window)
    keyboard.take(1)
    keyboard.press(Qt.Key.Key_Escape, window)
    assert not keyboard.panel.enrolment.is_active
    assert keyboard.panel.buttons.add_button.isVisible()
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.press(Qt.Key.Key_Space, keyboard.panel.view)
    assert services.teaching.forms == []


def test_photos_of_an_open_question_come_along(qtbot, window, services, keyboard) -> None:
    services.lookup.answer = lambda query: answer_for(
        services.catalogue.all, Verdict.UNSURE, Reason.LOOK_ALIKES, best=0.4
    )
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.press(Qt.Key.Key_Space, keyboard.panel.view)
    keyboard.press(Qt.Key.Key_F4, window)
    assert len(keyboard.panel.enrolment.photos) == 1


def test_photos_of_a_product_that_was_found_do_not(qtbot, window, keyboard) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.press(Qt.Key.Key_Space, keyboard.panel.view)
    keyboard.press(Qt.Key.Key_F4, window)
    assert keyboard.panel.enrolment.photos == ()


def test_a_code_seen_while_the_form_is_open_fills_it_in(qtbot, window, services, keyboard) -> None:
    keyboard.press(Qt.Key.Key_F4, window)
    keyboard.take(1)
    form = open_form(qtbot, keyboard)
    assert form.fields["barcode"].text() == ""
    keyboard.panel.session.code_read.emit("(01)04006381333931(10)LOT1")
    assert form.fields["barcode"].text() == GTIN
    assert services.lookup.queries == []
    form.reject()


def test_what_cannot_be_saved_is_said_and_kept(qtbot, window, services, keyboard) -> None:
    services.teaching.error = CatalogueError(MessageId.CATALOGUE_LOCKED)
    keyboard.press(Qt.Key.Key_F4, window)
    keyboard.take(1)
    form = open_form(qtbot, keyboard)
    form.fields["sku"].setText("N-7")
    form.save()
    qtbot.waitUntil(form.error.isVisible)
    assert len(keyboard.panel.enrolment.photos) == 1
    services.teaching.error = None
    form.fields["name"].setText("Blue tape")
    with qtbot.waitSignal(keyboard.panel.enrolled):
        form.save()


def test_a_photo_that_cannot_be_read_is_left_out(qtbot, window, services, keyboard) -> None:
    enrolment = keyboard.panel.enrolment
    services.cameras.read_photos = lambda photos: [PhotoError(MessageId.PHOTO_TIMED_OUT, name="x")]
    keyboard.press(Qt.Key.Key_F4, window)
    enrolment.add(PhotoInput("x", data=b"no picture"))
    qtbot.waitUntil(enrolment.error.isVisible)
    assert enrolment.photos == ()
    enrolment.finish()
    assert enrolment.form is None
