"""The results: tiles that fill the width, or rows; moved through with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.core.types import Candidate
from desktop_app.gui.candidate_delegate import CandidateDelegate, fitting_height
from desktop_app.gui.candidate_model import CandidateModel, CandidateRole
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.result_row_delegate import ROW_PX, ResultRowDelegate
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme

TILE_PX = 210
"""Usual least width of a tile; as many as fit stand side by side."""

SMALL_TILE_PX = 145
"""In a small window two tiles side by side may be as narrow as this."""


class CandidateGrid(QListView):
    """Shows a `CandidateModel`; the current tile is the chosen product."""

    chosen = Signal(object)  # Candidate
    opened = Signal()  # Enter or double click

    def __init__(self, model: CandidateModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = CandidateDelegate(theme, self)
        self._rows = ResultRowDelegate(theme, self)
        self.layout_shown = ResultLayout.GRID
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.setMinimumWidth(TILE_PX + 24)
        keep_own_size(self)
        self.selectionModel().currentChanged.connect(self._current_changed)
        model.dataChanged.connect(self._data_changed)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self._lay_out_tiles)
        self.retranslate()

    def show_layout(self, layout: ResultLayout) -> None:
        """Tiles or rows; the chosen product stays chosen and in view."""
        self.layout_shown = layout
        self.setItemDelegate(self._delegate if layout is ResultLayout.GRID else self._rows)
        self._lay_out_tiles()
        self.scrollTo(self.currentIndex())

    def choose(self, row: int) -> None:
        index = self.model().index(row, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Results"))

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        candidate = current.data(CandidateRole.CANDIDATE)
        if isinstance(candidate, Candidate):
            self.chosen.emit(candidate)

    def _data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        """A chosen result that had not been read yet has arrived."""
        current = self.currentIndex()
        if not roles and current.isValid() and first.row() <= current.row() <= last.row():
            self._current_changed(current, current)

    def _double_clicked(self, index: QModelIndex) -> None:
        del index
        self.opened.emit()

    def _step(self, action: QAbstractItemView.CursorAction) -> int:
        columns = self._columns()
        move = QAbstractItemView.CursorAction
        steps = {
            move.MoveRight: 1,
            move.MoveLeft: -1,
            move.MoveDown: columns,
            move.MoveUp: -columns,
        }
        return steps.get(action, 0)

    def _columns(self) -> int:
        if self.layout_shown is ResultLayout.LIST:
            return 1
        room, px = self.viewport().width() - 1, self._theme.tokens.px
        return max(2 if room >= 2 * px(SMALL_TILE_PX) else 1, room // px(TILE_PX))

    def _lay_out_tiles(self) -> None:
        tokens = self._theme.tokens
        width = (self.viewport().width() - 1) // self._columns()
        room = self.viewport().height() - 1
        self._delegate.cell = QSize(width, fitting_height(width, room, tokens.scale))
        self._rows.cell = QSize(width, tokens.px(ROW_PX))
        is_grid = self.layout_shown is ResultLayout.GRID
        self.setGridSize(self._delegate.cell if is_grid else self._rows.cell)
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Arrows step through the results in reading order and never get stuck at an edge."""
        step = self._step(action)
        if step == 0 or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        last = self.model().rowCount() - 1
        return self.model().index(max(0, min(last, self.currentIndex().row() + step)), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # typing goes to the entry field
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out_tiles()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
