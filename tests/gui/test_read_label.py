"""What is printed on the item, read by a key or offered, and what a person sees of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.label_text import LabelText
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, Reason, Verdict
from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.read_label_line import LabelState, ReadLabelLine
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.gui.shortcut_table import shortcut_table
from desktop_app.gui.theme import Theme
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.fake_services.pictures import product_picture
from tests.gui.conftest import open_window

if TYPE_CHECKING:
    from desktop_app.gui.find_page import FindPage

LINES = ("PAPER DEPOT", "Nitrile gloves 100 pcs")


def photo_of(services: FakeServices, name: str = "of the item.jpg", box: Box | None = None):
    file = services.data_folder.root / name
    product_picture("#3E78C9", side=200).save(str(file))
    return PhotoInput(name, path=file, box=box)


def ask(qtbot: QtBot, window: MainWindow, *photos: PhotoInput) -> FindPage:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_photos(photos)
    return window.find_page


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key = Qt.Key.Key_F8) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key)


def seen(qtbot: QtBot, window: MainWindow, state: LabelState) -> ReadLabelLine:
    line = window.find_page.read_label.line
    qtbot.waitUntil(lambda: line.state is state)
    assert line.isVisible() == (state is not LabelState.IDLE)
    return line


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Until whatever was read has arrived."""
    qtbot.waitUntil(lambda: not window.find_page.read_label.is_busy)


def leave_open(services: FakeServices) -> None:
    """Let photos alone end without a sure answer; with words there is one."""
    products = services.catalogue.all
    services.lookup.answer = lambda query: (
        answer_for(products, text=f"{query.text} {query.label}".strip())
        if query.text or query.label
        else answer_for(products, Verdict.UNSURE, Reason.LOOK_ALIKES, 0.5)
    )


@pytest.fixture
def offering(qtbot: QtBot, services: FakeServices, theme: Theme):
    services.settings = Settings(theme="light", language="en", scanner=False, offer_labels=True)
    leave_open(services)
    made = open_window(qtbot, services, theme)
    yield made
    made.close()


def test_words_of_the_label_are_looked_up_with_the_photo(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    leave_open(services)
    photo = photo_of(services, box=Box(10, 10, 90, 60))
    page = ask(qtbot, window, photo)
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    assert services.label_reading.asked == [(photo,)]  # with the part that was cut out of it
    query = services.lookup.queries[-1]
    assert (query.photos, query.text, query.label) == ((photo,), "", "nitrile gloves")
    assert page.query.field.text() == "nitrile gloves"
    line = seen(qtbot, window, LabelState.USED)
    assert line.words.text() == f"On the label: {' · '.join(LINES)}"
    assert line.accessibleName() == line.words.text()
    assert not page.read_label.is_busy


def test_words_that_were_typed_stay_before_them_and_undo_drops_what_was_read(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, window, photo_of(services))
    page.query.field.setText("Gloves blue")
    with qtbot.waitSignal(page.answered):
        page.query.label_button.click()
    asked = services.lookup.queries[-1]
    assert (asked.text, asked.label) == ("Gloves blue", "nitrile")  # each word once
    page.query.field.undo()
    assert page.query.field.text() == "Gloves blue"
    assert page.query.query.label == ""


def test_the_next_photo_comes_without_the_label_of_the_last_one(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, window, photo_of(services))
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    ask(qtbot, window, photo_of(services, "another.jpg"))
    asked = services.lookup.queries[-1]
    assert (asked.text, asked.label, page.query.field.text()) == ("", "", "")


def test_without_its_photo_a_label_is_looked_up_as_words(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, window, photo_of(services))
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    with qtbot.waitSignal(page.answered):
        page.query.photos.removed.emit(0)
    asked = services.lookup.queries[-1]
    assert (asked.photos, asked.text, asked.label) == ((), "nitrile gloves", "")


def test_words_that_were_corrected_count_as_typed(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, window, photo_of(services))
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    page.query.field.setText("nitrile glove")
    query = page.query.query
    assert (query.text, query.label) == ("nitrile glove", "")


def test_words_that_stand_there_already_are_not_looked_up_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, window, photo_of(services))
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    press(qtbot, window)
    rest(qtbot, window)
    seen(qtbot, window, LabelState.USED)
    assert len(services.lookup.queries) == 2


def test_all_photos_are_read_together(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    photos = (photo_of(services, "front.jpg"), photo_of(services, "back.jpg"))
    ask(qtbot, window, *photos)
    press(qtbot, window)
    seen(qtbot, window, LabelState.USED)
    assert services.label_reading.asked == [photos]


def test_a_pasted_picture_is_read(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    QApplication.clipboard().setImage(product_picture("#3E78C9", side=100))
    with qtbot.waitSignal(window.find_page.answered):
        window.arrivals.paste()
    press(qtbot, window)
    seen(qtbot, window, LabelState.USED)
    ((photo,),) = services.label_reading.asked
    assert photo.data


@pytest.mark.parametrize(
    ("label", "state", "words"),
    [
        (
            LabelText(("Made in Utopia",)),
            LabelState.UNKNOWN,
            "Read, but no product holds any of it: Made in Utopia",
        ),
        (LabelText(), LabelState.BLANK, "No print was found on the photo."),
    ],
)
def test_a_label_of_no_use_changes_nothing_and_says_so(  # noqa: PLR0917
    qtbot: QtBot, window: MainWindow, services: FakeServices, label, state, words
) -> None:
    services.label_reading.label = label
    page = ask(qtbot, window, photo_of(services))
    press(qtbot, window)
    assert seen(qtbot, window, state).words.text() == words
    assert page.query.field.text() == ""
    assert len(services.lookup.queries) == 1
    assert page.verdict.isVisible()


def test_a_long_label_is_cut_and_the_tooltip_has_its_lines(qtbot: QtBot, theme: Theme) -> None:
    line = ReadLabelLine(theme)
    qtbot.addWidget(line)
    line.show_state(LabelState.USED, LabelText(tuple(f"Line {n} of many" for n in range(30))))
    line.resize(300, line.sizeHint().height())
    assert line.words.shown_text.endswith("…")
    assert line.words.toolTip().splitlines()[29] == "Line 29 of many"


def test_braces_on_a_label_are_only_print(qtbot: QtBot, theme: Theme) -> None:
    line = ReadLabelLine(theme)
    qtbot.addWidget(line)
    line.show_state(LabelState.USED, LabelText(("{words} {0}",)))
    assert line.words.text() == "On the label: {words} {0}"


def start_reading(qtbot: QtBot, window: MainWindow, services: FakeServices):
    """Reading that waits for the event returned."""
    held = services.label_reading.hold()
    ask(qtbot, window, photo_of(services))
    press(qtbot, window)
    assert "Reading" in seen(qtbot, window, LabelState.READING).words.text()
    return held


def _drop_another(qtbot: QtBot, window: MainWindow) -> None:
    services = window._services
    ask(qtbot, window, photo_of(services, "another.jpg"))


def _type(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.find_page.query.field, "w")


def _escape(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Escape)


def _clear(qtbot: QtBot, window: MainWindow) -> None:
    window.find_page.query.clear_button.click()


@pytest.mark.parametrize(
    ("go_on", "text"), [(_drop_another, ""), (_type, "w"), (_escape, ""), (_clear, "")]
)
def test_what_is_read_late_is_dropped(
    qtbot: QtBot, window: MainWindow, services: FakeServices, go_on, text: str
) -> None:
    held = start_reading(qtbot, window, services)
    go_on(qtbot, window)
    asked = len(services.lookup.queries)
    seen(qtbot, window, LabelState.IDLE)
    held.set()
    rest(qtbot, window)
    seen(qtbot, window, LabelState.IDLE)
    assert window.find_page.query.field.text() == text
    assert len(services.lookup.queries) == asked


def test_escape_stops_reading_and_leaves_the_question(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    held = start_reading(qtbot, window, services)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.find_page.query.query.photos
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.find_page.query.query.photos
    held.set()


def test_the_key_pressed_twice_reads_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    held = start_reading(qtbot, window, services)
    press(qtbot, window)
    held.set()
    seen(qtbot, window, LabelState.USED)
    assert len(services.label_reading.asked) == 1


def test_a_reader_that_was_lost_is_told_and_the_answer_stays(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.label_reading.error = UserError(MessageId.LABEL_READER_LOST, name="of the item.jpg")
    page = ask(qtbot, window, photo_of(services))
    with qtbot.waitSignal(page.read_label.failed):
        press(qtbot, window)
    assert "of the item.jpg" in page.message.what.text()
    assert page.verdict.isVisible()
    seen(qtbot, window, LabelState.IDLE)
    services.label_reading.error = None
    press(qtbot, window)  # the next try works
    seen(qtbot, window, LabelState.USED)


def test_the_button_comes_with_a_photo(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    read = window.find_page.query.label_button
    assert not read.isVisible()
    press(qtbot, window)
    assert services.label_reading.asked == []
    ask(qtbot, window, photo_of(services))
    assert read.isVisible()
    assert "F8" in read.toolTip()
    assert "F8" in {key for key, _ in shortcut_table()}


@pytest.mark.parametrize(
    "missing",
    [
        MessageId.LABEL_READER_MISSING,
        MessageId.LABEL_READER_ADDON,
        MessageId.LABEL_READER_OTHER,
    ],
)
def test_without_the_reader_there_is_no_button_and_the_key_says_how_to_get_it(
    qtbot: QtBot, services: FakeServices, theme: Theme, missing: MessageId
) -> None:
    services.label_reading.missing = missing
    window = open_window(qtbot, services, theme)
    page = ask(qtbot, window, photo_of(services))
    assert not page.query.label_button.isVisible()
    press(qtbot, window)
    assert page.message.notice.message.id is missing
    assert services.label_reading.asked == []
    window.close()


# offered


def test_an_open_answer_is_followed_by_an_offer_and_stays_until_it_is_taken(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, offering, photo_of(services))
    line = seen(qtbot, offering, LabelState.OFFERED)
    assert line.words.text() == "On the label: nitrile gloves"
    assert line.use_button.isVisible()
    assert (page.query.field.text(), len(services.lookup.queries)) == ("", 1)
    with qtbot.waitSignal(page.answered):
        press(qtbot, offering)
    assert services.lookup.queries[-1].label == "nitrile gloves"
    assert len(services.label_reading.asked) == 1
    assert not seen(qtbot, offering, LabelState.USED).use_button.isVisible()


def test_an_offer_is_taken_by_its_button(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, offering, photo_of(services))
    line = seen(qtbot, offering, LabelState.OFFERED)
    with qtbot.waitSignal(page.answered):
        line.use_button.click()
    assert page.query.field.text() == "nitrile gloves"


def test_nothing_is_read_by_itself_unless_that_was_chosen(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    leave_open(services)
    page = ask(qtbot, window, photo_of(services))
    assert not page.read_label.is_busy
    assert services.label_reading.asked == []


def test_an_open_answer_says_that_the_label_can_be_read(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    leave_open(services)
    page = ask(qtbot, window, photo_of(services))
    assert page.verdict.why.text().endswith("F8 reads a label in view.")
    with qtbot.waitSignal(page.answered):
        press(qtbot, window)
    assert "F8" not in page.verdict.why.text()


def test_an_answer_whose_label_is_read_unasked_does_not_ask_for_it(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    page = ask(qtbot, offering, photo_of(services))
    assert "F8" not in page.verdict.why.text()
    rest(qtbot, offering)


def test_without_the_reader_no_answer_speaks_of_it(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    services.label_reading.missing = MessageId.LABEL_READER_MISSING
    leave_open(services)
    window = open_window(qtbot, services, theme)
    page = ask(qtbot, window, photo_of(services))
    assert "F8" not in page.verdict.why.text()
    window.close()


def test_a_sure_answer_and_one_with_words_are_left_alone(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    page = offering.find_page
    page.query.field.setText("gloves")
    ask(qtbot, offering, photo_of(services))
    with qtbot.waitSignal(page.answered):
        page.query.use_text("bolt")
    assert services.label_reading.asked == []


def test_what_nobody_asked_for_fails_in_silence(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    services.label_reading.error = UserError(MessageId.LABEL_READER_LOST, name="a")
    page = ask(qtbot, offering, photo_of(services))
    rest(qtbot, offering)
    assert len(services.label_reading.asked) == 1
    assert page.message.notice is None
    seen(qtbot, offering, LabelState.IDLE)


def test_an_offer_that_comes_late_moves_nothing_below_it(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    held = services.label_reading.hold()
    ask(qtbot, offering, photo_of(services))
    height = seen(qtbot, offering, LabelState.LOOKING).height()
    held.set()
    line = seen(qtbot, offering, LabelState.OFFERED)
    qtbot.waitUntil(line.use_button.isVisible)
    assert line.height() == height


def test_escape_clears_the_question_while_nobody_asked_for_reading(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    held = services.label_reading.hold()
    page = ask(qtbot, offering, photo_of(services))
    press(qtbot, offering, Qt.Key.Key_Escape)
    assert not page.query.query.photos
    seen(qtbot, offering, LabelState.IDLE)
    held.set()


def test_the_button_is_a_sign_alone_where_there_is_no_room(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    read = ask(qtbot, window, photo_of(services)).query.label_button
    assert read.text() == "Read label"
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: read.text() == "")
    assert read.accessibleName()


def test_what_is_being_read_by_itself_can_be_asked_for_meanwhile(
    qtbot: QtBot, offering: MainWindow, services: FakeServices
) -> None:
    held = services.label_reading.hold()
    page = ask(qtbot, offering, photo_of(services))
    seen(qtbot, offering, LabelState.LOOKING)
    press(qtbot, offering)
    seen(qtbot, offering, LabelState.READING)
    with qtbot.waitSignal(page.answered):
        held.set()
    assert page.query.field.text() == "nitrile gloves"
    assert len(services.label_reading.asked) == 1


def test_the_setting_is_kept_and_says_how_to_get_the_reader(
    qtbot: QtBot, window: MainWindow, services: FakeServices, theme: Theme
) -> None:
    window.dialogs.show_settings()
    (dialog,) = window.findChildren(SettingsDialog)
    assert dialog.read_label.offer.isEnabled()
    dialog.read_label.offer.click()
    qtbot.waitUntil(lambda: services.settings.offer_labels)
    for missing, words in (
        (MessageId.LABEL_READER_MISSING, "“reading”"),
        (MessageId.LABEL_READER_ADDON, "“addons”"),
    ):
        dialog.read_label.show_reader(missing)
        assert not dialog.read_label.offer.isEnabled()
        assert words in dialog.read_label.words.text()
    dialog.close()


def test_the_line_changes_its_language(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    line = ReadLabelLine(theme)
    qtbot.addWidget(line)
    line.show_state(LabelState.BLANK)
    before = line.words.text()
    translator.install(qapp, "zh_CN")
    qtbot.waitUntil(lambda: line.words.text() != before)


def test_the_window_closes_while_a_label_is_being_read(
    qtbot: QtBot, services: FakeServices, theme: Theme, photo_file: Path
) -> None:
    window = open_window(qtbot, services, theme)
    held = services.label_reading.hold()
    ask(qtbot, window, PhotoInput.from_path(photo_file))
    press(qtbot, window)
    qtbot.waitUntil(lambda: bool(services.label_reading.asked))
    held.set()
    window.close()
    assert window.find_page.query.field.text() == ""
