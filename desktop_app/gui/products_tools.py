"""The buttons over the table of products: what can be done with those that are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.labels_flow import LABELS_KEY
from desktop_app.gui.widgets import GAP_S, button, label, name_control

UNDO_KEYS, REDO_KEYS = "Ctrl+Z", "Ctrl+Y"


@dataclass(frozen=True, slots=True)
class ToolState:
    """What decides which buttons can be pressed.

    Attributes:
        total: rows of the table.
        chosen: chosen rows.
        withdrawn: whether the chosen ones, as far as they are seen, are withdrawn.
        undo, redo: words for the steps to be taken back or made again; empty for none.
        busy: whether a change runs.
        may_edit: whether this person may change products.
    """

    total: int = 0
    chosen: int = 0
    withdrawn: bool = False
    undo: str = ""
    redo: str = ""
    busy: bool = False
    may_edit: bool = True


class ProductsTools(QFrame):
    """Buttons in one row, or in two where the window is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = label("strong")  # stands in the head of the page
        self.add, self.open, self.change = button("add"), button("expand"), button("table")
        self.merge, self.withdraw, self.restore = (
            button("similar"),
            button("remove"),
            button("undo"),
        )
        self.undo, self.redo = button("turn_left"), button("turn_right")
        self.labels = button("code")
        self.columns, self.export = button("list"), button("save")
        self._state = ToolState()
        layout = FlowLayout(self, gap=GAP_S)
        for part in self.buttons():
            layout.addWidget(part)
        layout.setContentsMargins(0, 0, 0, 0)
        self.retranslate()

    def buttons(self) -> tuple[QPushButton, ...]:
        """All buttons from left to right."""
        changing = (self.add, self.open, self.change, self.merge, self.withdraw, self.restore)
        return (*changing, self.labels, self.undo, self.redo, self.columns, self.export)

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with the chosen products, as a menu for them."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for made in (self.open, self.change, self.merge, self.labels, self.withdraw, self.restore):
            if made.isVisibleTo(self):
                action = menu.addAction(made.text(), made.click)
                action.setEnabled(made.isEnabled())
        return menu

    def show_state(self, state: ToolState) -> None:
        self._state = state
        can = state.may_edit and not state.busy
        self.add.setEnabled(can)
        self.open.setEnabled(state.chosen == 1)
        self.change.setEnabled(can and state.chosen > 0)
        self.merge.setEnabled(can and 2 <= state.chosen <= 20)
        self.withdraw.setEnabled(can and state.chosen > 0)
        self.restore.setEnabled(can and state.chosen > 0)
        self.withdraw.setVisible(not state.withdrawn)
        self.restore.setVisible(state.withdrawn)
        self.labels.setEnabled(state.chosen > 0)
        self.undo.setEnabled(can and bool(state.undo))
        self.redo.setEnabled(can and bool(state.redo))
        self.export.setEnabled(not state.busy)
        self.retranslate()

    def retranslate(self) -> None:
        state, locale = self._state, QLocale()
        total, chosen = locale.toString(state.total), locale.toString(state.chosen)
        counted = self.tr("Products: {n}").format(n=total)
        both = self.tr("Products: {n}, chosen: {chosen}").format(n=total, chosen=chosen)
        self.count.setText(both if state.chosen > 1 else counted)
        self._name(self.add, self.tr("New…"), self.tr("New product"), "Ins")
        self._name(self.open, self.tr("Open"), self.tr("Open the product"), "Enter")
        self._name(self.change, self.tr("Change…"), self.tr("Change all chosen products"))
        self._name(self.merge, self.tr("Merge…"), self.tr("Make one product of the chosen ones"))
        withdraw = self.tr("Withdraw the chosen products: they are kept, but found no more")
        self._name(self.withdraw, self.tr("Withdraw"), withdraw, "Del")
        restore = self.tr("Let the chosen products be found again")
        self._name(self.restore, self.tr("Restore"), restore)
        labels = self.tr("Labels of the chosen products, as PDF or printed")
        self._name(self.labels, self.tr("Labels…"), labels, LABELS_KEY)
        undo = self.tr("Take back: {step}").format(step=state.undo) if state.undo else ""
        redo = self.tr("Do again: {step}").format(step=state.redo) if state.redo else ""
        self._name(self.undo, self.tr("Undo"), undo or self.tr("Nothing to take back"), UNDO_KEYS)
        self._name(self.redo, self.tr("Redo"), redo or self.tr("Nothing to do again"), REDO_KEYS)
        self._name(self.columns, self.tr("Columns…"), self.tr("Choose the columns"))
        self._name(self.export, self.tr("Export…"), self.tr("Write all products to a file"))

    def _name(self, made: QPushButton, text: str, name: str, keys: str = "") -> None:
        made.setText(text)
        name_control(made, name, keys)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
