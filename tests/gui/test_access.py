"""Roles in the window: set up, signed in and out by keyboard, signed out by idleness."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core import pin
from desktop_app.core.access import Right, Role
from desktop_app.core.errors import UserError
from desktop_app.gui.access_sign import AccessSign
from desktop_app.gui.idle_watch import IdleWatch
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.people_dialog import PeopleDialog
from desktop_app.gui.sign_in_dialog import SignInDialog
from tests.fake_services.all_services import FakeServices


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin.hash_pin, "__kwdefaults__", {"salt": None, "n": 2})


class CountingTimer:
    """In the place of a timer: counts how often it starts anew."""

    def __init__(self) -> None:
        self.starts = 0

    def isActive(self) -> bool:  # noqa: N802  (Qt)
        return True

    def start(self) -> None:
        self.starts += 1

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture
def staffed(services: FakeServices) -> FakeServices:
    services.people.put("Ada", Role.ADMINISTRATOR, "4711")
    services.people.put("Cy", Role.CLERK)
    return services


@pytest.fixture
def sign(qtbot: QtBot, staffed: FakeServices, window: MainWindow) -> AccessSign:
    made = window.status_bar.access
    qtbot.waitUntil(lambda: not made.session.state.is_open)
    return made


def opened(qtbot: QtBot, window: MainWindow, kind: type) -> Iterator:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def test_nobody_sees_roles_until_somebody_is_listed(
    qtbot: QtBot, services: FakeServices, window: MainWindow
) -> None:
    sign = window.status_bar.access
    assert not sign.isVisible()
    qtbot.keyClick(
        window, "S", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    dialog = opened(qtbot, window, PeopleDialog)
    assert dialog.role.currentData() == Role.ADMINISTRATOR
    qtbot.keyClicks(dialog.name, "Ada")
    qtbot.keyClicks(dialog.pin, "4711")
    qtbot.keyClicks(dialog.again, "4711")
    with qtbot.waitSignal(sign.session.changed):
        qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert [dialog.people.item(0).text()] == ["Ada  –  Administrator"]
    assert sign.isVisible()
    assert sign.text() == "Ada, Administrator"
    assert sign.idle.is_watching
    dialog.close()


def test_signing_in_and_out_by_keyboard(
    qtbot: QtBot, staffed: FakeServices, window: MainWindow, sign: AccessSign
) -> None:
    assert sign.text() == "Clerk"
    with pytest.raises(UserError):
        staffed.access.require(Right.IMPORT)
    sign.setFocus()
    qtbot.keyClick(sign, Qt.Key.Key_Space)
    dialog = opened(qtbot, window, SignInDialog)
    assert dialog.pin.echoMode() == QLineEdit.EchoMode.Password
    dialog.name.setCurrentText("Ada")
    qtbot.keyClicks(dialog.pin, "0000")
    with qtbot.waitSignal(sign.session.failed):
        qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.error.isVisible()
    assert dialog.error.words.text().startswith("Name and PIN do not belong together.")
    qtbot.keyClicks(dialog.pin, "4711")  # what was wrong is selected and is typed over
    with qtbot.waitSignal(sign.session.changed):
        qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert sign.text() == "Ada, Administrator"
    staffed.access.require(Right.IMPORT)
    sign.open()
    again = opened(qtbot, window, SignInDialog)
    with qtbot.waitSignal(sign.session.changed):
        qtbot.mouseClick(again.sign_out_button, Qt.MouseButton.LeftButton)
    assert sign.text() == "Clerk"
    assert not sign.idle.is_watching


def test_a_typed_pin_is_dropped_at_the_second_esc_and_a_refused_one_at_once(
    qtbot: QtBot, staffed: FakeServices, window: MainWindow, sign: AccessSign
) -> None:
    sign.open()
    dialog = opened(qtbot, window, SignInDialog)
    qtbot.keyClicks(dialog.pin, "47")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Esc once more" in dialog.error.words.text()
    with qtbot.waitSignal(sign.session.failed):
        qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_idleness_signs_out(
    qtbot: QtBot, staffed: FakeServices, window: MainWindow, sign: AccessSign
) -> None:
    with qtbot.waitSignal(sign.session.changed):
        sign.session.sign_in("Ada", "4711")
    assert sign.idle.is_watching
    with qtbot.waitSignal(sign.session.changed):
        sign.idle.start(1)
    assert staffed.access.signed_in is None
    assert sign.text() == "Clerk"


def test_a_touch_puts_the_end_off(qtbot: QtBot, qapp: QApplication) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    watch = IdleWatch(qapp)
    watch.start(60_000)
    watch._timer.stop()
    watch._timer = CountingTimer()
    qtbot.keyClick(field, "a")
    assert watch._timer.starts == 1
    watch.stop()
    qtbot.keyClick(field, "b")
    assert watch._timer.starts == 1


def test_people_are_changed_and_taken_off(
    qtbot: QtBot, staffed: FakeServices, window: MainWindow, sign: AccessSign
) -> None:
    with qtbot.waitSignal(sign.session.changed):
        sign.session.sign_in("Ada", "4711")
    sign.show_people()
    dialog = opened(qtbot, window, PeopleDialog)
    dialog.people.setCurrentRow(1)
    assert dialog.name.text() == "Cy"
    assert not dialog.name.isEnabled()
    dialog.role.setCurrentIndex(dialog.role.findData(Role.MANAGER))
    with qtbot.waitSignal(sign.session.failed):
        dialog.save()
    assert "need a PIN" in dialog.error.words.text()
    qtbot.keyClicks(dialog.pin, "2222")
    dialog.save()
    assert "not the same" in dialog.error.words.text()
    qtbot.keyClicks(dialog.pin, "2222")
    qtbot.keyClicks(dialog.again, "2222")
    with qtbot.waitSignal(sign.session.changed):
        dialog.save()
    assert staffed.access.people()[1].role is Role.MANAGER
    dialog.people.setCurrentRow(1)
    with qtbot.waitSignal(sign.session.changed):
        dialog.remove()
    assert [person.name for person in staffed.access.people()] == ["Ada"]
    dialog.close()


def test_somebody_who_is_typed_in_but_not_added_is_dropped_at_the_second_press_only(
    qtbot: QtBot, services: FakeServices, window: MainWindow
) -> None:
    window.status_bar.access.show_people()
    dialog = opened(qtbot, window, PeopleDialog)
    qtbot.keyClicks(dialog.name, "Ada")
    dialog.close_button.click()
    assert dialog.isVisible()
    assert "“Add” saves it" in dialog.error.words.text()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert services.access.people() == []
