"""The change log as a person uses it: search, narrow, before and after, export, refusal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.core.change import ChangeAction, SubjectKind
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui import changes_model, translator
from desktop_app.gui.changes_page import ChangesPage
from desktop_app.gui.main_window import MainWindow
from tests.fake_services.access import NOON, change
from tests.fake_services.all_services import FakeServices


@pytest.fixture
def filled(services: FakeServices) -> FakeServices:
    services.changes.entries = [
        change(6, action=ChangeAction.ADDED, kind=SubjectKind.ACCESS, subject="Ada", before={}),
        *(change(number) for number in range(5, 0, -1)),
    ]
    return services


def shown(qtbot: QtBot, window: MainWindow) -> ChangesPage:
    page = window.page("changes")
    assert isinstance(page, ChangesPage)
    with qtbot.waitSignals([page.model.loaded, page.counted]):
        window.show_page("changes")
    return page


def texts(page: ChangesPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def card_words(page: ChangesPage) -> list[str]:
    return [label.accessibleName() for label in page.card.findChildren(QLabel) if label.text()]


def test_changes_are_listed_with_their_facts(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    page = shown(qtbot, window)
    QAbstractItemModelTester(page.model)
    assert texts(page, changes_model.SUBJECT)[:2] == ["People and roles: Ada", "MS-1005"]
    assert texts(page, changes_model.ACTION)[:2] == ["Added", "Changed"]
    assert texts(page, changes_model.FACTS)[1] == "Price: 1.50 → 1.80; size: M → L"
    assert "Changes: 6." in page.lead.text()


def test_a_setting_is_called_by_its_name() -> None:
    fit = change(7, kind=SubjectKind.SETTINGS, subject="adaptation")
    assert changes_model.subject_words(fit) == "Settings: Fit to the catalogue"


def test_before_and_after_stand_side_by_side(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    page = shown(qtbot, window)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    words = card_words(page)
    assert "Price, Before: 1.50" in words
    assert "Price, After: 1.80" in words
    assert "Size, After: L" in words
    assert page.card.title.text() == "Changed: MS-1005"


def test_changes_are_narrowed_by_words_person_and_action(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    page = shown(qtbot, window)
    with qtbot.waitSignal(page.model.loaded):
        qtbot.keyClicks(page.field, "1003")
    qtbot.waitUntil(lambda: texts(page, changes_model.SUBJECT) == ["MS-1003"])
    page.field.clear()
    with qtbot.waitSignal(page.model.loaded):
        page.person.setCurrentText("Li")
    qtbot.waitUntil(lambda: set(texts(page, changes_model.PERSON)) == {"Li"})
    with qtbot.waitSignal(page.model.loaded):
        page.action.setCurrentText("Added")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert filled.changes.asked[-1].action is ChangeAction.ADDED
    page.time.setCurrentText("Today")
    qtbot.waitUntil(lambda: filled.changes.asked[-1].since is not None)
    since = filled.changes.asked[-1].since
    assert since is not None
    assert (since.hour, since.minute) == (0, 0)
    assert since > NOON - timedelta(days=1)


def test_what_is_listed_is_exported(
    qtbot: QtBot, filled: FakeServices, window: MainWindow, monkeypatch, tmp_path: Path
) -> None:
    page = shown(qtbot, window)
    file = tmp_path / "changes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    page.show_subject("MS-1002")
    with qtbot.waitSignal(page.saved):
        qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    ((saved, only),) = filled.changes.saved
    assert (saved, only.text) == (file, "MS-1002")


def test_who_may_not_see_them_is_told_what_to_do(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    filled.changes.error = UserError(MessageId.ROLE_NEEDED)
    page = window.page("changes")
    window.show_page("changes")
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.what.text() == "This is for catalogue managers."
    assert "Ctrl+Alt+S" in page.message.rest.text()
    assert page.model.rowCount() == 0
    assert not page.export_button.isEnabled()


def test_the_page_speaks_chinese(
    qtbot: QtBot, filled: FakeServices, window: MainWindow, qapp
) -> None:
    page = shown(qtbot, window)
    translator.install(qapp, "zh_CN")
    qtbot.waitUntil(lambda: page.title.text() == "变更")
    assert texts(page, changes_model.ACTION)[1] == "已更改"
