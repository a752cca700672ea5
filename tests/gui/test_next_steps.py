"""What a person does when the catalogue has no sure answer, by keys and buttons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import CatalogueError
from desktop_app.core.inquiry import Closing
from desktop_app.core.messages import MessageId
from desktop_app.core.scanner import Scan
from desktop_app.core.teaching import Decision
from desktop_app.core.types import Answer, QueryKind, Reason, ScannedCode, Verdict
from desktop_app.gui.inquiry_dialog import InquiryDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.shortcut_table import shortcut_table
from desktop_app.services.lookup import Query
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for

D = TypeVar("D", bound=QDialog)
CODE = "4006381333948"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, held)


def opened(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: bool(shown(window, kind)))
    return shown(window, kind)[0]


def shown(window: MainWindow, kind: type[D]) -> list[D]:
    return [d for d in window.findChildren(kind) if d.isVisible()]


def visible(window: MainWindow) -> list[str]:
    steps = window.find_page.verdict.steps
    buttons = steps.findChildren(QPushButton)
    return [b.text().split()[-1] for b in buttons if b.isVisible()]


def unknown(services: FakeServices, verdict: Verdict = Verdict.NOT_IN_CATALOGUE) -> None:
    """Let every question end without a sure answer, with a code that no product has."""

    def answer(query: Query) -> Answer:
        near = answer_for(services.catalogue.all[:3], verdict, Reason.CODE_UNKNOWN, text=query.text)
        code = ScannedCode(CODE, gtin=f"0{CODE}")
        return replace(near, codes=(code,), query_kind=QueryKind.PHOTO)

    services.lookup.answer = answer


def ask(qtbot: QtBot, window: MainWindow, photo_file: Path) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_photos([PhotoInput.from_path(photo_file)])


@pytest.mark.parametrize(
    ("verdict", "keys"),
    [
        (Verdict.NOT_IN_CATALOGUE, ["F4", "F3", "F6", "F7"]),
        (Verdict.UNSURE, ["F4", "F3", "F6", "F7"]),
        (Verdict.MATCH, ["F6"]),
    ],
)
def test_the_verdict_offers_what_to_do_next(
    qtbot: QtBot,
    window: MainWindow,
    services: FakeServices,
    photo_file: Path,
    *,
    verdict: Verdict,
    keys: list[str],
) -> None:
    unknown(services, verdict)
    ask(qtbot, window, photo_file)
    assert visible(window) == keys
    other = window.find_page.teach.bar.other_button
    assert other.isVisible() == (verdict is Verdict.MATCH)  # nothing is offered twice
    assert set(keys) <= {key for key, _ in shortcut_table()}
    assert CODE in window.find_page.verdict.steps.code_button.accessibleName()


def test_a_plain_match_offers_no_steps(qtbot: QtBot, window: MainWindow, photo_file: Path) -> None:
    ask(qtbot, window, photo_file)
    assert visible(window) == []


def test_a_new_product_starts_with_the_unknown_code(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    unknown(services)
    ask(qtbot, window, photo_file)
    window.find_page.verdict.steps.add_button.click()
    form = opened(qtbot, window, ProductForm)
    assert form.cells()["barcode"] == f"0{CODE}"
    form.reject()


def test_the_code_becomes_one_of_a_product_and_is_taken_back(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    unknown(services)
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F6)
    chooser = opened(qtbot, window, ProductChooser)
    assert CODE in chooser.hint.text()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.find_page.teach.taught):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    (lesson,) = services.teaching.lessons
    assert (lesson.decision, lesson.sku, lesson.code) == (Decision.CODE, "MS-1002", f"0{CODE}")
    bar = window.find_page.teach.bar
    assert CODE in bar.words.text()
    assert visible(window) == []
    with qtbot.waitSignal(window.find_page.teach.undone):
        press(qtbot, window, Qt.Key.Key_F2, SHIFT)
    assert services.teaching.undone == [lesson]
    assert visible(window) == ["F4", "F3", "F6", "F7"]


def test_a_code_of_another_product_is_refused_with_a_message(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    unknown(services)
    ask(qtbot, window, photo_file)
    services.teaching.error = CatalogueError(
        MessageId.CODE_TAKEN, value=CODE, owner="Copy paper", sku="MS-1008"
    )
    press(qtbot, window, Qt.Key.Key_F6)
    with qtbot.waitSignal(window.find_page.teach.failed):
        opened(qtbot, window, ProductChooser).choose()
    assert "Copy paper" in window.find_page.message.what.text()
    assert visible(window) == ["F4", "F3", "F6", "F7"]


def test_a_scanned_code_of_the_shops_own_can_be_given_to_a_product(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.lookup.answer = lambda query: replace(
        answer_for([], Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND), query_kind=QueryKind.TEXT
    )
    with qtbot.waitSignal(window.find_page.answered):
        window.receive_scan(Scan("box 77/b", 5.0, ended=True))
    assert visible(window) == ["F4", "F3", "F6", "F7"]
    assert "box 77/b" in window.find_page.verdict.steps.code_button.accessibleName()


def save_inquiry(qtbot: QtBot, window: MainWindow, note: str) -> None:
    press(qtbot, window, Qt.Key.Key_F7)
    dialog = opened(qtbot, window, InquiryDialog)
    qtbot.keyClicks(dialog.note, note)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(window.find_page.inquiry.saved):
        qtbot.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_inquiry_keeps_photo_code_and_note(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    unknown(services)
    ask(qtbot, window, photo_file)
    save_inquiry(qtbot, window, "from cart 7")
    (draft,) = services.inquiries.drafts
    assert (draft.note, draft.with_photos) == ("from cart 7", True)
    assert draft.code is not None
    assert draft.code.value == f"0{CODE}"
    assert "saved" in window.find_page.message.what.text()
    assert window.focusWidget() is window.find_page.query.field


def test_in_a_hospital_no_picture_and_no_word_is_kept_by_itself(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    services.settings = replace(services.settings, history_pictures=False)
    unknown(services)
    ask(qtbot, window, photo_file)
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_text("Mr Miller")
    press(qtbot, window, Qt.Key.Key_F7)
    dialog = opened(qtbot, window, InquiryDialog)
    assert dialog.privacy.isVisible()
    assert dialog.words.text() == ""
    with qtbot.waitSignal(window.find_page.inquiry.saved):
        dialog.save_button.click()
    (draft,) = services.inquiries.drafts
    assert (draft.text, draft.with_photos) == ("", False)


def test_trouble_with_saving_is_said(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    unknown(services)
    ask(qtbot, window, photo_file)
    services.inquiries.error = CatalogueError(MessageId.DISK_FULL, name="catalogue")
    press(qtbot, window, Qt.Key.Key_F7)
    with qtbot.waitSignal(window.find_page.inquiry.failed):
        opened(qtbot, window, InquiryDialog).save()
    assert window.find_page.message.isVisible()


def test_without_an_answer_there_is_nothing_to_ask_about(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F7)
    press(qtbot, window, Qt.Key.Key_F6)
    assert shown(window, InquiryDialog) == []
    assert shown(window, ProductChooser) == []


@pytest.fixture
def inquiries(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> MainWindow:
    """The window on the page of inquiries, with one."""
    unknown(services)
    ask(qtbot, window, photo_file)
    save_inquiry(qtbot, window, "n")
    QAbstractItemModelTester(window.page("inquiries").model, window)
    with qtbot.waitSignal(window.page("inquiries").model.loaded):
        press(qtbot, window, Qt.Key.Key_F7, SHIFT)
    window.page("inquiries").table.choose(0)
    return window


def test_an_inquiry_is_closed_with_a_product_and_opened_again(
    qtbot: QtBot, inquiries: MainWindow, services: FakeServices
) -> None:
    page = inquiries.page("inquiries")
    assert page.model.rowCount() == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    chooser = opened(qtbot, inquiries, ProductChooser)
    qtbot.waitUntil(lambda: chooser.model.rowCount() > 0)
    with qtbot.waitSignal(page.catalogue_changed):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    (entry,) = services.inquiries.entries
    assert (entry.closing, entry.sku) == (Closing.PRODUCT, "MS-1001")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)  # it is no longer among the open ones
    page.which.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.choose(0)
    assert not page.product_button.isEnabled()
    with qtbot.waitSignal(page.catalogue_changed):
        page.reopen_button.click()
    assert services.inquiries.entries[0].closing is None


def test_an_inquiry_that_nobody_can_answer_is_closed(
    qtbot: QtBot, inquiries: MainWindow, services: FakeServices
) -> None:
    page = inquiries.page("inquiries")
    with qtbot.waitSignal(page.catalogue_changed):
        page.unknown_button.click()
    assert services.inquiries.entries[0].closing is Closing.UNKNOWN


def test_an_inquiry_is_written_to_be_sent_and_deleted(
    qtbot: QtBot, inquiries: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    page = inquiries.page("inquiries")
    page.save_to(tmp_path / "x.zip")
    qtbot.waitUntil(lambda: services.inquiries.exported == [(1, tmp_path / "x.zip")])
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    box = opened(qtbot, inquiries, QMessageBox)
    with qtbot.waitSignal(page.catalogue_changed):
        box.buttons()[0].click()
    assert services.inquiries.entries == []
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
