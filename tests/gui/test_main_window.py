"""What a person does with the window, and what they see then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.core.messages import MessageId
from desktop_app.core.types import Reason, Verdict
from desktop_app.gui.error_dialog import ErrorDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.fake_services.pictures import product_picture


def drop(window: MainWindow, mime: QMimeData, keys: Qt.KeyboardModifier | None = None) -> None:
    held = keys or Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, left, held))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, left, held))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def type_and_enter(qtbot: QtBot, window: MainWindow, words: str) -> None:
    field = window.find_page.query.field
    field.clear()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def answered(qtbot: QtBot, window: MainWindow):
    return qtbot.waitSignal(window.find_page.answered, timeout=5000)


def test_a_dropped_file_is_looked_up_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    with answered(qtbot, window):
        drop(window, files(photo_file))
    assert [photo.path for photo in services.lookup.queries[0].photos] == [photo_file]
    assert window.find_page.verdict.isVisible()
    assert window.find_page.detail.name.text() == "Nitrile gloves, blue, size M"
    qtbot.waitUntil(lambda: window.find_page.detail.compare.query_side.view.has_picture)
    qtbot.waitUntil(lambda: window.find_page.detail.compare.product_side.view.has_picture)


def test_a_drag_over_the_window_says_where_to_drop(window: MainWindow, photo_file: Path) -> None:
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy, mime = Qt.DropAction.CopyAction, files(photo_file)
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)  # does not own the data
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.overlay.isVisible()
    window.overlay.grab()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.overlay.isVisible()


def test_a_drag_of_nothing_usable_is_refused(window: MainWindow) -> None:
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    mime = QMimeData()
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert not window.overlay.isVisible()


def test_several_dropped_photos_are_one_query(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "from behind.jpg"
    product_picture("#224488", side=160).save(str(other))
    with answered(qtbot, window):
        drop(window, files(photo_file, other))
    assert [photo.name for photo in services.lookup.queries[0].photos] == [
        photo_file.name,
        other.name,
    ]
    assert len(window.find_page.detail.compare.query_side.pictures) == 2


def test_a_second_drop_is_a_new_item_and_with_shift_another_view(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jpg"
    product_picture("#888888", side=120).save(str(other))
    for mime, keys in (
        (files(photo_file), Qt.KeyboardModifier.NoModifier),
        (files(other), Qt.KeyboardModifier.NoModifier),
        (files(photo_file), Qt.KeyboardModifier.ShiftModifier),
    ):
        with answered(qtbot, window):
            drop(window, mime, keys)
    names = [[photo.name for photo in query.photos] for query in services.lookup.queries]
    assert names == [[photo_file.name], [other.name], [other.name, photo_file.name]]


def test_removing_the_only_photo_clears_the_question(
    qtbot: QtBot, window: MainWindow, photo_file: Path
) -> None:
    with answered(qtbot, window):
        drop(window, files(photo_file))
    with qtbot.waitSignal(window.find_page.query.cleared):
        window.find_page.query.photos.removed.emit(0)
    assert window.find_page.candidates.rowCount() == 0
    assert window.find_page.answer.stack.currentWidget() is window.find_page.empty


def test_a_pasted_picture_is_looked_up(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    QApplication.clipboard().setImage(product_picture("#3E78C9", side=100))
    with answered(qtbot, window):
        window.arrivals.paste()
    photo = services.lookup.queries[0].photos[0]
    assert photo.data is not None
    assert photo.data.startswith(b"\x89PNG")


def test_a_pasted_file_is_looked_up(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    QApplication.clipboard().setMimeData(files(photo_file))
    with answered(qtbot, window):
        window.arrivals.paste()
    assert services.lookup.queries[0].photos[0].path == photo_file


def test_pasted_text_is_looked_up(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    QApplication.clipboard().setText("  saline\tsolution ")
    with answered(qtbot, window):
        window.arrivals.paste()
    assert services.lookup.queries[0].text == "saline solution"
    assert window.find_page.query.field.text() == "saline solution"


def press_paste(qtbot: QtBot, window: MainWindow) -> None:
    field = window.find_page.query.field
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_paste_keys_in_the_field_look_up_words_and_files(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    window.find_page.query.field.setText("blue ")
    QApplication.clipboard().setText("gloves")
    with answered(qtbot, window):
        press_paste(qtbot, window)
    assert services.lookup.queries[0].text == "blue gloves"
    QApplication.clipboard().setMimeData(files(photo_file))
    with answered(qtbot, window):
        press_paste(qtbot, window)
    assert services.lookup.queries[1].photos[0].path == photo_file


def test_the_field_leaves_dropped_files_to_the_window(window: MainWindow) -> None:
    assert not window.find_page.query.field.acceptDrops()


def test_a_pasted_web_link_is_explained_and_not_followed(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    QApplication.clipboard().setText("https://example.org/gloves.jpg")
    window.arrivals.paste()
    notice = window.find_page.message.notice
    assert notice is not None
    assert notice.message.id is MessageId.LINK_NOT_LOCAL
    assert services.lookup.queries == []


def test_typed_words_and_enter_find(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "hex bolt")
    assert services.lookup.queries[0].text == "hex bolt"
    assert window.find_page.detail.name.text().startswith("Hex bolt")


def test_enter_in_an_empty_field_asks_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    qtbot.keyClick(window.find_page.query.field, Qt.Key.Key_Return)
    assert services.lookup.queries == []
    assert not window.find_page.verdict.isVisible()


def test_arrow_keys_change_the_product_shown(qtbot: QtBot, window: MainWindow) -> None:
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    shown = window.find_page.detail.name
    qtbot.keyClick(window.find_page.query.field, Qt.Key.Key_Down)
    assert window.find_page.grid.hasFocus()
    qtbot.keyClick(window.find_page.grid, Qt.Key.Key_Right)
    assert shown.text() == "Nitrile gloves, blue, size L"
    qtbot.keyClick(window.find_page.grid, Qt.Key.Key_Down)
    assert shown.text() == "Nitrile gloves, black, size M"
    qtbot.keyClick(window.find_page.grid, Qt.Key.Key_Home)
    assert shown.text() == "Nitrile gloves, blue, size M"


def test_enter_shows_the_product_large_and_escape_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    qtbot.keyClick(window.find_page.grid, Qt.Key.Key_Return)
    assert window.find_page.answer.is_large
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.find_page.answer.is_large
    assert window.find_page.candidates.rowCount() > 0
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.find_page.candidates.rowCount() == 0
    assert window.find_page.query.field.text() == ""


def test_a_broken_file_gets_a_message_and_the_window_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"this is no picture")
    with qtbot.waitSignal(window.find_page.session.failed):
        drop(window, files(broken))
    bar = window.find_page.message
    assert bar.isVisible()
    assert "broken.jpg" in bar.what.text()
    assert "Nothing else is affected." in bar.rest.text()
    assert window.isVisible()
    bar.copy_button.click()
    assert "photo_unreadable" in QApplication.clipboard().text()
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    assert not bar.isVisible()


def test_one_broken_photo_of_two_is_named_and_the_other_answers(
    qtbot: QtBot, window: MainWindow, photo_file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"")
    with answered(qtbot, window):
        drop(window, files(photo_file, broken))
    assert window.find_page.verdict.isVisible()
    assert "broken.jpg" in window.find_page.message.what.text()


def test_each_of_several_broken_photos_says_what_is_wrong_with_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = [tmp_path / "one.jpg", tmp_path / "two.jpg"]
    for file in broken:
        file.write_bytes(b"")
    with qtbot.waitSignal(window.find_page.session.failed):
        drop(window, files(*broken))
    shown = window.find_page.query.photos.findChildren(QToolButton)
    errors = [tip for tip in (made.toolTip() for made in shown) if "damaged" in tip]
    assert [tip.split("”")[0] for tip in errors] == ["“one.jpg", "“two.jpg"]


def test_the_newer_query_wins(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    slow = services.lookup.hold("gloves")
    type_and_enter(qtbot, window, "gloves")
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "saline")
    assert window.find_page.detail.name.text().startswith("Saline")
    slow.set()
    qtbot.waitUntil(lambda: services.lookup.dropped == ["gloves"])
    qtbot.waitUntil(lambda: not window.find_page.session.is_busy)
    assert window.find_page.detail.name.text().startswith("Saline")


def test_the_first_question_says_that_it_is_being_answered(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    slow = services.lookup.hold("gloves")
    type_and_enter(qtbot, window, "gloves")
    assert window.find_page.empty.title.text() == "Looking…"
    with answered(qtbot, window):
        slow.set()
    assert window.find_page.empty.title.text() == "What is this item?"


def test_escape_drops_a_running_question(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    slow = services.lookup.hold("gloves")
    type_and_enter(qtbot, window, "gloves")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    slow.set()
    qtbot.waitUntil(lambda: not window.find_page.session.is_busy)
    assert not window.find_page.verdict.isVisible()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((Verdict.MATCH, Reason.CONFIDENT), "Match"),
        ((Verdict.UNSURE, Reason.LOOK_ALIKES), "Unsure"),
        ((Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD), "Not in the catalogue"),
    ],
)
def test_the_verdict_is_said_in_words_with_its_reason(
    qtbot: QtBot, window: MainWindow, services: FakeServices, said, words: str
) -> None:
    services.lookup.answer = lambda _query: answer_for(services.catalogue.all, *said)
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    banner = window.find_page.verdict
    assert banner.verdict.text() == words
    assert banner.why.text()
    assert words in banner.accessibleName()


def test_an_answer_without_candidates_says_what_to_try(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.lookup.answer = lambda _query: answer_for(
        [], Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND
    )
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "unicorn")
    page = window.find_page
    assert page.verdict.verdict.text() == "Not in the catalogue"
    assert page.answer.stack.currentWidget() is page.empty
    assert page.empty.title.text() == "No product to show"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.empty.title.text() == "What is this item?"


def test_the_detail_shows_place_stock_price_and_that_a_picture_is_synthetic(
    qtbot: QtBot, window: MainWindow
) -> None:
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    detail = window.find_page.detail
    assert detail.facts.place.value.text() == "A-12-03"
    assert (detail.facts.stock.value.text(), detail.facts.stock.words.text()) == ("240", "In stock")
    assert detail.facts.price.value.text() == "€12.90"
    assert detail.compare.product_side.view.note == "Synthetic picture"
    detail.copy_sku.click()
    assert QApplication.clipboard().text() == "MS-1001"


def test_the_status_bar_says_size_index_device_and_time(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.status_bar
    assert bar.catalogue.words.text() == "8 products, 24 photos"
    assert bar.index.words.text() == "Exact search"
    assert bar.device.words.text() == "CPU"
    assert "No CUDA device" in bar.device.toolTip()
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    assert bar.time.words.text() == "Last lookup 78\N{NO-BREAK SPACE}ms"
    assert "Image model: 41" in bar.time.toolTip()


def test_an_empty_catalogue_shows_the_start_page_and_the_demo_fills_it(
    qtbot: QtBot, empty_window: MainWindow
) -> None:
    window = empty_window
    assert window.pages.currentWidget() is window.start.page
    with qtbot.waitSignal(window.import_panel.catalogue_changed):
        qtbot.mouseClick(window.start.page.demo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.status_bar.facts.counts.products == 8)
    window.import_panel.report.done_button.click()
    assert window.pages.currentWidget() is window.find_page


def test_a_dropped_table_is_looked_at_before_it_is_imported(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    table = tmp_path / "goods.csv"
    table.write_text("sku,name\nA,Becher\n", encoding="utf-8")
    panel = window.import_panel
    drop(window, files(table))
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.preview)
    assert window.pages.currentWidget() is panel
    assert panel.preview.table.item(1, 1).text() == "Becher"
    assert services.importer.sources == []
    with qtbot.waitSignal(panel.session.finished):
        panel.preview.import_button.click()
    assert services.importer.sources == [table]


def test_theme_and_language_change_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    with answered(qtbot, window):
        type_and_enter(qtbot, window, "gloves")
    light = window.palette().window().color()
    window.use_settings(Settings(theme="dark", language="zh_CN"))
    qtbot.waitUntil(lambda: services.settings.theme == "dark")
    assert window.palette().window().color() != light
    qtbot.waitUntil(lambda: window.find_page.query.find_button.text() == "查找")
    assert window.find_page.verdict.verdict.text() == "匹配"
    window.use_settings(Settings(theme="light", language="en"))
    qtbot.waitUntil(lambda: window.find_page.query.find_button.text() == "Find")


@pytest.mark.parametrize("which", ["show_settings", "show_about", "show_shortcuts"])
def test_dialogs_open_and_close(qtbot: QtBot, window: MainWindow, which: str) -> None:
    getattr(window.dialogs, which)()
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_settings_are_kept(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    window.dialogs.show_settings()
    dialog = window.findChild(SettingsDialog)
    qtbot.keyClicks(dialog.person, "Kim")
    qtbot.keyClick(dialog.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: services.settings.person == "Kim")
    dialog.close()


def test_an_error_of_ours_is_shown_and_the_window_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.show_error(ValueError("boom"))
    dialog = window.findChild(ErrorDialog)
    assert dialog.isVisible()
    assert window.isVisible()
    dialog.close()
