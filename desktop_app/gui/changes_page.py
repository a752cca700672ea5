"""The page of the change log: search, narrow, see before and after, export."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop_app.core.change import Change, ChangeAction, ChangeFilter
from desktop_app.core.change_words import action_words
from desktop_app.gui.change_card import ChangeCard
from desktop_app.gui.changes_model import FACTS, ChangesModel
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.translator import translate_change
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    column,
    hint,
    label,
    name_control,
    refill_silently,
    row,
)

ROW_PX = 44
LEAST_LETTERS = 10
DAYS = (0, 1, 7, 30, 365)
"""Choices of time: all, today, and so many days back."""


class ChangesPage(Page):
    """Reads the log anew whenever it is shown."""

    counted = Signal(int)
    saved = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = context.services.changes
        self._tasks = TaskRunner("changes", parent=self)
        self.model = ChangesModel(self._tasks, self)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.field = QLineEdit()
        self.person, self.action, self.time = QComboBox(), QComboBox(), QComboBox()
        self.message = MessageBar(context.theme)
        self.table = WideTable(self.model, (FACTS,))
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.card = ChangeCard()
        self.empty = EmptyList("list")
        self.split, self.stack = QSplitter(Qt.Orientation.Horizontal), QStackedWidget()
        self.export_button = button("save")
        self._persons: list[str] = []
        self._total = -1
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.split.addWidget(self.table)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(GAP_L)
        self.split.setObjectName("changes")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.split)
        choices = row(self.person, self.action, self.time, self.export_button, gap=GAP)
        tools = TurningRow(row(self.field), choices, first_grows=True)
        head = column(self.title, self.lead, gap=4)
        layout = column(head, tools, self.message, self.stack, gap=GAP_L)
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.field

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.field.textChanged.connect(self.refresh)
        for choice in (self.person, self.action, self.time):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMinimumContentsLength(LEAST_LETTERS)
            choice.currentIndexChanged.connect(self.refresh)
        self.table.row_changed.connect(self._show_card)
        self.export_button.clicked.connect(self._ask_where)

    @property
    def wanted(self) -> ChangeFilter:
        """What the fields above the table ask for."""
        action = self.action.currentData()
        return ChangeFilter(
            self.field.text().strip(),
            self.person.currentData(),
            ChangeAction(action) if action else None,  # Qt gives back the bare text
            since=_since(self.time.currentData() or 0),
        )

    def show_subject(self, subject: str) -> None:
        """Show the changes of one product or other thing."""
        self.field.setText(subject)

    def refresh(self) -> None:
        self.message.clear()
        only = self.wanted
        self.model.reload(partial(self._changes.page, only=only))
        self._tasks.submit(partial(self._changes.count, only), self._show_total, self._count_failed)

    def save_to(self, file: Path) -> None:
        """Write what is listed to *file* as CSV."""
        work = partial(self._changes.save, file, self.wanted, translate=translate_change)
        self._tasks.submit(work, self.saved.emit, self._say_error)

    def close_session(self) -> None:
        self._tasks.close()

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the changes"), "changes.csv", self.tr("CSV files (*.csv)")
        )
        if name:
            self.save_to(Path(name))

    def _show_total(self, total: int) -> None:
        self._total = total
        self._say_total()
        self.counted.emit(total)

    def _count_failed(self, error: BaseException) -> None:
        del error  # the table says the same in its message
        self._total = -1
        self._say_total()

    def _say_total(self) -> None:
        text = self.tr("Who changed what, and when. Nothing in this list can be altered.")
        if self._total >= 0:
            number = QLocale().toString(self._total)
            count = self.tr("Changes: {n}.").format(n=number)
            text = self.tr("{first} {second}").format(first=text, second=count)
        self.lead.setText(text)

    def _show_card(self) -> None:
        self.card.show_change(self.model.item(self.table.currentIndex().row()))

    def _show_state(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.split if has_rows else self.empty)
        self.export_button.setEnabled(has_rows)
        if has_rows and not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._show_card()

    def _show_error(self, error: BaseException) -> None:
        self.model.reload(_nothing)
        self._show_state()
        self._say_error(error)

    def _say_error(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    def _show_persons(self, persons: list[str]) -> None:
        if persons != self._persons:
            self._persons = persons
            self._fill_persons()

    def _persons_failed(self, error: BaseException) -> None:
        del error  # the table says the same in its message

    def retranslate(self) -> None:
        self.title.setText(self.tr("Changes"))
        self._say_total()
        hint(self.field, self.tr("Search: SKU, person, old or new words"))
        self.field.setAccessibleName(self.tr("Search the changes"))
        self._fill_persons()
        actions = [(a, action_words(a, translate_change)) for a in ChangeAction]
        refill_silently(self.action, [(None, self.tr("All actions")), *actions])
        names = (
            self.tr("Any time"),
            self.tr("Today"),
            self.tr("Last 7 days"),
            self.tr("Last 30 days"),
            self.tr("Last 12 months"),
        )
        refill_silently(self.time, list(zip(DAYS, names, strict=True)))
        for choice, name in (
            (self.person, self.tr("Person")),
            (self.action, self.tr("What was done")),
            (self.time, self.tr("Time")),
        ):
            choice.setAccessibleName(name)
        self.export_button.setText(self.tr("Export…"))
        name_control(self.export_button, self.tr("Export what is listed as CSV"))
        self.table.setAccessibleName(self.tr("Changes, newest first"))
        self.empty.show_words(
            self.tr("No change to show"),
            self.tr("Changes of products appear here by themselves; other words may show more."),
        )
        self.model.retranslate()

    def _fill_persons(self) -> None:
        nobody = self.tr("Nobody named")
        people = [(name, name or nobody) for name in self._persons]
        refill_silently(self.person, [(None, self.tr("Everybody")), *people])

    def showEvent(self, event: QShowEvent) -> None:
        self._tasks.submit(self._changes.persons, self._show_persons, self._persons_failed)
        super().showEvent(event)


def _nothing(limit: int, offset: int) -> list[Change]:
    del limit, offset
    return []


def _since(days: int) -> datetime | None:
    """The first moment of the days meant; a day begins at midnight of the clock on the wall."""
    if not days:
        return None
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)
