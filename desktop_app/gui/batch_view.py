"""An opened batch: its summary, progress, filter, rows, and the review of one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.batch import RowState
from desktop_app.gui.batch_chips import FilterChips
from desktop_app.gui.batch_model import PRODUCT, WHY, BatchModel
from desktop_app.gui.batch_pictures import SMALL_PX, RowPictures
from desktop_app.gui.batch_progress import BatchProgress
from desktop_app.gui.batch_review_flow import ReviewFlow
from desktop_app.gui.batch_words import summary_words
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.page_area import Pages
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, button, column, elided, label, name_control, row
from desktop_app.services.batch_run import OPEN_STATES

if TYPE_CHECKING:
    from desktop_app.services.batch_run import BatchRun
    from desktop_app.services.bundle import Services

KEPT_THUMBNAILS = 600
ROOM_FOR_REASONS_PX = 860
"""In a narrower page the reason is left to the review, so that products can be read."""


class BatchView(QWidget):
    """Shows the rows; Enter reviews the chosen one."""

    left = Signal()
    go_on_asked = Signal()
    labels_asked = Signal()
    export_asked = Signal(object)  # Path

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._seconds, self._is_running = "", 0.0, False
        self._keeps_names = True
        review = services.batch_review
        self.thumbnails = RowPictures(review, SMALL_PX, KEPT_THUMBNAILS, urgent=False, parent=self)
        self.model = BatchModel(self.thumbnails, theme, self)
        self.flow = ReviewFlow(services, self.model, pictures, theme, self)
        self.title, self.summary = elided("title"), label("lead", wrap=True)
        self.note = label("muted", wrap=True)
        self.progress, self.message = BatchProgress(theme), MessageBar(theme)
        self.chips = FilterChips(theme)
        self.back_button, self.go_on_button = button("step_back"), button("play", "primary")
        self.export_button, self.review_button = button("save"), button("check", "primary")
        self.labels_button = button("read_label")
        self._reads_labels = services.label_reading.is_available
        self._is_reading_labels = False
        self.table = WideTable(self.model, (PRODUCT, WHY))
        self.empty = EmptyList("check")
        self.stack = Pages()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        for part in (self.table, self.empty, self.flow.panel):
            self.stack.addWidget(part)
        head = column(self.title, self.summary, self.note, gap=2)
        doing = (self.go_on_button, self.labels_button, self.export_button, self.review_button)
        tools = (self.back_button, *doing)
        top = TurningRow(head, row(None, *tools, gap=GAP), first_grows=True)
        layout = column(top, self.progress, self.message, self.chips, self.stack, gap=GAP)
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._filter)
        self.table.opened.connect(self.review_chosen)
        self.review_button.clicked.connect(self.review_first)
        self.back_button.clicked.connect(self._step_back)
        self.go_on_button.clicked.connect(self.go_on_asked)
        self.labels_button.clicked.connect(self.labels_asked)
        self.export_button.clicked.connect(self._ask_where)
        self.model.counted.connect(self.show_counts)
        self.flow.finished.connect(self.show_table)

    @property
    def is_reviewing(self) -> bool:
        return self.stack.currentWidget() is self.flow.panel

    @property
    def can_read_labels(self) -> bool:
        """Whether labels may settle rows that are left open, and nothing else goes on."""
        return self._reads_labels and self.has_open_photos

    @property
    def has_open_photos(self) -> bool:
        """Whether rows with photos are left open, and nothing else goes on."""
        counts = self.model.counts
        is_calm = not self._is_running and not self.is_reviewing and counts.waiting == 0
        if not is_calm or not any(counts.now.get(state, 0) for state in OPEN_STATES):
            return False
        return any(row.is_open and row.photo is not None for row in self.model.rows)

    def show_run(self, run: BatchRun) -> None:
        """Show another batch, its rows all."""
        self._name, self._seconds = run.head.name, run.head.seconds
        self._keeps_names = run.head.keeps_names and not run.head.is_stripped
        self.thumbnails.clear()
        self.flow.open_batch(run.head.run_id)
        self.chips.choose(None)
        self.model.show_rows(run.rows)
        self.message.clear()
        self.show_running(is_running=False)
        self.show_table()
        self.table.choose(0)

    def show_running(self, *, is_running: bool, labels: bool = False) -> None:
        """*labels*: open rows are looked up again, so that they cannot be reviewed meanwhile."""
        self._is_running, self._is_reading_labels = is_running, is_running and labels
        self.progress.setVisible(is_running)
        self.show_counts()

    def show_seconds(self, seconds: float) -> None:
        self._seconds = seconds
        self._show_summary()

    def show_counts(self) -> None:
        """After anything that moves a row from one state to another."""
        counts = self.model.counts
        self.chips.show_counts(counts)
        self.go_on_button.setVisible(not self._is_running and counts.waiting > 0)
        self.back_button.setVisible(self.is_reviewing or not self._is_running)
        self.review_button.setVisible(not self.is_reviewing)
        unsure = counts.now.get(RowState.UNSURE, 0)
        self.review_button.setEnabled(unsure > 0 and not self._is_reading_labels)
        self.labels_button.setVisible(self.can_read_labels)
        self._name_back_button()
        self._show_summary()
        self._show_empty()

    def review_first(self) -> None:
        """Go through the unsure rows from the first one on."""
        self._review(None, RowState.UNSURE)

    def review_chosen(self) -> None:
        """Review the chosen row, then the others of its filter."""
        number = self.model.number(self.table.currentIndex().row())
        if (
            self._is_reading_labels
            or number is None
            or self.model.rows[number].state is RowState.WAITING
        ):
            return
        self._review(number, self.model.wanted or RowState.UNSURE)

    def _review(self, number: int | None, target: RowState) -> None:
        self.message.clear()
        self.stack.setCurrentWidget(self.flow.panel)
        if not self.flow.begin(number, target):
            self.show_table()
        self.show_counts()

    def show_table(self) -> None:
        """Back to the rows, at the one that was reviewed last."""
        was_reviewing, number = self.is_reviewing, self.flow.number
        self.stack.setCurrentWidget(self.table)
        if was_reviewing:
            at = 0 if number is None else self.model.position(number)
            self.table.choose(min(at, self.model.rowCount() - 1))
            self.table.setFocus()
        self.show_counts()

    def close_session(self) -> bool:
        """Keep what is still waiting to be kept; whether all was."""
        self.thumbnails.close()
        return self.flow.close()

    def _filter(self, state: RowState | None) -> None:
        self.model.show_state(state)
        self.show_table()
        self.table.choose(0)

    def _show_empty(self) -> None:
        if not self.is_reviewing:
            is_empty = self.model.rowCount() == 0
            self.stack.setCurrentWidget(self.empty if is_empty else self.table)

    def _show_summary(self) -> None:
        words = summary_words(self.model.counts, self._seconds)
        self.summary.setText(words)
        self.setAccessibleName(words)

    def _name_back_button(self) -> None:
        rows = self.tr("Back to the rows")
        self.back_button.setText(rows if self.is_reviewing else self.tr("All batches"))
        name_control(
            self.back_button, rows if self.is_reviewing else self.tr("Back to all batches"), "Esc"
        )

    def _step_back(self) -> None:
        if self.is_reviewing:
            self.show_table()
        else:
            self.left.emit()

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the answers"),
            f"{self._name or 'batch'}.xlsx",
            self.tr("Excel workbook (*.xlsx);;CSV file (*.csv)"),
        )
        if name:
            self.export_asked.emit(Path(name))

    def retranslate(self) -> None:
        self.title.setText(self._name or self.tr("Batch"))
        self.note.setVisible(not self._keeps_names)
        self.note.setText(
            self.tr(
                "Names of photos and words are not kept once you leave the batch: review and "
                "export it before."
            )
        )
        self._name_back_button()
        self.go_on_button.setText(self.tr("Go on"))
        name_control(self.go_on_button, self.tr("Look up the rows that are still waiting"))
        self.export_button.setText(self.tr("Export…"))
        name_control(self.export_button, self.tr("Save answers and decisions as XLSX or CSV"))
        self.labels_button.setText(f"{self.tr('Read labels')}   {READ_LABEL_KEY}")
        read = self.tr("Read what is printed on the items that are left open, and look them up")
        name_control(self.labels_button, read, READ_LABEL_KEY)
        self.review_button.setText(self.tr("Review the unsure"))
        name_control(self.review_button, self.tr("Go through the unsure ones by keyboard"), "F2")
        self.table.setAccessibleName(self.tr("Rows of the batch"))
        self.empty.show_words(
            self.tr("Nothing here"), self.tr("No row of this batch is in this state.")
        )
        self.model.retranslate()
        self._show_summary()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(WHY, self.width() < ROOM_FOR_REASONS_PX)

    def event(self, event: QEvent) -> bool:
        """F2 reviews here; elsewhere it is a shortcut of the window."""
        is_claim = event.type() == QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and not self.is_reviewing:
            self.review_button.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
