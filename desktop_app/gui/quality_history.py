"""The figures over time: one point after each change of photos, model or threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.core.quality import QualityRun
from desktop_app.core.quality_wording import percent
from desktop_app.gui.formats import moment, number
from desktop_app.gui.plot import Plot, Series
from desktop_app.gui.plot_view import PlotView
from desktop_app.gui.quality_session import Findings
from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.theme import Theme
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP_L, column

ROW_PX = 36
MODEL_DIGITS = 8


class RunsModel(ListModel[QualityRun]):
    """Measurements, newest first."""

    NUMBERS: ClassVar = frozenset(range(1, 8))

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("When"),
            self.tr("Products"),
            self.tr("Photos"),
            self.tr("Right first"),
            self.tr("Among five"),
            self.tr("Precision"),
            self.tr("Called a match"),
            self.tr("Threshold"),
            self.tr("Model"),
        )

    def text(self, item: QualityRun, column: int) -> str:
        figures, threshold = item.figures, item.state.threshold
        return (
            moment(item.at),
            number(item.products),
            number(item.photos),
            percent(figures.recall_1),
            percent(figures.recall_5),
            percent(figures.precision),
            percent(figures.coverage),
            "–" if threshold is None else f"{threshold:.3f}",
            item.state.fingerprint[:MODEL_DIGITS],
        )[column]


class QualityHistory(QWidget):
    """A plot of the figures, and below it every measurement."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[QualityRun, ...] = ()
        self.plot = PlotView(theme)
        self.model = RunsModel()
        self.table = WideTable(self.model, (0,))
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.plot)
        split.addWidget(self.table)
        split.setSizes([320, 260])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GAP_L)
        self.setLayout(column(split))
        self.retranslate()

    def show_findings(self, findings: Findings) -> None:
        self._runs = findings.runs
        self.model.show_items(self._runs)
        self._draw()

    def _draw(self) -> None:
        runs = self._runs[::-1]
        lines = (
            (self.tr("Right first"), [run.figures.recall_1 for run in runs]),
            (self.tr("Precision"), [run.figures.precision for run in runs]),
            (self.tr("Strangers called a match"), [run.foreign_matches for run in runs]),
            (self.tr("Called a match"), [run.figures.coverage for run in runs]),
        )
        last = max(1, len(runs) - 1)
        self.plot.show_plot(
            Plot(
                self.tr("Figures over time"),
                self.tr("Measurement, newest at the right"),
                self.tr("Share of photos"),
                tuple(
                    Series(name, tuple((float(i), y) for i, y in enumerate(ys)), has_dots=True)
                    for name, ys in lines
                ),
                x_range=(0.0, float(last)),
                x_words=lambda place: _date(runs, place),
                y_words=lambda share: percent(share, 0),
            )
        )

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Measurements, newest first"))
        self.model.retranslate()
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _date(runs: Sequence[QualityRun], place: float) -> str:
    """The day of the measurement at a tick; ticks between two measurements stay empty."""
    number_of = round(place)
    if number_of >= len(runs) or abs(number_of - place) > 1e-6:
        return ""
    return moment(runs[number_of].at).split(" ")[0].rstrip(",")
