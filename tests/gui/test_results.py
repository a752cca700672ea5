"""Results as a person works with them: layout, order, filters, similar items, thousands of them."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.result_order import ResultOrder
from desktop_app.core.types import Answer, HistoryEntry, QueryKind, Reason, Verdict
from desktop_app.gui.candidate_model import PAGE, CandidateModel, CandidateRole
from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.result_row_delegate import ROW_PX, ResultRowDelegate
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.lookup import Query
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import NOON, answer_for
from tests.gui.all_views import VIEWS

EDGE_PX = 2
"""Left and right of the words within a field."""


def ask(qtbot: QtBot, window: MainWindow, text: str = "gloves") -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_text(text)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, held)


def names(window: MainWindow) -> list[str]:
    model = window.find_page.candidates
    return [str(model.index(row).data()) for row in range(model.rowCount())]


CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


def by_words(services: FakeServices, count: int) -> None:
    """Let words find the first products of the catalogue, of *count* that hold them."""

    def answer(query: Query) -> Answer:
        found = answer_for(
            services.catalogue.all, Verdict.UNSURE, Reason.TEXT_ONLY, text=query.text
        )
        return replace(found, query_kind=QueryKind.TEXT)

    services.lookup.answer = answer
    services.words.count = count


def test_one_key_shows_rows_and_the_choice_is_remembered(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    ask(qtbot, window)
    grid = window.find_page.grid
    grid.choose(2)
    press(qtbot, window, Qt.Key.Key_G, CTRL)
    assert grid.layout_shown is ResultLayout.LIST
    assert grid.gridSize().height() == ROW_PX
    assert grid.currentIndex().row() == 2
    qtbot.waitUntil(lambda: services.settings.results == "list")
    window.find_page.results_bar.layout_button.click()
    assert grid.layout_shown is ResultLayout.GRID
    qtbot.waitUntil(lambda: services.settings.results == "grid")


@pytest.mark.parametrize("dark", [False, True])
def test_a_row_paints_likelihood_and_stock_with_their_colours(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader, theme: Theme, dark: bool
) -> None:
    if dark:
        theme.choose("dark")
    model = CandidateModel(pictures, services.catalogue.photo_path)
    answer = answer_for(services.catalogue.all)
    model.show_candidates(answer.candidates, answer)
    qtbot.waitUntil(lambda: model.index(2).data(CandidateRole.PICTURE) is not None)
    image = QImage(480, ROW_PX * 3, QImage.Format.Format_RGB32)
    image.fill(0)
    painter, delegate = QPainter(image), ResultRowDelegate(theme)
    for row in range(3):
        option = QStyleOptionViewItem()
        option.rect.setRect(0, row * ROW_PX, 480, ROW_PX)
        delegate.paint(painter, option, model.index(row))
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(480) for y in range(image.height())}
    tokens = theme.tokens
    for colour in (tokens.success_soft, tokens.neutral_soft, tokens.danger, tokens.accent):
        assert colour.lower() in colours
    assert delegate.sizeHint(option, model.index(0)) == QSize(400, ROW_PX)


def test_the_verdict_stands_in_words_at_the_product_it_is_about(
    services: FakeServices, pictures: PictureLoader
) -> None:
    model = CandidateModel(pictures, services.catalogue.photo_path)
    answer = answer_for(services.catalogue.all)
    model.show_candidates(answer.candidates, answer)
    assert [model.index(row).data(CandidateRole.VERDICT) for row in (0, 1)] == ["Match", ""]
    missing = replace(answer, verdict=Verdict.NOT_IN_CATALOGUE)
    model.show_candidates(answer.candidates, missing)
    assert model.index(0).data(CandidateRole.VERDICT) == ""


@pytest.mark.parametrize(
    ("order", "stocked_first", "first", "last"),
    [
        (ResultOrder.LIKELIHOOD, False, "MS-1001", "MS-1008"),
        (ResultOrder.LIKELIHOOD, True, "MS-1001", "MS-1003"),  # the only one out of stock
        (ResultOrder.NAME, False, "MS-1007", "MS-1005"),
        (ResultOrder.STOCK, False, "MS-1001", "MS-1003"),
        (ResultOrder.PRICE, False, "MS-1001", "MS-1008"),
    ],
)
def test_results_are_sorted_by_the_order_chosen(
    qtbot: QtBot,
    window: MainWindow,
    services: FakeServices,
    *,
    order: ResultOrder,
    stocked_first: bool,
    first: str,
    last: str,
) -> None:
    services.lookup.answer = lambda query: answer_for(services.catalogue.all)
    ask(qtbot, window)
    bar, grid = window.find_page.results_bar, window.find_page.grid
    bar.order.setCurrentIndex(bar.order.findData(order))
    bar.in_stock.setChecked(stocked_first)
    model = window.find_page.candidates
    skus = [model.index(row).data(CandidateRole.SKU) for row in range(model.rowCount())]
    assert (skus[0], skus[-1], len(skus)) == (first, last, 8)
    shown = window.find_page.detail.candidate
    assert shown is not None
    assert shown.sku == first
    assert grid.currentIndex().row() == 0


def test_a_filter_limits_the_search_stays_and_is_cleared_by_one_key(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    bar = window.find_page.filters
    qtbot.waitUntil(lambda: bar.category.count() > 1)
    press(qtbot, window, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert bar.category.hasFocus()
    qtbot.keyClick(bar.category, Qt.Key.Key_Down)  # before any question: a pre-filter
    chosen = ProductFilter(category="Cleaning")
    assert bar.only == chosen
    assert bar.clear_button.isVisible()
    ask(qtbot, window)
    assert services.lookup.queries[-1].only == chosen
    assert "filters" in window.find_page.verdict.why.text()
    with qtbot.waitSignal(window.find_page.answered):
        bar.in_stock.click()
    assert services.lookup.queries[-1].only == replace(chosen, in_stock=True)
    window.find_page.query.clear()
    assert bar.only == replace(chosen, in_stock=True)
    ask(qtbot, window)
    with qtbot.waitSignal(window.find_page.answered):
        press(qtbot, window, Qt.Key.Key_F9, PLAIN)
    assert not services.lookup.queries[-1].only
    assert not bar.clear_button.isVisible()
    assert bar.category.currentIndex() == 0


@pytest.mark.parametrize(
    ("typed", "place"), [("A (8)", "A"), ("A-12", "A-12"), ("", ""), ("All places", "")]
)
def test_a_place_is_chosen_or_its_beginning_typed(
    qtbot: QtBot, window: MainWindow, services: FakeServices, typed: str, place: str
) -> None:
    second = replace(services.catalogue.all[0], location="B-1", product_id=50)
    services.catalogue.all[0] = second
    bar = window.find_page.filters
    bar.refresh()
    qtbot.waitUntil(bar.place.isVisible)
    bar.place.setFocus()
    bar.place.setEditText(typed.replace("8", "7"))
    qtbot.keyClick(bar.place, Qt.Key.Key_Return)
    assert bar.only.place == place


def test_a_chosen_value_stays_when_the_catalogue_loses_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    bar = window.find_page.filters
    qtbot.waitUntil(lambda: bar.brand.count() > 1)
    bar.brand.setCurrentIndex(bar.brand.findData("Folia"))
    bar.brand.activated.emit(bar.brand.currentIndex())
    services.catalogue.all = services.catalogue.all[:3]
    bar.refresh()
    qtbot.waitUntil(lambda: bar.brand.findData("Stahlo") < 0)
    assert bar.only == ProductFilter(brand="Folia")
    assert bar.brand.currentText() == "Folia"


def test_similar_items_and_the_way_back(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    ask(qtbot, window)
    page, before = window.find_page, names(window)
    page.grid.choose(1)
    with qtbot.waitSignal(page.result_flow.changed):
        press(qtbot, window, Qt.Key.Key_M, CTRL)
    assert services.similar.asked == [(2, ProductFilter())]
    assert "Nitrile gloves, blue, size L" in page.results_bar.count.text()
    assert "Nitrile gloves, blue, size L" not in names(window)
    assert page.teach.bar.isVisible()  # the item may be one of these as well
    with qtbot.waitSignal(page.result_flow.changed):
        press(qtbot, window, Qt.Key.Key_M, CTRL)
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    assert page.results_bar.back_button.isVisible()
    press(qtbot, window, Qt.Key.Key_Escape, PLAIN)
    assert names(window) == before
    assert page.grid.currentIndex().row() == 1
    assert not page.results_bar.back_button.isVisible()
    assert page.query.field.text() == "gloves"


def test_nothing_similar_is_said(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    ask(qtbot, window)
    services.similar.found = []
    before = names(window)
    with qtbot.waitSignal(window.find_page.result_flow.failed):
        window.find_page.results_bar.similar_button.click()
    assert "Nitrile gloves, blue, size M" in window.find_page.message.what.text()
    assert names(window) == before


def test_words_show_as_many_results_as_match_page_by_page(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    by_words(services, 10_000)
    page = window.find_page
    ask(qtbot, window)
    qtbot.waitUntil(lambda: page.candidates.rowCount() == 10_000)
    assert page.results_bar.count.text() == "10,000 results"
    page.grid.scrollToBottom()
    qtbot.waitUntil(lambda: page.candidates.candidate(9_999) is not None)
    assert names(window)[9_999] == "Thing 10000"
    assert page.candidates.candidate(5_000) is None
    assert all(len(ids) <= PAGE for ids in services.words.pages)
    page.grid.choose(7_777)  # far from what was read: it is shown once it has arrived
    qtbot.waitUntil(
        lambda: (
            page.detail.candidate is not None and page.detail.candidate.product.product_id == 7_778
        )
    )


def test_a_model_with_pages_that_come_later_is_sound(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader
) -> None:
    model = CandidateModel(pictures, services.catalogue.photo_path)
    asked: list[tuple[int, ...]] = []
    model.page_wanted.connect(asked.append)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_ids(range(1, PAGE + 11), {})
    assert model.index(PAGE + 5).data() == "…"
    assert model.index(PAGE + 5).data(CandidateRole.CANDIDATE) is None
    assert asked[-1] == tuple(range(PAGE + 1, PAGE + 11))
    assert len(asked) == len(set(asked))  # nothing is asked for twice
    model.add_page(services.words.page("x", asked[-1]))
    assert model.index(PAGE + 5).data() == f"Thing {PAGE + 6}"
    assert model.row_of(PAGE + 6) == PAGE + 5
    model.show_candidates(())
    assert model.rowCount() == 0


def test_the_order_of_thousands_is_that_of_the_catalogue(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    by_words(services, 500)
    page = window.find_page
    ask(qtbot, window)
    qtbot.waitUntil(lambda: page.candidates.rowCount() == 500)
    with qtbot.waitSignal(page.result_flow.changed):
        page.results_bar.order.setCurrentIndex(3)
    assert services.words.asked[-1][1:] == (ProductFilter(), ResultOrder.PRICE, False)
    with qtbot.waitSignal(page.result_flow.changed):
        page.results_bar.in_stock.click()
    assert services.words.asked[-1][2:] == (ResultOrder.PRICE, True)


def test_a_product_chosen_before_the_rest_arrives_stays_chosen(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    by_words(services, 500)
    gate = services.words.gate = threading.Event()
    page = window.find_page
    ask(qtbot, window)
    page.grid.choose(3)
    with qtbot.waitSignal(page.result_flow.changed):
        gate.set()
    assert page.candidates.rowCount() == 500
    assert page.grid.currentIndex().row() == 3


def test_an_answer_of_the_history_stays_as_it_was(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    by_words(services, 500)
    answer = services.lookup.answer(Query((), "gloves"))
    entry = HistoryEntry(
        1, NOON, "Li", "gloves", answer.verdict, answer.reason, "", "", None, "", "", "{}"
    )
    window.find_page.show_stored(entry, answer)
    assert window.find_page.candidates.rowCount() == len(answer.candidates)
    assert services.words.asked == []


def test_a_photo_is_not_asked_for_more_words(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    ask(qtbot, window)
    assert services.words.asked == []


def test_one_key_makes_a_label_of_the_chosen_product(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    ask(qtbot, window)
    press(qtbot, window, Qt.Key.Key_P, CTRL)
    (dialog,) = window.findChildren(LabelsDialog)
    assert dialog._skus == (window.find_page.detail.candidate.sku,)
    with qtbot.waitSignal(dialog.previewed):
        pass
    dialog.reject()


@pytest.mark.parametrize(
    ("view", "width", "height"),
    [
        ("results", 1366, 800),
        ("doubtful", 1366, 800),
        ("doubtful", 1366, 768),
        ("results", 1280, 720),
        ("doubtful", 1920, 1080),
    ],
)
def test_two_rows_of_results_are_whole_on_small_screens(  # noqa: PLR0917
    qtbot: QtBot, window: MainWindow, tmp_path: Path, view: str, width: int, height: int
) -> None:
    window.resize(width, height)
    VIEWS[view](qtbot, window, tmp_path)
    grid = window.find_page.grid
    last = 2 * grid._columns() - 1
    whole = grid.viewport().rect()
    qtbot.waitUntil(lambda: whole.contains(grid.visualRect(grid.model().index(last, 0))))
    assert grid._columns() >= 2


def test_the_words_of_the_filter_by_place_are_whole(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    """The field within the choice has edges of its own, which were not reckoned with."""
    services.catalogue.all[0] = replace(services.catalogue.all[0], location="B-1", product_id=50)
    bar = window.find_page.filters
    bar.refresh()
    field = bar.place.lineEdit()
    assert field is not None
    qtbot.waitUntil(field.isVisible)
    words = field.fontMetrics().horizontalAdvance(field.text())
    qtbot.waitUntil(lambda: field.width() - 2 * EDGE_PX > words)
