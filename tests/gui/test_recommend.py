"""Substitutes, what goes with a product, and products side by side, as a person opens them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.gui import translator
from desktop_app.gui.best_fit_dialog import BestFitDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.recommend_dialog import RecommendDialog
from tests.fake_services.all_services import FakeServices


def _ask(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_text("gloves")


def _recommended(qtbot: QtBot, window: MainWindow) -> RecommendDialog:
    _ask(qtbot, window)
    with qtbot.waitSignal(window.find_page.recommend.shown) as shown:
        qtbot.mouseClick(window.find_page.detail.recommend_button, Qt.MouseButton.LeftButton)
    (dialog,) = shown.args
    assert isinstance(dialog, RecommendDialog)
    return dialog


def _compared(qtbot: QtBot, window: MainWindow, count: int = 2) -> BestFitDialog:
    products = window._services.catalogue.all[:count]
    with qtbot.waitSignal(window.find_page.recommend.shown) as shown:
        window.find_page.recommend.compare(products)
    (dialog,) = shown.args
    assert isinstance(dialog, BestFitDialog)
    return dialog


def _words(dialog: BestFitDialog) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each.text() for each in dialog.findChildren(QLabel) if not each.isHidden()]


def test_the_chosen_product_leads_to_substitutes_and_companions(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = _recommended(qtbot, window)
    chosen = window.find_page.detail.candidate
    assert chosen is not None
    assert dialog.title.text() == chosen.product.name
    assert all(each.entry.product.stock for each in dialog.substitutes.rows)
    why = dialog.together.rows[0].entry.why
    assert "in 18 of 30 sessions (60 %)" in why
    assert "support 7.5 %" in why
    assert "4.2 times" in why
    dialog.reject()


def test_the_key_opens_it_too(qtbot: QtBot, window: MainWindow) -> None:
    _ask(qtbot, window)
    with qtbot.waitSignal(window.find_page.recommend.shown) as shown:
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_M, modifiers)
    shown.args[0].reject()


def test_a_short_history_says_how_much_it_takes(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.recommendations.sessions = 0
    dialog = _recommended(qtbot, window)
    assert dialog.together.rows == []
    assert "Too little history: 0 sessions" in dialog.together.none.text()
    dialog.reject()


def test_up_to_three_are_ticked_and_compared(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    dialog = _recommended(qtbot, window)
    assert not dialog.compare_button.isEnabled()
    rows = [*dialog.substitutes.rows, *dialog.together.rows]
    unique = {row.entry.product.product_id: row for row in rows}
    ticks = [row.tick for row in unique.values()]
    for tick in ticks[:3]:
        tick.setFocus()
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert dialog.compare_button.text() == "Compare 4 products"
    ticks[3].click()
    assert not dialog.compare_button.isEnabled(), "five are too many"
    ticks[3].click()
    with qtbot.waitSignal(window.find_page.recommend.shown) as shown:
        qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    assert len(services.recommendations.compared[0]) == 4
    assert services.recommendations.compared[0][0] == dialog.found.product.sku
    shown.args[0].reject()
    dialog.reject()


def test_a_recommended_product_is_looked_up(qtbot: QtBot, window: MainWindow) -> None:
    dialog = _recommended(qtbot, window)
    sku = dialog.together.rows[0].entry.product.sku
    with qtbot.waitSignal(window.find_page.sought) as sought:
        qtbot.mouseClick(dialog.together.rows[0].open_button, Qt.MouseButton.LeftButton)
    assert sought.args == [sku]
    assert not dialog.isVisible()


def test_products_stand_side_by_side_with_the_best_first(qtbot: QtBot, window: MainWindow) -> None:
    dialog = _compared(qtbot, window, 4)
    words = _words(dialog)
    assert any("Best fit" in word for word in words)
    assert any(word.startswith("+ in stock") for word in words)
    assert any("– out of stock" in word for word in words)
    assert dialog.found.fits[0].product.stock
    qtbot.waitUntil(lambda: all(view.has_picture for view, _ in dialog.views))
    assert len(dialog.views) == 4
    dialog.reject()


def test_several_photos_are_asked_each_by_itself(
    qtbot: QtBot,
    window: MainWindow,
    services: FakeServices,
    photo_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = _compared(qtbot, window)
    names = [str(photo_file), str(photo_file.with_name("other.jpg"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    qtbot.mouseClick(dialog.photos_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.found.fits) == 3)
    assert services.recommendations.photos == [["from the camera.jpg", "other.jpg"]]
    assert "from the camera.jpg" in dialog.lead.text()
    assert any("most like what was asked (90%)" in word for word in _words(dialog))
    dialog.reject()


def test_an_error_is_said_on_the_page(
    qtbot: QtBot, window: MainWindow, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ask(qtbot, window)

    def fail(product: object) -> None:
        raise CatalogueError(MessageId.CATALOGUE_UNREADABLE, name="x", reason="y")

    monkeypatch.setattr(services.recommendations, "recommend", fail)
    with qtbot.waitSignal(window.find_page.recommend.failed):
        window.find_page.on_results.show_recommended()
    assert window.find_page.message.isVisibleTo(window)


def test_it_speaks_chinese(qtbot: QtBot, window: MainWindow, qapp: QApplication) -> None:
    dialog = _compared(qtbot, window)
    translator.install(qapp, "zh_CN")
    QApplication.processEvents()
    assert dialog.title.text() == "哪个最合适"
    assert any("最佳" in word for word in _words(dialog))
    dialog.reject()
