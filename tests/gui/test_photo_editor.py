"""A query photo is turned, cut and brightened; the file stays, and each change is looked up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.photo_edit import PhotoEdit
from desktop_app.core.types import Box
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.photo_editor import PhotoEditor
from desktop_app.gui.photo_rendering import EditedPhoto, adjusted, render
from tests.fake_services import lookup
from tests.fake_services.all_services import FakeServices
from tests.fake_services.pictures import jpeg, product_picture

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def half_dark(width: int = 200, height: int = 100) -> QImage:
    """Left half dark grey, right half light grey."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, Qt.GlobalColor.darkGray)
    return image


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow, photo_file: Path) -> PhotoEditor:
    """The editor of a 200 x 200 photo, opened as a person opens it."""
    query = window.find_page.query
    with qtbot.waitSignal(window.find_page.answered):
        query.use_photos([PhotoInput.from_path(photo_file)])
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: window.findChild(PhotoEditor) is not None)
    made = window.findChild(PhotoEditor)
    qtbot.waitUntil(made.isVisible)
    return made


def drag(editor: PhotoEditor, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one share of the picture to another; `mouseMove` alone holds no button."""
    view, place = editor.view, editor.view.picture_rect()

    def point(share: tuple[float, float]) -> QPoint:
        x = place.x() + share[0] * place.width()
        return QPointF(x, place.y() + share[1] * place.height()).toPoint()

    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, point(start))
    QTest.mouseMove(view, point(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)))
    QTest.mouseMove(view, point(end))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, point(end))


def near(box: Box | None, *expected: int) -> bool:
    assert box is not None
    got = (box.x, box.y, box.width, box.height)
    return all(abs(a - b) <= 2 for a, b in zip(got, expected, strict=True))


def test_a_chip_opens_the_editor_by_click(
    qtbot: QtBot, window: MainWindow, photo_file: Path
) -> None:
    query = window.find_page.query
    with qtbot.waitSignal(window.find_page.answered):
        query.use_photos([PhotoInput.from_path(photo_file)])
    chips = [b for b in query.photos.findChildren(QToolButton) if b.property("kind") == "photo"]
    qtbot.mouseClick(chips[-1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(PhotoEditor) is not None)
    window.findChild(PhotoEditor).close()


def test_a_drawn_rectangle_is_looked_up_as_a_box_of_the_untouched_file(
    qtbot: QtBot, window: MainWindow, services: FakeServices, editor: PhotoEditor, photo_file: Path
) -> None:
    content = photo_file.read_bytes()
    with qtbot.waitSignal(window.find_page.answered):
        drag(editor, (0.25, 0.25), (0.75, 0.5))
    photo = services.lookup.queries[-1].photos[0]
    assert (photo.path, photo.data) == (photo_file, None)
    assert near(photo.box, 50, 50, 100, 50)
    assert photo_file.read_bytes() == content
    editor.close()


def test_handles_stretch_and_the_middle_moves_the_rectangle(
    qtbot: QtBot, window: MainWindow, editor: PhotoEditor
) -> None:
    drag(editor, (0.25, 0.25), (0.75, 0.75))
    drag(editor, (0.75, 0.75), (1.0, 1.0))
    assert near(editor.edit.crop, 50, 50, 150, 150)
    drag(editor, (0.6, 0.6), (0.1, 0.6))
    assert near(editor.edit.crop, 0, 50, 150, 150)
    editor.close()


def test_arrow_keys_do_the_same_as_the_mouse(qtbot: QtBot, editor: PhotoEditor) -> None:
    view = editor.view
    for key, held in (
        (Qt.Key.Key_Left, NONE),
        (Qt.Key.Key_Up, NONE),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(view, key, held)
    assert editor.edit.crop == Box(8, 0, 192, 196)
    assert "192 × 196" in view.accessibleName()
    editor.close()


def test_a_turned_photo_is_looked_up_as_a_new_picture(
    qtbot: QtBot, window: MainWindow, services: FakeServices, editor: PhotoEditor
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(editor, Qt.Key.Key_R, CONTROL)
    photo = services.lookup.queries[-1].photos[0]
    assert photo.data is not None
    assert photo.data.startswith(b"\xff\xd8")
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(editor, Qt.Key.Key_L, CONTROL)
    assert services.lookup.queries[-1].photos == services.lookup.queries[0].photos
    editor.close()


def test_undo_and_redo_step_through_the_changes(
    qtbot: QtBot, window: MainWindow, services: FakeServices, editor: PhotoEditor
) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Plus, CONTROL)
    qtbot.keyClick(editor, Qt.Key.Key_R, CONTROL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.edit == PhotoEdit(brightness=10)
    assert editor.brightness.value() == 10
    qtbot.keyClick(editor, Qt.Key.Key_Y, CONTROL)
    assert editor.edit == PhotoEdit(turns=1, brightness=10)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.edit == PhotoEdit()
    assert not editor.undo.isEnabled()
    first = services.lookup.queries[0].photos
    qtbot.waitUntil(lambda: window.find_page.query.query.photos == first)
    qtbot.waitUntil(lambda: not window.find_page.session.is_busy)
    editor.close()


def test_an_edited_photo_opens_with_its_changes(
    qtbot: QtBot, window: MainWindow, editor: PhotoEditor
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(editor, Qt.Key.Key_R, CONTROL)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(PhotoEditor) is None)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: window.findChild(PhotoEditor) is not None)
    again = window.findChild(PhotoEditor)
    assert again.edit == PhotoEdit(turns=1)
    again.close()


def test_a_removed_photo_comes_back_with_undo(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jpg"
    product_picture("#224488", side=120).save(str(other))
    query = window.find_page.query
    photos = [PhotoInput.from_path(photo_file), PhotoInput.from_path(other)]
    with qtbot.waitSignal(window.find_page.answered):
        query.use_photos(photos)
    assert not query.undo_button.isVisible()
    with qtbot.waitSignal(window.find_page.answered):
        query.photos.removed.emit(0)
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(query.field, Qt.Key.Key_Z, CONTROL)
    assert list(services.lookup.queries[-1].photos) == photos
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(query.field, Qt.Key.Key_Y, CONTROL)
    assert list(services.lookup.queries[-1].photos) == photos[1:]
    query.clear()
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.mouseClick(query.undo_button, Qt.MouseButton.LeftButton)
    assert list(services.lookup.queries[-1].photos) == photos[1:]


def test_a_crop_of_the_copy_becomes_a_box_of_the_large_original() -> None:
    original = PhotoInput("large.jpg", path=Path("large.jpg"))
    edit = PhotoEdit(crop=Box(50, 25, 100, 50))
    photo = EditedPhoto(original, jpeg(half_dark()), "key", 4000, 2000, edit)
    assert render(photo).box == Box(1000, 500, 2000, 1000)


def test_turns_and_brightness_do_what_they_say(qapp) -> None:
    dark = half_dark()
    turned = adjusted(dark, PhotoEdit(turns=1))
    assert (turned.width(), turned.height()) == (100, 200)
    assert turned.pixelColor(50, 10).lightness() < turned.pixelColor(50, 190).lightness()
    lighter = adjusted(dark, PhotoEdit(brightness=50)).pixelColor(10, 10).lightness()
    darker = adjusted(dark, PhotoEdit(brightness=-50)).pixelColor(10, 10).lightness()
    assert darker < dark.pixelColor(10, 10).lightness() < lighter


def test_turned_and_cut_is_one_picture_with_a_box_in_its_pixels() -> None:
    original = PhotoInput("large.jpg", path=Path("large.jpg"))
    edit = PhotoEdit(turns=1, crop=Box(10, 20, 50, 60))
    photo = render(EditedPhoto(original, jpeg(half_dark()), "key", 4000, 2000, edit))
    assert photo.path is None
    assert photo.box == Box(10, 20, 50, 60)
    assert QImage.fromData(photo.data or b"").size().toTuple() == (100, 200)


def test_the_item_that_was_found_is_offered_and_taken_with_one_key(
    qtbot: QtBot, window: MainWindow, photo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, found = lookup.read_photo, Box(40, 60, 80, 50)
    monkeypatch.setattr(lookup, "read_photo", lambda photo: replace(read(photo), object_box=found))
    query = window.find_page.query
    with qtbot.waitSignal(window.find_page.answered):
        query.use_photos([PhotoInput.from_path(photo_file)])
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: window.findChild(PhotoEditor) is not None)
    made = window.findChild(PhotoEditor)
    qtbot.waitUntil(made.isVisible)
    assert made.only_found.isEnabled()
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(made, Qt.Key.Key_B, CONTROL)
    assert query.query.photos[0].box == found
    assert not made.only_found.isEnabled()
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(made, Qt.Key.Key_A, CONTROL)
    assert query.query.photos[0].box is None
    assert made.only_found.isEnabled()


def test_without_an_item_found_nothing_is_offered(editor: PhotoEditor) -> None:
    assert editor.only_found.isHidden()
