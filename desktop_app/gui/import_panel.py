"""The import page: choose, watch, read the report."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProgressReport
from desktop_app.gui.import_chooser import ImportChooser
from desktop_app.gui.import_preview_view import ImportPreviewView
from desktop_app.gui.import_progress import ImportProgress
from desktop_app.gui.import_report import ImportReportView
from desktop_app.gui.import_session import ImportSession
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.page_area import PagesInTurn
from desktop_app.gui.speech import announce
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import GAP_L, button, column, row
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_record import save_report

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.import_preview import ImportPreview
    from desktop_app.services.import_report import ImportReport

WIDTH_PX = 1080


class ImportPanel(Page):
    """One import from choice to report."""

    reported = Signal(object)  # ProgressReport, or None when nothing runs
    done = Signal()
    saved = Signal(object)  # Path of a report

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("import", parent=self)
        self.session = ImportSession(services, self)
        self._source: Path | None = None
        self.message = MessageBar(theme)
        self.go_on_button = button("retry", "primary")
        self.go_on_button.hide()
        self.chooser = ImportChooser(theme)
        self.progress = ImportProgress()
        self.report = ImportReportView(services, theme)
        self.preview = ImportPreviewView()
        self._running = QWidget()
        self._running.setLayout(column(self.progress, None))
        self.stack = PagesInTurn(self.chooser, self.preview, self._running, self.report)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_PX)
        inner = column(self.message, row(self.go_on_button, None), self.stack, gap=GAP_L)
        inner.setStretch(2, 1)
        middle.setLayout(inner)
        layout = row(None, middle, None)
        layout.setStretch(1, 100)
        layout.setContentsMargins(32, 28, 32, 20)
        self.setLayout(layout)
        self.setObjectName("page")
        self.retranslate()

    def _connect(self) -> None:
        self.chooser.source_chosen.connect(self.prepare)
        self.chooser.retried.connect(self.start)
        self.preview.back_pressed.connect(self.choose_again)
        self.preview.check_asked.connect(self.check)
        self.preview.import_asked.connect(self.start_prepared)
        self.preview.encoding_chosen.connect(self._look_again)
        self.preview.save_asked.connect(self._save_forecast)
        self.chooser.demo_asked.connect(self.start_demo)
        self.go_on_button.clicked.connect(self.session.go_on)
        self.message.closed.connect(self.go_on_button.hide)
        self.progress.stop_asked.connect(self.session.stop)
        self.session.started.connect(self._show_started)
        self.session.progressed.connect(self._show_progress)
        self.session.finished.connect(self._show_report)
        self.session.failed.connect(self._show_error)
        self.report.done_pressed.connect(self._leave)
        self.report.again_pressed.connect(self.choose_again)
        self.report.save_failed.connect(self._show_notice)
        self.report.save_asked.connect(self._save_report)
        self.report.fit.failed.connect(self._show_notice)

    @Slot(object)
    def start(self, source: Path) -> None:
        """Import *source* as it is, unless an import is running already."""
        if not self.session.is_running:
            self._source = source
            self.session.start(source, self.chooser.chosen_encoding)

    @Slot(object)
    def prepare(self, source: Path) -> None:
        """Show the first rows of *source*; nothing is imported yet."""
        if self.session.is_running:
            return  # its progress is what the page shows
        self.message.clear()
        self._source = source
        self._look(source, self.chooser.chosen_encoding)

    def _look(self, source: Path, encoding: str | None) -> None:
        work = partial(self._services.previews.look, source, encoding)
        self._tasks.submit(work, self._show_preview, self._show_error)

    def _look_again(self, encoding: str) -> None:
        """The person says in which encoding the file is."""
        self._look(self.preview.preview.source, encoding)

    def _show_preview(self, preview: ImportPreview) -> None:
        self.message.clear()
        self.preview.show_preview(preview)
        self.stack.setCurrentWidget(self.preview)
        self.preview.check_button.setFocus()

    def check(self) -> None:
        """Say what the import would do, without doing it."""
        if not self.session.is_running:
            self._remember()
            source = self.preview.preview.source
            self.session.check(source, self.preview.chosen_encoding(), self.preview.columns())

    def start_prepared(self) -> None:
        """Import what is shown, with the columns as they are said to be."""
        if not self.session.is_running:
            self._remember()
            self._source = self.preview.preview.source
            encoding, columns = self.preview.chosen_encoding(), self.preview.columns()
            self.session.start(self._source, encoding, columns)

    def _remember(self) -> None:
        preview = self.preview.preview
        if preview.header:
            self._services.previews.remember(preview.header, self.preview.columns())

    def _save_forecast(self, file: Path) -> None:
        self._save(file, self.preview.forecast)

    def _save_report(self, file: Path) -> None:
        self._save(file, self.report.report)

    def _save(self, file: Path, report: ImportReport | ImportForecast | None) -> None:
        if report is not None:
            self.message.clear()
            work = partial(save_report, file, report, translate_message)
            self._tasks.submit(work, partial(self._saved, file), self._show_notice)

    def _saved(self, file: Path, nothing: object) -> None:
        del nothing
        announce(self, self.tr("Saved: {name}").format(name=file.name))
        self.saved.emit(file)

    def start_demo(self) -> None:
        if not self.session.is_running:
            self._source = None
            self.session.start_demo(self.tr("demo catalogue"))

    def choose_again(self) -> None:
        self.message.clear()
        self.stack.setCurrentWidget(self.chooser)

    def step_back(self) -> bool:
        """A running import is not left by Esc; from the first rows it goes back to the choice."""
        if not self.session.is_running and self.stack.currentWidget() is self.preview:
            self.choose_again()
            return True
        return self.session.is_running

    def close_session(self) -> None:
        self.session.close()
        self.report.fit.close_session()
        self._tasks.close()

    def _report(self, report: ProgressReport | None) -> None:
        self.reported.emit(report)

    def _leave(self) -> None:
        self.choose_again()
        self.done.emit()

    @Slot(str)
    def _show_started(self, name: str) -> None:
        self.message.clear()
        self.report.fit.forget()
        self.progress.start(name, is_trial=self.session.is_check)
        self.stack.setCurrentWidget(self._running)
        self.progress.stop_button.setFocus()
        self._report(ProgressReport(0, 0))

    @Slot(object)
    def _show_progress(self, report: ProgressReport) -> None:
        self.progress.show_report(report)
        self._report(report)

    @Slot(object)
    def _show_report(self, report: ImportReport | ImportForecast) -> None:
        if isinstance(report, ImportForecast):
            self.preview.show_forecast(report)
            self.stack.setCurrentWidget(self.preview)
            self.preview.import_button.setFocus()
            self._report(None)
            return
        self.report.show_report(report)
        self.stack.setCurrentWidget(self.report)
        self.report.done_button.setFocus()
        self._report(None)
        self.catalogue_changed.emit()
        if self._source is not None:  # the demo is shown as it is
            self.report.fit.begin(report)

    @Slot(object)
    def _show_error(self, error: BaseException) -> None:
        self.stack.setCurrentWidget(self.chooser)
        self._show_notice(error)
        self._report(None)
        self.catalogue_changed.emit()
        if isinstance(error, UserError) and error.message.id is MessageId.IMPORT_PAUSED:
            self.go_on_button.show()
            self.go_on_button.setFocus()
        wrong_encoding = (
            isinstance(error, UserError) and error.message.id is MessageId.IMPORT_ENCODING
        )
        if wrong_encoding and self._source is not None:
            self.chooser.ask_for_encoding(self._source)

    @Slot(object)
    def _show_notice(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    def retranslate(self) -> None:
        self.go_on_button.setText(self.tr("Go on with the import"))
