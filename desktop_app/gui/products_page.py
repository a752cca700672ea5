"""The page of all products: search, filter, sort, change by hand, take back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from desktop_app.core.product_table import Shown, SortBy, TableQuery
from desktop_app.core.types import ProgressReport
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.filter_bar import CLEAR_KEY, FILTER_KEY, FilterBar
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.labels_flow import LABELS_KEY, LabelsFlow
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.products_dialogs import ProductsDialogs
from desktop_app.gui.products_export import ProductsExport
from desktop_app.gui.products_model import ProductsModel
from desktop_app.gui.products_session import ProductsSession
from desktop_app.gui.products_table import ProductsTable
from desktop_app.gui.products_tools import ProductsTools, ToolState
from desktop_app.gui.products_words import shown_words, step_words
from desktop_app.gui.speech import announce
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import (
    GAP,
    button,
    column,
    hint,
    label,
    name_control,
    refill_silently,
    row,
)

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.change_steps import ChangeReport

TYPING_MS = 250
"""So long a pause ends a word; until then nothing is searched."""

ATTRIBUTE_COLUMNS = 40
"""Free attributes that are offered as columns, the commonest first."""


class ProductsPage(Page):
    """Reads the catalogue anew whenever it is shown."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._care, self._listing = services.care, services.listing
        self._tasks = TaskRunner("products", parent=self)
        self.session = ProductsSession(self)
        self.model = ProductsModel(
            self._listing, pictures, services.catalogue.thumbnail_path, theme, self
        )
        self.table = ProductsTable(self.model, services.data_folder.root)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.field, self.shown = QLineEdit(), QComboBox()
        self.filters = FilterBar(services.catalogue, theme)
        self.tools = ProductsTools()
        self.labels = LabelsFlow(services, theme, self)
        self.message = MessageBar(theme)
        self.progress, self.stop_button = QProgressBar(), button("stop")
        self.empty = EmptyList("catalogue")
        self.stack = QStackedWidget()
        self.dialogs = ProductsDialogs(services, pictures, theme, self._tasks, self)
        self.export = ProductsExport(services.exporter, self.session, self)
        self._after_load: int | None = None
        self._is_entering = False
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.table.show_sort(None, descending=False)
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.field.setMinimumWidth(220)
        self.field.setMaximumWidth(460)
        self.progress.setTextVisible(False)
        running = row(self.progress, self.stop_button, gap=GAP)
        self._running = QWidget()
        self._running.setLayout(running)
        self._running.hide()
        search = row(self.field, self.shown, None, gap=GAP)
        search.setStretch(0, 1)
        head = column(row(self.title, None, self.tools.count), self.lead, gap=4)
        parts = (head, search, self.filters, self.tools, self._running, self.message, self.stack)
        layout = column(*parts, gap=GAP)
        layout.setStretch(len(parts) - 1, 1)
        self.use_frame(layout)
        self.first_focus = self.field

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.model.typed.connect(self._save_cell)
        self.field.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.search)
        self.field.returnPressed.connect(self._enter_table)
        self.shown.currentIndexChanged.connect(self.search)
        self.filters.changed.connect(self.search)
        self.filters.failed.connect(self._show_error)
        self.table.choice_changed.connect(self._show_state)
        self.table.opened.connect(self.open_chosen)
        self.table.removed.connect(self.withdraw_or_restore)
        self.table.sort_asked.connect(self._sort)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.labels.failed.connect(self._show_error)
        self.dialogs.change_asked.connect(self._run_change)
        self.dialogs.many_asked.connect(self._run_many)
        self.dialogs.merge_asked.connect(self._merge)
        self.dialogs.added.connect(self._choose_later)
        self.dialogs.closed.connect(self.table.setFocus)
        self.dialogs.failed.connect(self._show_error)
        self.export.begun.connect(self._show_export_begun)
        self.export.finished.connect(self._show_export)
        self.session.changed.connect(self._show_changed)
        self.session.failed.connect(self._show_error)
        self.session.progressed.connect(self._show_progress)
        self.stop_button.clicked.connect(self.session.stop)
        tools = self.tools
        reactions: tuple[tuple[Any, Callable[[], None]], ...] = (
            (tools.add, self.dialogs.add),
            (tools.open, self.open_chosen),
            (tools.change, self.change_chosen),
            (tools.merge, self.merge_chosen),
            (tools.withdraw, self.withdraw_chosen),
            (tools.restore, self.restore_chosen),
            (tools.labels, self.make_labels),
            (tools.undo, self.undo),
            (tools.redo, self.redo),
            (tools.columns, self._show_columns),
            (tools.export, self.export.ask_where),
        )
        for made, reaction in reactions:
            made.clicked.connect(reaction)

    # what is shown

    def search(self) -> None:
        """Show what the field, the choice and the filters ask for."""
        query = self.model.query
        text = self.field.text().strip()
        sort = query.sort if text == query.text else None  # other words: the best hits first
        self._reload(sort, descending=query.descending and sort is not None)

    def _sort(self, sort: SortBy, descending: bool) -> None:  # noqa: FBT001  (a slot)
        self._reload(sort, descending=descending)

    def _reload(self, sort: SortBy | None, *, descending: bool) -> None:
        shown = Shown(self.shown.currentData() or Shown.LIVE)  # Qt keeps a mere string
        query = TableQuery(self.field.text().strip(), self.filters.only, shown, sort, descending)
        self.table.show_sort(sort, descending=descending)
        self.model.reload(query)

    def refresh(self) -> None:
        """Read everything anew; what is chosen stays chosen."""
        self.model.reload()
        self.filters.refresh()
        names = partial(_attribute_names, self._listing)
        self._tasks.submit(names, self._show_attributes, self._show_error)

    def _show_attributes(self, names: list[str]) -> None:
        self.model.use_attributes(names)

    def _show_state(self) -> None:
        if self._after_load is not None and self._after_load in self.model.ids:
            wanted, self._after_load = self._after_load, None
            self.table.choose(wanted)
        if self._is_entering and self.model.is_current and self.model.rowCount():
            self._is_entering = False
            if not self.table.n_chosen():
                self.table.selectRow(0)
        total = self.model.rowCount()
        self.stack.setCurrentWidget(self.table if total else self.empty)
        current = self.model.row(self.table.currentIndex().row())
        undo, redo = self._care.steps.next_undo, self._care.steps.next_redo
        self.tools.show_state(
            ToolState(
                total,
                self.table.n_chosen(),
                current.withdrawn if current else False,
                step_words(undo) if undo else "",
                step_words(redo) if redo else "",
                self.session.is_running,
            )
        )

    def _enter_table(self) -> None:
        self._typing.stop()
        self.search()
        self.table.setFocus()
        self._is_entering = True

    def _show_columns(self) -> None:
        at = self.tools.columns
        self.table.columns_menu().popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.tools.menu(self)
        self.table.offer_to_sort(menu)
        menu.popup(self.table.viewport().mapToGlobal(at))

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        return {
            LABELS_KEY: self.make_labels,
            FILTER_KEY: self.filters.enter,
            CLEAR_KEY: self.filters.clear,
        }

    # one product

    def open_chosen(self) -> None:
        """Show the form of the current product."""
        product = self.model.row(self.table.currentIndex().row())
        if product is not None:
            self.dialogs.open(product)

    def _save_cell(self, product_id: int, field: str, text: str) -> None:
        self._change(self._care.edit, product_id, {field: text})

    def _change(self, change: Callable[..., ChangeReport], *values: object) -> None:
        self._run_change(partial(change, *values))

    def _run_change(self, work: Callable[[], ChangeReport]) -> None:
        self.message.clear()
        self.session.change(work)
        self._show_state()

    # many products

    def change_chosen(self) -> None:
        """Ask what all chosen products shall have in common."""
        self.dialogs.change_many(self.table.chosen_ids())

    def merge_chosen(self) -> None:
        """Ask which of the chosen products stays."""
        self.dialogs.merge(self.table.chosen_ids())

    def _merge(self, keep: int, work: Callable[[], ChangeReport]) -> None:
        self._choose_later(keep)
        self._run_change(work)

    def _choose_later(self, product_id: int) -> None:
        """Choose this product once the table is read anew."""
        self._after_load = product_id

    def withdraw_or_restore(self) -> None:
        """What the key Delete does with the chosen products."""
        if self.tools.restore.isVisibleTo(self.tools):
            return
        self.withdraw_chosen()

    def withdraw_chosen(self) -> None:
        self._change_many(self._care.withdraw, self.table.chosen_ids())

    def restore_chosen(self) -> None:
        self._change_many(self._care.restore, self.table.chosen_ids())

    def make_labels(self) -> None:
        """Labels of the chosen products."""
        self.labels.open_products(self.table.chosen_ids())

    def undo(self) -> None:
        if self.tools.undo.isEnabled():
            self._change_many(self._care.undo)

    def redo(self) -> None:
        if self.tools.redo.isEnabled():
            self._change_many(self._care.redo)

    def _change_many(self, change: Callable[..., ChangeReport], *values: object) -> None:
        self._run_many(partial(change, *values))

    def _run_many(self, work: Callable[..., ChangeReport]) -> None:
        self.message.clear()
        self.session.change_many(work)
        self._show_state()

    # what became of it

    def _show_changed(self, report: ChangeReport) -> None:
        self.refresh()
        self._show_state()
        if report.refused:
            first = report.refused[0]
            kind = "warning" if report.step else "danger"
            self.message.show_notice(notice(first.message), kind)
        if report.step is not None:
            self.catalogue_changed.emit()
            announce(self, self.tr("Saved: {step}").format(step=step_words(report.step)))
        self.dialogs.show_report(report)

    def _show_error(self, error: BaseException) -> None:
        self._show_state()
        if not self.dialogs.show_error(error):
            self.message.show_notice(notice_of(error))

    def _show_progress(self, report: ProgressReport | None) -> None:
        self._running.setVisible(report is not None)
        if report is not None and report.total:
            self.progress.setRange(0, report.total)
            self.progress.setValue(report.done)
        share = -1 if report is None else 100 * report.done // max(1, report.total)
        self.progressed.emit(share)
        self._show_state()

    # export

    def _show_export_begun(self) -> None:
        self.message.clear()
        self._show_state()

    def _show_export(self, words: str) -> None:
        self._show_state()
        self.lead.setText(words)
        announce(self, words)

    # the page

    def receive(self, incoming: Incoming) -> bool:
        """Photos that are dropped on one chosen product become photos of it."""
        number = self.table.current_id()
        if not incoming.photos or number is None or self.table.n_chosen() != 1:
            return False
        self._change(self._care.add_photos, number, incoming.photos)
        return True

    def step_back(self) -> bool:
        """Esc clears the search first."""
        if not self.field.text():
            return False
        self.field.clear()
        return True

    def close_session(self) -> None:
        self._typing.stop()
        self.filters.close_session()
        self.session.close()
        self.labels.close()
        self.model.close()
        self._tasks.close()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Products"))
        self.lead.setText(
            self.tr("Type into a cell with F2 or a double click; Enter opens the whole product.")
        )
        hint(self.field, self.tr("Search: words, SKU or code"))
        self.field.setAccessibleName(self.tr("Search the products"))
        refill_silently(self.shown, shown_words(), self.shown.currentData() or Shown.LIVE)
        name_control(self.shown, self.tr("Which products are shown"))
        self.stop_button.setText(self.tr("Stop"))
        name_control(self.stop_button, self.tr("Stop; what was saved stays"))
        self.progress.setAccessibleName(self.tr("Progress of the change"))
        self.table.setAccessibleName(self.tr("Products"))
        self.empty.show_words(
            self.tr("No product to show"),
            self.tr("Other words or filters may show more; an import brings a whole catalogue."),
        )
        self.model.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() == Qt.Key.Key_Insert:
            self.dialogs.add()
        else:
            super().keyPressEvent(event)


def _attribute_names(listing: Any) -> list[str]:
    """The commonest free attributes, by name."""
    return sorted(listing.attribute_names()[:ATTRIBUTE_COLUMNS])
