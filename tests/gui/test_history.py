"""The history as a person uses it: search, narrow, open again, export, delete."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import Decision
from desktop_app.core.types import HistoryEntry, Reason, Verdict
from desktop_app.gui import history_model, translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.services.answer_json import answer_object
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import NOON, answer_for
from tests.fake_services.pictures import jpeg, product_picture


def lookup(services: FakeServices, number: int, verdict: Verdict = Verdict.MATCH) -> HistoryEntry:
    product = services.catalogue.all[number % 8]
    answer = answer_for([product, services.catalogue.all[0]], verdict)
    said = Decision.CORRECTED if number == 2 else None
    return HistoryEntry(
        lookup_id=number,
        at=NOON + timedelta(minutes=number),
        person="Li",
        text="blue" if number == 1 else "",
        verdict=verdict,
        reason=Reason.CONFIDENT,
        top_sku=product.sku,
        top_name=product.name,
        top_probability=0.97,
        model="f" * 64,
        device="CPU",
        answer=json.dumps(answer_object(answer, ["a.jpg"])),
        thumbnail=jpeg(product_picture("#3E78C9", side=64)),
        decision=said,
        decided_name="Saline" if said else "",
        decided_by="Wang" if said else "",
    )


@pytest.fixture
def filled(services: FakeServices) -> FakeServices:
    verdicts = [Verdict.MATCH, Verdict.UNSURE, Verdict.NOT_IN_CATALOGUE]
    services.history.entries = [lookup(services, n, verdicts[n % 3]) for n in range(5, -1, -1)]
    return services


def show(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.page("history").model.loaded):
        window.show_page("history")


def texts(window: MainWindow, column: int) -> list[str]:
    model = window.page("history").model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_every_lookup_is_listed_newest_first(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    show(qtbot, window)
    assert [name.split("\n")[0] for name in texts(window, history_model.PRODUCT)] == [
        product.name for product in filled.catalogue.all[5::-1]
    ]
    assert texts(window, history_model.SHARE)[0] == "97\N{NO-BREAK SPACE}%"
    assert texts(window, history_model.SAID)[3] == "No, it is Saline\nWang"
    assert texts(window, history_model.MODEL)[0] == "ffffffff\nCPU"
    index = window.page("history").model.index(0, history_model.PICTURE)
    qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.DecorationRole) is not None)


def test_time_is_written_as_the_language_does(
    qtbot: QtBot, filled: FakeServices, window: MainWindow, qapp: QApplication
) -> None:
    show(qtbot, window)
    english = texts(window, history_model.TIME)[0]
    translator.install(qapp, "zh_CN")
    assert english.startswith("3/29/26")
    assert texts(window, history_model.TIME)[0].startswith("2026/3/29")
    assert texts(window, history_model.VERDICT)[2] == "匹配"


def test_words_and_verdict_narrow_the_list(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    show(qtbot, window)
    page = window.page("history")
    with qtbot.waitSignal(page.model.loaded):
        page.field.setText("saline")
    assert page.model.rowCount() == 2
    with qtbot.waitSignal(page.model.loaded):
        page.verdict.setCurrentIndex(page.verdict.findText("Unsure"))
    assert texts(window, history_model.VERDICT) == ["Unsure"]
    with qtbot.waitSignal(page.model.loaded):
        page.field.setText("nothing like this")
    assert page.stack.currentWidget() is page.empty
    assert not page.export_button.isEnabled()


def test_enter_opens_the_stored_answer_and_asks_nothing(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    show(qtbot, window)
    page = window.page("history")
    page.table.choose(1)
    with qtbot.waitSignal(page.answer_opened):
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    find = window.find_page
    assert window.pages.currentWidget() is find
    assert find.detail.name.text() == filled.catalogue.all[4].name
    assert find.verdict.verdict.text() == "Unsure"
    assert find.message.notice is not None
    assert find.message.notice.message.id is MessageId.STORED_ANSWER
    assert filled.lookup.queries == []
    assert not find.teach.bar.isVisible()
    qtbot.waitUntil(lambda: find.detail.compare.query_side.view.has_picture)


def test_the_export_holds_what_is_listed(
    qtbot: QtBot, filled: FakeServices, window: MainWindow, tmp_path: Path
) -> None:
    show(qtbot, window)
    page = window.page("history")
    with qtbot.waitSignal(page.model.loaded):
        page.field.setText("saline")
    file = tmp_path / "out.csv"
    page.save_to(file)
    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 0)
    assert file.read_text(encoding="utf-8-sig").splitlines() == ["MS-1005", "MS-1004"]


def test_an_export_that_cannot_be_written_says_why(
    qtbot: QtBot, filled: FakeServices, window: MainWindow, tmp_path: Path
) -> None:
    show(qtbot, window)
    window.page("history").save_to(tmp_path / "no such folder" / "out.csv")
    qtbot.waitUntil(lambda: window.page("history").message.notice is not None)


def test_all_is_deleted_only_after_a_question(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    show(qtbot, window)
    page = window.page("history")
    page.delete_button.click()
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    kept = list(filled.history.entries)
    qtbot.keyClick(box, Qt.Key.Key_Return)  # the key that opened the question must not answer it
    assert box.isHidden()
    assert filled.history.entries == kept
    page.ask_to_delete()
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    with qtbot.waitSignal(page.model.loaded):
        next(b for b in box.buttons() if b.text() == "Delete all").click()
    assert filled.history.entries == []
    assert page.stack.currentWidget() is page.empty


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, filled: FakeServices, window: MainWindow
) -> None:
    filled.history.entries = [lookup(filled, number) for number in range(230, 0, -1)]
    model = window.page("history").model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(qtbot, window)
    while model.canFetchMore(model.index(-1, -1)):
        with qtbot.waitSignal(model.loaded):
            model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: model.rowCount() == 230)


def test_retention_and_hospital_profile_are_settings(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    window.dialogs.show_settings()
    dialog = next(d for d in window.findChildren(SettingsDialog) if d.isVisible())
    assert dialog.days.currentData() == 30
    dialog.days.setCurrentIndex(dialog.days.findData(0))
    dialog.days.activated.emit(dialog.days.currentIndex())
    dialog.pictures.click()
    qtbot.waitUntil(lambda: not services.settings.history_pictures)
    assert services.settings.history_days == 7, "a hospital keeps lookups for a week"
    dialog.days.setCurrentIndex(dialog.days.findData(1))
    dialog.days.activated.emit(dialog.days.currentIndex())
    qtbot.waitUntil(lambda: services.settings.history_days == 1)
    assert not services.settings.history_pictures
    dialog.close()
