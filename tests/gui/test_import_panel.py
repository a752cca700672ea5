"""Importing in the window: progress, stopping, the report, a file that is not UTF-8."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import ProgressReport
from desktop_app.gui.import_chooser import ENCODINGS
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.page_area import PageArea
from desktop_app.gui.rejected_model import LeftOut, RejectedModel
from tests.fake_services.all_services import FakeServices
from tests.fake_services.importer import FakeRejected, FakeReport
from tests.gui.all_views import SETTLING

GOODS = Path("goods.csv")


@pytest.fixture
def gate(services: FakeServices):
    services.importer.gate = threading.Event()
    yield services.importer.gate
    services.importer.gate.set()


def test_progress_shows_share_speed_and_time_left(
    qtbot: QtBot, window: MainWindow, services: FakeServices, gate: threading.Event
) -> None:
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.session.progressed):
        panel.start(GOODS)
    assert panel.progress.title.text() == "Importing goods.csv"
    assert panel.progress.share.text() == "0\N{NO-BREAK SPACE}%"
    assert panel.progress.rate.value.text() == "12.5 a second"
    assert panel.progress.left.value.text() == "A few seconds"
    assert window.status_bar.running.words.text() == "Importing: 0 %"
    with qtbot.waitSignal(panel.session.finished):
        gate.set()
    assert window.status_bar.running.words.text() == ""


def test_a_short_report_is_not_scrolled(qtbot: QtBot, window: MainWindow) -> None:
    """The choice of sources, hidden and still as it stood in a narrow window, once made it high."""
    panel = window.import_panel
    window.show_page("import")
    window.resize(820, 620)
    area = next(area for area in window.findChildren(PageArea) if area.isAncestorOf(panel))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    with qtbot.waitSignal(panel.session.finished):
        panel.start(GOODS)
    qtbot.waitUntil(panel.report.isVisible)
    window.resize(1366, 620)
    for _ in range(SETTLING):
        QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0


def test_a_stopped_import_says_that_the_rest_stays(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    panel = window.import_panel
    window.show_page("import")
    panel.start(GOODS)
    qtbot.mouseClick(panel.progress.stop_button, Qt.MouseButton.LeftButton)
    assert not panel.progress.stop_button.isEnabled()
    with qtbot.waitSignal(panel.session.finished):
        gate.set()
    assert panel.report.title.text() == "Import stopped"
    assert "What was saved stays" in panel.report.subtitle.text()


def test_lookups_go_on_while_an_import_runs(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    window.import_panel.start(GOODS)
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_text("gloves")
    assert window.import_panel.session.is_running
    with qtbot.waitSignal(window.import_panel.session.finished):
        gate.set()


def test_closing_the_window_stops_the_import(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    window.import_panel.start(GOODS)
    threading.Timer(0.05, gate.set).start()
    window.close()
    assert not window.import_panel.session.is_running


def test_rejected_rows_are_listed_copied_and_saved(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    bad = Message.of(MessageId.ROW_BAD_PRICE, value="=1+1")
    photo = Message.of(MessageId.PHOTO_HEIC, name="IMG_1.heic")
    services.importer.report = FakeReport(
        added=2,
        rejected=(FakeRejected(7, "=SKU", bad),),
        photo_problems=(FakeRejected(9, "B", photo),),
    )
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.session.finished):
        panel.start(GOODS)
    report = panel.report
    assert report.table.isVisible()
    assert report.cards["rejected"].value.text() == "1"
    assert report.cards["rejected"].words.text() == "Photos: 1"
    assert report.rejected.index(0, 2).data() == "“=1+1” is not a price."
    report.copy_button.click()
    assert "'=SKU" in QApplication.clipboard().text()
    file = tmp_path / "left-out.csv"
    report.save_to(file)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["Line", "SKU", "Reason", "What to do"]
    assert rows[1][:2] == ["7", "'=SKU"]
    assert "IMG_1.heic" in rows[2][2]


def test_a_list_that_cannot_be_saved_gets_a_message(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.import_panel.report.save_failed):
        window.import_panel.report.save_to(tmp_path / "missing" / "left-out.csv")
    assert window.import_panel.message.notice is not None


def test_a_file_in_another_encoding_asks_for_it_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    panel = window.import_panel
    window.show_page("import")
    services.importer.error = UserError(
        MessageId.IMPORT_ENCODING, name="goods.csv", encoding="utf-8"
    )
    with qtbot.waitSignal(panel.session.failed):
        panel.start(GOODS)
    assert "not text in utf-8" in panel.message.what.text()
    assert panel.chooser.retry_button.isVisible()
    services.importer.error = None
    services.importer.report = FakeReport(added=1, encoding="gb18030")
    panel.chooser.encoding.setCurrentIndex(ENCODINGS.index("gb18030"))
    with qtbot.waitSignal(panel.session.finished):
        panel.chooser.retry_button.click()
    assert services.importer.encodings == [None, "gb18030"]
    assert "GB18030" in panel.report.subtitle.text()


def test_an_import_that_filled_the_disk_goes_on_where_it_was(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    panel = window.import_panel
    window.show_page("import")
    services.importer.error = UserError(MessageId.IMPORT_PAUSED, name="data", done=64, total=200)
    with qtbot.waitSignal(panel.session.failed):
        panel.session.start(GOODS, "gb18030")
    assert "64 of 200" in panel.message.what.text()
    assert panel.go_on_button.isVisible()
    services.importer.error = None
    with qtbot.waitSignal(panel.session.finished):
        qtbot.mouseClick(panel.go_on_button, Qt.MouseButton.LeftButton)
    assert services.importer.sources == [GOODS, GOODS]
    assert services.importer.encodings == ["gb18030", "gb18030"], "what was chosen is kept"
    assert not panel.go_on_button.isVisible()


def test_other_errors_offer_no_way_to_go_on(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.importer.error = UserError(MessageId.IMPORT_EMPTY, name="goods.csv")
    window.show_page("import")
    with qtbot.waitSignal(window.import_panel.session.failed):
        window.import_panel.start(GOODS)
    assert not window.import_panel.go_on_button.isVisible()


def test_an_error_of_ours_during_import_is_a_message_too(
    qtbot: QtBot, window: MainWindow, services: FakeServices, caplog: pytest.LogCaptureFixture
) -> None:
    services.importer.error = RuntimeError("broken inside")
    with qtbot.waitSignal(window.import_panel.session.failed):
        window.import_panel.start(GOODS)
    notice = window.import_panel.message.notice
    assert notice.message.id is MessageId.UNEXPECTED
    assert "RuntimeError" in notice.details
    assert "broken inside" not in notice.details  # it may hold a name or a path
    assert "background task failed" in caplog.text


def test_the_table_of_rejected_rows_is_a_sound_model(qtbot: QtBot, qtmodeltester) -> None:
    model = RejectedModel()
    qtmodeltester.check(model)
    model.show_items([LeftOut(3, "A", Message.of(MessageId.ROW_NO_NAME))])
    qtmodeltester.check(model)
    assert model.rowCount() == 1


def test_progress_without_a_total_says_that_the_list_is_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    progress = window.import_panel.progress
    progress.start("goods.csv")
    progress.show_report(ProgressReport(0, 0))
    assert progress.share.text() == "Reading the list…"
