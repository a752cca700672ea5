"""The page of the history: search, narrow, open again, export, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Answer, HistoryEntry, Verdict
from desktop_app.core.wording import verdict_words
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.history_model import PRODUCT, SAID, HistoryModel
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, button, column, hint, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class HistoryPage(Page):
    """Reads the history anew whenever it is shown."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = services.history
        self._tasks = TaskRunner("history", parent=self)
        self.model = HistoryModel(self._tasks, pictures, theme, self)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.field, self.verdict = QLineEdit(), QComboBox()
        self.message = MessageBar(theme)
        self.table = WideTable(self.model, (PRODUCT, SAID))
        self.empty = EmptyList("clock")
        self.stack = QStackedWidget()
        self.open_button, self.export_button = button("find"), button("save")
        self.delete_button = button("remove")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.field.setClearButtonEnabled(False)
        self.field.setMaximumWidth(420)
        search = row(self.field, self.verdict, None, gap=GAP)
        search.setStretch(0, 1)
        buttons = row(None, self.open_button, self.export_button, self.delete_button, gap=GAP)
        tools = TurningRow(search, buttons, first_grows=True)
        head = column(self.title, self.lead, gap=4)
        layout = column(head, tools, self.message, self.stack, gap=GAP_L)
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.field

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.field.textChanged.connect(self.refresh)
        self.verdict.currentIndexChanged.connect(self.refresh)
        self.table.row_changed.connect(self._show_state)
        self.table.opened.connect(self.open_chosen)
        self.open_button.clicked.connect(self.open_chosen)
        self.export_button.clicked.connect(self._ask_where)
        self.delete_button.clicked.connect(self.ask_to_delete)

    def refresh(self) -> None:
        self.message.clear()
        self.model.reload(partial(self._history.page, **self._wanted()))

    def _wanted(self) -> dict[str, Any]:
        return {"text": self.field.text().strip(), "verdict": self.verdict.currentData()}

    def open_chosen(self) -> None:
        """Show the stored answer of the chosen row."""
        entry = self.model.item(self.table.currentIndex().row())
        if entry is not None:
            work = partial(self._history.stored_answer, entry)
            self._tasks.submit(work, partial(self._open, entry), self._show_error)

    def save_to(self, file: Path) -> None:
        """Write what is searched for to *file* as CSV."""
        work = partial(_export, self._history.export, self._wanted(), file)
        self._tasks.submit(work, self._done, self._show_error)

    def ask_to_delete(self) -> None:
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Delete the history?"))
        box.setText(self.tr("Delete every lookup of the history?"))
        box.setInformativeText(
            self.tr("Nothing of it is left on this computer. Products and taught photos stay.")
        )
        yes = box.addButton(self.tr("Delete all"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(self.delete_all)
        box.open()

    def delete_all(self) -> None:
        self._tasks.submit(self._history.forget_all, self._deleted, self._show_error)

    def close_session(self) -> None:
        self._tasks.close()

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the history"), "history.csv", self.tr("CSV files (*.csv)")
        )
        if name:
            self.save_to(Path(name))

    def _open(self, entry: HistoryEntry, answer: Answer) -> None:
        self.answer_opened.emit(entry, answer)

    def _done(self, nothing: object) -> None:
        """The file is there; the file manager of the person says so."""

    def _deleted(self, count: object) -> None:
        del count
        self.refresh()

    def _show_state(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        self.open_button.setEnabled(self.table.currentIndex().isValid() and has_rows)
        self.export_button.setEnabled(has_rows)
        self.delete_button.setEnabled(has_rows)

    def _show_error(self, error: BaseException) -> None:
        self._show_state()
        self.message.show_notice(notice_of(error))

    def retranslate(self) -> None:
        self.title.setText(self.tr("History"))
        self.lead.setText(
            self.tr("Every lookup of this catalogue. The settings say for how long it is kept.")
        )
        hint(self.field, self.tr("Search: product, SKU, words or person"))
        self.field.setAccessibleName(self.tr("Search the history"))
        self._fill_verdicts()
        self.open_button.setText(self.tr("Open again"))
        name_control(self.open_button, self.tr("Open the stored answer"), "Enter")
        self.export_button.setText(self.tr("Export…"))
        name_control(self.export_button, self.tr("Export what is listed as CSV"))
        self.delete_button.setText(self.tr("Delete all…"))
        name_control(self.delete_button, self.tr("Delete the whole history"))
        self.table.setAccessibleName(self.tr("Lookups, newest first"))
        self.empty.show_words(
            self.tr("No lookup to show"),
            self.tr("Lookups appear here by themselves; other words or verdicts may show more."),
        )
        self.model.retranslate()

    def _fill_verdicts(self) -> None:
        chosen = self.verdict.currentIndex()
        with QSignalBlocker(self.verdict):
            self.verdict.clear()
            self.verdict.addItem(self.tr("All verdicts"), None)
            for verdict in Verdict:
                self.verdict.addItem(verdict_words(verdict, translate_wording), verdict)
            self.verdict.setCurrentIndex(max(0, chosen))
        self.verdict.setAccessibleName(self.tr("Verdict"))


def _export(export: Callable[..., str], wanted: dict[str, Any], file: Path) -> None:
    text = export(**wanted)
    try:
        # The mark tells spreadsheets that it is UTF-8.
        file.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.FOLDER_UNUSABLE, name=file.name, reason=reason) from error
