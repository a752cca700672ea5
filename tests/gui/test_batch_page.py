"""The page of batches as a person uses it: a folder dropped, rows filling, reviewed by keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.batch import RowState, Said
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Answer, Reason, Verdict
from desktop_app.gui import batch_model, translator
from desktop_app.gui.batch_model import BatchModel
from desktop_app.gui.batch_page import BatchPage
from desktop_app.gui.batch_pictures import AT_ONCE, MOST_WISHES, RowPictures
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.batch_run import BatchRow, photo_row
from desktop_app.services.lookup import Query
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.fake_services.pictures import product_picture
from tests.gui.conftest import open_window

UNSURE = (1, 3, 4)
MISSING = 5
BROKEN = 6
COUNT = 7


def answer(services: FakeServices, query: Query) -> Answer:
    """By the number in the name of the photo: match, unsure, or not in the catalogue."""
    number = int(Path(query.photos[0].name).stem)
    products = services.catalogue.all[number:] + services.catalogue.all[:number]
    if number in UNSURE:
        return answer_for(products, Verdict.UNSURE, Reason.LOOK_ALIKES, best=0.6)
    if number == MISSING:
        return answer_for(products, Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD, best=0.1)
    return answer_for(products)


@pytest.fixture
def folder(tmp_path: Path, services: FakeServices) -> Path:
    services.lookup.answer = lambda query: answer(services, query)
    made = tmp_path / "returns"
    made.mkdir()
    for number in range(COUNT):
        picture = product_picture("#3E78C9", side=60, turn=9 * number)
        picture.save(str(made / f"{number}.jpg"))
    (made / f"{BROKEN}.jpg").write_bytes(b"no picture")
    return made


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, left, none))


def run(qtbot: QtBot, window: MainWindow, *sources: Path) -> BatchPage:
    """Open the page by its key and drop *sources* on it."""
    page = window.batch_page
    if window.pages.currentWidget() is not page:
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.session.ended):
        drop(window, *sources)
    return page


@pytest.fixture
def page(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader, theme: Theme
) -> Iterator[BatchPage]:
    """The page alone: quicker to open than the window."""
    made = BatchPage(services, pictures, theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.close_session()


def fill(qtbot: QtBot, page: BatchPage, *sources: Path) -> None:
    with qtbot.waitSignal(page.session.ended):
        page.begin(sources)


def press(qtbot: QtBot, page: BatchPage, *keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        inside = focused is not None and page.isAncestorOf(focused)
        qtbot.keyClick(focused if inside and focused else page.view.flow.panel, key)


def kept(qtbot: QtBot, services: FakeServices, page: BatchPage) -> list[BatchRow]:
    """The rows as they are on the disk once everything is kept."""
    qtbot.waitUntil(lambda: not page.view.flow._keeping.is_busy())
    head = page.session.head
    assert head is not None
    return list(services.batches.open(head.run_id).rows)


def states(page: BatchPage) -> list[str]:
    return [row.state.value for row in page.view.model.rows]


def column(page: BatchPage, number: int) -> list[str]:
    model = page.view.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_a_dropped_folder_is_answered_at_once(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    page = run(qtbot, window, folder)
    assert window.pages.currentWidget() is page
    assert states(page) == [
        "match",
        "unsure",
        "match",
        "unsure",
        "unsure",
        "not_in_catalogue",
        "error",
    ]
    summary = "7 photos: 2 match, 3 unsure, 1 not in the catalogue, 1 unreadable; "
    assert page.view.summary.text().startswith(summary)
    assert column(page, batch_model.NAME)[1] == "1.jpg"
    assert column(page, batch_model.VERDICT)[5:] == ["Not in the catalogue", "Unreadable"]
    assert column(page, batch_model.PRODUCT)[0] == "Nitrile gloves, blue, size M\nMS-1001"
    assert column(page, batch_model.SHARE)[1] == "60\N{NO-BREAK SPACE}%"
    assert column(page, batch_model.PLACE)[0] == "A-12-03"
    assert "6.jpg" in column(page, batch_model.WHY)[6]
    index = page.view.model.index(0, batch_model.PICTURE)
    qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert page.view.model.index(1, batch_model.VERDICT).data(Qt.ItemDataRole.DecorationRole)


def test_several_photos_are_questions_of_their_own_on_this_page_alone(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    page = run(qtbot, window, folder / "0.jpg", folder / "2.jpg")
    assert states(page) == ["match", "match"]
    window.show_page("find")
    drop(window, folder / "0.jpg", folder / "2.jpg")
    assert len(window.find_page.query.query.photos) == 2


def test_a_list_is_answered_row_by_row(qtbot: QtBot, page: BatchPage, folder: Path) -> None:
    table = folder / "list.csv"
    table.write_text("photo,text\n0.jpg,\n1.jpg,blue gloves\n")
    fill(qtbot, page, table)
    assert column(page, batch_model.NAME) == ["0.jpg", "1.jpg\n“blue gloves”"]


def test_a_folder_without_photos_says_so(qtbot: QtBot, page: BatchPage, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with qtbot.waitSignal(page.session.failed):
        page.begin((tmp_path / "nothing",))
    assert page.message.notice is not None
    assert page.message.notice.message.id is MessageId.BATCH_EMPTY
    assert page.stack.currentWidget() is page.start


def test_chips_show_one_state_with_its_count(qtbot: QtBot, page: BatchPage, folder: Path) -> None:
    fill(qtbot, page, folder)
    assert page.view.chips.chip(RowState.UNSURE).text() == "Unsure  3"
    assert page.view.chips.chip(None).text() == "All  7"
    qtbot.mouseClick(page.view.chips.chip(RowState.UNSURE), Qt.MouseButton.LeftButton)
    assert column(page, batch_model.NAME) == ["1.jpg", "3.jpg", "4.jpg"]
    qtbot.mouseClick(page.view.chips.chip(RowState.REVIEWED), Qt.MouseButton.LeftButton)
    assert page.view.stack.currentWidget() is page.view.empty


# review by keyboard alone


def test_the_unsure_are_reviewed_without_a_mouse(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    page = run(qtbot, window, folder)
    qtbot.keyClick(page.view.table, Qt.Key.Key_F2)
    assert page.view.is_reviewing
    assert page.view.flow.number == 1
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.view.flow.number == 3
    press(qtbot, page, Qt.Key.Key_2)
    assert page.view.flow.number == 4
    press(qtbot, page, Qt.Key.Key_N)
    assert not page.view.is_reviewing, "no unsure row is left"
    rows = kept(qtbot, services, page)
    reviews = [rows[number].review for number in UNSURE]
    assert [review.said for review in reviews if review] == [
        Said.CONFIRMED,
        Said.CORRECTED,
        Said.NOT_IN_CATALOGUE,
    ]
    assert [review.sku for review in reviews if review] == ["MS-1002", "MS-1005", ""]
    assert {review.person for review in reviews if review} == {"Li"}
    assert [lesson.sku for lesson in services.teaching.lessons] == ["MS-1002", "MS-1005"]
    assert page.view.chips.chip(RowState.REVIEWED).text() == "Reviewed  3"
    assert column(page, batch_model.VERDICT)[1] == "Confirmed"


def test_f2_confirms_too_and_does_not_reach_the_window(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    page = run(qtbot, window, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_F2)
    assert page.view.flow.number == 3
    assert kept(qtbot, services, page)[1].review is not None


def test_skipped_rows_stay_open(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_S, Qt.Key.Key_Return)
    assert page.view.flow.number == 4
    press(qtbot, page, Qt.Key.Key_S)
    assert not page.view.is_reviewing
    assert [row.state.value for row in kept(qtbot, services, page)][1:5] == [
        "unsure",
        "match",
        "reviewed",
        "unsure",
    ]


@pytest.mark.parametrize("key", ["backspace", "undo"])
def test_a_decision_is_taken_back_with_what_it_taught(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path, key: str
) -> None:
    page = run(qtbot, window, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_Return)
    if key == "backspace":
        press(qtbot, page, Qt.Key.Key_Backspace)
    else:
        qtbot.keyClick(page.view.flow.panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.view.flow.number == 1
    assert kept(qtbot, services, page)[1].review is None
    assert services.teaching.entries[0].is_withdrawn
    assert not page.view.flow.panel.back_button.isEnabled()


def test_another_product_is_chosen_from_the_catalogue(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_F3)
    chooser = page.findChild(ProductChooser)
    assert chooser is not None
    qtbot.keyClicks(chooser.field, "copy paper")
    qtbot.waitUntil(lambda: chooser.model.rowCount() == 1)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    review = kept(qtbot, services, page)[1].review
    assert review is not None
    assert (review.sku, review.said) == ("MS-1008", Said.CORRECTED)
    assert page.view.flow.number == 3


def test_the_answers_stand_in_one_row_again_once_there_is_room(
    qtbot: QtBot, page: BatchPage, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    panel = page.view.flow.panel
    answers = (panel.none_button, panel.add_button, panel.other_button, panel.confirm_button)
    for width, rows in ((760, 2), (1240, 1)):
        page.resize(width, 700)
        qtbot.waitUntil(lambda rows=rows: len({each.y() for each in answers}) == rows)


def new_product_form(qtbot: QtBot, window: MainWindow) -> ProductForm:
    qtbot.waitUntil(lambda: any(f.isVisible() for f in window.findChildren(ProductForm)))
    return next(f for f in window.findChildren(ProductForm) if f.isVisible())


def test_f4_makes_a_new_product_of_the_row_and_goes_on(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    page = run(qtbot, window, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_F4)
    form = new_product_form(qtbot, window)
    assert len(form._photos) == 1, "the photo of the row is shown"
    qtbot.keyClicks(form.fields["sku"], "MS-2000")
    qtbot.keyClicks(form.fields["name"], "A vase")
    with qtbot.waitSignal(page.view.flow.new.added):
        qtbot.keyClick(form.fields["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
    assert page.view.flow.number == 3
    review = kept(qtbot, services, page)[1].review
    assert review is not None
    assert (review.sku, review.name) == ("MS-2000", "A vase")
    press(qtbot, page, Qt.Key.Key_Backspace)
    assert page.view.flow.number == 1
    assert kept(qtbot, services, page)[1].review is None
    assert [lesson.sku for lesson in services.teaching.undone] == ["MS-2000"]


def test_a_new_product_that_is_refused_keeps_form_and_row(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    page = run(qtbot, window, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_F4)
    form = new_product_form(qtbot, window)
    services.teaching.error = CatalogueError(MessageId.CATALOGUE_LOCKED)
    qtbot.keyClicks(form.fields["sku"], "MS-2000")
    form.save()
    qtbot.waitUntil(form.error.isVisible)
    services.teaching.error = None
    for _ in range(2):  # what was typed is dropped at the second one only
        qtbot.keyClick(form.fields["sku"], Qt.Key.Key_Escape)
    assert page.view.flow.number == 1
    assert page.view.model.rows[1].state is RowState.UNSURE


def test_nothing_is_taught_when_the_switch_is_off(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    assert page.view.flow.panel.teach.isChecked()
    page.view.flow.panel.teach.setChecked(False)
    press(qtbot, page, Qt.Key.Key_Return)
    assert kept(qtbot, services, page)[1].review is not None
    assert services.teaching.lessons == []


def test_a_photo_that_is_gone_is_said_and_the_decision_stays(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    (folder / "1.jpg").unlink()
    page.review()
    qtbot.waitUntil(lambda: page.view.flow.photos.is_missing(1))
    with qtbot.waitSignal(page.view.flow.noted):
        press(qtbot, page, Qt.Key.Key_Return)
    assert kept(qtbot, services, page)[1].review is not None
    assert page.message.notice is not None


def test_a_decision_that_cannot_be_kept_is_taken_back_on_the_screen(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    services.teaching.error = CatalogueError(MessageId.CATALOGUE_LOCKED)
    page.review()
    with qtbot.waitSignal(page.view.flow.failed):
        press(qtbot, page, Qt.Key.Key_Return)
    assert page.view.model.rows[1].state is RowState.UNSURE
    assert page.message.notice is not None


def test_any_row_can_be_reviewed_and_those_of_its_filter_follow(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.view.chips.choose(RowState.ERROR)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Return)
    assert page.view.flow.number == BROKEN
    panel = page.view.flow.panel
    assert not panel.confirm_button.isEnabled()
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.view.model.rows[BROKEN].review is None, "there is no first candidate"
    press(qtbot, page, Qt.Key.Key_N)
    assert kept(qtbot, services, page)[BROKEN].state is RowState.REVIEWED


def test_a_held_key_decides_one_row(qtbot: QtBot, page: BatchPage, folder: Path) -> None:
    from PySide6.QtGui import QKeyEvent

    fill(qtbot, page, folder)
    page.review()
    for repeated in (False, True, True):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress,
            Qt.Key.Key_N,
            Qt.KeyboardModifier.NoModifier,
            "n",
            repeated,
        )
        QApplication.sendEvent(page.view.flow.panel, event)
    assert page.view.flow.number == 3


def test_enter_on_a_button_is_that_button(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    panel = page.view.flow.panel
    panel.skip_button.setFocus()
    qtbot.keyClick(panel.skip_button, Qt.Key.Key_Return)
    assert page.view.flow.number == 3
    assert page.view.model.rows[1].state is RowState.UNSURE


def test_escape_goes_back_step_by_step(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    page = run(qtbot, window, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.view.stack.currentWidget() is page.view.table
    assert page.view.table.currentIndex().row() == 1
    qtbot.keyClick(page.view.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.start


def test_photo_and_candidates_are_shown_large(qtbot: QtBot, page: BatchPage, folder: Path) -> None:
    fill(qtbot, page, folder)
    page.review()
    panel = page.view.flow.panel
    qtbot.waitUntil(lambda: panel.photo.has_picture)
    qtbot.waitUntil(lambda: all(tile.picture.has_picture for tile in panel.tiles))
    assert [tile.sku for tile in panel.tiles][:2] == ["MS-1002", "MS-1003"]
    assert "Nitrile gloves, blue, size L" in panel.tiles[0].accessibleName()
    assert "1.jpg" in panel.accessibleName()
    assert panel.accessibleDescription() == "Still to review: 3"


# running, waiting, stopping, going on


def hold(services: FakeServices) -> threading.Event:
    """Let the first photo be answered, then wait for the event."""
    gate, answered = threading.Event(), services.lookup.answer
    asked: list[Query] = []

    def slow(query: Query) -> Answer:
        asked.append(query)
        if len(asked) > 1:
            gate.wait(10)
        return answered(query)

    services.lookup.answer = slow
    return gate


def begin(qtbot: QtBot, page: BatchPage, folder: Path) -> BatchPage:
    with qtbot.waitSignal(page.session.answered):
        page.begin((folder,))
    return page


def test_it_goes_on_behind_other_pages_and_says_how_far(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    gate = hold(services)
    page = window.batch_page
    window.show_page("batch")
    begin(qtbot, page, folder)
    assert not page.view.progress.isHidden()
    window.show_page("find")
    assert "%" in window.rail._buttons["batch"].text()
    with qtbot.waitSignal(page.session.ended):
        gate.set()
    assert window.rail._buttons["batch"].text() == "Batch"
    assert page.view.progress.isHidden()
    assert "waiting" not in states(page)


def test_pause_and_stop(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    gate = hold(services)
    begin(qtbot, page, folder)
    qtbot.mouseClick(page.view.progress.pause_button, Qt.MouseButton.LeftButton)
    assert page.session.is_paused
    assert page.view.progress.pause_button.text() == "Go on"
    qtbot.mouseClick(page.view.progress.pause_button, Qt.MouseButton.LeftButton)
    assert not page.session.is_paused
    qtbot.mouseClick(page.view.progress.stop_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.session.ended):
        gate.set()
    assert states(page).count("waiting") == 5
    assert not page.view.go_on_button.isHidden()
    with qtbot.waitSignal(page.session.ended):
        qtbot.mouseClick(page.view.go_on_button, Qt.MouseButton.LeftButton)
    assert "waiting" not in states(page)
    assert page.view.go_on_button.isHidden()


def test_a_second_batch_has_to_wait(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    gate = hold(services)
    page = window.batch_page
    window.show_page("batch")
    begin(qtbot, page, folder)
    drop(window, folder)
    assert page.message.notice is not None
    assert page.message.notice.message.id is MessageId.BATCH_RUNNING
    with qtbot.waitSignal(page.session.ended):
        gate.set()


def test_a_closed_window_keeps_the_batch_for_the_next_start(
    qtbot: QtBot, services: FakeServices, theme: Theme, folder: Path
) -> None:
    gate = hold(services)
    first = open_window(qtbot, services, theme)
    page = first.batch_page
    first.show_page("batch")
    begin(qtbot, page, folder)
    page.session.stop()
    gate.set()
    first.close()
    services.lookup.answer = lambda query: answer(services, query)
    second = open_window(qtbot, services, theme)
    page = second.batch_page
    second.show_page("batch")
    qtbot.waitUntil(lambda: page.start.model.rowCount() == 1)
    (state,) = [page.start.model.index(0, 1).data()]
    assert state == "To be gone on with"
    page.start.table.choose(0)
    with qtbot.waitSignal(page.session.opened):
        qtbot.keyClick(page.start.table, Qt.Key.Key_Return)
    assert states(page).count("waiting") in (5, 6)
    with qtbot.waitSignal(page.session.ended):
        page.go_on()
    assert states(page).count("match") == 2
    second.close()


def test_decisions_made_just_before_closing_are_kept(
    qtbot: QtBot, services: FakeServices, theme: Theme, folder: Path
) -> None:
    window = open_window(qtbot, services, theme)
    page = run(qtbot, window, folder)
    page.review()
    assert page.session.head is not None
    run_id = page.session.head.run_id
    press(qtbot, page, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    window.close()
    rows = services.batches.open(run_id).rows
    assert [rows[number].state.value for number in UNSURE] == ["reviewed"] * 3


def test_trouble_of_the_program_is_said_and_the_rows_wait(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    def fail(query: Query) -> Answer:
        raise UserError(MessageId.WORKER_FAILED, reason="gone")

    services.lookup.answer = fail
    with qtbot.waitSignal(page.session.failed):
        page.begin((folder,))
    assert page.message.notice is not None
    assert not page.session.is_running
    assert states(page).count("waiting") == COUNT
    assert not page.view.go_on_button.isHidden()


# the list, export, languages


def test_batches_are_listed_and_deleted(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    fill(qtbot, page, folder)
    with qtbot.waitSignal(page.start.model.loaded):
        page.leave()
    assert page.start.model.index(0, 0).data() == "returns"
    assert page.start.model.index(0, 2).data().startswith("7 photos: 2 match")
    page.start.table.choose(0)
    qtbot.keyClick(page.start.table, Qt.Key.Key_Delete)
    box = page.findChild(QMessageBox)
    assert box is not None
    with qtbot.waitSignal(page.start.model.loaded):
        box.buttons()[0].click()
    assert page.start.stack.currentWidget() is page.start.empty
    assert services.batches.runs(10) == []


def test_export_holds_answers_and_decisions(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path, tmp_path: Path
) -> None:
    fill(qtbot, page, folder)
    page.review()
    press(qtbot, page, Qt.Key.Key_Return)
    kept(qtbot, services, page)
    file = tmp_path / "answers.xlsx"
    page.save_to(file)
    qtbot.waitUntil(lambda: not page._tasks.is_busy())
    head, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    first = dict(zip(head, rows[1], strict=True))
    assert (first["photo"], first["decision"], first["result_sku"]) == (
        "1.jpg",
        "confirmed",
        "MS-1002",
    )
    assert len(rows) == COUNT


def test_under_the_hospital_profile_the_page_says_what_is_not_kept(
    qtbot: QtBot, services: FakeServices, theme: Theme, folder: Path
) -> None:
    services.batches.keep_names = False
    window = open_window(qtbot, services, theme)
    page = run(qtbot, window, folder)
    assert not page.view.note.isHidden()
    assert page.session.head is not None
    run_id = page.session.head.run_id
    window.close()
    assert services.batches.open(run_id).head.is_stripped


def test_the_page_speaks_chinese(
    qtbot: QtBot, page: BatchPage, folder: Path, qapp: QApplication
) -> None:
    fill(qtbot, page, folder)
    translator.install(qapp, "zh_CN")
    assert column(page, batch_model.VERDICT)[:2] == ["匹配", "不确定"]
    qtbot.waitUntil(lambda: page.view.chips.chip(RowState.UNSURE).text() == "不确定  3")
    assert page.view.summary.text().startswith("7 张照片：2 匹配，3 不确定")


def test_every_control_has_a_name(qtbot: QtBot, page: BatchPage, folder: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QTableView

    fill(qtbot, page, folder)
    page.review()
    for kind in (QAbstractButton, QTableView):
        for widget in page.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, widget


# the model and the pictures


@pytest.fixture
def model(qtbot: QtBot, services: FakeServices, theme: Theme) -> BatchModel:
    thumbnails = RowPictures(services.batch_review, 128, 10, urgent=False)
    made = BatchModel(thumbnails, theme)
    thumbnails.setParent(made)
    yield made
    thumbnails.close()


def test_the_model_holds_its_contract_while_rows_come_and_go(
    qtbot: QtBot, services: FakeServices, model: BatchModel, folder: Path
) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    assert tester.model() is model
    run = services.batches.begin([folder])
    model.show_rows(run.rows)
    model.show_state(RowState.UNSURE)
    assert model.rowCount() == 0
    told: list = []
    from desktop_app.services.batch_runs import RunControl

    services.batches.answer(run, RunControl(), lambda *pair: told.append(pair))
    model.add_outcomes(told[3:])
    model.add_outcomes(told[:3])
    assert [model.number(row) for row in range(model.rowCount())] == list(UNSURE)
    review = services.batch_review.decide(run.head.run_id, 3, model.rows[3], "", teach=False)
    model.set_review(3, review)
    assert [model.number(row) for row in range(model.rowCount())] == [1, 4]
    model.show_state(RowState.REVIEWED)
    assert model.rowCount() == 1
    model.set_review(3, None)
    assert model.rowCount() == 0
    model.show_state(None)
    assert model.rowCount() == COUNT
    assert model.counts.now[RowState.UNSURE] == 3
    model.set_review(1, replace(review, said=Said.CONFIRMED))
    assert model.counts.now[RowState.REVIEWED] == 1


def test_ten_thousand_rows_read_no_photo_that_is_not_seen(
    qtbot: QtBot, services: FakeServices, theme: Theme, model: BatchModel
) -> None:
    from desktop_app.gui.wide_table import WideTable

    asked: list[str] = []

    def read(photos: list[PhotoInput], text: str, request: object) -> object:
        asked.append(photos[0].name)
        raise UserError(MessageId.PHOTO_MISSING, name=photos[0].name)

    services.analyst.analyse_query = read
    rows = [BatchRow(photo_row(n, f"{n}.jpg", Path(f"{n}.jpg"))) for n in range(10_000)]
    model.show_rows(rows)
    table = WideTable(model, (batch_model.PRODUCT, batch_model.WHY))
    qtbot.addWidget(table)
    table.resize(900, 640)
    table.show()
    qtbot.waitExposed(table)
    bar = table.verticalScrollBar()
    for step in range(101):
        bar.setValue(bar.maximum() * step // 100)
        table.viewport().repaint()
    last = f"{len(rows) - 1}.jpg"
    qtbot.waitUntil(lambda: last in asked)
    qtbot.waitUntil(lambda: not model._pictures._tasks.is_busy())
    assert len(asked) <= 100 + MOST_WISHES + AT_ONCE, "rows scrolled past were dropped"


def settled_by_label(services: FakeServices) -> None:
    """With its label an item is the second product of the catalogue, and a match."""

    def answered(query: Query) -> Answer:
        return answer_for(services.catalogue.all[1:]) if query.label else answer(services, query)

    services.lookup.answer = answered


def test_labels_settle_what_is_left_open(
    qtbot: QtBot, window: MainWindow, services: FakeServices, folder: Path
) -> None:
    settled_by_label(services)
    page = run(qtbot, window, folder)
    view = page.view
    assert view.labels_button.isVisible()
    gate = services.label_reading.hold()
    with qtbot.waitSignal(page.session.started):
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert view.progress.words.text() == "Reading labels…"
    assert not view.review_button.isEnabled(), "what changes now cannot be reviewed"
    view.review_chosen()
    assert not view.is_reviewing
    assert view.labels_button.isHidden()
    with qtbot.waitSignal(page.session.ended):
        gate.set()
    assert [state for state in states(page) if state != "error"] == ["match"] * (COUNT - 1)
    assert [row.state for row in kept(qtbot, services, page)].count(RowState.MATCH) == COUNT - 1
    assert len(services.label_reading.asked) == len(UNSURE) + 1
    assert view.labels_button.isHidden(), "nothing is left open"


def test_candidates_that_were_seen_before_the_labels_are_forgotten(
    qtbot: QtBot, page: BatchPage, services: FakeServices, folder: Path
) -> None:
    settled_by_label(services)
    fill(qtbot, page, folder)
    page.review()
    number = page.view.flow.number
    assert number is not None
    qtbot.waitUntil(lambda: number in page.view.flow._candidates)
    page.view.show_table()
    with qtbot.waitSignal(page.session.ended):
        page.read_labels()
    assert number not in page.view.flow._candidates


def test_without_the_reader_no_labels_are_offered(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader, theme: Theme, folder: Path
) -> None:
    services.label_reading.missing = MessageId.LABEL_READER_MISSING
    made = BatchPage(services, pictures, theme)
    qtbot.addWidget(made)
    fill(qtbot, made, folder)
    assert made.view.labels_button.isHidden()
    made.read_labels()
    assert not made.session.is_running
    assert made.message.notice is not None
    assert made.message.notice.message.id is MessageId.LABEL_READER_MISSING
    made.close_session()


def test_questions_of_words_alone_have_no_label(
    qtbot: QtBot, page: BatchPage, services: FakeServices, tmp_path: Path
) -> None:
    def unsure(query: Query) -> Answer:
        return answer_for(services.catalogue.all, Verdict.UNSURE, Reason.TEXT_ONLY, best=0.6)

    services.lookup.answer = unsure
    (tmp_path / "words.csv").write_text("text\nred mug\n", encoding="utf-8")
    fill(qtbot, page, tmp_path / "words.csv")
    assert states(page) == ["unsure"]
    assert page.view.labels_button.isHidden()
