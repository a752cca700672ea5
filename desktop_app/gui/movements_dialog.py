"""All movements of a product: where each came from, and taking one back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.core.stock import Movement, MovementKind
from desktop_app.gui.error_frame import ErrorFrame
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.messages import notice_of
from desktop_app.gui.movements_model import FROM, WHAT, MovementsModel
from desktop_app.gui.sheet import open_at
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.stock import Stock

SIZE_PX = (860, 560)
ROW_PX = 40
_LASTING = frozenset({MovementKind.UNDO, MovementKind.SET})
"""Kinds that are not taken back."""


class MovementsDialog(QDialog):
    """Enter opens the lookup that a movement came from."""

    lookup_asked = Signal(int)  # lookup id
    undone = Signal()

    def __init__(
        self,
        stock: Stock,
        theme: Theme,
        product: tuple[int, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stock, (self._product_id, self._name) = stock, product
        self._tasks = TaskRunner("movements", parent=self)
        self.model = MovementsModel(self._tasks, theme, self)
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.error = ErrorFrame()
        self.table = WideTable(self.model, (WHAT, FROM))
        self.open_button, self.undo_button = button("find"), button("undo")
        self.close_button = button("", "primary")
        self._lay_out()
        self._connect()
        self.retranslate()
        refresh_icons(self, theme.tokens)
        open_at(self, theme, *SIZE_PX)
        self.refresh()

    def _lay_out(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.setWordWrap(False)
        head = column(self.title, self.lead, gap=4)
        buttons = row(self.open_button, self.undo_button, None, self.close_button, gap=GAP)
        layout = column(head, self.error, self.table, buttons, gap=GAP_L)
        layout.setStretch(2, 1)
        layout.setContentsMargins(28, 24, 28, 22)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_loaded)
        self.model.failed.connect(self.show_error)
        self.table.row_changed.connect(self._show_state)
        self.table.opened.connect(self.open_lookup)
        self.open_button.clicked.connect(self.open_lookup)
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._tasks.close)

    @property
    def chosen(self) -> Movement | None:
        return self.model.item(self.table.currentIndex().row())

    def refresh(self) -> None:
        self.model.reload(partial(self._stock.movements, self._product_id))

    def open_lookup(self) -> None:
        """Ask for the lookup that the chosen movement came from."""
        movement = self.chosen
        if movement is not None and movement.lookup_id is not None:
            self.error.hide()
            self.lookup_asked.emit(movement.lookup_id)

    def undo(self) -> None:
        """Take the chosen movement back."""
        movement = self.chosen
        if movement is not None and self._can_undo(movement):
            self.error.hide()
            work = partial(self._stock.undo, movement.movement_id)
            self._tasks.submit(work, self._undone, self.show_error)

    def show_error(self, error: BaseException) -> None:
        self.error.show_notice(notice_of(error))
        self._show_state()

    def _undone(self, nothing: object) -> None:
        del nothing
        self.undone.emit()
        self.refresh()

    def _show_loaded(self) -> None:
        if self.model.rowCount() and self.chosen is None:
            self.table.choose(0)
            self.table.setFocus()
        self._show_state()

    @staticmethod
    def _can_undo(movement: Movement) -> bool:
        return not movement.undone and movement.kind not in _LASTING

    def _show_state(self) -> None:
        movement = self.chosen
        self.open_button.setEnabled(movement is not None and movement.lookup_id is not None)
        self.undo_button.setEnabled(movement is not None and self._can_undo(movement))
        has_any = bool(self.model.rowCount())
        self.table.setVisible(has_any)
        some = self.tr("Newest first. Where one came from a lookup, Enter shows its answer again.")
        none = self.tr("Nothing was taken out, put in or counted yet.")
        self.lead.setText(some if has_any else none)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Movements"))
        self.title.setText(self._name)
        self.table.setAccessibleName(self.tr("Movements, newest first"))
        texts = (
            (self.open_button, self.tr("Show the lookup"), "Enter"),
            (self.undo_button, self.tr("Take back"), ""),
            (self.close_button, self.tr("Close"), "Esc"),
        )
        for each, text, key in texts:
            each.setText(text)
            name_control(each, text, key)
        self.model.retranslate()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
