"""Before an import: look, say what the columns mean, try it, then import; over a real catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui import translator
from desktop_app.gui.import_panel import ImportPanel
from desktop_app.gui.theme import Theme
from desktop_app.services.import_preview import ImportPreview, ImportPreviews
from tests.gui.all_views import SETTLING
from tests.gui.products_shop import ProductsShop
from tests.services.import_samples import write_csv

ROWS = [
    {"Nummer": "A", "Bezeichnung": "Müller-Becher", "VK-Preis (EUR)": "2,50", "Rest": "x"},
    {"Nummer": "B", "Bezeichnung": "Krug", "VK-Preis (EUR)": "viel", "Rest": "y"},
]

PAGE_PX = 698
"""Height of a page in a window of 1366 x 768; what is higher is scrolled."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ProductsShop]:
    made = ProductsShop(tmp_path / "data")
    made.services.previews = ImportPreviews(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, shop: ProductsShop, theme: Theme) -> Iterator[ImportPanel]:
    made = ImportPanel(shop.services, theme)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    yield made
    made.close_session()


def meaning(panel: ImportPanel, column: int) -> QComboBox:
    choice = panel.preview.table.cellWidget(0, column)
    assert isinstance(choice, QComboBox)
    return choice


def choose(panel: ImportPanel, column: int, value: str) -> None:
    made = meaning(panel, column)
    made.setCurrentIndex(made.findData(value))


def look(panel: ImportPanel, qtbot: QtBot, file: Path) -> None:
    panel.chooser.source_chosen.emit(file)
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.preview)


class _Measured(QStyledItemDelegate):
    """Counts the cells that are measured."""

    n_cells = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        self.n_cells += 1
        return super().sizeHint(option, index)


def test_a_wide_table_is_measured_once_and_not_for_each_of_its_columns(
    panel: ImportPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each choice of a meaning once measured all columns again: 13 s for a thousand of them."""
    n_columns = 300
    titles = [f"c{number}" for number in range(n_columns)]
    file = write_csv(tmp_path / "wide.csv", [dict.fromkeys(titles, "x")])
    table = panel.preview.table
    measured = _Measured(table)
    table.setItemDelegate(measured)
    panel.stack.setCurrentWidget(panel.preview)
    panel.preview.show_preview(ImportPreviews(tmp_path).look(file))
    assert len(panel.preview.columns()) == n_columns
    qtbot.waitUntil(lambda: measured.n_cells >= n_columns)
    assert measured.n_cells <= 10 * n_columns


def test_a_long_description_hides_no_column_after_it(panel: ImportPanel) -> None:
    seen = ImportPreview(
        Path("a.csv"),
        ("sku", "name", "description", "photos"),
        (("1", "Banana", "An ecologically grown banana. " * 20, "banana.jpg"),),
        encoding="utf-8",
    )
    panel.stack.setCurrentWidget(panel.preview)
    panel.preview.show_preview(seen)
    QApplication.processEvents()
    assert panel.preview.table.columnViewportPosition(3) < panel.preview.table.viewport().width()


def test_a_column_has_room_for_what_it_means(panel: ImportPanel, qtbot: QtBot) -> None:
    """The choice lies within the edges of its cell, which were not reckoned with."""
    seen = ImportPreview(Path("a.csv"), ("foo",), (("1",),), encoding="utf-8")
    panel.stack.setCurrentWidget(panel.preview)
    panel.preview.show_preview(seen)
    choice = meaning(panel, 0)
    words = choice.fontMetrics().horizontalAdvance(choice.currentText())
    assert "foo" in choice.currentText()
    qtbot.waitUntil(lambda: _room_for_words(choice) >= words)


def _room_for_words(choice: QComboBox) -> int:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    whole = QStyle.ComplexControl.CC_ComboBox
    return choice.style().subControlRect(whole, option, part, choice).width()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_trial_leaves_the_buttons_in_sight(
    panel: ImportPanel, qtbot: QtBot, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    """The higher Chinese lines pushed them out below."""
    translator.install(qapp, language)
    panel.resize(1282, PAGE_PX)
    rows = [{"SKU": f"A-{n}", "Name": f"Schraube {n}", "Price": "2,50"} for n in range(40)]
    look(panel, qtbot, write_csv(tmp_path / "a.csv", rows))
    panel.preview.check_button.click()
    qtbot.waitUntil(lambda: panel.preview.forecast is not None)
    qtbot.waitUntil(lambda: "A-0" in panel.preview.lines.text())
    for _ in range(SETTLING):
        QApplication.processEvents()
    assert panel.minimumSizeHint().height() <= PAGE_PX


def test_from_the_first_rows_to_the_report(
    panel: ImportPanel, qtbot: QtBot, shop: ProductsShop, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", ROWS, encoding="cp1252", delimiter=";")
    look(panel, qtbot, file)
    view = panel.preview
    assert "a guess" in view.encoding_title.text()
    assert view.encoding.currentData() == "cp1252"
    assert view.table.item(1, 1).text() == "Müller-Becher"
    assert [meaning(panel, n).currentData() for n in range(4)] == ["=", "name", "price", "="]
    assert "SKU" in view.problem.text()
    assert not view.import_button.isEnabled()
    choose(panel, 0, "name")
    assert "Two columns" in view.problem.text() or "SKU" in view.problem.text()
    choose(panel, 0, "sku")
    choose(panel, 3, "")
    assert view.import_button.isEnabled()
    with qtbot.waitSignal(panel.session.finished):
        view.check_button.click()
    qtbot.waitUntil(lambda: view.forecast is not None)
    assert "add 1, change 0" in view.result.text()
    assert "“viel”" in view.lines.text()
    assert shop.shop.skus() == []
    view.save_asked.emit(tmp_path / "report.json")
    qtbot.waitUntil((tmp_path / "report.json").is_file)
    qtbot.waitUntil(lambda: (tmp_path / "report.json").read_text(encoding="utf-8").endswith("}\n"))
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["dry_run"]
    with qtbot.waitSignal(panel.catalogue_changed):
        view.import_button.click()
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.report)
    with qtbot.waitSignal(panel.saved):
        panel.report.save_asked.emit(tmp_path / "report.csv")
    saved = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:4] for line in saved[1:]] == [
        ["2", "A", "Müller-Becher", "added"],
        ["3", "B", "", "left out"],
    ]
    product = shop.shop.repository.product_by_sku("A")
    assert product is not None
    assert (product.name, str(product.price), dict(product.attributes)) == (
        "Müller-Becher",
        "2.50",
        {},
    )


def test_the_same_table_is_known_again(panel: ImportPanel, qtbot: QtBot, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", ROWS[:1])
    look(panel, qtbot, file)
    choose(panel, 0, "sku")
    choose(panel, 3, "")
    with qtbot.waitSignal(panel.session.finished):
        panel.preview.check_button.click()
    assert panel.step_back()
    look(panel, qtbot, write_csv(tmp_path / "b.csv", ROWS))
    assert panel.preview.preview.is_remembered
    assert meaning(panel, 0).currentData() == "sku"
    assert meaning(panel, 3).currentData() == ""


def test_another_encoding_shows_the_rows_anew(
    panel: ImportPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", ROWS, encoding="cp1252")
    look(panel, qtbot, file)
    panel.preview.encoding_chosen.emit("cp1251")
    qtbot.waitUntil(lambda: panel.preview.preview.encoding == "cp1251")
    assert "М" not in panel.preview.table.item(1, 1).text()
    assert panel.preview.table.item(1, 1).text() != "Müller-Becher"


def test_what_cannot_be_looked_at_says_why(
    panel: ImportPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.chooser.source_chosen.emit(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: panel.message.notice is not None)
    assert panel.stack.currentWidget() is panel.chooser
    assert not panel.step_back()
