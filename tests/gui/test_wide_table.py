"""The table of the long lists."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.theme import Theme
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
