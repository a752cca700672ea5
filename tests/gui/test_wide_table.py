"""The table of the long lists."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.theme import LOOKS, Theme
from desktop_app.gui.wide_table import WideTable

LONG, SHORT = "Out of stock for a long time", "ok"
ROWS = [*[LONG] * 300, *[SHORT] * 300]


class States(ListModel[str]):
    def titles(self) -> tuple[str, ...]:
        return "State", "Product"

    def text(self, item: str, column: int) -> str:
        return item


def test_columns_fit_the_rows_that_are_seen_after_a_list_is_read_again(
    qtbot: QtBot, theme: Theme
) -> None:
    """Read again while its end was seen, a list was too narrow for its beginning."""
    model = States()
    table = WideTable(model, (1,))
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    for row in (len(ROWS) - 1, len(ROWS) - 1, 0):
        model.show_items(ROWS)
        table.choose(row)
        QApplication.processEvents()
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(LONG)


@pytest.mark.parametrize("look", LOOKS)
def test_the_ring_of_the_focus_is_whole_beside_every_row(
    qtbot: QtBot, theme: Theme, look: str
) -> None:
    """Rows with a ground of their own were painted over its inner edge."""
    theme.choose(look)
    model = States()
    table = WideTable(model, (1,))
    qtbot.addWidget(table)
    table.resize(400, 420)
    model.show_items(ROWS)
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.choose(1)  # a chosen row, too
    shot = table.grab().toImage()
    accent = QColor(theme.tokens.accent).name()
    thick = 3 if look.startswith("contrast") else 2
    right = shot.width() - 1
    for y in range(20, shot.height() - 20):
        for x in (*range(thick), *range(right, right - thick, -1)):
            assert shot.pixelColor(x, y).name() == accent, (x, y)
