"""One place to enter anything: typing anywhere, pasted and dropped codes, the focus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Verdict
from desktop_app.gui.main_window import MainWindow
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for

CTRL = Qt.KeyboardModifier.ControlModifier


def paste(qtbot: QtBot, window: MainWindow, text: str) -> None:
    QApplication.clipboard().setText(text)
    field = window.find_page.query.field
    field.setFocus()
    with qtbot.waitSignal(window.find_page.answered):
        qtbot.keyClick(field, Qt.Key.Key_V, CTRL)


def test_a_pasted_code_is_looked_up_at_once_as_the_whole_question(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_photos([PhotoInput.from_path(photo_file)])
    window.find_page.query.field.setText("half a word")
    paste(qtbot, window, " 4006381333931\n")
    query = services.lookup.queries[-1]
    assert (query.text, query.photos) == ("4006381333931", ())
    assert window.find_page.query.undo_button.isVisible()  # the photo comes back with Ctrl+Z


def test_pasted_words_join_those_in_the_field_and_are_looked_up(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    window.find_page.query.field.setText("nitrile ")
    paste(qtbot, window, "gloves\nblue")
    assert services.lookup.queries[-1].text == "nitrile gloves blue"


def test_a_dropped_code_is_looked_up(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    mime = QMimeData()
    mime.setText("MS-1001")
    event = QDropEvent(
        QPointF(QPoint(10, 10)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.find_page.answered):
        window.dropEvent(event)
    assert services.lookup.queries[-1].text == "MS-1001"


def test_typing_among_the_results_goes_to_the_field(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = window.find_page
    with qtbot.waitSignal(page.answered):
        page.query.use_text("gloves")
    page.grid.setFocus()
    qtbot.keyClicks(page.grid, "B")
    assert page.query.field.text() == "B"  # the next question, not an addition to the last
    assert page.query.field.hasFocus()
    qtbot.keyClicks(page.query.field, "lue")
    page.detail.setFocus()
    qtbot.keyClicks(page.detail, "!")
    assert page.query.field.text() == "Blue!"
    qtbot.keyClick(page.grid, Qt.Key.Key_A, CTRL)
    assert page.query.field.text() == "Blue!"


def test_arrows_and_enter_stay_with_the_results(qtbot: QtBot, window: MainWindow) -> None:
    page = window.find_page
    with qtbot.waitSignal(page.answered):
        page.query.use_text("gloves")
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.currentIndex().row() == 1
    assert page.query.field.text() == "gloves"


def test_the_field_has_the_focus_when_nothing_else_needs_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = window.find_page
    services.lookup.answer = lambda query: answer_for([], Verdict.NOT_IN_CATALOGUE)
    page.results_bar.layout_button.setFocus()
    with qtbot.waitSignal(page.answered):
        page.query.use_text("nothing")
    assert page.query.field.hasFocus()  # there are no results to go through
    page.filters.category.setFocus()
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=QPoint(4, page.height() - 4))
    assert page.query.field.hasFocus()
