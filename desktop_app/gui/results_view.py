"""Results at the left, the chosen product beside them, or it alone over the whole width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.gui.candidate_grid import CandidateGrid
from desktop_app.gui.detail_panel import DetailPanel
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.results_bar import ResultsBar
from desktop_app.gui.widgets import column

GRID_SHARE, DETAIL_SHARE = 50, 68


class ResultsView(QSplitter):
    """Lays out the bar above the results, the results, and the product."""

    def __init__(self, bar: ResultsBar, grid: CandidateGrid, detail: DetailPanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bar, self.grid, self.detail = bar, grid, detail
        self._found = QWidget()
        listed = column(bar, grid, gap=2)
        listed.setStretch(1, 1)
        self._found.setLayout(listed)
        self.addWidget(self._found)
        self.addWidget(detail)
        self._found.lower()  # a screen reader goes from the lowest to the highest
        self.setStretchFactor(0, GRID_SHARE)
        self.setStretchFactor(1, DETAIL_SHARE)
        self.setSizes([GRID_SHARE * 10, DETAIL_SHARE * 10])
        self.setHandleWidth(10)
        self.setObjectName("results")  # its division is kept under this name
        self.setChildrenCollapsible(False)

    @property
    def is_large(self) -> bool:
        """Whether the product has the whole width."""
        return self._found.isHidden()

    def toggle_large(self) -> None:
        """Give the chosen product the whole width, or the results their place back."""
        large = not self.is_large
        self._found.setHidden(large)
        self.detail.show_expanded(expanded=large)
        (self.detail if large else self.grid).setFocus()

    def show_layout(self, layout: ResultLayout) -> None:
        """Results as tiles or as rows."""
        self.grid.show_layout(layout)
        self.bar.show_layout(layout)
