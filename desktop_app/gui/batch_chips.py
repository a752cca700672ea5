"""The filter of a batch: one chip a state with its count; the arrow keys move through them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QWidget

from desktop_app.core.batch import BatchCounts, RowState
from desktop_app.gui.batch_words import state_words
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP_S, button, row

STATES: tuple[RowState | None, ...] = (
    None,
    RowState.MATCH,
    RowState.UNSURE,
    RowState.NOT_IN_CATALOGUE,
    RowState.ERROR,
    RowState.REVIEWED,
)
_SIGNS = {
    RowState.MATCH: ("match", "success"),
    RowState.UNSURE: ("unsure", "warning"),
    RowState.NOT_IN_CATALOGUE: ("not_in_catalogue", "neutral"),
    RowState.ERROR: ("error", "danger"),
    RowState.REVIEWED: ("check", "accent"),
}


class FilterChips(QWidget):
    """Exactly one is chosen."""

    chosen = Signal(object)  # RowState, or None for all

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = BatchCounts()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips = {state: self._chip(state) for state in STATES}
        chips = list(self._chips.values())
        self._halves = row(*chips[:3], gap=GAP_S), row(*chips[3:], gap=GAP_S)
        self._box = row(*self._halves, None, gap=GAP_S)
        self.setLayout(self._box)
        self._chips[None].setChecked(True)
        theme.changed.connect(self.retranslate)
        self.retranslate()

    def _chip(self, state: RowState | None) -> QPushButton:
        made = button(kind="chip")
        made.setCheckable(True)
        if state is not None:
            name, role = _SIGNS[state]
            set_icon(made, name, role, 16)
        self._group.addButton(made)
        made.clicked.connect(partial(self._clicked, state))
        return made

    def chip(self, state: RowState | None) -> QPushButton:
        return self._chips[state]

    @property
    def state(self) -> RowState | None:
        return next(state for state, chip in self._chips.items() if chip.isChecked())

    def choose(self, state: RowState | None) -> None:
        """As if the chip were pressed."""
        self._chips[state].setChecked(True)
        self.chosen.emit(state)

    def show_counts(self, counts: BatchCounts) -> None:
        self._counts = counts
        self.retranslate()

    def _clicked(self, state: RowState | None) -> None:
        self.chosen.emit(state)

    def retranslate(self) -> None:
        for state, chip in self._chips.items():
            words = self.tr("All") if state is None else state_words(state)
            count = self._counts.total if state is None else self._counts.now.get(state, 0)
            chip.setText(f"{words}  {QLocale().toString(count)}")
            spoken = self.tr("Show: {words}, {n}").format(words=words, n=count)
            chip.setAccessibleName(spoken)
            chip.setToolTip(spoken)
            refresh_icon(chip, self._theme.tokens)

    def _turn(self) -> None:
        """Two lines where one does not fit."""
        needed = sum(half.minimumSize().width() for half in self._halves) + GAP_S
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = below if needed > self.width() else side
        if direction != self._box.direction():
            self._box.setDirection(direction)
            left = Qt.AlignmentFlag.AlignLeft if direction is below else Qt.AlignmentFlag(0)
            for half in self._halves:
                self._box.setAlignment(half, left)

    def minimumSizeHint(self) -> QSize:
        width = max(half.minimumSize().width() for half in self._halves)
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
