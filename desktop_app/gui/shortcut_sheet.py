"""The sheet of all keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.gui.manual_window import ManualButton
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.shortcut_table import shortcut_sections
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP_L, button, clear_layout, column, label, row

WIDTH_PX = 560


class ShortcutSheet(Sheet):
    """All keys at a glance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self.title, self.close_button = label("title"), button("", "primary")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        body = column(self.title, self._grid, None, gap=GAP_L)
        self.manual_button = ManualButton(theme, self)
        self.set_content(body, row(self.manual_button, None, self.close_button))
        self.retranslate()
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.title.setText(self.tr("Keyboard shortcuts"))
        self.close_button.setText(self.tr("Close"))
        clear_layout(self._grid)
        for name, rows in shortcut_sections():
            if name:
                section = label("section")
                section.setText(name)
                self._grid.addWidget(section, self._grid.rowCount(), 0, 1, 2)
            for keys, words in rows:
                self._add(keys, words)

    def _add(self, keys: str, words: str) -> None:
        number = self._grid.rowCount()
        what, key = label(wrap=True), label("key")
        what.setText(words)
        what.setAccessibleName(f"{words}: {keys}")
        key.setText(keys)
        top_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(what, number, 0)
        self._grid.addWidget(key, number, 1, top_right)
