"""The page of quality: how good this catalogue answers, and what would make it better."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QTabWidget, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import ProgressReport
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.plot_file import ask_where, is_table
from desktop_app.gui.plot_view import PlotView
from desktop_app.gui.quality_certainty import QualityCertainty
from desktop_app.gui.quality_figures import QualityFigures
from desktop_app.gui.quality_fit import QualityFit
from desktop_app.gui.quality_history import QualityHistory
from desktop_app.gui.quality_pairs import QualityPairs
from desktop_app.gui.quality_photos import QualityPhotos
from desktop_app.gui.quality_session import Findings, NewThreshold, QualitySession
from desktop_app.gui.quality_threshold import QualityThreshold
from desktop_app.gui.recommend_flow import RecommendFlow
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

_STEPS = 1000


class QualityPage(Page):
    """Measures when it is shown, if anything changed since."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        services, theme = context.services, context.theme
        path_of = services.catalogue.photo_path
        self.session = QualitySession(services, self)
        self.recommend = RecommendFlow(services, context.pictures, theme, self)
        self.findings: Findings | None = None
        self._is_outdated = False
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.measure_button, self.export_button = button("retry"), button("save")
        self.bar = QProgressBar()
        self.message = MessageBar(theme)
        self.figures, self.history = QualityFigures(), QualityHistory(theme)
        self.threshold = QualityThreshold(theme)
        self.photos = QualityPhotos(context.pictures, services.catalogue.thumbnail_path)
        self.fit = QualityFit(services, theme)
        self.certainty = QualityCertainty(services)
        self.pairs = QualityPairs(theme, context.pictures, path_of)
        self.tabs, self.stack = QTabWidget(), QStackedWidget()
        self.empty = EmptyList("photo")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        views = (
            self.figures,
            self.threshold,
            self.photos,
            self.pairs,
            self.fit,
            self.history,
            self.certainty,
        )
        for view in views:
            layout = view.layout()
            assert layout is not None  # noqa: S101  (each view lays itself out)
            layout.setContentsMargins(0, GAP, 0, 0)
            self.tabs.addTab(view, "")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setObjectName("innerTabs")
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.setTextVisible(False)
        self.bar.setProperty("slim", "true")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.tabs)
        words = column(self.title, self.lead, gap=4)
        head = row(words, self.export_button, self.measure_button, gap=GAP)
        head.setStretch(0, 1)
        head.setAlignment(self.export_button, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(self.measure_button, Qt.AlignmentFlag.AlignTop)
        layout = column(head, self.bar, self.message, self.stack, gap=GAP_L - 4)
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.tabs.tabBar()

    def _connect(self) -> None:
        session = self.session
        session.measured.connect(self._show_findings)
        session.noted.connect(self._show_notes)
        session.looked_up.connect(self.photos.model.show_products)
        session.saved.connect(self._say_saved)
        session.progressed.connect(self._show_progress)
        session.failed.connect(self._show_error)
        self.measure_button.clicked.connect(self._measure_anew)
        self.export_button.clicked.connect(self._ask_where)
        self.threshold.save_asked.connect(session.save_threshold)
        self.photos.model.wanted.connect(session.load_products)
        self.photos.product_opened.connect(self.sought)
        self.pairs.products_opened.connect(self.recommend.compare)
        self.recommend.failed.connect(self._show_error)
        self.fit.failed.connect(self._show_error)
        self.fit.changed.connect(self._measure_again)
        self.certainty.failed.connect(self._show_error)
        self.certainty.changed.connect(self._measure_again)
        self.tabs.currentChanged.connect(self._show_state)

    @property
    def plot(self) -> PlotView | None:
        """The plot that is shown, if any."""
        view = self.tabs.currentWidget()
        if view is self.threshold:
            has_focus = self.threshold.curve.hasFocus()
            return self.threshold.curve if has_focus else self.threshold.plot
        return self.history.plot if view is self.history else None

    def save_plot(self, file: Path) -> None:
        """Write the plot that is shown: as CSV by its suffix, as a picture otherwise."""
        plot = self.plot
        if plot is None:
            return
        try:
            (plot.save_table if is_table(file) else plot.save_picture)(file)
        except UserError as error:
            self._show_error(error)
        else:
            said = notice(Message.of(MessageId.PLOT_SAVED, name=file.name))
            self.message.show_notice(said, "success")

    def close_session(self) -> None:
        self.session.close()
        self.recommend.close()
        self.fit.close_session()
        self.certainty.close_session()

    def _measure_anew(self) -> None:
        self._start(anew=True)

    def _measure_again(self) -> None:
        """Lookups are answered in another way now."""
        self._is_outdated = self.session.is_busy
        self._start(anew=False)

    def _start(self, *, anew: bool) -> None:
        if self.session.is_busy:
            return
        self.message.clear()
        self.bar.setRange(0, 0)
        self.measure_button.setEnabled(False)
        self.bar.setProperty("idle", "false")
        self.session.measure(anew=anew)
        self._show_state()

    def _show_findings(self, findings: Findings) -> None:
        self.findings = findings
        for view in (self.figures, self.threshold, self.pairs, self.history):
            view.show_findings(findings)
        self._show_state()

    def _show_notes(self, notes: object) -> None:
        self.photos.show_notes(notes)  # type: ignore[arg-type]
        self._rest()

    def _show_progress(self, report: ProgressReport) -> None:
        if report.total:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(_STEPS * min(1.0, report.done / report.total)))
            self.progressed.emit(round(100 * report.done / report.total))

    def _rest(self) -> None:
        """Nothing runs any more."""
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(0)
        self.progressed.emit(-1)
        self.measure_button.setEnabled(True)
        if self._is_outdated:
            self._measure_again()

    def _say_saved(self, new: NewThreshold) -> None:
        kind = MessageId.THRESHOLD_SAVED if new.is_own else MessageId.THRESHOLD_OF_MODEL
        said = Message.of(kind, value=f"{new.value:.3f}", before=f"{new.before:.3f}")
        self.message.show_notice(notice(said), "success")

    def _show_error(self, error: BaseException) -> None:
        self._rest()
        self.message.show_notice(notice_of(error))

    def _show_state(self) -> None:
        has_figures = self.findings is not None and self.findings.report.testable > 0
        has_notes = self.findings is not None and self.findings.report.run.products > 0
        self.stack.setCurrentWidget(self.tabs if has_figures or has_notes else self.empty)
        self.export_button.setEnabled(has_figures and self.plot is not None)
        self._say_empty()

    def _ask_where(self) -> None:
        file = ask_where(self, "quality")
        if file is not None:
            self.save_plot(file)

    def _say_empty(self) -> None:
        if self.findings is None:
            self.empty.show_words(
                self.tr("Measuring"), self.tr("Every photo is asked for; this takes seconds.")
            )
        else:
            self.empty.show_words(
                self.tr("Nothing to measure yet"),
                self.tr("Import products with two photos or more; the page then says how good"
                        " the answers are."),
            )  # fmt: skip

    def retranslate(self) -> None:
        self.title.setText(self.tr("Quality"))
        self.lead.setText(
            self.tr(
                "How good this catalogue answers, measured on its own photos, each left out once."
            )
        )
        titles = (
            self.tr("Figures"),
            self.tr("Threshold"),
            self.tr("Photos"),
            self.tr("Look-alikes"),
            self.tr("Fit"),
            self.tr("Over time"),
            self.tr("Certainty"),
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setAccessibleName(self.tr("Quality"))
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the quality page"))
        for each, text in (
            (self.measure_button, self.tr("Measure again")),
            (self.export_button, self.tr("Save the plot…")),
        ):
            each.setText(text)
            name_control(each, text)
        self.bar.setAccessibleName(self.tr("Progress of the measurement"))
        self._say_empty()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start(anew=False)
