"""Where a batch begins: a folder, several photos or a list, or one that was begun before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from desktop_app.gui.batch_heads import NAME, OUTCOME, HeadsModel
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.incoming import PHOTO_SUFFIXES
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_S,
    button,
    card,
    column,
    label,
    name_control,
    row,
    sign,
)
from desktop_app.services.batch_run import RunHead

ReadHeads = Callable[[int, int], Sequence[RunHead]]


class BatchStart(QWidget):
    """Three ways in, and the list of earlier batches."""

    sources_chosen = Signal(object)  # tuple of Path
    run_chosen = Signal(str)  # id of the batch
    delete_asked = Signal(object)  # RunHead

    def __init__(self, read: ReadHeads, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.title, self.lead = label("title"), label("lead", wrap=True)
        self.folder_title, self.folder_words = label("heading"), label("muted", wrap=True)
        self.photos_title, self.photos_words = label("heading"), label("muted", wrap=True)
        self.list_title, self.list_words = label("heading"), label("muted", wrap=True)
        self.folder_button = button("folder", "primary")
        self.photos_button, self.list_button = button("photo"), button("table")
        self.earlier = label("section")
        self.open_button, self.delete_button = button("find"), button("remove")
        self.model = HeadsModel(tasks, self)
        self.table = WideTable(self.model, (NAME, OUTCOME))
        self.empty = EmptyList("batch")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_state()

    def _lay_out(self) -> None:
        ways = row(
            _way("folder", self.folder_title, self.folder_words, self.folder_button),
            _way("photo", self.photos_title, self.photos_words, self.photos_button),
            _way("table", self.list_title, self.list_words, self.list_button),
            gap=GAP_L,
        )
        for position in range(3):
            ways.setStretch(position, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        head = column(self.title, self.lead, gap=4)
        tools = row(self.earlier, None, self.open_button, self.delete_button, gap=GAP)
        layout = column(head, ways, tools, self.stack, gap=GAP_L)
        layout.setStretch(3, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self.choose_folder)
        self.photos_button.clicked.connect(self.choose_photos)
        self.list_button.clicked.connect(self.choose_list)
        self.table.opened.connect(self._open)
        self.table.removed.connect(self._delete)
        self.table.row_changed.connect(self.show_state)
        self.open_button.clicked.connect(self._open)
        self.delete_button.clicked.connect(self._delete)
        self.model.loaded.connect(self.show_state)

    def refresh(self) -> None:
        self.model.reload(self._read)

    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Look up a folder of photos"))
        if name:
            self.sources_chosen.emit((Path(name),))

    def choose_photos(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Look up several photos"),
            "",
            self.tr("Photos ({list})").format(list=patterns),
        )
        if names:
            self.sources_chosen.emit(tuple(map(Path, names)))

    def choose_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Look up a list"), "", self.tr("Lists (*.csv *.tsv *.txt *.xlsx)")
        )
        if name:
            self.sources_chosen.emit((Path(name),))

    def show_state(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        is_chosen = has_rows and self.table.currentIndex().isValid()
        self.open_button.setEnabled(is_chosen)
        self.delete_button.setEnabled(is_chosen)

    def _chosen(self) -> RunHead | None:
        return self.model.item(self.table.currentIndex().row())

    def _open(self) -> None:
        head = self._chosen()
        if head is not None:
            self.run_chosen.emit(head.run_id)

    def _delete(self) -> None:
        head = self._chosen()
        if head is not None:
            self.delete_asked.emit(head)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Many photos at once"))
        self.lead.setText(
            self.tr(
                "Drop a folder, several photos or a list on this page. Each photo is a question of "
                "its own; the answers come while you go on working."
            )
        )
        self.folder_title.setText(self.tr("A folder of photos"))
        self.folder_words.setText(self.tr("With all folders in it, for instance of one delivery."))
        self.folder_button.setText(self.tr("Choose a folder…"))
        self.photos_title.setText(self.tr("Several photos"))
        self.photos_words.setText(self.tr("Each one shows another item."))
        self.photos_button.setText(self.tr("Choose photos…"))
        self.list_title.setText(self.tr("A list"))
        self.list_words.setText(
            self.tr("CSV or XLSX with a column photo or text; x, y, w, h are a part of the photo.")
        )
        self.list_button.setText(self.tr("Choose a list…"))
        self.earlier.setText(self.tr("Batches on this computer"))
        self.open_button.setText(self.tr("Open"))
        name_control(self.open_button, self.tr("Open the batch, or go on with it"), "Enter")
        self.delete_button.setText(self.tr("Delete…"))
        name_control(self.delete_button, self.tr("Delete the batch"), "Delete")
        self.table.setAccessibleName(self.tr("Batches, newest first"))
        self.empty.show_words(
            self.tr("No batch yet"),
            self.tr("Batches stay here until you delete them, as long as the history is kept."),
        )
        self.model.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _way(icon: str, title: QWidget, words: QWidget, action: QWidget) -> QFrame:
    made = card()
    head = row(sign(icon, "accent", 24), title, None, gap=GAP)
    layout = column(head, words, None, action, gap=GAP_S)
    layout.setContentsMargins(20, 16, 20, 16)
    made.setLayout(layout)
    made.setMinimumHeight(138)
    return made
