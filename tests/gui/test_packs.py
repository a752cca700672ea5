"""The dialog of the model packs as a person meets it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import Message, MessageId
from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.pack_confirm import PackConfirm
from desktop_app.gui.packs_dialog import PacksDialog
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices
from tests.gui.conftest import open_window

SHIPPED, ADDED = "shelfsight-base", "pair"


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, services: FakeServices) -> Iterator[PacksDialog]:
    services.packs.packs.append(services.packs.stage(Path("pair.zip")).facts)
    services.packs.calls.clear()
    window.dialogs.show_packs()
    made = window.findChild(PacksDialog)
    qtbot.waitUntil(lambda: len(made.cards) == 2)
    yield made
    if (left := window.findChild(PacksDialog)) is not None:
        left.close()


def press(qtbot: QtBot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(qtbot: QtBot, dialog: PacksDialog, role: QMessageBox.ButtonRole) -> str:
    """Press the button of the question that is open; what it asked."""
    box = dialog.findChild(QMessageBox)
    asked = f"{box.text()} {box.informativeText()}"
    (button,) = [b for b in box.buttons() if box.buttonRole(b) is role]
    press(qtbot, button)
    return asked


def by_enter(dialog: PacksDialog) -> QMessageBox.ButtonRole:
    """What Enter answers to the question that is open."""
    box = dialog.findChild(QMessageBox)
    return box.buttonRole(box.defaultButton())


YES, NO = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole


def test_the_settings_name_the_pack_and_lead_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.dialogs.show_settings()
    settings = window.findChild(SettingsDialog)
    assert settings.pack.text() == SHIPPED
    press(qtbot, settings.packs_button)
    packs = window.findChild(PacksDialog)
    assert packs.isVisible()
    qtbot.waitUntil(lambda: bool(packs.cards))
    packs.close()
    settings.close()


def test_each_pack_says_what_it_is_and_offers_what_can_be_done(dialog: PacksDialog) -> None:
    shipped, added = dialog.cards
    assert "In use" in shipped.state.text()
    assert shipped.use_button.isHidden()
    assert shipped.remove_button.isHidden()
    assert "Not calibrated" in added.state.text()
    assert not added.use_button.isHidden()
    assert not added.remove_button.isHidden()
    for words in ("A pair of encoders", "pair 2.1", "unsure"):
        assert words in added.accessibleName()


def test_a_pack_is_added_only_after_the_fingerprint_was_confirmed(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("clip.zip", ""))
    press(qtbot, dialog.zip_button)
    qtbot.waitUntil(lambda: dialog.findChild(PackConfirm) is not None)
    question = dialog.findChild(PackConfirm)
    assert "0123abcd 0123abcd" in question.fingerprint.text()
    assert not question.yes_button.isEnabled()
    qtbot.keyClick(question.right, Qt.Key.Key_Space)
    assert question.yes_button.isEnabled()
    press(qtbot, question.yes_button)
    qtbot.waitUntil(lambda: len(dialog.cards) == 3)
    assert services.packs.calls == ["stage clip.zip", "accept 0123abcd"]
    assert "clip" in dialog.done_words.text()


def test_a_pack_that_is_not_trusted_leaves_nothing(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/from/a/stick/clip")
    press(qtbot, dialog.folder_button)
    qtbot.waitUntil(lambda: dialog.findChild(PackConfirm) is not None)
    press(qtbot, dialog.findChild(PackConfirm).no_button)
    qtbot.waitUntil(lambda: services.packs.calls == ["stage clip", "discard clip"])
    assert len(dialog.cards) == 2


def test_a_refusal_is_told_with_what_to_do(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices
) -> None:
    services.packs.error = ModelPackError(
        MessageId.PACK_OPERATORS, name="x", file="image.onnx", operators="my.own:Evil"
    )
    dialog.add(Path("evil.zip"))
    qtbot.waitUntil(lambda: dialog.message.notice is not None)
    assert "my.own:Evil" in dialog.message.what.text()
    assert "goes on answering" in dialog.message.rest.text()
    assert dialog.folder_button.isEnabled()


def test_a_switch_shows_its_progress_here_and_in_the_status_bar(
    qtbot: QtBot, dialog: PacksDialog, window: MainWindow, services: FakeServices
) -> None:
    services.packs.gate = threading.Event()
    press(qtbot, dialog.cards[1].use_button)
    asked = answer(qtbot, dialog, YES)
    assert SHIPPED in asked
    assert "go on working" in asked
    bar = window.status_bar.preparing
    qtbot.waitUntil(lambda: "25" in bar.words.text())
    assert not bar.isHidden()
    qtbot.waitUntil(lambda: not dialog.cards[1].progress.isHidden())
    card = dialog.cards[1]
    assert "30 of 120" in card.progress_words.text()
    assert card.use_button.isHidden()
    services.packs.gate.set()
    qtbot.waitUntil(lambda: "In use" in dialog.cards[1].state.text())
    assert bar.isHidden()
    assert "In use" not in dialog.cards[0].state.text()


def test_nothing_is_used_where_a_person_said_no(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices
) -> None:
    press(qtbot, dialog.cards[1].use_button)
    answer(qtbot, dialog, NO)
    assert services.packs.calls == []


def test_a_preparation_can_be_stopped(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices
) -> None:
    services.packs.gate = threading.Event()
    dialog.use(ADDED)
    qtbot.waitUntil(lambda: not dialog.cards[1].progress.isHidden())
    press(qtbot, dialog.cards[1].stop_button)
    qtbot.waitUntil(lambda: "forget" in services.packs.calls)
    qtbot.waitUntil(lambda: all(card.progress.isHidden() for card in dialog.cards))


def test_a_switch_goes_on_when_the_dialog_is_closed(
    qtbot: QtBot, dialog: PacksDialog, window: MainWindow, services: FakeServices
) -> None:
    services.packs.gate = threading.Event()
    dialog.use(ADDED)
    qtbot.waitUntil(lambda: window.packs.preparing == ADDED)
    dialog.close()
    with qtbot.waitSignal(window.packs.switched):
        services.packs.gate.set()
    assert window.packs.in_use == ADDED


def test_a_failed_switch_is_told(qtbot: QtBot, dialog: PacksDialog, services: FakeServices) -> None:
    services.packs.error = ModelPackError(MessageId.PACK_NO_ROOM, free=1, needed=900)
    dialog.use(ADDED)
    qtbot.waitUntil(lambda: dialog.message.notice is not None)
    assert "900 MB" in dialog.message.what.text()


def test_removal_says_what_goes_and_what_stays(
    qtbot: QtBot, dialog: PacksDialog, services: FakeServices
) -> None:
    press(qtbot, dialog.cards[1].remove_button)
    assert by_enter(dialog) is NO
    asked = answer(qtbot, dialog, YES)
    assert "embeddings" in asked
    assert "Photos and products stay" in asked
    qtbot.waitUntil(lambda: len(dialog.cards) == 1)
    assert "120" in dialog.done_words.text()


def test_a_switch_of_the_last_run_is_seen(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.packs.gate = threading.Event()
    thread = threading.Thread(target=services.packs.run, args=(ADDED,))
    thread.start()
    qtbot.waitUntil(lambda: "25" in window.status_bar.preparing.words.text())
    with qtbot.waitSignal(window.packs.switched):
        services.packs.gate.set()
    thread.join()
    assert window.status_bar.preparing.isHidden()


def test_a_chosen_pack_that_cannot_be_used_is_told_at_the_start(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    services.packs.problem = Message.of(MessageId.PACK_NOT_ADDED, name="by-hand")
    window = open_window(qtbot, services, theme)
    assert "by-hand" in window.find_page.message.what.text()
    window.close()


def test_every_word_changes_with_the_language(
    qtbot: QtBot, dialog: PacksDialog, window: MainWindow
) -> None:
    translator.install(window._app, "zh_CN")
    qtbot.waitUntil(lambda: dialog.title.text() == "模型包")
    assert "正在使用" in dialog.cards[0].state.text()
    assert dialog.close_button.text() == "完成"


def test_a_dialog_that_is_closed_at_once_is_not_fitted_any_more(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Found by pressing keys at random."""
    gone = PacksDialog(window.packs, window._theme, window)
    with qtbot.waitSignal(window.packs.listed):
        window.packs.refresh()
    shiboken6.delete(gone)
    QApplication.processEvents()
