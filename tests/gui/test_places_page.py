"""The page of places: tree, what is walked for most, swaps that are written down, labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.places import survey
from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.place_tree import PlaceTreeModel
from desktop_app.gui.places_page import PlacesPage
from tests.fake_services.all_services import FakeServices


@pytest.fixture
def page(qtbot: QtBot, services: FakeServices, window: MainWindow) -> PlacesPage:
    made = window.page("places")
    assert isinstance(made, PlacesPage)
    with qtbot.waitSignal(made.surveyed):
        window.show_page("places")
    return made


def rows(page: PlacesPage) -> list[str]:
    return [item.sku for item in page.products_model.items]


def test_what_is_looked_up_most_and_lies_farthest_stands_first(page: PlacesPage) -> None:
    assert rows(page)[0] == "MS-1008"
    assert "from A-12 on" in page.lead.text()
    assert page.reason.text().startswith("MS-1008 (lookups: 8, stops: 7, at A-19-03)")


def test_large_numbers_are_grouped_alike_in_tables_and_sentences(
    qtbot: QtBot, services: FakeServices, page: PlacesPage
) -> None:
    services.places._source.lookups_each = 1000
    with qtbot.waitSignal(page.surveyed):
        page.days.setCurrentIndex(1)
    assert page.reason.text().startswith("MS-1008 (lookups: 8,000, stops: 7, at A-19-03)")
    assert page.products_model.index(0, 3).data() == "8,000"
    assert page.tree_model.index(0, 2).data() == "36,000"


def test_the_tree_shows_what_lies_within(qtbot: QtBot, page: PlacesPage) -> None:
    QAbstractItemModelTester(page.tree_model)
    page.tree.setFocus()
    area = page.tree_model.index(0, 0)
    page.tree.setCurrentIndex(area)
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.products_title.text() == "In A-12"
    assert rows(page) == ["MS-1001"]
    assert page.all_button.isVisible()
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    assert page.products_title.text() == "Looked up most, lies farthest"
    assert not page.all_button.isVisible()


def test_a_swap_that_was_carried_out_is_written_down(
    qtbot: QtBot, services: FakeServices, window: MainWindow, page: PlacesPage
) -> None:
    swap = page.chosen_swap
    assert swap is not None
    page.swaps.setFocus()
    qtbot.keyClick(page.swaps, Qt.Key.Key_Return)
    (box,) = [made for made in window.findChildren(QMessageBox) if made.isVisible()]
    yes = next(b for b in box.buttons() if b.text() == "Yes, write it down")
    assert box.defaultButton() not in (None, yes)
    with qtbot.waitSignals([page.catalogue_changed, page.surveyed]):
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert services.places._source.swaps == [swap]


def test_the_start_and_the_time_can_be_chosen(
    qtbot: QtBot, services: FakeServices, page: PlacesPage
) -> None:
    qtbot.keyClicks(page.start, "A-19")
    with qtbot.waitSignal(page.surveyed):
        qtbot.keyClick(page.start, Qt.Key.Key_Return)
    assert page.products_model.items[0].stops > 0
    assert "from A-19 on" in page.lead.text()
    with qtbot.waitSignal(page.surveyed):
        page.days.setCurrentIndex(1)
    assert services.places._source.asked[-1] is not None


def test_enter_looks_a_product_up(qtbot: QtBot, window: MainWindow, page: PlacesPage) -> None:
    page.products.choose(0)
    page.products.setFocus()
    with qtbot.waitSignal(page.sought) as asked:
        qtbot.keyClick(page.products, Qt.Key.Key_Return)
    assert asked.args == ["MS-1008"]


def test_labels_are_made_of_what_is_listed(
    qtbot: QtBot, window: MainWindow, page: PlacesPage
) -> None:
    qtbot.mouseClick(page.labels_button, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(LabelsDialog)
    with qtbot.waitSignal(dialog.previewed):
        pass
    assert "Products: 7." in dialog.lead.text()
    dialog.close()


def test_a_tree_of_many_places_keeps_its_order(qapp) -> None:
    found = survey([(n, f"S{n}", "", f"A-{n % 7}-{n % 3}") for n in range(100)], {})
    model = PlaceTreeModel()
    model.show_root(found.root)
    QAbstractItemModelTester(model)
    (area,) = [model.index(n, 0) for n in range(model.rowCount())]
    racks = [model.index(n, 0, area) for n in range(model.rowCount(area))]
    assert [rack.data() for rack in racks] == list("0123456")
    assert [model.index(n, 0, racks[3]).data() for n in range(3)] == ["0", "1", "2"]
    assert model.parent(racks[3]).data() == "A"
    assert model.rowCount(QModelIndex()) == 1
