"""With large words in a small window the results are in sight, and nothing is lost for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.scanner import Scan
from desktop_app.core.types import Reason, Verdict
from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.page_area import PageArea
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.theme import Theme
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for
from tests.gui.conftest import open_window

ANSWERS = {
    "match": (Verdict.MATCH, Reason.CONFIDENT, 0.98),
    "unsure": (Verdict.UNSURE, Reason.LOOK_ALIKES, 0.5),
    "missing": (Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD, 0.1),
}


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def window(
    qtbot: QtBot, services: FakeServices, theme: Theme, language: str
) -> Iterator[MainWindow]:
    services.settings = Settings(theme="light", language=language, text_size=150, scanner=False)
    app = QApplication.instance()
    assert app is not None
    translator.install(app, language)
    made = open_window(qtbot, services, theme)
    made.resize(1366, 800)
    page = made.find_page
    qtbot.waitUntil(page.query.filter_button.isVisible)
    yield made
    made.close()
    theme.enlarge(100, touch=False)


def ask(qtbot: QtBot, window: MainWindow, photo_file: Path) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.find_page.query.use_photos([PhotoInput.from_path(photo_file)])


def area_of(window: MainWindow) -> PageArea:
    (area,) = window.findChildren(PageArea)
    return area


def in_sight(window: MainWindow, widget: QWidget, part: QRect) -> bool:
    """Whether *part* of *widget* lies wholly in what is seen of the page."""
    seen = area_of(window).viewport()
    return seen.rect().contains(QRect(widget.mapTo(seen, part.topLeft()), part.size()))


def seen_in(view: QWidget, widget: QWidget) -> bool:
    """Whether all of *widget* lies in what is seen of *view*."""
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_whole_row_of_results_is_seen_at_150_per_cent(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path, kind: str
) -> None:
    services.lookup.answer = lambda query: answer_for(
        services.catalogue.all, *ANSWERS[kind], query.text
    )
    ask(qtbot, window, photo_file)
    grid = window.find_page.grid

    def row_is_seen() -> bool:
        first = grid.visualRect(grid.model().index(0, 0))
        return in_sight(window, grid.viewport(), first) and grid.viewport().rect().contains(first)

    qtbot.waitUntil(row_is_seen)
    assert area_of(window).verticalScrollBar().maximum() == 0
    detail, bar = window.find_page.detail, window.find_page.teach.bar
    assert seen_in(detail.viewport(), detail.facts)
    qtbot.waitUntil(partial(seen_in, bar, bar.confirm_button))


def test_place_and_stock_and_both_pictures_are_seen_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, theme: Theme, photo_file: Path
) -> None:
    theme.enlarge(100, touch=False)
    services.lookup.answer = lambda query: answer_for(
        services.catalogue.all, *ANSWERS["unsure"], query.text
    )
    ask(qtbot, window, photo_file)
    detail = window.find_page.detail
    for part in (detail.facts, detail.compare.query_side, detail.compare.product_side):
        qtbot.waitUntil(partial(seen_in, detail.viewport(), part))


def test_nothing_found_offers_no_samples_and_lies_within_its_frame(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    page = window.find_page
    picture = Picture("sample", photo_file, photo_file)
    page.empty.show_samples([(PhotoInput.from_path(photo_file), picture)])
    assert page.empty.samples_title.isVisible()
    services.lookup.answer = lambda query: answer_for(
        [], Verdict.NOT_IN_CATALOGUE, Reason.CODE_UNKNOWN, text=query.text
    )
    with qtbot.waitSignal(page.answered):
        page.use_scan(Scan("9780201379624", 4.0, ended=True))
    assert not page.empty.samples_title.isVisible()
    zone = page.empty.zone
    qtbot.waitUntil(lambda: zone.rect().contains(page.empty.open_button.geometry()))
    page.query.clear()
    assert page.empty.samples_title.isVisible()


def test_filters_fold_where_there_is_little_room_and_come_by_button_and_key(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.find_page
    assert page.filters.isHidden()
    page.query.filter_button.click()
    assert page.filters.category.hasFocus()
    page.query.filter_button.click()
    assert page.filters.isHidden()
    page.shortcuts["Ctrl+Shift+F"]()
    assert page.filters.isVisible()


def test_filters_that_limit_the_search_are_never_folded(qtbot: QtBot, window: MainWindow) -> None:
    filters = window.find_page.filters
    filters.enter()
    filters.in_stock.click()
    filters.toggle()
    assert filters.only == ProductFilter(in_stock=True)
    assert filters.isVisible()
    filters.clear()
    filters.toggle()
    assert filters.isHidden()


def test_filters_unfold_once_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1366, 1100)
    qtbot.waitUntil(window.find_page.filters.isVisible)
    assert window.find_page.query.filter_button.isHidden()


def test_what_gets_the_keyboard_comes_into_sight(
    qtbot: QtBot, window: MainWindow, theme: Theme, photo_file: Path
) -> None:
    theme.enlarge(200, touch=False)
    ask(qtbot, window, photo_file)
    page, area = window.find_page, area_of(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    page.query.field.setFocus()
    qtbot.keyClick(page.query.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: in_sight(window, page.grid, page.grid.rect()))
    page.query.focus_field()
    corner = QRect(QPoint(0, 0), page.query.field.size())
    qtbot.waitUntil(lambda: in_sight(window, page.query.field, corner))


def test_what_is_pressed_does_not_move(
    qtbot: QtBot, window: MainWindow, theme: Theme, photo_file: Path
) -> None:
    theme.enlarge(200, touch=False)
    ask(qtbot, window, photo_file)
    page, area = window.find_page, area_of(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    bar, grid = area.verticalScrollBar(), page.grid
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    page.query.field.setFocus()
    bar.setValue(bar.maximum() // 2)
    before, spot = bar.value(), grid.viewport().rect().topLeft() + QPoint(20, 20)
    assert in_sight(window, grid.viewport(), QRect(spot, spot))
    assert not in_sight(window, grid, grid.rect())
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert grid.hasFocus()
    assert bar.value() == before
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
