"""The window before the catalogue is open: typed, scanned, dropped, closed; nothing is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.gui import application
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices

NONE = Qt.KeyboardModifier.NoModifier
CODE = "4006381333931"


@pytest.fixture
def closed_window(qtbot: QtBot, services: FakeServices, theme: Theme) -> MainWindow:
    """A window whose catalogue is still being opened."""
    made = MainWindow(services, theme, opened=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(window: MainWindow, text: str, at: int, key: int = 0) -> None:
    """A key that was pressed and released at *at* milliseconds."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key or ord(text.upper()), NONE, text)
        event.setTimestamp(at)
        QApplication.sendEvent(window.front.field, event)


def opened(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    window.use_services(services)
    qtbot.waitUntil(lambda: window.status_bar.facts is not None)


def test_typing_goes_on_in_the_real_field(
    qtbot: QtBot, closed_window: MainWindow, services: FakeServices
) -> None:
    for number, letter in enumerate("gel pem"):
        press(closed_window, letter, 1000 + 300 * number)
    press(closed_window, "", 4000, Qt.Key.Key_Backspace)
    press(closed_window, "n", 4300)
    assert closed_window.front.field.text() == "gel pen"
    opened(qtbot, closed_window, services)
    field = closed_window.find_page.query.field
    qtbot.waitUntil(lambda: field.text() == "gel pen")
    assert not services.lookup.queries
    closed_window.close()


def test_enter_asks_once_the_catalogue_is_open(
    qtbot: QtBot, closed_window: MainWindow, services: FakeServices
) -> None:
    for number, letter in enumerate("pen"):
        press(closed_window, letter, 1000 + 300 * number)
    press(closed_window, "\r", 2500, Qt.Key.Key_Return)
    with qtbot.waitSignal(ready(closed_window, services)):
        pass
    assert [query.text for query in services.lookup.queries] == ["pen"]
    closed_window.close()


def ready(window: MainWindow, services: FakeServices):
    """The signal of an answer, from a window that is opened now."""
    window.use_services(services)
    return window.find_page.answered


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_two_scans_while_it_opens_are_two_lookups(
    qtbot: QtBot, tmp_path: Path, theme: Theme, end: str
) -> None:
    services = FakeServices(tmp_path / "guns", settings=Settings(scanner=True, language="en"))
    window, at, scans = MainWindow(services, theme, opened=False), 1000, []
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.front.field)
    for code in (CODE, "0200000000017"):
        for digit in code:
            press(window, digit, at := at + 8)
        press(window, end, at := at + 8, Qt.Key.Key_Return if end == "\r" else Qt.Key.Key_Tab)
        at += 2000
    assert window.front.field.text() == "0200000000017"
    look_up = window.receive_scan
    window.receive_scan = lambda scan: (scans.append(scan.text), look_up(scan))
    opened(qtbot, window, services)
    assert scans == [CODE, "0200000000017"]
    window.close()


def test_a_photo_dropped_meanwhile_is_looked_up(
    qtbot: QtBot, closed_window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo_file))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    closed_window.dropEvent(QDropEvent(QPointF(400, 300), copy, mime, left, NONE))
    with qtbot.waitSignal(ready(closed_window, services)):
        pass
    assert [photo.path for photo in services.lookup.queries[0].photos] == [photo_file]
    closed_window.close()


def test_words_of_an_input_method_and_the_mouse_come_too(
    qtbot: QtBot, closed_window: MainWindow, services: FakeServices
) -> None:
    event = QInputMethodEvent()
    event.setCommitString("六角")
    QApplication.sendEvent(closed_window.front.field, event)
    press(closed_window, "x", 3000)
    QTest.mouseClick(closed_window.front.field, Qt.MouseButton.LeftButton)
    closed_window.front.field.setCursorPosition(0)
    press(closed_window, "y", 4000)
    opened(qtbot, closed_window, services)
    assert closed_window.find_page.query.field.text() == "y六角x"
    closed_window.close()


def test_a_shortcut_pressed_early_opens_its_page(
    qtbot: QtBot, closed_window: MainWindow, services: FakeServices
) -> None:
    QTest.keyClick(closed_window.front.field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    opened(qtbot, closed_window, services)
    assert closed_window.pages.currentWidget() is closed_window.batch_page
    closed_window.close()


def test_it_is_where_the_window_was_and_stays_there(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    first = MainWindow(services, theme, opened=False)
    qtbot.addWidget(first)
    first.setGeometry(40, 50, 900, 600)
    first.show()
    first.close()
    again = MainWindow(services, theme, opened=False)
    qtbot.addWidget(again)
    again.show()
    assert again.geometry().getRect() == (40, 50, 900, 600)
    opened(qtbot, again, services)
    assert again.geometry().getRect() == (40, 50, 900, 600)
    again.close()


def shown() -> list[MainWindow]:
    windows = QApplication.topLevelWidgets()
    return [w for w in windows if isinstance(w, MainWindow) and w.isVisible()]


def when_shown(react) -> None:
    def look() -> None:
        if shown():
            react(shown()[0])
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_closed_while_it_opens_it_waits_for_the_catalogue(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    asked, may_end, ended = threading.Event(), threading.Event(), []

    def open_slowly() -> FakeServices:
        asked.set()
        may_end.wait(20)
        ended.append(True)
        return services

    def close(window: MainWindow) -> None:
        if not asked.is_set():
            QTimer.singleShot(5, lambda: close(window))
            return
        window.close()
        may_end.set()

    when_shown(close)
    assert application.run(services, open_slowly) == 0
    assert ended


def test_what_cannot_be_opened_closes_the_window_and_is_raised(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    def fail() -> FakeServices:
        raise CatalogueError(MessageId.CATALOGUE_LOCKED, name="goods")

    with pytest.raises(CatalogueError):
        application.run(services, fail)
    assert not shown()
