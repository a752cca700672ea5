"""The table of the long lists: whole rows, pictures, nothing cut off by a grid."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

ROW_PX = 64
LEAST_WIDE_PX = 190
PICTURE_PX = 52


class WideTable(QTableView):
    """Shows a long list; Enter and double click open a row, Delete takes it away."""

    opened = Signal()
    removed = Signal()
    row_changed = Signal()

    def __init__(
        self, model: QAbstractTableModel, wide: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # measure what is seen, not a thousand rows
        self._wide = wide
        self._stretch()
        self.doubleClicked.connect(self.opened)
        self.selectionModel().currentRowChanged.connect(self.row_changed)
        model.modelReset.connect(self.row_changed)

    def _stretch(self) -> None:
        """Wide columns share the room; where it is too little for words, it is scrolled."""
        header = self.horizontalHeader()
        others = set(range(header.count())) - set(self._wide)
        taken = sum(header.sectionSize(n) for n in others if not header.isSectionHidden(n))
        least = {n: max(LEAST_WIDE_PX, header.sectionSizeHint(n)) for n in self._wide}
        needed = sum(least.values())
        enough = self.viewport().width() - taken >= needed
        modes = QHeaderView.ResizeMode
        for column in self._wide:
            mode = modes.Stretch if enough else modes.Fixed
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)
            if not enough:
                header.resizeSection(column, least[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def choose(self, row: int) -> None:
        """Choose *row* and show it; the columns fit the rows that are seen then."""
        self.setCurrentIndex(self.model().index(row, 0))
        self.horizontalHeader().resizeSections()  # they were measured where the list stood before
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
