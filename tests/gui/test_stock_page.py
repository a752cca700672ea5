"""The page of stock as a person uses it: urgency, search, moving, rules, lists, keyboard."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.backtest import back_test
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import MovementKind, RestockState, Scope
from desktop_app.core.types import Reason, Verdict
from desktop_app.gui import movements_model, stock_model, time_plot, translator
from desktop_app.gui.backtest_dialog import BackTestDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.movements_dialog import MovementsDialog
from desktop_app.gui.rule_dialog import RuleDialog
from desktop_app.gui.stock_page import StockPage
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.fake_services.stock import fill
from tests.gui.test_history import lookup

WAIT_MS = 10_000


@pytest.fixture
def page(qtbot: QtBot, services: FakeServices, window: MainWindow) -> StockPage:
    fill(services.ledgers, 5)
    window.show_page("stock")
    made = window.page("stock")
    assert isinstance(made, StockPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == len(services.catalogue.all), timeout=WAIT_MS)
    return made


def cells(page: StockPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def typed(qtbot: QtBot, page: StockPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field = page.card.move_step.field
    field.selectAll()
    qtbot.keyClicks(field, text)
    with qtbot.waitSignals([page.card.move_step.moved, page.listed], timeout=WAIT_MS):
        qtbot.keyClick(field, key)


def test_products_stand_most_urgent_first_with_their_reason(qtbot: QtBot, page: StockPage) -> None:
    QAbstractItemModelTester(page.model)
    assert cells(page, stock_model.STATE)[0] == "Order soon"
    assert cells(page, stock_model.STATE)[-1] == "Too little known"
    assert page.model.index(0, stock_model.DAYS).data() == "14"
    qtbot.waitUntil(lambda: not page.card.demand.is_empty, timeout=WAIT_MS)
    assert "a week are asked for (steady)" in page.card.why.text()
    assert "Order soon: 1." in page.lead.text()


def test_the_rows_are_narrowed_and_sorted(qtbot: QtBot, page: StockPage) -> None:
    with qtbot.waitSignal(page.listed, timeout=WAIT_MS):
        qtbot.keyClicks(page.filters.field, "saline")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=WAIT_MS)
    page.filters.field.clear()
    with qtbot.waitSignal(page.listed, timeout=WAIT_MS):
        page.filters.state.setCurrentIndex(page.filters.state.findData(RestockState.UNKNOWN.value))
    qtbot.waitUntil(lambda: set(cells(page, stock_model.STATE)) == {"Too little known"})
    page.filters.state.setCurrentIndex(0)
    with qtbot.waitSignal(page.listed, timeout=WAIT_MS):
        page.filters.category.setCurrentText("Gloves")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=WAIT_MS)


def test_stock_is_moved_by_keyboard_and_taken_back(
    qtbot: QtBot, services: FakeServices, page: StockPage
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    step = page.card.move_step
    assert step.field.hasFocus() or not page.window().isActiveWindow()
    typed(qtbot, page, "5")
    assert step.said.text() == "5 taken out. Stock now: 7."
    qtbot.waitUntil(lambda: page.model.index(0, stock_model.STATE).data() == "Order now")
    typed(qtbot, page, "+20")
    assert step.said.text() == "20 put in. Stock now: 27."
    typed(qtbot, page, "=9.5")
    assert step.said.text() == "9.5 counted. Stock now: 9.5."
    with qtbot.waitSignal(step.moved, timeout=WAIT_MS):
        step.undo_button.click()
    state = services.stock.state(1)
    assert state is not None
    assert state.stock == 27


def test_what_is_no_quantity_is_said_and_moves_nothing(
    qtbot: QtBot, services: FakeServices, page: StockPage
) -> None:
    field = page.card.move_step.field
    before = services.stock.movements(1)
    for text in ("few", "0"):
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        wanted = f"“{text}” is not a quantity"
        qtbot.waitUntil(lambda words=wanted: words in page.card.move_step.said.text())
    assert services.stock.movements(1) == before


def test_large_numbers_are_grouped_in_sentences_as_in_the_table(
    qtbot: QtBot, page: StockPage
) -> None:
    field = page.card.move_step.field
    field.setText("+12500")
    with qtbot.waitSignal(page.planned, timeout=WAIT_MS):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.card.move_step.said.text().startswith("12,500 put in. Stock now: 12,5")


def test_rules_change_what_is_to_be_ordered(
    qtbot: QtBot, services: FakeServices, page: StockPage
) -> None:
    page.card.rule_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(RuleDialog)))
    (dialog,) = page.window().findChildren(RuleDialog)
    assert dialog.fields["lead_days"].placeholderText() == "7"
    dialog.fields["service"].setText("120")
    dialog.save_button.click()
    qtbot.waitUntil(dialog.error.isVisible)
    dialog.fields["service"].setText("99,5 %")
    dialog.fields["lead_days"].setText("21")
    dialog.fields["pack"].setText("50")
    with qtbot.waitSignal(page.planned, timeout=WAIT_MS):
        dialog.save_button.click()
    rule = services.stock.rules()[(Scope.PRODUCT, "1")]
    assert (rule.lead_days, rule.service, rule.pack) == (21, 0.995, 50)
    qtbot.waitUntil(lambda: page.model.index(0, stock_model.ORDER).data() == "50")
    assert page.export_button.isEnabled()


def test_orders_are_written_and_noted_as_ordered(
    qtbot: QtBot, services: FakeServices, page: StockPage, tmp_path: Path
) -> None:
    typed(qtbot, page, "8")
    qtbot.waitUntil(lambda: "Order now" in cells(page, stock_model.STATE))
    file = tmp_path / "orders.csv"
    with qtbot.waitSignal(page.saved, timeout=WAIT_MS) as saved:
        page.export_to(file)
    assert saved.args == [1]
    with file.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["SKU"], row["State"]) == ("MS-1001", "Order now")
    line = page.card.line
    assert line is not None
    with qtbot.waitSignal(page.planned, timeout=WAIT_MS):
        page.set_ordered(line.order)
    qtbot.waitUntil(lambda: "On order" in cells(page, stock_model.STATE))


def test_sales_are_imported_and_bad_rows_are_named(
    qtbot: QtBot, page: StockPage, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    today = (datetime.now(UTC) - timedelta(days=3)).date()
    file.write_text(f"date,sku,qty\n{today},MS-1006,2\n{today},XX,2\n", encoding="utf-8")
    with qtbot.waitSignals([page.imported, page.planned], timeout=WAIT_MS):
        page.import_list(file)
    qtbot.waitUntil(lambda: "Line 3: No product" in page.lead.text())
    with qtbot.waitSignal(page.imported, timeout=WAIT_MS) as again:
        page.import_list(file)
    assert again.args[0].known == 1


def test_forecasts_are_tried_in_a_table(qtbot: QtBot, page: StockPage) -> None:
    page.test_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(BackTestDialog)), timeout=WAIT_MS)
    (dialog,) = page.window().findChildren(BackTestDialog)
    assert "5 products" in dialog.lead.text()
    assert dialog._grid.rowCount() > 7
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_one_product_is_not_many_in_a_trial_of_forecasts(qtbot: QtBot, theme: Theme) -> None:
    test = replace(back_test(np.arange(60.0)[None, :] % 7, 1, 0.95), forecasts=1)
    dialog = BackTestDialog(theme, test)
    qtbot.addWidget(dialog)
    assert dialog.lead.text().startswith(
        "1 product, 1 forecast: what was known then, against the 1 week after it."
    )


def test_plots_are_read_by_keyboard_and_saved(
    qtbot: QtBot, page: StockPage, tmp_path: Path
) -> None:
    plot = page.card.demand
    qtbot.waitUntil(lambda: not plot.is_empty, timeout=WAIT_MS)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "demand" in plot.reading
    first = plot.reading
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.reading != first
    assert plot.accessibleDescription() == plot.reading
    plot.save(tmp_path / "plot.png")
    plot.save(tmp_path / "plot.csv")
    assert (tmp_path / "plot.png").stat().st_size > 1000
    rows = (tmp_path / "plot.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "series,at,value"
    assert len(rows) > 30


def test_the_page_speaks_chinese(qtbot: QtBot, page: StockPage, qapp: object) -> None:
    translator.install(qapp, "zh_CN")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.title.text() == "库存")
    assert cells(page, stock_model.STATE)[0] == "尽快订购"
    assert "每周约需" in page.card.why.text()


def test_without_products_the_page_says_what_to_do(qtbot: QtBot, empty_window: MainWindow) -> None:
    page = empty_window.page("stock")
    assert isinstance(page, StockPage)
    with qtbot.waitSignal(page.listed, timeout=WAIT_MS):
        empty_window.show_page("stock")
    assert page.stack.currentWidget() is page.empty


def test_an_answer_moves_stock_with_one_key(
    qtbot: QtBot, services: FakeServices, window: MainWindow
) -> None:
    products = services.catalogue.all
    services.lookup.answer = lambda query: replace(
        answer_for(products, Verdict.MATCH, Reason.CONFIDENT, 0.97, query.text), lookup_id=31
    )
    with qtbot.waitSignal(window.find_page.answered, timeout=WAIT_MS):
        window.find_page.query.use_text("gloves")
    step = window.find_page.stock_step.step
    qtbot.waitUntil(step.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert step.field.hasFocus()
    step.field.setText("2")
    with qtbot.waitSignal(step.moved, timeout=WAIT_MS):
        qtbot.keyClick(step.field, Qt.Key.Key_Return)
    sku = window.find_page.detail.candidate.sku
    number = services.stock.find(sku)
    stock = products[number - 1].stock
    assert stock is not None
    (moved, *_) = services.stock.movements(number)
    assert (moved.after, moved.lookup_id) == (stock - 2, 31)
    with qtbot.waitSignal(step.moved, timeout=WAIT_MS):
        qtbot.keyClick(step.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert services.stock.movements(number)[0].after == stock


def test_a_movement_leads_back_to_the_lookup_it_came_from(
    qtbot: QtBot, services: FakeServices, window: MainWindow, page: StockPage
) -> None:
    services.stock.move(1, MovementKind.OUT, Decimal(3), lookup_id=7)
    services.stock.move(1, MovementKind.IN, Decimal(1), lookup_id=8)
    page.card.moves_button.click()
    (dialog,) = window.findChildren(MovementsDialog)
    QAbstractItemModelTester(dialog.model)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 2, timeout=WAIT_MS)
    column = [dialog.model.index(row, movements_model.FROM).data() for row in range(2)]
    assert column == ["Lookup 8", "Lookup 7"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.error.isVisible)
    assert "no longer in the history" in dialog.error.words.text()
    services.history.entries.append(lookup(services, 7))
    dialog.table.choose(1)
    with qtbot.waitSignal(page.answer_opened, timeout=WAIT_MS) as opened:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert opened.args[0].lookup_id == 7
    assert window.pages.currentWidget() is window.find_page


def test_a_movement_of_the_list_is_taken_back(
    qtbot: QtBot, services: FakeServices, window: MainWindow, page: StockPage
) -> None:
    services.stock.move(1, MovementKind.OUT, Decimal(3))
    page.dialogs.show_movements()
    (dialog,) = window.findChildren(MovementsDialog)
    qtbot.waitUntil(dialog.undo_button.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(page.planned, timeout=WAIT_MS):
        dialog.undo_button.click()
    texts = lambda: [dialog.model.index(row, 1).data() for row in range(2)]  # noqa: E731
    qtbot.waitUntil(lambda: texts() == ["Taken back", "Taken out (taken back)"], timeout=WAIT_MS)
    assert services.stock.state(1).stock == 12
    dialog.table.choose(1)
    assert not dialog.undo_button.isEnabled()
    dialog.reject()


def test_the_button_on_a_plot_saves_it(
    qtbot: QtBot, page: StockPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot, chosen = page.card.levels, tmp_path / "stock.csv"
    qtbot.waitUntil(lambda: not plot.is_empty, timeout=WAIT_MS)
    monkeypatch.setattr(time_plot, "ask_where", lambda parent, name: chosen)
    plot.save_button.click()
    assert chosen.read_text(encoding="utf-8-sig").startswith("series,at,value")
    assert "stock.csv" in page.message.what.text()
    chosen = tmp_path / "missing" / "stock.png"
    plot.save_button.click()
    assert page.message.notice.message.id is MessageId.OUTPUT_UNUSABLE


def test_the_key_to_move_stock_works_on_this_page_too(
    qtbot: QtBot, window: MainWindow, page: StockPage
) -> None:
    page.table.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert page.card.move_step.field.hasFocus()
