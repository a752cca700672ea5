"""A scanner gun works wherever the focus is; a person notices nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.types import Reason, Verdict
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.gui.shortcut_sheet import ShortcutSheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.gui.conftest import open_window

EAN = "4006381333931"
GUN_MS, PERSON_MS = 4.0, 140.0
Opened = TypeVar("Opened", bound=QDialog)


class Keyboard:
    """Types into whatever has the focus; the clock of the gun stands in its hands."""

    def __init__(self, window: MainWindow) -> None:
        self.now = 1000.0
        window.gun._clock = lambda _event: self.now

    def type(self, text: str, gap: float) -> None:
        for character in text:
            self.now += gap
            # Through the window, as the system does it: shortcuts are asked before widgets.
            target = QApplication.activeWindow().windowHandle()
            special = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\x1d": Qt.Key.Key_F8}
            QTest.keyClick(target, special.get(character, character))

    def scan(self, code: str, end: str = "\r") -> None:
        self.now += 1000
        self.type(code + end, GUN_MS)

    def write(self, words: str) -> None:
        self.now += 1000
        self.type(words, PERSON_MS)


@pytest.fixture
def window(qtbot: QtBot, services: FakeServices, theme) -> Iterator[MainWindow]:
    services.settings = replace(services.settings, scanner=True)
    services.lookup.answer = lambda query: answer_for(
        services.catalogue.all[:1], Verdict.MATCH, Reason.CODE_MATCH, 1.0, query.text
    )
    made = open_window(qtbot, services, theme)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def keyboard(window: MainWindow) -> Keyboard:
    return Keyboard(window)


def asked(services: FakeServices) -> list[str]:
    return [query.text for query in services.lookup.queries]


def focused(qtbot: QtBot, widget: QWidget) -> QWidget:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


@pytest.mark.parametrize("place", ["field", "grid", "button", "import page"])
def test_a_scan_is_looked_up_wherever_the_focus_is(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard, place: str
) -> None:
    page = window.find_page
    places = {
        "field": page.query.field,
        "grid": page.grid,
        "button": page.query.find_button,
        "import page": window.import_panel.chooser.findChildren(QPushButton)[0],
    }
    if place == "import page":
        window.show_page("import")
    page.answer.stack.setCurrentWidget(page.results)
    focused(qtbot, places[place])
    with qtbot.waitSignal(page.answered):
        keyboard.scan(EAN)
    assert asked(services) == [EAN]
    assert page.query.field.text() == EAN
    assert window.pages.currentWidget() is page
    assert window.findChild(ShortcutSheet) is None


def test_several_scans_are_several_lookups_the_newest_is_shown_and_none_is_dropped(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    gate = services.lookup.hold("SKU-1")
    with qtbot.waitSignal(window.find_page.answered):
        for code in ("SKU-1", "SKU-2", "SKU-3"):
            keyboard.scan(code)
        qtbot.waitUntil(lambda: "SKU-3" in asked(services))
    gate.set()
    qtbot.waitUntil(lambda: not window.find_page.session.is_busy)
    assert sorted(asked(services)) == ["SKU-1", "SKU-2", "SKU-3"]
    assert services.lookup.dropped == []
    assert window.find_page.query.field.text() == "SKU-3"
    assert window.find_page.verdict.isVisible()


def test_a_scan_ended_by_a_pause_is_read_too(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan(EAN, end="")
    assert asked(services) == [EAN]


def test_two_codes_without_enter_are_two_lookups_however_late_the_program_looks(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("SKU-1", end="")
        keyboard.scan("SKU-2", end="")
        qtbot.waitUntil(lambda: "SKU-2" in asked(services))
    assert sorted(asked(services)) == ["SKU-1", "SKU-2"]


def test_the_enter_of_a_gun_fires_no_shortcut_and_that_of_a_person_does(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    confirmed: list[bool] = []
    QShortcut(QKeySequence("Return"), window).activated.connect(lambda: confirmed.append(True))
    page = window.find_page
    page.answer.stack.setCurrentWidget(page.results)
    focused(qtbot, page.query.find_button)
    with qtbot.waitSignal(page.answered):
        keyboard.scan(EAN + "\r")
    assert confirmed == []
    keyboard.write("\r")
    qtbot.waitUntil(lambda: len(confirmed) == 1)
    keyboard.type("a\r", GUN_MS)
    qtbot.waitUntil(lambda: len(confirmed) == 2)
    assert asked(services) == [EAN]


def test_group_separators_and_identifiers_arrive(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("]d20104006381333931" + "10LOT\x1d21S7")
    assert asked(services) == ["]d2010400638133393110LOT\x1d21S7"]


def test_a_control_bracket_is_a_group_separator(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    field = focused(qtbot, window.find_page.query.field)
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("10LOT", end="")
        QTest.keyClick(field, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
        keyboard.type("21S7\r", GUN_MS)
    assert asked(services) == ["10LOT\x1d21S7"]


def test_a_scan_never_types_into_a_form(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    window.dialogs.show_settings()
    dialog = window.findChild(SettingsDialog)
    focused(qtbot, dialog.person)
    keyboard.scan(EAN)
    assert dialog.person.text() == ""
    assert dialog.isVisible()
    assert dialog.scanner.tried.text() == EAN
    assert "13 characters, 4 ms apart, with an end" in dialog.scanner.how.text()
    assert asked(services) == []
    dialog.close()


def test_a_code_scanned_into_a_new_product_is_its_code(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    """It was looked up behind the form, and the question of the form was lost."""
    form = _opened(qtbot, window, window.find_page.teach.add_product, ProductForm)
    before = asked(services)
    focused(qtbot, form.fields["name"])
    keyboard.scan(EAN)
    keyboard.scan(f"]C101{EAN:0>14}")
    keyboard.scan("OWN-17")
    assert form.fields["barcode"].text() == f"{EAN}; OWN-17"
    assert form.fields["name"].text() == "gloves"
    assert asked(services) == before
    form.close()


def test_a_code_scanned_into_the_choice_of_a_product_finds_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    chooser = _opened(qtbot, window, window.find_page.teach.choose_other, ProductChooser)
    before = asked(services)
    focused(qtbot, chooser.field)
    keyboard.scan(EAN)
    assert chooser.field.text() == EAN
    assert chooser.isVisible()
    assert asked(services) == before
    chooser.close()


def test_a_code_scanned_into_a_product_of_the_table_is_its_code(
    qtbot: QtBot, theme: Theme, services: FakeServices, window: MainWindow, keyboard: Keyboard
) -> None:
    editor = ProductEditor(None, PictureLoader(window), Path, theme, window)
    editor.open()
    focused(qtbot, editor.form.fields["name"].edit)
    keyboard.scan(EAN)
    assert editor.form.fields["barcode"].text == EAN
    assert asked(services) == []
    editor.close()


def _opened(
    qtbot: QtBot, window: MainWindow, act: Callable[[], object], kind: type[Opened]
) -> Opened:
    """The dialog that *act* opens after an answer."""
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_text("gloves")
    act()
    qtbot.waitUntil(lambda: any(made.isVisible() for made in window.findChildren(kind)))
    return next(made for made in window.findChildren(kind) if made.isVisible())


def test_a_person_types_as_ever(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    field = focused(qtbot, window.find_page.query.field)
    keyboard.write("gloves, size M?")
    qtbot.waitUntil(lambda: field.text() == "gloves, size M?")
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.type("\r", PERSON_MS)
    assert asked(services) == ["gloves, size M?"]


def test_other_keys_keep_their_order_with_held_ones(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard
) -> None:
    field = focused(qtbot, window.find_page.query.field)
    keyboard.type("abc", GUN_MS)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    keyboard.type("d", GUN_MS)
    QTest.keyClick(field, Qt.Key.Key_Home)
    keyboard.type("x", GUN_MS)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.text() == "xabd"


def test_a_shortcut_of_one_key_still_works_and_no_scan_triggers_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    window.find_page.answer.stack.setCurrentWidget(window.find_page.results)
    focused(qtbot, window.find_page.grid)
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("?A?12")
    assert window.findChild(ShortcutSheet) is None
    focused(qtbot, window.find_page.grid)
    keyboard.write("?")
    qtbot.waitUntil(lambda: window.findChild(ShortcutSheet) is not None)
    window.findChild(ShortcutSheet).close()


def test_a_button_pressed_with_space_clicks_once(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard
) -> None:
    button = focused(qtbot, window.find_page.query.find_button)
    with qtbot.waitSignal(button.clicked):
        keyboard.write(" ")
    assert not button.isDown()


def test_a_key_held_down_repeats(qtbot: QtBot, window: MainWindow, keyboard: Keyboard) -> None:
    field = focused(qtbot, window.find_page.query.field)
    none = Qt.KeyboardModifier.NoModifier
    for number in range(6):
        repeats = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, none, "7", number > 0)
        QApplication.sendEvent(field, repeats)
    assert field.text() == "777777"


def test_the_keys_of_a_form_that_is_gone_go_nowhere_else(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard
) -> None:
    window.dialogs.show_settings()
    dialog = window.findChild(SettingsDialog)
    focused(qtbot, dialog.person)
    keyboard.type("7", GUN_MS)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    qtbot.waitUntil(lambda: not window.gun._reader.is_holding)
    assert window.find_page.query.field.text() == ""


def test_an_unknown_code_says_what_to_do_next(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    services.lookup.answer = lambda query: answer_for(
        [], Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND
    )
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("10L\x1d21S")
    message = window.find_page.message
    assert "10L<GS>21S" in message.what.text()
    assert "photo" in message.rest.text()
    services.lookup.answer = services.lookup._standard
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.write("gloves\r")
    assert not message.isVisible()


def test_an_unknown_code_is_told_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    services.lookup.answer = lambda query: answer_for(
        [], Verdict.NOT_IN_CATALOGUE, Reason.CODE_UNKNOWN
    )
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan(EAN)
    assert not window.find_page.message.isVisible()
    assert "Scan another code" in window.find_page.verdict.why.text()


def test_settings_reach_the_gun_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    field = focused(qtbot, window.find_page.query.field)
    window.use_settings(replace(services.settings, scan_prefix="~"))
    keyboard.scan("9" + EAN, end="")
    assert field.text() == "9" + EAN
    field.clear()
    with qtbot.waitSignal(window.find_page.answered):
        keyboard.scan("~77")
    window.use_settings(replace(services.settings, scanner=False))
    field.clear()
    keyboard.scan(EAN, end="")
    assert field.text() == EAN
    assert asked(services) == ["77"]


def test_the_dialog_keeps_what_was_chosen(
    qtbot: QtBot, window: MainWindow, services: FakeServices, keyboard: Keyboard
) -> None:
    window.dialogs.show_settings()
    dialog = window.findChild(SettingsDialog)
    dialog.scanner.sound.click()
    dialog.scanner.prefix.setText("~")
    dialog.scanner.prefix.editingFinished.emit()
    dialog.scanner.speed.setCurrentIndex(2)
    dialog.scanner.speed.activated.emit(2)
    qtbot.waitUntil(lambda: services.settings.scan_speed_ms == 70)
    assert (services.settings.scan_sound, services.settings.scan_prefix) == (True, "~")
    dialog.scanner.enabled.click()
    assert "Switched off" in dialog.scanner.tried.text()
    qtbot.waitUntil(lambda: not services.settings.scanner)
    dialog.close()


def test_a_code_is_read_by_the_times_of_the_system_when_the_program_was_busy(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    """Keys of a person that waited in the queue arrive at once, but were not typed at once."""
    field = focused(qtbot, window.find_page.query.field)
    none = Qt.KeyboardModifier.NoModifier
    for number, digit in enumerate("1234567"):
        event = QKeyEvent(QEvent.Type.KeyPress, ord(digit), none, digit)
        event.setTimestamp(5000 + 140 * number)
        QApplication.sendEvent(field, event)
    qtbot.waitUntil(lambda: field.text() == "1234567")
    assert asked(services) == []
