"""The page of prices: alerts seen and done, a plot, lists, limits."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.price import AlertState
from desktop_app.core.stock import Scope
from desktop_app.gui import alerts_model, translator
from desktop_app.gui.limit_dialog import LimitDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.prices_page import EVERYTHING, PricesPage
from tests.fake_services.all_services import FakeServices
from tests.fake_services.stock import fill

WAIT_MS = 10_000


@pytest.fixture
def page(qtbot: QtBot, services: FakeServices, window: MainWindow) -> PricesPage:
    fill(services.ledgers, 2)
    window.show_page("prices")
    made = window.page("prices")
    assert isinstance(made, PricesPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == 2, timeout=WAIT_MS)
    return made


def cells(page: PricesPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_alerts_are_listed_with_their_change_and_a_plot(qtbot: QtBot, page: PricesPage) -> None:
    QAbstractItemModelTester(page.model)
    assert cells(page, alerts_model.WHAT) == ["Price fell", "Price rose"]
    assert cells(page, alerts_model.CHANGE)[1] == "+21.4\N{NO-BREAK SPACE}%"
    assert cells(page, alerts_model.PRICE)[1] == "€9.80 → €11.90"
    page.table.choose(1)  # while the first one is still being read
    chosen = "Nitrile gloves, blue, size M"
    qtbot.waitUntil(lambda: page.name.text() == chosen, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "autumn.csv" in page.last.text(), timeout=WAIT_MS)
    assert not page.plot.is_empty
    qtbot.waitUntil(lambda: not page._tasks.is_busy(), timeout=WAIT_MS)
    assert page.name.text() == chosen


def test_alerts_are_seen_and_done_by_keyboard(
    qtbot: QtBot, services: FakeServices, page: PricesPage
) -> None:
    page.table.choose(0)
    page.mark(AlertState.SEEN)
    qtbot.waitUntil(lambda: cells(page, alerts_model.STATE)[0].startswith("Seen"))
    assert services.prices.new_alerts() == 1
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.which.setCurrentIndex(page.which.findData(EVERYTHING))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert cells(page, alerts_model.STATE)[0].splitlines() == ["Done", "Li"]


def test_a_price_list_is_imported(
    qtbot: QtBot, services: FakeServices, page: PricesPage, tmp_path: Path
) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("sku,price,currency\nMS-1003,99,EUR\nXX,1,EUR\n", encoding="utf-8")
    with qtbot.waitSignals([page.imported, page.model.loaded], timeout=WAIT_MS):
        page.import_list(file)
    assert "New alerts: 1." in page.lead.text()
    assert "Line 3: No product" in page.lead.text()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=WAIT_MS)


def test_limits_are_set_for_a_category(
    qtbot: QtBot, services: FakeServices, page: PricesPage
) -> None:
    qtbot.waitUntil(lambda: page._product is not None, timeout=WAIT_MS)
    page.limit_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(LimitDialog)))
    (dialog,) = page.window().findChildren(LimitDialog)
    dialog.scope.setCurrentIndex(1)
    dialog.fields["rise"].setText("much")
    dialog.save_button.click()
    assert dialog.error.isVisible()
    dialog.fields["rise"].setText("2,5 %")
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.save_button.click()
    assert services.prices.limits()[(Scope.CATEGORY, "Gloves")].rise == Decimal("2.5")


def test_the_page_speaks_chinese(qtbot: QtBot, page: PricesPage, qapp: object) -> None:
    translator.install(qapp, "zh_CN")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.title.text() == "价格")
    assert cells(page, alerts_model.WHAT)[0] == "价格下跌"
