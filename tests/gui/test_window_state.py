"""The window comes back where it was; a broken or outdated record of that harms nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme import Theme
from desktop_app.gui.window_state import (
    FILE_NAME,
    WindowState,
    _visible,
    load_state,
    save_state,
)
from tests.fake_services.all_services import FakeServices
from tests.gui.conftest import open_window

SCREEN, SECOND = QRect(0, 0, 1366, 768), QRect(1366, 0, 1920, 1080)


def test_place_size_page_and_division_are_kept(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    first = open_window(qtbot, services, theme)
    first.setGeometry(20, 30, 900, 600)
    with qtbot.waitSignal(first.find_page.answered):
        first.find_page.query.use_text("gloves")
    first.find_page.results.setSizes([300, 450])
    divided = first.find_page.results.sizes()
    first.show_page("history")
    first.close()
    second = open_window(qtbot, services, theme)
    assert second.geometry() == QRect(20, 30, 900, 600)
    assert second.pages.currentWidget() is second.page("history")
    with qtbot.waitSignal(second.find_page.answered):
        second.show_page("find")
        second.find_page.query.use_text("gloves")
    assert second.find_page.results.sizes() == pytest.approx(divided, abs=3)
    second.close()


def test_filters_hold_until_the_window_is_closed_and_then_start_anew(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    first = open_window(qtbot, services, theme)
    for name in ("find", "products"):
        first.show_page(name)
        filters = first.page(name).filters
        qtbot.waitUntil(lambda filters=filters: filters.category.count() > 1)
        filters.in_stock.click()
    first.show_page("find")
    first.show_page("products")
    assert first.page("products").filters.clear_button.isVisible()
    assert first.find_page.filters.only.in_stock
    first.close()
    second = open_window(qtbot, services, theme)
    for name in ("find", "products"):
        assert not second.page(name).filters.only
        assert not second.page(name).filters.in_stock.isChecked()
    second.close()


def test_keys_reach_the_filters_of_the_products(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    window = open_window(qtbot, services, theme)
    window.show_page("products")
    filters = window.page("products").filters
    qtbot.waitUntil(lambda: filters.category.count() > 1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_F, both)
    assert filters.category.hasFocus()
    qtbot.keyClick(filters.category, Qt.Key.Key_Down)
    assert filters.only
    assert window.page("products").model.query.only == filters.only
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not filters.only
    assert not window.page("products").model.query.only
    assert not window.find_page.filters.only
    window.close()


def test_a_splitter_that_was_not_shown_keeps_its_division(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    folder = services.data_folder.root
    save_state(WindowState(splits=(("results", (200, 500)),)), folder)
    open_window(qtbot, services, theme).close()
    assert load_state(folder).split == {"results": (200, 500)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "7",
        '{"place": [1, 2]}',
        '{"place": "abcd"}',
        '{"place": [0, 0, -5, 0]}',
        '{"splits": [["results", [-1, 3]]]}',
        '{"splits": 5}',
        "\x00\xff",
        '{"place": [0, 0, Infinity, 5]}',
        '{"place": [0, 0, 10e10, 5]}',
        "[" * 100_000,
    ],
)
def test_a_broken_file_means_the_defaults(
    qtbot: QtBot, services: FakeServices, theme: Theme, text: str
) -> None:
    file = services.data_folder.root / FILE_NAME
    file.write_text(text, encoding="utf-16" if "\x00" in text else "utf-8")
    assert load_state(services.data_folder.root) == WindowState()
    window = open_window(qtbot, services, theme)
    assert window.pages.currentWidget() is window.find_page
    window.close()


def test_a_page_that_is_gone_means_the_first_page(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    save_state(WindowState(page="page of a later version"), services.data_folder.root)
    window = open_window(qtbot, services, theme)
    assert window.pages.currentWidget() is window.find_page
    window.close()


def test_a_folder_that_cannot_be_written_harms_nothing(tmp_path: Path) -> None:
    save_state(WindowState(page="find"), tmp_path / "gone")
    assert load_state(tmp_path / "gone") == WindowState()


def test_unknown_entries_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    state = WindowState((1, 2, 300, 400), is_maximized=True, page="find")
    save_state(state, tmp_path)
    file = tmp_path / FILE_NAME
    table = json.loads(file.read_text(encoding="utf-8")) | {"later": [1]}
    file.write_text(json.dumps(table), encoding="utf-8")
    assert load_state(tmp_path) == state
    assert load_state(tmp_path) != replace(state, page="history")


@pytest.mark.parametrize(
    ("place", "screens", "expected"),
    [
        (QRect(100, 100, 800, 600), [SCREEN], QRect(100, 100, 800, 600)),
        (QRect(1500, 50, 1000, 700), [SCREEN, SECOND], QRect(1500, 50, 1000, 700)),
        (QRect(1500, 50, 1000, 700), [SCREEN], QRect(183, 34, 1000, 700)),
        (QRect(1500, 50, 1800, 1000), [SCREEN], SCREEN),
        (QRect(-780, 100, 800, 600), [SCREEN], QRect(283, 84, 800, 600)),
        (QRect(100, -40, 800, 600), [SCREEN], QRect(283, 84, 800, 600)),
    ],
)
def test_a_screen_that_is_gone_brings_the_window_back(
    place: QRect, screens: list[QRect], expected: QRect
) -> None:
    assert _visible(place, screens) == expected
