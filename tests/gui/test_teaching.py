"""What a person teaches with the keyboard: this is it, that one, a new one, and back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import Reason, ScannedCode, Verdict
from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.shortcut_table import shortcut_table
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import NOON, answer_for

D = TypeVar("D", bound=QDialog)


def ask(qtbot: QtBot, window: MainWindow, photo_file: Path) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_photos([PhotoInput.from_path(photo_file)])


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, held)


def teach_by_key(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.find_page.teach.taught):
        press(qtbot, window, Qt.Key.Key_F2)


def opened(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: bool(shown(window, kind)))
    return shown(window, kind)[0]


def shown(window: MainWindow, kind: type[D]) -> list[D]:
    return [d for d in window.findChildren(kind) if d.isVisible()]


def test_one_key_confirms_and_one_takes_back(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    bar = window.find_page.teach.bar
    assert bar.isVisible()
    assert "Nitrile gloves, blue, size M" in bar.words.text()
    teach_by_key(qtbot, window)
    (lesson,) = services.teaching.lessons
    assert (lesson.decision, lesson.sku) == (Decision.CONFIRMED, "MS-1001")
    assert bar.undo_button.isVisible()
    assert not bar.confirm_button.isVisible()
    with qtbot.waitSignal(window.find_page.teach.undone):
        press(qtbot, window, Qt.Key.Key_F2, shift=True)
    assert services.teaching.undone == [lesson]
    assert bar.confirm_button.isVisible()
    assert bar.words.text().startswith("Taken back.")


def test_the_keys_stand_on_the_buttons_and_in_the_sheet(
    qtbot: QtBot, window: MainWindow, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    bar = window.find_page.teach.bar
    on_buttons = [b.text().split()[-1] for b in (bar.confirm_button, bar.other_button)]
    assert on_buttons == ["F2", "F3"]
    sheet = {keys for keys, _ in shortcut_table()}
    assert {"F2", "F3", "F4", "Shift+F2"} <= sheet


def test_the_key_pressed_twice_teaches_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    services.teaching.gate = threading.Event()
    with qtbot.waitSignal(window.find_page.teach.taught):
        press(qtbot, window, Qt.Key.Key_F2)
        press(qtbot, window, Qt.Key.Key_F2)
        services.teaching.gate.set()
    press(qtbot, window, Qt.Key.Key_F2)
    assert len(services.teaching.lessons) == 1


def test_another_tile_and_the_same_key_correct_the_answer(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    window.find_page.grid.choose(2)
    teach_by_key(qtbot, window)
    (lesson,) = services.teaching.lessons
    assert (lesson.decision, lesson.sku) == (Decision.CORRECTED, "MS-1003")


def test_nothing_is_taught_while_the_next_question_is_asked(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    gate = services.lookup.hold("slow")
    window.find_page.query.use_text("slow")
    assert not window.find_page.teach.bar.isVisible()
    press(qtbot, window, Qt.Key.Key_F2)
    with qtbot.waitSignal(window.find_page.answered):
        gate.set()
    assert services.teaching.lessons == []


def test_the_keys_do_nothing_where_the_answer_cannot_be_seen(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    window.show_page("import")
    press(qtbot, window, Qt.Key.Key_F2)
    press(qtbot, window, Qt.Key.Key_F3)
    assert shown(window, ProductChooser) == []
    window.show_page("find")
    assert window.find_page.teach.bar.lesson is None
    assert services.teaching.lessons == []


def test_a_lesson_that_ends_after_the_next_answer_does_not_hide_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    services.teaching.gate = threading.Event()
    press(qtbot, window, Qt.Key.Key_F2)
    ask(qtbot, window, photo_file)
    with qtbot.waitSignal(window.find_page.teach.taught):
        services.teaching.gate.set()
    assert window.find_page.teach.bar.confirm_button.isVisible()
    assert window.find_page.teach.bar.confirm_button.isEnabled()


def test_a_lesson_that_fails_says_why_and_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    services.teaching.error = CatalogueError(MessageId.PRODUCT_GONE)
    with qtbot.waitSignal(window.find_page.teach.failed):
        press(qtbot, window, Qt.Key.Key_F2)
    notice = window.find_page.message.notice
    assert notice is not None
    assert notice.message.id is MessageId.PRODUCT_GONE
    services.teaching.error = None
    teach_by_key(qtbot, window)
    assert len(services.teaching.lessons) == 1


def test_the_chooser_offers_the_other_candidates_first(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F3)
    chooser = opened(qtbot, window, ProductChooser)
    first = chooser.model.product(0)
    assert first is not None
    assert first.sku == "MS-1002", "the answer itself is not among them"
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.find_page.teach.taught):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert services.teaching.lessons[0].sku == "MS-1003"


def test_the_chooser_searches_the_catalogue_by_words_and_code(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    for typed, sku in (("saline 1000", "MS-1005"), ("ms-1007", "MS-1007")):
        press(qtbot, window, Qt.Key.Key_F3)
        chooser = opened(qtbot, window, ProductChooser)
        chooser.field.setText(typed)
        qtbot.waitUntil(lambda c=chooser, s=sku: _sku(c) == s and c.choose_button.isEnabled())
        with qtbot.waitSignal(window.find_page.teach.taught):
            qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
        assert services.teaching.lessons[-1].sku == sku
        with qtbot.waitSignal(window.find_page.teach.undone):
            press(qtbot, window, Qt.Key.Key_F2, shift=True)


def _sku(chooser: ProductChooser) -> str:
    product = chooser.model.product(0)
    return product.sku if product else ""


def test_enter_before_the_search_has_answered_takes_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F3)
    chooser = opened(qtbot, window, ProductChooser)
    chooser.field.setText("saline")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)  # the answer waits in the event loop
    assert chooser.isVisible()
    qtbot.waitUntil(lambda: _sku(chooser) == "MS-1004")
    chooser.reject()
    assert services.teaching.lessons == []


def test_a_sku_and_enter_in_one_go_take_that_product(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    """The Enter came before the search had answered, and nothing happened."""
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F3)
    chooser = opened(qtbot, window, ProductChooser)
    chooser.field.setText("ms-1007")
    with qtbot.waitSignal(window.find_page.teach.taught):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert [lesson.sku for lesson in services.teaching.lessons] == ["MS-1007"]


def not_in_catalogue(services: FakeServices, code: str = "") -> None:
    answer = answer_for(
        services.catalogue.all[:3], Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD, best=0.1
    )
    codes = (ScannedCode(code, gtin=code),) if code else ()
    services.lookup.answer = lambda query: replace(answer, codes=codes, text=query.text)


def test_an_unknown_item_becomes_a_product(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    not_in_catalogue(services, code="04006381333931")
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F4)
    form = opened(qtbot, window, ProductForm)
    assert form.fields["barcode"].text() == "04006381333931"
    qtbot.waitUntil(form.fields["sku"].hasFocus)
    qtbot.keyClicks(form.fields["sku"], "MS-2000")
    qtbot.keyClick(form.fields["sku"], Qt.Key.Key_Return)
    assert form.fields["name"].hasFocus(), "a scanner that sends Enter must not save"
    qtbot.keyClicks(form.fields["name"], "A vase")
    with qtbot.waitSignal(window.find_page.teach.taught):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert services.teaching.forms[0]["barcode"] == "04006381333931"
    assert "A vase" in window.find_page.teach.bar.words.text()
    assert not form.isVisible()


def test_a_form_that_cannot_be_used_says_why_and_keeps_what_was_typed(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    not_in_catalogue(services)
    ask(qtbot, window, photo_file)
    window.find_page.teach.bar.add_button.click()
    form = opened(qtbot, window, ProductForm)
    form.prefill({"sku": "X-1", "name": "A vase", "price": "cheap"})
    form.save()
    qtbot.waitUntil(form.error.isVisible)
    assert form.error.words.text() == "“cheap” is not a price."
    assert form.fields["name"].text() == "A vase"
    form.fields["price"].setText("3.50")
    with qtbot.waitSignal(window.find_page.teach.taught):
        form.save()


def test_the_photo_of_an_unknown_item_is_attached_to_a_product(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    not_in_catalogue(services)
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F3)
    chooser = opened(qtbot, window, ProductChooser)
    with qtbot.waitSignal(window.find_page.teach.taught):
        chooser.choose_button.click()
    (lesson,) = services.teaching.lessons
    assert (lesson.decision, lesson.sku) == (Decision.ATTACHED, "MS-1001")


def test_from_the_chooser_it_is_one_step_to_a_new_product(
    qtbot: QtBot, window: MainWindow, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    press(qtbot, window, Qt.Key.Key_F3)
    opened(qtbot, window, ProductChooser).add_button.click()
    form = opened(qtbot, window, ProductForm)
    form.reject()
    assert not form.isVisible()


def entry(number: int) -> TaughtPhoto:
    at = NOON + timedelta(minutes=number)
    return TaughtPhoto(number, at, "Li", Decision.CORRECTED, "A", "Mug", "B", 1, "0" * 64)


def test_the_list_says_who_taught_what_and_withdraws_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    ask(qtbot, window, photo_file)
    teach_by_key(qtbot, window)
    page = window.page("taught")
    with qtbot.waitSignal(page.model.loaded):
        window.show_page("taught")
    texts = [page.model.index(0, column).data() for column in range(1, 4)]
    assert texts == ["Nitrile gloves, blue, size M\nMS-1001", "This is it", "Li"]
    assert "2026" in page.model.index(0, 4).data() or "26" in page.model.index(0, 4).data()
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    box = opened(qtbot, window, QMessageBox)
    withdraw = next(b for b in box.buttons() if b.text() == "Withdraw")
    with qtbot.waitSignal(page.catalogue_changed):
        withdraw.click()
    qtbot.waitUntil(lambda: page.model.index(0, 5).data().startswith("Withdrawn by Li"))
    assert not page.withdraw_button.isEnabled()


def test_an_empty_list_says_how_to_teach(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.page("taught").model.loaded):
        window.show_page("taught")
    assert window.page("taught").stack.currentWidget() is window.page("taught").empty
    assert "F2" in window.page("taught").empty.words.text()


def test_a_long_list_is_fetched_page_by_page(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.teaching.entries = [entry(number) for number in range(250, 0, -1)]
    model = window.page("taught").model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.loaded):
        window.show_page("taught")
    assert model.rowCount() <= 200
    # A new one came meanwhile: the next page repeats a row.
    services.teaching.entries.insert(0, entry(251))
    while model.canFetchMore(model.index(-1, -1)):
        with qtbot.waitSignal(model.loaded):
            model.fetchMore(model.index(-1, -1))
    numbers = [model.item(row).taught_id for row in range(model.rowCount())]  # type: ignore[union-attr]
    assert numbers == sorted(set(numbers), reverse=True)
    assert numbers[-1] == 1


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_word_of_the_bar_is_cut_off(
    qtbot: QtBot, window: MainWindow, photo_file: Path, language: str, qapp: QApplication
) -> None:
    ask(qtbot, window, photo_file)
    translator.install(qapp, language)
    bar = window.find_page.teach.bar
    for each in (bar.confirm_button, bar.other_button, bar.add_button):
        assert each.width() >= each.sizeHint().width()
