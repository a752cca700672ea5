"""Precision against recall, and the threshold of the decision as a line that a person moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.precision_curve import CurvePoint, PrecisionCurve
from desktop_app.core.quality_wording import percent, threshold_words
from desktop_app.gui.formats import counted_words
from desktop_app.gui.plot import Plot, Series
from desktop_app.gui.plot_view import PlotView
from desktop_app.gui.quality_session import Findings
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, refill, row

TARGETS = (0.95, 0.98, 0.99, 0.995)
"""Precisions for which a threshold can be looked for."""

SAMPLES = 201


class QualityThreshold(QWidget):
    """Two plots of the same thing: by threshold, with the line, and as precision over recall."""

    save_asked = Signal(object, int)
    """Decide by this threshold (None: the model's own), chosen on so many matches."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: Findings | None = None
        self.plot, self.curve = PlotView(theme), PlotView(theme)
        self.target = QComboBox()
        self.find_button, self.save_button = button("find"), button("save", "primary")
        self.reset_button = button("undo")
        self.words, self.about = label(wrap=True, selectable=True), label("muted", wrap=True)
        plots = row(self.plot, self.curve, gap=GAP_L)
        plots.setStretch(0, 3)
        plots.setStretch(1, 2)
        tools = row(
            self.target, self.find_button, None, self.reset_button, self.save_button, gap=GAP
        )
        layout = column(plots, self.words, tools, self.about, gap=GAP)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.plot.line_moved.connect(self._line_moved)
        self.find_button.clicked.connect(self.find_threshold)
        self.save_button.clicked.connect(self._save)
        self.reset_button.clicked.connect(self._reset)
        self.retranslate()

    @property
    def point(self) -> CurvePoint | None:
        """What happens where the line stands."""
        if self._findings is None or self.plot.line is None:
            return None
        return self._findings.report.curve.at(self.plot.line)

    def show_findings(self, findings: Findings) -> None:
        self._findings = findings
        self.plot.show_line(findings.report.run.state.threshold)
        self._say_about()
        self._draw()

    def find_threshold(self) -> None:
        """Move the line to the lowest threshold that has the precision chosen."""
        if self._findings is None or self.plot.line is None:
            return
        wanted = self._findings.report.curve.lowest_for(self.target.currentData())
        if wanted is not None:
            self.plot.show_line(wanted)
        self._say()

    def _save(self) -> None:
        point = self.point
        if point is not None:
            self.save_asked.emit(point.threshold, point.matches)

    def _reset(self) -> None:
        self.save_asked.emit(None, 0)

    def _line_moved(self, line: float) -> None:
        del line
        self._say()

    def _draw(self) -> None:
        if self._findings is None:
            return
        curve = self._findings.report.curve
        self.plot.show_plot(self._by_threshold(curve))
        self._say()

    def _by_threshold(self, curve: PrecisionCurve) -> Plot:
        points = [curve.at(step / (SAMPLES - 1)) for step in range(SAMPLES)]
        lines = (
            (self.tr("Precision"), [p.precision for p in points]),
            (self.tr("Recall"), [p.recall for p in points]),
            (self.tr("Strangers called a match"), [p.foreign_matches for p in points]),
        )
        return Plot(
            self.tr("Precision and recall by threshold"),
            self.tr("Threshold: least probability of a match"),
            self.tr("Share of photos"),
            tuple(
                Series(name, tuple((p.threshold, y) for p, y in zip(points, values, strict=True)))
                for name, values in lines
            ),
            x_words="{:.1f}".format,
            y_words=lambda share: percent(share, 0),
        )

    def _over_recall(self, curve: PrecisionCurve, point: CurvePoint | None) -> Plot:
        points = curve.points()
        is_there = point is not None and point.matches
        lowest = min((p.precision for p in points), default=0.0)
        return Plot(
            self.tr("Precision over recall"),
            self.tr("Recall: right matches of all photos"),
            self.tr("Precision: right ones of all matches"),
            (Series(self.tr("Precision"), tuple((p.recall, p.precision) for p in points)),),
            y_range=(max(0.0, int(lowest * 10) / 10 - 0.1), 1.0),
            x_words=lambda share: percent(share, 0),
            y_words=lambda share: percent(share, 0),
            dot=(point.recall, point.precision) if point is not None and is_there else None,
        )

    def _say(self) -> None:
        point = self.point
        for each in (self.target, self.find_button, self.save_button, self.reset_button):
            each.setEnabled(point is not None)
        if self._findings is None:
            return
        report = self._findings.report
        self.curve.show_plot(self._over_recall(report.curve, point))
        if point is None:
            self.words.setText(
                self.tr("This model pack was never calibrated: it has no threshold to move.")
            )
            return
        where = self.tr("At {threshold}:").format(threshold=f"{point.threshold:.3f}")
        strangers = self.tr("Of strangers {share} would be called a match.").format(
            share=percent(point.foreign_matches)
        )
        words = threshold_words(point, translate=translate_wording)
        self.words.setText(f"{where} {words} {strangers}")
        self.plot.setAccessibleDescription(self.words.text())
        in_force = report.run.state.threshold
        self.save_button.setEnabled(in_force is None or abs(point.threshold - in_force) > 1e-9)
        self.reset_button.setEnabled(in_force != report.standard)
        if report.standard is not None:
            back = self.tr("Decide by the model's own threshold again: {value}")
            name_control(self.reset_button, back.format(value=f"{report.standard:.3f}"))

    def retranslate(self) -> None:
        refill(
            self.target,
            [(share, percent(share, 1)) for share in TARGETS],
            self.target.currentData() or 0.99,
        )
        name_control(self.target, self.tr("Wanted precision"))
        for each, text in (
            (self.find_button, self.tr("Find its threshold")),
            (self.save_button, self.tr("Use this threshold")),
            (self.reset_button, self.tr("Use the model's threshold")),
        ):
            each.setText(text)
            name_control(each, text)
        self._say_about()
        self._draw()

    def _say_about(self) -> None:
        about = self.tr(
            "Drag the line, or move it with the arrow keys (with Shift in small steps). A saved"
            " threshold holds for this catalogue and this model, at once. Look-alikes are never a"
            " match, whatever the threshold. The photos of {products} decide here; other"
            " photos, of another day, find less."
        )
        n_products = self._findings.report.run.products if self._findings else 0
        self.about.setText(about.format(products=counted_words(n_products, Counted.PRODUCTS)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
