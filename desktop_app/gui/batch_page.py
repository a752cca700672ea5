"""The page of batches: begin one or open an earlier one, watch it fill, review, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import ProgressReport
from desktop_app.gui.batch_session import BatchSession
from desktop_app.gui.batch_start import BatchStart
from desktop_app.gui.batch_view import BatchView
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.page_area import Pages
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import GAP, column
from desktop_app.services.batch_run import BatchRow, BatchRun, RunHead
from desktop_app.services.batch_table import write_batch

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class BatchPage(Page):
    """One batch at a time; it goes on while other pages are looked at."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runs, self._labels = services.batches, services.label_reading
        self._tasks = TaskRunner("batch page", parent=self)
        self._run: BatchRun | None = None
        self._is_reading_labels = False
        self.session = BatchSession(services.batches, self)
        self.message = MessageBar(theme)
        self.start = BatchStart(services.batches.runs, self._tasks)
        self.view = BatchView(services, pictures, theme)
        self.stack = Pages()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.view)
        layout = column(self.message, self.stack, gap=GAP)
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 20, 20, 20)
        self.setLayout(layout)
        self.setObjectName("page")

    def _connect(self) -> None:
        self.start.sources_chosen.connect(self.begin)
        self.start.run_chosen.connect(self._open)
        self.start.delete_asked.connect(self.ask_to_delete)
        self.start.model.failed.connect(self._show_error)
        self.view.left.connect(self.leave)
        self.view.go_on_asked.connect(self.go_on)
        self.view.labels_asked.connect(self.read_labels)
        self.view.export_asked.connect(self.save_to)
        self.view.flow.failed.connect(self._show_error)
        self.view.flow.noted.connect(self._show_note)
        self.view.flow.taught.connect(self.catalogue_changed)
        self.view.progress.pause_asked.connect(self.session.pause)
        self.view.progress.unpause_asked.connect(self.session.unpause)
        self.view.progress.stop_asked.connect(self.session.stop)
        self.session.opened.connect(self._opened)
        self.session.started.connect(self._started)
        self.session.answered.connect(self.view.flow.forget_candidates)
        self.session.answered.connect(self.view.model.add_outcomes)
        self.session.progressed.connect(self._progressed)
        self.session.ended.connect(self._ended)
        self.session.failed.connect(self._show_error)

    def receive(self, incoming: Incoming) -> bool:
        """Begin a batch of what was dropped or pasted; whether it is any."""
        photos = tuple(photo.path for photo in incoming.photos if photo.path is not None)
        sources = (incoming.catalogue,) if incoming.catalogue is not None else photos
        if sources:
            self.begin(sources)
        return bool(sources)

    @Slot(object)
    def begin(self, sources: Sequence[Path]) -> None:
        """Look up all photos in *sources*, unless a batch is running."""
        if self._is_free():
            self.session.leave()
            self.session.begin(sources)

    def go_on(self) -> None:
        """Look up the rows that wait."""
        self._is_reading_labels = False
        if (run := self._run_of_now()) is not None:
            self.session.go_on(run)

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        return {READ_LABEL_KEY: self.read_labels}

    def read_labels(self) -> None:
        """Look what is left open up again, with what is printed on the items."""
        run = self._run_of_now()
        if run is None or not self.view.has_open_photos:
            return
        if (missing := self._labels.missing) is not None:
            self._show_error(UserError(missing))
            return
        self._is_reading_labels = True
        self.session.read_labels(run)

    def _run_of_now(self) -> BatchRun | None:
        """The batch that is shown, with its rows as they stand; None while one is looked up."""
        run = self._run
        if run is None or self.session.is_busy:
            return None
        head = replace(run.head, seconds=self.session.seconds)
        return BatchRun(head, tuple(self.view.model.rows))

    def leave(self) -> None:
        """Back to all batches."""
        if self.session.is_running:
            return
        self.message.clear()
        self._run = None
        self.session.leave()
        self.stack.setCurrentWidget(self.start)
        self.start.refresh()

    def step_back(self) -> bool:
        """One step towards the list of batches; False if it is shown already."""
        if self.stack.currentWidget() is not self.view:
            return False
        if self.view.is_reviewing:
            self.view.show_table()
        else:
            self.leave()
        return True

    def review(self) -> None:
        """Go through the unsure rows of the batch that is shown."""
        if self.stack.currentWidget() is self.view and self.view.review_button.isEnabled():
            self.view.review_first()

    @Slot(object)
    def save_to(self, file: Path) -> None:
        """Write answers and decisions to *file*, XLSX or CSV by its name."""
        work = partial(_export, file, tuple(self.view.model.rows))
        self._tasks.submit(work, self._saved, self._show_error)

    @Slot(object)
    def ask_to_delete(self, head: RunHead) -> None:
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Delete the batch?"))
        box.setText(self.tr("Delete the batch “{name}”?").format(name=head.name))
        box.setInformativeText(
            self.tr("Its answers and decisions are gone then. Photos and what they taught stay.")
        )
        yes = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(partial(self.delete, head.run_id))
        box.open()

    def delete(self, run_id: str, checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt)
        del checked
        self._tasks.submit(partial(self._runs.delete, run_id), self._deleted, self._show_error)

    def close_session(self) -> None:
        """Stop at a safe place: what is answered and decided is on the disk."""
        self.view.close_session()
        self.session.close()
        self._tasks.close()

    def _is_free(self) -> bool:
        if not self.session.is_busy:
            return True
        name = self._run.head.name if self._run else ""
        self.message.show_notice(notice(Message.of(MessageId.BATCH_RUNNING, name=name)), "warning")
        return False

    def _open(self, run_id: str) -> None:
        if self._is_free():
            self.session.open(run_id)

    @Slot(object)
    def _opened(self, run: BatchRun) -> None:
        is_new = run.head.counts.waiting == run.head.counts.total
        self._run = run
        self.message.clear()
        self.view.show_run(run)
        self.view.retranslate()
        self.stack.setCurrentWidget(self.view)
        self.view.table.setFocus()
        if is_new:
            self.go_on()

    def _started(self) -> None:
        counts = self.view.model.counts
        self.message.clear()
        labels = self._is_reading_labels
        answered = 0 if labels else counts.total - counts.waiting
        self.view.progress.start(answered, labels=labels)
        self.view.show_running(is_running=True, labels=labels)
        self.progressed.emit(0)

    @Slot(object)
    def _progressed(self, report: ProgressReport) -> None:
        self.view.progress.show_report(report)
        self.view.show_seconds(self.session.seconds)
        self.progressed.emit(self.view.progress.percent)

    def _ended(self) -> None:
        self.view.show_seconds(self.session.seconds)
        self.view.show_running(is_running=False)
        self.progressed.emit(-1)

    def _saved(self, nothing: object) -> None:
        """The file is there; the file manager of the person says so."""

    def _deleted(self, nothing: object) -> None:
        del nothing
        self.start.refresh()

    @Slot(object)
    def _show_error(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    @Slot(object)
    def _show_note(self, message: Message) -> None:
        self.message.show_notice(notice(message), "warning")

    def refresh(self) -> None:
        if self.stack.currentWidget() is self.start:
            self.start.refresh()


def _export(file: Path, rows: Sequence[BatchRow]) -> None:
    write_batch(file, rows, translate_message)
