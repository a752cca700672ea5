"""The page of backups and checks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.pages import SAFETY
from desktop_app.gui.safety_page import SafetyPage
from tests.fake_services.all_services import FakeServices
from tests.fake_services.safety import DAMAGE


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SafetyPage:
    qtbot.keyClick(
        window,
        Qt.Key.Key_B,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: window.host.name == SAFETY)
    shown = window.host.page_of(SAFETY, SafetyPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 3)
    return shown


def press(qtbot: QtBot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def question(window: MainWindow) -> QMessageBox:
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def test_the_backups_are_listed_newest_first(page: SafetyPage) -> None:
    cells = [page.model.index(row, 4).data() for row in range(3)]
    assert cells == ["whole", "whole, but without 2 photos", "whole"]
    assert "data/backups" in page.backup_words.text()
    assert not page.repair_button.isVisible()


def test_a_backup_is_made(qtbot: QtBot, page: SafetyPage) -> None:
    press(qtbot, page.backup_button)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert page.backup_button.isEnabled()
    assert not page.progress.isVisible()


def test_a_backup_that_fails_says_why(
    qtbot: QtBot, page: SafetyPage, services: FakeServices
) -> None:
    services.safety.error = UserError(MessageId.NO_ROOM, name="disk", needed=5, free=1)
    press(qtbot, page.backup_button)
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.notice is not None
    assert page.message.notice.message.id is MessageId.NO_ROOM
    assert page.backup_button.isEnabled()


def test_damage_is_told_and_repaired(
    qtbot: QtBot, page: SafetyPage, services: FakeServices
) -> None:
    services.safety.damage = DAMAGE
    press(qtbot, page.check_button)
    qtbot.waitUntil(page.message.isVisible)
    qtbot.waitUntil(lambda: "2" in page.check_words.text())
    with qtbot.waitSignal(page.catalogue_changed):
        press(qtbot, page.repair_button)
    qtbot.waitUntil(lambda: not page.repair_button.isVisible())
    assert "everything is as it was written" in page.check_words.text()


def test_a_restore_is_asked_for_and_closes_the_window(
    qtbot: QtBot, page: SafetyPage, window: MainWindow, services: FakeServices
) -> None:
    page.table.choose(1)
    press(qtbot, page.restore_button)
    box = question(window)
    yes = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole)
    press(qtbot, yes)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert services.safety.restore_asked == "000002"


def test_enter_alone_restores_nothing(
    qtbot: QtBot, page: SafetyPage, window: MainWindow, services: FakeServices
) -> None:
    page.table.choose(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    box = question(window)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.isHidden()
    assert window.isVisible()
    assert services.safety.restore_asked == ""


def test_a_restore_that_is_not_allowed_leaves_the_window_open(
    qtbot: QtBot, page: SafetyPage, window: MainWindow, services: FakeServices
) -> None:
    services.safety.error = UserError(MessageId.ADMINISTRATOR_NEEDED, role="x", right="y")
    page.restore(services.safety.made[0])
    qtbot.waitUntil(page.message.isVisible)
    assert window.isVisible()
    assert services.safety.restore_asked == ""


def test_without_a_backup_it_says_what_to_do(qtbot: QtBot, empty_window: MainWindow) -> None:
    empty_window.host.page_asked.emit(SAFETY)
    page = empty_window.host.page_of(SAFETY, SafetyPage)
    qtbot.waitUntil(lambda: not page._tasks.is_busy())
    assert page.stack.currentWidget() is page.empty
    assert page.backup_words.text() == "There is no backup yet."
    assert not page.restore_button.isVisible()
